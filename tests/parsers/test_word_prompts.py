"""A control that says that it shows its prompt: words that are none of Word's own are kept and asked about."""

import pytest

from parsers.reading import Reading
from parsers.word import read_word
from tests.parsers.files import control, make_docx, paragraph, run, table, tick

SHOWING = "<w:showingPlcHdr/>"


def noticed(reading: Reading) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.field) for finding in reading.findings]


def read(content: str, marker: str = SHOWING) -> Reading:
    return read_word(make_docx(table(paragraph(control("child_name", content, marker)))))


def test_words_that_the_control_calls_its_prompt_are_kept_and_asked_about() -> None:
    reading = read(run("Rhowch yr asiantaeth"))
    assert reading.found[0].text == "Rhowch yr asiantaeth"
    assert noticed(reading) == [("as-in-blank", "child_name")]


@pytest.mark.parametrize("words", ["Click or tap here to enter text.", "Choose an item", "", " "])
def test_prompts_of_word_s_own_are_not_asked_about(words: str) -> None:
    assert noticed(read(run(words))) == []


@pytest.mark.parametrize("marker", ["", '<w:showingPlcHdr w:val="0"/>', '<w:showingPlcHdr w:val="false"/>'])
def test_a_control_that_shows_no_prompt_is_sure(marker: str) -> None:
    assert noticed(read(run("Siân"), marker)) == []


def test_a_control_around_a_cell_says_it_too() -> None:
    cell = control("child_name", f"<w:tc>{paragraph(run('Ysgrifennwch yma'))}</w:tc>", SHOWING)
    reading = read_word(make_docx(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"))
    assert noticed(reading) == [("as-in-blank", "child_name")]


@pytest.mark.parametrize("kind", ["date", "dropDownList", "comboBox"])
def test_a_day_or_an_entry_of_a_list_is_told_by_what_it_is(kind: str) -> None:
    """LibreOffice leaves it said of both that they show their prompt."""
    assert noticed(read(run("09/01/2024"), f"{SHOWING}<w:{kind}/>")) == []


def test_an_unticked_box_is_no_prompt() -> None:
    body = tick("reason_drift", "0", run("☐")).replace("<w14:checkbox>", f"{SHOWING}<w14:checkbox>")
    assert noticed(read_word(make_docx(table(paragraph(body))))) == []


def test_a_control_without_a_tag_says_it_of_its_cell() -> None:
    untagged = (
        f"<w:sdt><w:sdtPr>{SHOWING}</w:sdtPr><w:sdtContent>{run('Ysgrifennwch yma')}</w:sdtContent></w:sdt>"
    )
    [row] = read_word(make_docx(table(paragraph(untagged)))).rows
    assert row.cells[0].noticed == {"as-in-blank"}
