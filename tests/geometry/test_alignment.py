"""What speaks against being sure of a box that was read by its place, each alone."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from escalation.definitions import FormReference, Kind
from parsers.geometry import DRAWN_ELSEWHERE, PagesAligned, align_pages, find_likest, fit_page
from parsers.geometry.boxes import read_box
from parsers.geometry.places import BoxPlace
from parsers.geometry.printed import find_written
from parsers.pages import PageWord, ReadPage, Rectangle
from tests.geometry.pages import BOXES, make_layout, make_page, word
from tests.parsers.returns import EVERY_KIND

TICK = BOXES["reason_threshold"]
ELSEWHERE = FormReference(board="elsewhere", form="record", version="2024-01")


def align(*pages: ReadPage, of: int = 1) -> PagesAligned:
    blanks = [make_page(number=page, of=page) for page in range(1, of + 1)]
    return align_pages(pages, blanks, make_layout(of), EVERY_KIND)


def read(*written: PageWord, dark: Iterable[Rectangle] = ()) -> dict[str, tuple[object, tuple[str, ...]]]:
    """Return what stands in each box, with all codes but the one that every text of another program has."""
    aligned = align(make_page(written, dark=dark))
    return {box.found.box: (box.found.text, others(box.codes)) for box in aligned.boxes}


def others(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in codes if code != DRAWN_ELSEWHERE)


def codes(aligned: PagesAligned) -> list[str]:
    return [finding.code for finding in aligned.findings]


def test_words_in_a_box_are_its_answer() -> None:
    found = read(word("Ann", 303, 107), word("Li", 320, 107))
    assert found["child_name"] == ("Ann Li", ())
    assert found["outcome"][0] == ""


def test_a_tick_is_ink_in_the_middle_of_its_box() -> None:
    assert read()["reason_threshold"] == (False, ())
    assert read(dark=[TICK])["reason_threshold"] == (True, ())


def test_a_speck_in_a_tick_box_asks() -> None:
    speck = Rectangle(306, 206, 308, 208.5)
    assert read(dark=[speck])["reason_threshold"] == (None, ("tick-unclear",))


def test_a_dash_in_a_tick_box_asks() -> None:
    middle = (TICK.top + TICK.bottom) / 2
    dash = TICK._replace(top=middle - 0.7, bottom=middle + 0.7)
    assert read(dark=[dash])["reason_threshold"] == (None, ("tick-unclear",))


def test_a_word_over_the_edge_of_a_box_asks() -> None:
    assert "over-edge" in read(word("Wainwright", 470, 107))["child_name"][1]


def test_an_accent_over_the_edge_of_a_box_does_not_ask() -> None:
    found = read(word("Ann", 303, 107), word("Żak", 63, 298.7))
    assert found["summary"] == ("Żak", ())
    assert "over-edge" in read(word("Zak", 63, 298.7))["summary"][1]


def test_a_word_just_beside_a_box_asks_and_is_named() -> None:
    page = make_page([word("Ann", 303, 107), word("x", 503, 107)])
    aligned = align(page)
    assert "over-edge" in aligned.boxes[0].codes
    assert codes(aligned) == ["text-outside"]


def test_an_answer_that_reaches_the_end_of_its_line_may_have_been_cut() -> None:
    assert "answer-cut" in read(word("x" * 38, 303, 107))["child_name"][1]


def test_an_answer_that_fills_its_box_may_have_been_cut() -> None:
    lines = [word("some", 63, 303 + 13 * line) for line in range(9)]
    assert "answer-cut" in read(*lines)["summary"][1]
    assert "answer-cut" not in read(*lines[:5])["summary"][1]


def ours(text: str, left: float, top: float) -> PageWord:
    return replace(word(text, left, top), is_prefilled=True)


def test_an_answer_that_we_drew_was_not_cut_unless_it_says_so() -> None:
    assert read(ours("x" * 38, 303, 107))["child_name"][1] == ()
    assert "answer-cut" in read(ours("x" * 37, 303, 107), word("x", 490, 107))["child_name"][1]
    lines = [ours("some", 63, 303 + 13 * line) for line in range(9)]
    assert "answer-cut" not in read(*lines)["summary"][1]
    ending = [ours(text, 63 + 40 * n, 407) for n, text in enumerate(["…", "p.", "8"])]
    assert "answer-cut" in read(*lines[:8], *ending)["summary"][1]


def test_a_code_that_we_drew_is_its_letter_and_one_that_somebody_typed_asks() -> None:
    assert read(ours("[U+2612]", 303, 107))["child_name"] == ("☒", ())
    assert read(word("[U+2612]", 303, 107))["child_name"] == ("[U+2612]", ("text-undecodable",))


def test_a_question_that_we_drew_is_one() -> None:
    assert read(ours("O?Neill", 303, 107))["child_name"] == ("O?Neill", ())


def test_an_answer_in_pieces_asks_unless_all_of_its_page_is() -> None:
    pieces = replace(word("yn-Gyl", 303, 107), is_in_pieces=True)
    assert read(pieces)["child_name"][1] == ("letters-left-out",)
    page = make_page([pieces])
    everywhere = replace(page, words=tuple(replace(held, is_in_pieces=True) for held in page.words))
    assert others(align(everywhere).boxes[0].codes) == ()


def test_a_text_that_another_program_drew_asks_and_a_date_does_not() -> None:
    aligned = align(make_page([word("Ann", 303, 107), word("12/03/2026", 366, 607)]))
    held = {box.found.box: box.codes for box in aligned.boxes}
    assert (held["child_name"], held["meeting_date"]) == ((DRAWN_ELSEWHERE,), ())
    assert align(make_page([ours("Ann", 303, 107)])).boxes[0].codes == ()


def test_an_answer_that_says_that_it_goes_on_elsewhere_asks() -> None:
    lines = [word("Missed", 63, 303), *(word(text, 63 + 60 * n, 316) for n, text in enumerate(["…", "see"]))]
    lines += [word("page", 170, 316), word("7", 200, 316)]
    assert "answer-cut" in read(*lines)["summary"][1]


def test_a_whole_date_is_not_thought_to_be_cut() -> None:
    assert read(word("12/03/2026", 366, 607))["meeting_date"] == ("12/03/2026", ())


def test_a_question_mark_asks_because_some_programs_draw_one_for_a_letter() -> None:
    assert read(word("O?Neill", 303, 107))["child_name"] == ("O?Neill", ("question-mark",))


def test_room_in_which_a_letter_may_have_stood_asks() -> None:
    assert read(word("so", 303, 107), word("ok", 315.5, 107))["child_name"][1] == ()
    assert read(word("so", 303, 107), word("ok", 319, 107))["child_name"][1] == ("words-apart",)
    assert read(word("ok", 306, 107))["child_name"][1] == ("words-apart",)


def test_a_figure_one_stands_far_from_the_next_word_by_itself() -> None:
    assert read(word("001", 303, 107), word("1", 323.7, 107))["child_name"][1] == ()
    assert read(word("002", 303, 107), word("1", 323.7, 107))["child_name"][1] == ("words-apart",)


@pytest.mark.parametrize(
    ("option", "other", "codes"),
    [
        ("Resolved now", "Not resolved", ()),
        ("Resolved now", "Resolved nowhere", ("answer-cut",)),
        ("Resolved no", "Resolved now", ("answer-cut",)),
    ],
)
def test_a_whole_choice_is_not_thought_to_be_cut(option: str, other: str, codes: tuple[str, ...]) -> None:
    place = BoxPlace("outcome", Kind.CHOICE, Rectangle(300, 500, 365, 522), ("Resolved now", other))
    page = make_page([word(option, 303, 507)])
    fit = fit_page(page, make_page())
    assert fit is not None
    assert read_box(place, fit, find_written(fit)).codes == codes


def test_words_that_do_not_show_ask() -> None:
    page = make_page([word("Ann", 303, 107)])
    pale = replace(page, ink=make_page().ink)
    assert "answer-cut" in align(pale).boxes[0].codes


def test_marks_without_words_ask() -> None:
    assert read(dark=[Rectangle(320, 105, 360, 118)])["child_name"] == ("", ("picture",))


def test_a_script_that_may_be_shown_in_another_order_asks() -> None:
    assert "text-undecodable" in read(word("محمد", 303, 107))["child_name"][1]


def test_a_box_whose_label_moved_asks() -> None:
    page = make_page([word("Ann", 303, 107)])
    gone = {"label10", "word14", "word13", "word12"}
    moved = replace(page, words=tuple(held for held in page.words if held.text not in gone))
    assert "place-unsure" in align(moved).boxes[0].codes


def test_a_box_that_is_cut_off_with_the_edge_of_the_page_asks() -> None:
    narrow = replace(make_page(), width=305.0)
    found = {box.found.box: box for box in align(narrow).boxes}
    assert found["reason_threshold"].found.text is None
    assert all("answer-cut" in found[name].codes for name in ("reason_threshold", "child_name"))
    assert found["summary"].codes == ()


def test_pages_are_known_by_their_words_where_they_say_nothing() -> None:
    second = make_page([word("Ann", 303, 107)], number=1, of=2, reference=None)
    first = make_page([word("Bob", 303, 107)], number=2, of=1, reference=None)
    found = {box.found.box: box for box in align(second, first, of=2).boxes}
    assert (found["attendees.1.name"].found.text, found["attendees.1.name"].page) == ("Ann", 1)
    assert (found["child_name"].found.text, found["child_name"].page) == ("Bob", 2)


def test_a_page_that_did_not_come_back_is_named_and_its_boxes_are_not_empty_but_gone() -> None:
    aligned = align(make_page(), of=2)
    assert aligned.missing == (2,)
    assert [finding.message for finding in aligned.findings] == [
        "Page 2 of the form is missing. Ask the sender for it."
    ]
    assert "attendees.1.name" not in {box.found.box for box in aligned.boxes}


def test_a_page_twice_gives_both_answers_where_they_differ() -> None:
    ann, bob = (make_page([word(name, 303, 107)], number=n) for n, name in enumerate(["Ann", "Bob"], 1))
    aligned = align(ann, bob)
    names = [box for box in aligned.boxes if box.found.box == "child_name"]
    assert [box.found.text for box in names] == ["Ann", "Bob"]
    assert all("duplicate-box" in box.codes for box in names)
    assert codes(aligned) == ["page-twice"]


def test_a_page_of_another_form_is_named() -> None:
    aligned = align(make_page(), make_page(number=2, reference=ELSEWHERE))
    assert codes(aligned) == ["page-foreign"]
    assert "Page 2 of the file" in aligned.findings[0].message


def test_a_page_beyond_the_blanks_is_named() -> None:
    assert codes(align(make_page(), make_page(number=2, of=9))) == ["page-more"]


def test_the_place_of_a_box_is_on_the_page_that_came_back() -> None:
    page = make_page([word("Ann", 303, 107)])
    half = [PageWord(held.text, Rectangle(*(side / 2 for side in held.place))) for held in page.words]
    small = replace(page, words=tuple(half), ink=lambda _: 0.3)
    box = align(small).boxes[0]
    assert box.found.text == "Ann"
    assert [round(side, 3) for side in box.place] == [150, 50, 250, 61]


def test_a_file_is_told_by_the_one_blank_that_it_is_like() -> None:
    pages = [make_page(of=2, reference=None)]
    blanks = [[make_page(of=of)] for of in (1, 2, 3)]
    assert find_likest(pages, blanks) == 1
    assert find_likest(pages, [blanks[1], blanks[1]]) is None
    assert find_likest(pages, [blanks[0], blanks[2]]) is None
