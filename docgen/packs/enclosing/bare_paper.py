"""Tell bare paper from paper on which something stands, by the paper's own light: scans are grey, and have grain.

A strip is bare where its dots are about as light as most of them, but for a few specks of dust.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate

from PIL.Image import Image

_DARKEST = 160
"""The least light, 0 black to 255 white, of paper on which a line in dark ink is still read."""
_COARSEST = 14.0
"""The widest spread (standard deviation) of light within paper: a photograph, a tint that fades have more."""
_LEAST_STEP = 20
"""What differs by less from its paper is no more than a shade of it: print has some 100, a pencil 40."""
_SPREADS = 5
_OF_QUARTILE = 1.4826
"""What makes the distance from middle to quartile a standard deviation. Only the darker: white cuts off the other."""
_MOST_SPECKS = 0.003
"""The share of dots that dust may take: rows of full stops, which a list of contents has, take more."""
_SPECK = 2
"""The longest side of a speck in dots of 1/72 inch: the smallest letters are three dots high."""

Dot = tuple[int, int]


@dataclass(frozen=True)
class Paper:
    """What most dots of a strip are like: how light, and how far they are spread about that."""

    light: int
    spread: float

    @property
    def is_paper(self) -> bool:
        """Say whether that is paper at all, or a dark ground or a picture."""
        return self.light >= _DARKEST and self.spread <= _COARSEST

    def is_marked(self, light: int) -> bool:
        """Say whether a dot of such light is something else than the paper."""
        return abs(light - self.light) > max(_LEAST_STEP, _SPREADS * self.spread)


def is_bare(strip: Image) -> bool:
    """Say whether nothing stands on a strip of a page: `strip` is grey, in dots of 1/72 inch."""
    paper = measure_paper(strip.histogram())
    if not paper.is_paper:
        return False
    lights = strip.tobytes()
    marked = {divmod(at, strip.width) for at, light in enumerate(lights) if paper.is_marked(light)}
    if len(marked) > _MOST_SPECKS * len(lights):
        return False
    return all(_is_speck(spot) for spot in find_spots(marked))


def measure_paper(histogram: Sequence[int]) -> Paper:
    """Return what most dots are like: `histogram` says how many there are of each light."""
    light, quartile = _share(histogram, 0.5), _share(histogram, 0.25)
    return Paper(light, (light - quartile) * _OF_QUARTILE)


def _share(histogram: Sequence[int], share: float) -> int:
    """Return the light that a share of the dots does not exceed."""
    return next(at for at, count in enumerate(accumulate(histogram)) if count >= share * sum(histogram))


def find_spots(marked: AbstractSet[Dot]) -> Iterator[AbstractSet[Dot]]:
    """Yield the dots that touch one another, at their sides or corners, together."""
    left = set(marked)
    while left:
        spot, edge = set[Dot](), {left.pop()}
        while edge:
            spot |= edge
            edge = {near for dot in edge for near in _around(dot)} & left
            left -= edge
        yield spot


def _around(dot: Dot) -> Iterator[Dot]:
    return ((dot[0] + down, dot[1] + across) for down in (-1, 0, 1) for across in (-1, 0, 1))


def _is_speck(spot: AbstractSet[Dot]) -> bool:
    rows, columns = zip(*spot, strict=True)
    return all(max(side) - min(side) < _SPECK for side in (rows, columns))
