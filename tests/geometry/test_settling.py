"""Words in the box in which their line begins, also where a page was set anew in other type."""

from dataclasses import replace

from parsers.geometry.affine import Affine
from parsers.geometry.fitting import PageFit, fit_page
from parsers.geometry.growth import measure_growth
from parsers.geometry.printed import Written
from parsers.geometry.settling import settle_written
from parsers.pages import PageWord, ReadPage, Rectangle

LEFT, RIGHT = Rectangle(50, 100, 150, 122), Rectangle(157, 100, 257, 122)
GROWN = 1.1


def printed(grown: float) -> ReadPage:
    """Return a page of lines in three columns, each drawn from where it begins with letters so much wider."""
    words = []
    for line in range(15):
        at = begin = 60.0 + 170 * (line % 3)
        for number in range(4):
            wide = 20.0 + 6 * number
            left, right = (begin + (side - begin) * grown for side in (at, at + wide))
            top = 150.0 + 40 * (line // 3)
            words.append(PageWord(f"word{line}x{number}", Rectangle(left, top, right, top + 7)))
            at += wide + 3
    return ReadPage(1, 600, 800, tuple(words), ink=lambda _: 0.3, picture=lambda _: b"")


def fitted(grown: float = 1.0) -> PageFit:
    fit = fit_page(printed(grown), printed(1.0))
    assert fit is not None
    return fit


def written(text: str, left: float, right: float, run: int | None = None) -> Written:
    place = Rectangle(left, 106, right, 114)
    return Written(PageWord(text, place, run=run), place)


def settle(*words: Written, grown: float = 1.0) -> list[Written]:
    return list(settle_written(words, (LEFT, RIGHT), fitted(grown)))


def test_a_page_set_anew_is_laid_over_its_blank_by_the_beginnings_of_lines() -> None:
    fit = fitted(GROWN)
    assert fit.is_redrawn
    assert fit.is_good
    assert fit.share == 1
    assert fit.residual < 0.1
    x, y = fit.to_page.point((300, 400))
    assert abs(x - 300) < 0.5
    assert abs(y - 400) < 0.5


def test_a_page_in_the_same_type_is_not_taken_for_one_set_anew() -> None:
    assert not fitted().is_redrawn
    assert not fitted(1.0001).is_redrawn


def test_growth_is_that_of_the_printed_words() -> None:
    growth = measure_growth(fitted(GROWN))
    assert abs(growth.usual - GROWN) < 0.01
    assert abs(growth.most - GROWN) < 0.01


def test_a_turned_page_set_anew_is_laid_over_its_blank_too() -> None:
    page = printed(GROWN)
    turn = Affine(-1, 0, 600, 0, -1, 800)
    turned = replace(
        page, words=tuple(replace(word, place=turn.rectangle(word.place)) for word in page.words)
    )
    fit = fit_page(turned, printed(1.0))
    assert fit is not None
    assert fit.is_redrawn
    assert fit.is_good


def test_a_line_set_wider_than_its_box_is_put_back_into_it() -> None:
    ann, li = settle(written("Ann", 52, 90, run=1), written("Li", 94, 158, run=1), grown=GROWN)
    assert ann.is_at_home
    assert li.is_at_home
    assert li.place.right <= LEFT.right
    assert not ann.is_astray
    assert not li.is_astray


def test_a_line_wider_than_any_word_grew_is_not() -> None:
    (word,) = settle(written("Wainwright", 52, 175, run=1), grown=GROWN)
    assert not word.is_at_home


def test_a_word_of_the_next_box_is_at_home_though_the_line_before_it_ends_close_by() -> None:
    ann, bob = settle(written("Ann", 52, 149.5, run=1), written("Bob", 159, 180, run=2))
    assert ann.is_at_home
    assert bob.is_at_home


def test_the_end_of_a_line_that_runs_on_just_to_where_the_next_box_begins_is_astray() -> None:
    drawn_at_once = settle(written("Ann", 52, 149.5, run=1), written("Bob", 159, 180, run=1))
    assert [word.is_astray for word in drawn_at_once] == [False, True]
    over_the_edge = settle(written("Ann", 52, 153, run=1), written("Bob", 159, 180, run=2))
    assert over_the_edge[1].is_astray


def test_a_stamp_across_the_page_is_astray_in_every_box() -> None:
    words = settle(
        written("COPY", 30, 46, run=1), written("for", 53, 70, run=1), written("you", 76, 90, run=1)
    )
    assert [word.is_at_home for word in words] == [False, False, False]
    assert words[2].is_astray


def test_words_read_from_a_picture_stay_as_they_are() -> None:
    fit = fitted()
    page = replace(fit.page, words=tuple(replace(word, confidence=0.9) for word in fit.page.words))
    word = written("Ann", 52, 80)
    assert settle_written([word], (LEFT,), replace(fit, page=page)) == (word,)
