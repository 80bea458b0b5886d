"""The timeline as it is printed: vector, told in words (PDF/UA-1, ISO 14289-1, 7.3), whole however much there is."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from docgen.packs.pdf import RenderedPack, render_pack
from docgen.packs.timeline.chart import chart_timeline
from escalation.answers import LimitAnswer
from escalation.timeframes.facts import establish
from tests.packs.samples import DAY_OF_CHECK, Prepared, mscb, pages_of, prepare, text_of, without_spaces
from tests.validators import verapdf

LONG = (
    " and on with words that a title seldom has" * 6
    + " Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
)


def with_limits(count: int, more: str = "") -> Prepared:
    """Return a case with as many limits as asked, numbered, their titles as much longer."""
    prepared = mscb()
    dated = [one for one in prepared.checked.answers if one.from_.date]
    answers = tuple(_named(dated[number % len(dated)], f"Limit {number}{more}") for number in range(count))
    checked = prepared.checked.model_copy(update={"answers": answers})
    return Prepared(prepared.meeting, prepared.board, prepared.case, checked)


def _named(answer: LimitAnswer, title: str) -> LimitAnswer:
    return answer.model_copy(update={"title": title})


NO_DATES = mscb().but(date=None, minutes_circulated=None).with_records()
EXTREMES = {
    "years-apart": mscb().but(minutes_circulated="2031-01-09"),
    "many-limits": with_limits(35),
}
SELDOM_PACKED = ["med-2025-003", "mer-2025-008", "pc-2025-006"]
"""The sample meetings of which test_pack does not ask the same."""


@cache
def render(name: str) -> RenderedPack:
    return make(EXTREMES[name] if name in EXTREMES else prepare(name))


def make(prepared: Prepared) -> RenderedPack:
    return render_pack(*prepared.papers())


def told(content: bytes) -> list[str]:
    """Return the words that stand for each picture of a PDF."""
    root = PdfReader(io.BytesIO(content)).root_object["/StructTreeRoot"].get_object()
    return [str(element["/Alt"]) for element in _elements(root) if element.get("/S") == "/Figure"]


def _elements(element: object) -> Iterator[DictionaryObject]:
    if isinstance(element, ArrayObject):
        for one in element:
            yield from _elements(one.get_object())
    elif isinstance(element, DictionaryObject) and "/K" in element:
        yield element
        yield from _elements(element["/K"])


@pytest.mark.parametrize("name", DAY_OF_CHECK)
def test_the_picture_is_told_in_words(name: str) -> None:
    prepared = prepare(name)
    facts = establish(prepared.case, prepared.board, prepared.checked.checked_on)
    chart = chart_timeline(prepared.meeting, facts, prepared.checked)
    assert chart is not None
    stages, limits = (one.says for one in chart.stages), (one.says for one in chart.limits)
    words = [chart.opening, *stages, *limits]
    assert told(render(name).content) == [" ".join(words)]


def test_the_picture_is_drawn_and_not_a_photograph() -> None:
    pack = render("mscb-2024-017")
    [timeline] = [part.page for part in pack.parts if part.title == "Timeline"]
    assert list(PdfReader(io.BytesIO(pack.content)).pages[timeline - 1].images) == []


def test_more_limits_than_a_page_holds_are_told_in_several_pictures_none_left_out() -> None:
    pictures = told(render("many-limits").content)
    assert len(pictures) > 1
    assert [f"Limit {number} (" in " ".join(pictures) for number in range(35)] == [True] * 35


def test_long_titles_are_printed_whole() -> None:
    printed = without_spaces(text_of(make(with_limits(6, LONG)).content))
    for number in range(6):
        assert printed.count(without_spaces(f"Limit {number}{LONG}")) == 2


def test_a_case_without_any_day_says_so() -> None:
    pack = make(NO_DATES)
    assert told(pack.content) == []
    assert "No record gives a date." in text_of(pack.content)


def test_answers_are_words_beside_the_picture_and_not_colour_alone() -> None:
    pack = render("mer-2025-008")
    [page] = [part.page for part in pack.parts if part.title == "Timeline"]
    text = pages_of(pack.content)[page - 1]
    assert "Late by 1 working day" in text
    assert "Met, 3 working days to spare" in text


def test_a_meeting_that_says_nobody_dissented_is_printed_so_and_leaves_no_room() -> None:
    assert "Who did not agree, and why Nobody." in text_of(render("pc-2025-006").content)


@pytest.mark.parametrize("name", SELDOM_PACKED)
def test_the_same_case_gives_the_same_bytes(name: str) -> None:
    assert make(prepare(name)).content == render(name).content


def test_pictures_with_every_sign_over_several_pages_and_with_breaks_are_accessible(tmp_path: Path) -> None:
    names = ("med-2025-003", "mer-2025-008", "years-apart", "many-limits")
    paths = [tmp_path / f"{name}.pdf" for name in names]
    for path in paths:
        path.write_bytes(render(path.stem).content)
    assert verapdf.failures(paths) == []


def test_no_row_or_two_of_the_picture_stand_alone_on_a_page() -> None:
    first, last = told(make(with_limits(18)).content)
    assert (first.count("Limit "), last.count("Limit ")) == (15, 3), "the first page has room for 17"
