"""By how much wider another program set a page's words than the blank has them."""

from dataclasses import dataclass
from statistics import median

from parsers.geometry.beginnings import words_before
from parsers.geometry.fitting import PageFit
from parsers.pages import Rectangle

_LONG, _SPACE = 25.0, 1.0
_LEAST_WORDS = 6


@dataclass(frozen=True)
class Growth:
    """By how much words became wider, on the whole, at the least and at the most, and the spaces between them."""

    usual: float = 1.0
    least: float = 1.0
    most: float = 1.0
    spaces: float = 1.0


def measure_growth(fit: PageFit) -> Growth:
    """Return how much wider the printed words became that are long enough to tell, and the spaces between words."""
    places = {
        index: (fit.blank.words[index].place, fit.to_blank.rectangle(fit.page.words[at].place))
        for index, at in fit.printed.items()
    }
    words = sorted(_wide(now) / _wide(was) for was, now in places.values() if _wide(was) > _LONG)
    before = words_before([word.place for word in fit.blank.words])
    spaces = [
        (now.left - places[last][1].right) / (was.left - places[last][0].right)
        for index, (was, now) in places.items()
        if (last := before[index]) in places and was.left - places[last][0].right > _SPACE
    ]
    if min(len(words), len(spaces)) < _LEAST_WORDS:
        return Growth()
    return Growth(median(words), words[0], words[-1], max(1.0, median(spaces)))


def _wide(place: Rectangle) -> float:
    return place.right - place.left
