"""What a person wrote is printed as it is and never run, in the pack and in the minutes."""

import io
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from docgen.packs.minutes.word import render_minutes
from docgen.packs.pdf import render_pack
from tests.packs.samples import Prepared, body_of, make_record, mscb, pages_of, text_of, without_spaces
from tests.validators import openxml, verapdf

HOSTILE = [
    "#panic()",
    "#strong[x] *y* _z_ `w` $x^2$ @label <label>",
    '\\ \\n \\u{1F600} #import "look.typ": *',
    "// not a comment /* nor this */",
    "Justice & Co <b>bold</b> ]]> &amp; &#65;",
    "{{ 7*7 }} {% for x in y %} {# gone #}",
    "{_{ 7*7 }_} {_% x %_}",
    "{%tr endfor %} {%p endfor %} {{r board }}",
    "=1+1 '' \"\" “” ‘’",
    "Łucja Ŵyn Øyvind Ağa",
]


def prepare_with(text: str) -> Prepared:
    """Return a meeting and a record that hold a text wherever a person can write one."""
    prepared = mscb()
    record = make_record(prepared, "escalation-record", {"summary": text, "child_name": text[:200]})
    line = text[:400]
    return prepared.with_records(record).but(
        place=line,
        purpose=text,
        discussion=text,
        chair={"name": line},
        information=[{"agency": line, "text": text}],
        decisions=[{"decision": text, "reason": text}],
        actions=[{"action": text, "owner": line}],
        circulation=[{"name": line, "how": line}],
    )


def words_of(document: Document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@cache
def hostile() -> Prepared:
    return prepare_with("\n".join(HOSTILE))


@cache
def printed() -> str:
    return body_of(pages_of(render_pack(*hostile().papers()).content), hostile())


@cache
def minuted() -> str:
    return words_of(docx.Document(io.BytesIO(render_minutes(*hostile().papers()))))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_is_printed_in_the_pack(text: str) -> None:
    assert printed().count(without_spaces(text)) >= 6


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_a_text_stands_in_the_minutes_to_the_letter(text: str) -> None:
    assert minuted().count(text) >= 5


def test_twenty_thousand_characters_lose_none() -> None:
    text = "".join(f"Sentence {number} of many. " for number in range(900))[:20_000]
    prepared = prepare_with(text)
    pages = pages_of(render_pack(*prepared.papers()).content)
    assert body_of(pages, prepared).count(without_spaces(text)) >= 4
    assert text.strip() in words_of(docx.Document(io.BytesIO(render_minutes(*prepared.papers()))))


def test_a_word_longer_than_a_page_is_broken_and_not_cut() -> None:
    text = "x" * 20_000
    printed = text_of(render_pack(*prepare_with(text).papers()).content)
    assert printed.count("x") > 6 * 20_000


def test_characters_without_a_glyph_are_shown_as_codes_with_a_finding() -> None:
    pack = render_pack(*prepare_with("said 😀 and 中").papers())
    assert "said [U+1F600] and [U+4E2D]" in text_of(pack.content)
    assert "character-shown-as-code" in [finding.code for finding in pack.findings]


def test_characters_that_xml_cannot_hold_are_shown_as_codes_in_the_minutes() -> None:
    prepared = mscb()
    odd = prepared.meeting.model_copy(update={"purpose": "bell \x07 page \x0c half \ud83d end"})
    content = render_minutes(odd, prepared.board, prepared.case, prepared.checked)
    assert "bell [U+0007] page [U+000C] half [U+D83D] end" in words_of(docx.Document(io.BytesIO(content)))


def test_line_breaks_and_tabs_are_kept_in_the_minutes() -> None:
    document = docx.Document(
        io.BytesIO(render_minutes(*mscb().but(discussion="one\r\ntwo\n\nthree\tfour").papers()))
    )
    assert "one\ntwo\n\nthree\tfour" in words_of(document)


def test_hostile_papers_are_as_accessible_and_as_valid_as_others(tmp_path: Path) -> None:
    text = "\n".join([*HOSTILE, "bell \x07 emoji 😀 عربي עברית", "y" * 3000])
    prepared = prepare_with(text)
    pack, minutes = tmp_path / "pack.pdf", tmp_path / "minutes.docx"
    pack.write_bytes(render_pack(*prepared.papers()).content)
    minutes.write_bytes(render_minutes(*prepared.papers()))
    assert verapdf.failures([pack]) == []
    assert openxml.failures([minutes]) == []


@settings(max_examples=25)
@given(st.text(st.characters(codec=None), min_size=1, max_size=200))
@example("\u202e\u200f\u2028\u0085")
@example("a\ufffe\U0010ffff\ud800")
@example("\u0301 combining first")
def test_no_text_stops_the_pack_or_the_minutes(text: str) -> None:
    prepared = mscb()
    changes = {"purpose": text, "place": text, "discussion": text}
    meeting = prepared.meeting.model_copy(update=changes)
    assert render_pack(meeting, prepared.board, prepared.case, prepared.checked).pages > 10
    assert render_minutes(meeting, prepared.board, prepared.case, prepared.checked).startswith(b"PK")
