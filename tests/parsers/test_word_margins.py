"""What somebody wrote in the headers, footers and notes of a Word return."""

import io
import re
import zipfile
from collections.abc import Mapping

import pytest

from docgen import render_word
from escalation.records import Record, State
from parsers.reading import Margin
from parsers.word import read_word
from parsers.word.margins import places_written_in
from tests.parsers.alignments import read_return
from tests.parsers.files import W, paragraph, run
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP

HEADER, FOOTER = "word/header1.xml", "word/footer1.xml"
NOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{{}}</w:footnote></w:footnotes>'
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def returned(changes: Mapping[str, tuple[str, str]], more: Mapping[str, str] = {}) -> bytes:
    """Return a form of every kind, filled in, with words of its parts replaced (by pattern), and parts added."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(render_word(EVERY_KIND, MADE_UP, FILLED).content)) as source,
        zipfile.ZipFile(held, "w") as made,
    ):
        for name in source.namelist():
            text = source.read(name).decode("utf-8")
            made.writestr(name, re.sub(*changes[name], text, count=1) if name in changes else text)
        for name, text in more.items():
            made.writestr(name, text)
    return held.getvalue()


def told(record: Record) -> list[str]:
    return [finding.message for finding in record.findings if finding.code == "text-outside"]


def added(words: str) -> tuple[str, str]:
    return r"(?=</w:(?:hdr|ftr)>)", paragraph(run(words))


def drawn(inside: str) -> str:
    return f'<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>{inside}</v:shape></w:pict></w:r>'


@pytest.mark.parametrize(("part", "place"), [(HEADER, "headers"), (FOOTER, "footers")])
@pytest.mark.parametrize("words", ["Please call me before Friday", "01632 960001"])
def test_words_in_a_header_or_footer_ask_and_say_where_they_are(part: str, place: str, words: str) -> None:
    record = read_return(MADE_UP, EVERY_KIND, returned({part: added(words)}))
    assert told(record) == [f"Something was written in the {place}. Read it in the file."]
    assert record.state is State.REVIEW
    assert record.values == FILLED


def test_words_in_a_footnote_ask_wherever_its_number_stands() -> None:
    types = (
        "[Content_Types].xml",
        (r"(?=</Types>)", f'<Override PartName="/word/footnotes.xml" ContentType="{NOTES_TYPE}"/>'),
    )
    notes = NOTES.format(paragraph(run("She told me so herself")))
    record = read_return(MADE_UP, EVERY_KIND, returned(dict([types]), {"word/footnotes.xml": notes}))
    assert told(record) == ["Something was written in the footnotes. Read it in the file."]


def test_the_boards_own_header_and_footer_are_no_news() -> None:
    record = read_return(MADE_UP, EVERY_KIND, returned({}))
    assert (told(record), record.state) == ([], State.COMPLETE)
    assert read_word(returned({})).margins


def test_a_header_that_cannot_be_read_asks_and_the_answers_are_read() -> None:
    record = read_return(MADE_UP, EVERY_KIND, returned({HEADER: ("</w:hdr>", "")}))
    assert told(record) == ["Something was written in the headers. Read it in the file."]
    assert record.values == FILLED


@pytest.mark.parametrize(
    "text", ["Page 2 of 3", "dyffryn/every-kind 2026-01", "dyffryn/every-kind  2026-01\tPage 1 of 2"]
)
def test_page_numbers_and_parts_of_what_is_printed_are_no_news(text: str) -> None:
    printed = [Margin("footer", "dyffryn/every-kind 2026-01\tPage 1 of 1")]
    assert places_written_in([Margin("footer", text)], printed) == ()


@pytest.mark.parametrize("text", ["2026", "Page 1 of 1 of his letter"])
def test_a_number_alone_and_words_beside_what_is_printed_are_news(text: str) -> None:
    printed = [Margin("footer", "dyffryn/every-kind 2026-01\tPage 1 of 1")]
    assert places_written_in([Margin("endnote", text)], printed) == ("endnote",)


@pytest.mark.parametrize(
    "words",
    [
        "OFFICIAL", "Official - Sensitive", "OFFICIAL-SENSITIVE: PERSONAL", "Classification: OFFICIAL", "[OFFICIAL]",
        "Sensitivity: Internal", "OFFICIAL: POLICE AND PARTNERS", "Confidential when completed", "Board\nOFFICIAL",
    ],
)  # fmt: skip
def test_a_protective_marking_is_no_news(words: str) -> None:
    assert places_written_in([Margin("header", words)], [Margin("header", "Board 1 of 2")]) == ()


@pytest.mark.parametrize(
    "words", ["DRAFT", "Confidential: call me", "Not for partners", "Personal 2", "all", "OFFICIAL\nAnn Li"]
)
def test_words_that_are_more_than_a_marking_are_news(words: str) -> None:
    assert places_written_in([Margin("header", words)], [Margin("header", "Board")]) == ("header",)


@pytest.mark.parametrize(
    ("words", "state"), [("OFFICIAL", State.COMPLETE), ("OFFICIAL to be signed", State.REVIEW)]
)
def test_a_marking_asks_nothing_in_a_line_a_text_box_or_a_watermark(words: str, state: State) -> None:
    inside = f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"
    for change in (
        added(words),
        (r"(?<=</w:r>)(?=</w:p>)", drawn(f"<v:textbox>{inside}</v:textbox>")),
        (r"(?=</w:(?:hdr|ftr)>)", paragraph(drawn(f'<v:textpath string="{words}"/>'))),
    ):
        assert read_return(MADE_UP, EVERY_KIND, returned({HEADER: change})).state is state
