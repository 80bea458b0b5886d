"""Words in a box, read as a person reads them."""

from hypothesis import given
from hypothesis import strategies as st

from parsers.geometry.lines import breaks_word, find_lines, join_lines
from parsers.pages import PageWord, Rectangle

BOX = Rectangle(0, 0, 200, 100)
LETTER, HIGH, PITCH = 5.0, 7.3, 13.0


def lay(*lines: str) -> list[PageWord]:
    """Lay lines of text in a box, each letter equally wide; an empty line is left empty."""
    words = []
    for number, line in enumerate(lines):
        at, top = 2.0, 3 + number * PITCH
        for word in line.split(" "):
            right = at + LETTER * len(word)
            words.append(PageWord(word, Rectangle(at, top, right, top + HIGH)))
            at = right + LETTER / 2
    return [word for word in words if word.text]


def read(*lines: str) -> str:
    return join_lines(find_lines(lay(*lines)), BOX)


def test_a_line_that_is_full_goes_on_in_the_next() -> None:
    assert read("The plan has stalled since the ABC", "autumn, Ann said.") == (
        "The plan has stalled since the ABC autumn, Ann said."
    )


def test_a_line_that_ends_early_ends_a_paragraph() -> None:
    assert read("First Thing.", "Second Thing.") == "First Thing.\nSecond Thing."


def test_an_empty_line_is_kept() -> None:
    assert read("First Thing.", "", "Second Thing.") == "First Thing.\n\nSecond Thing."


def test_a_dash_stays_in_its_line() -> None:
    words = lay("Ann  Li")
    dash = PageWord("–", Rectangle(18, 6.5, 21, 7.2))
    assert join_lines(find_lines([dash, *words]), BOX) == "Ann – Li"


@given(st.permutations(lay("Ann Li called", "Bob Roe came")))
def test_the_order_in_a_file_plays_no_part(words: list[PageWord]) -> None:
    assert join_lines(find_lines(words), BOX) == "Ann Li called\nBob Roe came"


def test_a_hyphen_at_the_end_of_a_line_is_unclear() -> None:
    assert breaks_word(find_lines(lay("Some who are now at risk of any more self-", "harm")), BOX)
    assert not breaks_word(find_lines(lay("Ann", "Li")), BOX)


def test_a_word_too_long_for_a_line_is_unclear() -> None:
    assert breaks_word(find_lines(lay("x" * 39, "x" * 10)), BOX)


def test_lines_that_are_all_full_to_the_last_letter_are_unclear() -> None:
    full = lay("the two meetings that we wanted were ca", "ncelled then.")
    narrow = Rectangle(0, 0, full[7].place.right + 4, 100)
    assert breaks_word(find_lines(full), narrow)
    loose = lay("the two meetings that", "were cancelled then.")
    assert not breaks_word(find_lines(loose), Rectangle(0, 0, 130, 99))
