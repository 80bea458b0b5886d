"""Answers that a program may have cut off, and those that it cannot have."""

import pytest

from escalation.definitions import Kind
from parsers.geometry.cuts import may_be_cut, says_it_goes_on
from parsers.geometry.lines import breaks_long_word, find_lines, join_lines
from parsers.geometry.places import BoxPlace
from parsers.pages import PageWord, Rectangle

LETTER, HIGH, PITCH = 5.0, 7.3, 13.6
ONE_LINE, TWO_LINES = Rectangle(0, 0, 100, 22), Rectangle(0, 0, 100, 34)


def lay(*lines: str) -> list[PageWord]:
    """Lay lines of text from the top left of a box, each letter equally wide."""
    words = []
    for number, line in enumerate(lines):
        at, top = 2.0, 5 + number * PITCH
        for word in line.split(" "):
            right = at + LETTER * len(word)
            words.append(PageWord(word, Rectangle(at, top, right, top + HIGH)))
            at = right + LETTER / 2
    return words


def is_doubted(box: BoxPlace, *lines: str, slack: float = 0.0) -> bool:
    found = find_lines(lay(*lines))
    return may_be_cut(box, found, join_lines(found, box.place), slack)


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("x" * 20, True),  # ends beyond the edge
        ("x" * 19, True),  # ends where the box's padding begins
        ("x" * 18, True),  # has no room for another letter
        ("x" * 17, False),
        ("Ann Li", False),
    ],
)
def test_a_line_is_doubted_where_no_other_letter_would_have_shown(text: str, *, doubted: bool) -> None:
    assert is_doubted(BoxPlace("name", Kind.TEXT, ONE_LINE), text) is doubted


def test_a_line_set_anew_is_doubted_as_far_as_it_may_have_grown() -> None:
    box = BoxPlace("name", Kind.TEXT, ONE_LINE)
    assert is_doubted(box, "x" * 16, slack=9.0)
    assert not is_doubted(box, "x" * 14, slack=9.0)


@pytest.mark.parametrize(
    ("kind", "lines", "doubted"),
    [
        (Kind.TEXT, ("some words", "and the rest"), True),  # a third line may have begun with any word
        (Kind.LONG_TEXT, ("some words", "day"), True),  # a third line may have begun a paragraph
        (Kind.TEXT, ("some words and of", "day"), False),  # no word is so long that it would not stand here
        (Kind.TEXT, ("some words",), False),
    ],
)
def test_a_box_is_doubted_where_its_last_line_is_used(
    kind: Kind, lines: tuple[str, ...], *, doubted: bool
) -> None:
    assert is_doubted(BoxPlace("name", kind, TWO_LINES), *lines) is doubted


def test_a_beginning_at_the_very_edge_is_doubted() -> None:
    box = BoxPlace("name", Kind.TEXT, Rectangle(1.8, 0, 200, 22))
    assert is_doubted(box, "Ann Li")


def test_a_prompt_that_shows_whole_was_not_cut() -> None:
    box = BoxPlace("outcome", Kind.CHOICE, Rectangle(0, 0, 74, 22), ("resolved", "Resolved"))
    assert not is_doubted(box, "Choose an item.")
    assert is_doubted(box, "Choose an item")


@pytest.mark.parametrize("ending", ["… continued on page 7", "… see page 12", "… p. 8", "p. 8"])
def test_an_answer_says_that_it_goes_on(ending: str) -> None:
    assert says_it_goes_on(f"The child is {ending}")
    assert not says_it_goes_on(f"{ending} The child")


def test_a_program_that_ends_lines_at_spaces_breaks_only_a_word_that_fills_a_line() -> None:
    box = Rectangle(0, 0, 100, 60)
    assert breaks_long_word(find_lines(lay("(day/month/year)abc", "def")), box)
    assert not breaks_long_word(find_lines(lay("(day/month/year)", "def")), box)
    assert not breaks_long_word(find_lines(lay("a (day/month/year)", "def")), box)
    assert not breaks_long_word(find_lines(lay("re- referred in a", "well-", "being plan")), box)
    assert not breaks_long_word(find_lines(lay("[U+0E15][U+0E49][U", "+0E19]")), box)
