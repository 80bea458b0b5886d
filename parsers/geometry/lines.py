"""The text of some words by where they stand, with line breaks as a person reads them.

A line that ends where the next word would still have fitted ends a paragraph; any other goes on in the next line.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parsers.geometry.codes import ends_within_code
from parsers.pages import PageWord, Rectangle

_SPACE = 0.26
"""The width of a space, in sizes of the type."""
_WIDE = 0.52
"""The room between two words, in sizes of the type, in which there is more than a space: two have 0.57."""
_AFTER_ONE = 0.2
"""The room that a figure 1 has on its right beyond other letters', in sizes of the type: figures are equally wide."""
INDENT = 3.4
"""How far, in points, a line begins at the most from the edge of its box where nothing stands before it."""
_EDGE = 8.0
"""How far from the edge of its box, in points, a program may begin a new line at the latest."""
_EMPTY_LINE = 1.9
"""How many sizes of the type lie from line to line, at the least, where a line between them is empty."""
_TALL = frozenset("bdfhijklt0123456789()[]{}/\\|!?&%$£#@'\"")
_DEEP = frozenset("gjpqy,;()[]{}|$Q")


@dataclass(frozen=True)
class Line:
    """Words beside each other, from left to right."""

    words: tuple[PageWord, ...]

    @property
    def place(self) -> Rectangle:
        """The room that the words take up."""
        places = [word.place for word in self.words]
        return Rectangle(
            min(place.left for place in places),
            min(place.top for place in places),
            max(place.right for place in places),
            max(place.bottom for place in places),
        )

    @property
    def text(self) -> str:
        """The words, with a space between any two."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """About how large the type is, in points, by which letters there are."""
        letters = set(self.text)
        tall = any(letter in _TALL or letter.isupper() for letter in letters)
        share = 0.53 + (0.2 if tall else 0.0) + (0.22 if letters & _DEEP else 0.0)
        return (self.place.bottom - self.place.top) / share


def find_lines(words: Sequence[PageWord]) -> tuple[Line, ...]:
    """Return the lines of some words, from the top: tall words make the lines, and dashes and dots join them."""
    rows: list[tuple[Rectangle, list[PageWord]]] = []
    for word in sorted(words, key=lambda word: word.place.top - word.place.bottom):
        held = max(rows, key=lambda row: _overlap(row[0], word.place), default=None)
        if held is not None and _overlap(held[0], word.place) >= 0.4:
            held[1].append(word)
            continue
        near = min(rows, key=lambda row: _apart(row[0], word.place), default=None)
        if near is not None and _is_mark(near[0], word.place):
            near[1].append(word)
        else:
            rows.append((word.place, [word]))
    rows.sort(key=lambda row: row[0].top)
    return tuple(Line(tuple(sorted(row, key=lambda word: word.place.left))) for _, row in rows)


def _overlap(one: Rectangle, other: Rectangle) -> float:
    """Return the share of the lower of two places that stands beside the other."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared / max(min(one.bottom - one.top, other.bottom - other.top), 0.01)


def _apart(one: Rectangle, other: Rectangle) -> float:
    return abs(one.top + one.bottom - other.top - other.bottom) / 2


def _is_mark(line: Rectangle, word: Rectangle) -> bool:
    """Say whether a small sign just over or under a line of letters belongs to it."""
    height = line.bottom - line.top
    return word.bottom - word.top < height / 2 and _apart(line, word) < 0.8 * height


def join_lines(lines: Sequence[Line], box: Rectangle) -> str:
    """Return the text of the lines in a box, with a line feed at the end of each paragraph."""
    return "".join(_joined(lines, box))


def _joined(lines: Sequence[Line], box: Rectangle) -> Iterator[str]:
    if not lines:
        return
    yield lines[0].text
    reach = max(box.right - _EDGE, *(line.place.right for line in lines))
    for above, below in pairwise(lines):
        yield _break_between(above, below, reach)
        yield below.text


def _break_between(above: Line, below: Line, reach: float) -> str:
    size = max(above.size, below.size)
    if below.place.bottom - above.place.bottom > _EMPTY_LINE * size + _depth(below, size) - _depth(
        above, size
    ):
        return "\n\n"
    first = below.words[0].place
    has_room = above.place.right + _SPACE * size + (first.right - first.left) <= reach
    return "\n" if has_room else " "


def _depth(line: Line, size: float) -> float:
    return 0.22 * size if set(line.text) & _DEEP else 0.0


def has_gap(lines: Sequence[Line], box: Rectangle, spacing: float = 1.0) -> bool:
    """Say whether there is room for more between two words, or before a line, than programs leave.

    Some leave out letters that they do not have, and draw the spaces around them. `spacing` is how much wider than
    in the blank's type spaces are.
    """
    if any(line.place.left > box.left + INDENT for line in lines):
        return True
    size = max((line.size for line in lines), default=0.0)
    pairs = (pair for line in lines for pair in pairwise(line.words))
    room = size * spacing
    return any(after.place.left - before.place.right > _room_after(before) * room for before, after in pairs)


def _room_after(word: PageWord) -> float:
    return _WIDE + (_AFTER_ONE if word.text.endswith("1") else 0.0)


def breaks_word(lines: Sequence[Line], box: Rectangle) -> bool:
    """Say whether a word may go on from one line to the next.

    It may after a hyphen, where it is too long for a line, and where every line that goes on is full to the last
    letter: some programs end lines anywhere.
    """
    reach = max([box.right - _EDGE, *(line.place.right for line in lines)])
    pairs = [pair for pair in pairwise(lines) if _break_between(*pair, reach) == " "]
    if any(_breaks_word(above, below, box) for above, below in pairs):
        return True
    return bool(pairs) and all(_is_full(above, box) for above, _ in pairs)


def breaks_long_word(lines: Sequence[Line], box: Rectangle, slack: float = 0.0) -> bool:
    """Say whether a word may go on from one line to the next where a program ends lines at spaces, as ours does.

    It may where a word fills a line alone, so that it may be part of one that no line holds; not within the code of
    a letter, which is always one word. `slack` is how far, in
    points, a line may end further to the right than it seems.
    """
    alone = (line for line in lines[:-1] if len(line.words) == 1 and not ends_within_code(line.text))
    return any(box.right - line.place.right - slack < 2 * _letter(line) + 4 for line in alone)


def _is_full(line: Line, box: Rectangle) -> bool:
    return box.right - line.place.right < 1.5 * _letter(line) + 3


def _letter(line: Line) -> float:
    """Return about how wide the letters of a line are."""
    return (line.place.right - line.place.left) / len(line.text)


def _breaks_word(above: Line, below: Line, box: Rectangle) -> bool:
    last, first = above.words[-1], below.words[0]
    if last.text[-1] in "-‐/" and len(last.text) > 1:
        return True
    both = last.place.right - last.place.left + first.place.right - first.place.left
    is_near = box.right - above.place.right < 2 * _letter(above) + 4
    return is_near and both > box.right - box.left - 2 * _letter(above)
