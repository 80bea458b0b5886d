"""A Board's own Word form has a logo, a header and a footer: what its blank has of them is no news in a return."""

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import parsers
from boardforms.learning.learn import learn_form, save
from escalation.layouts import LearnedLayout
from escalation.loading import load_layouts
from escalation.records import Record
from tests.learning.foreign import MORAY, TODAY, moray_published
from tests.learning.reading import count, desk_with, read, said_on
from tests.learning.test_written_beside import (
    SAID,
    edited,
    outside,
    picture,
    picture_beside_label,
    picture_under_all,
    sign,
)
from tests.legacy.libreoffice import save_as
from tests.parsers.alignments import Tally
from tests.programs import need

SAID_ON_IT = said_on("moray published")
HEADERS = "Something was written in the headers. Read it in the file."
FOOTERS = "Something was written in the footers. Read it in the file."


def count_pages(paragraph: Paragraph, instruction: str, shown: str = "") -> None:
    """Write a field that counts pages, as Word does: between marks, and here before any page was counted."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run()._r
        if kind == "instruction":
            text = OxmlElement("w:instrText")
            text.text = f" {instruction} "
            run.append(text)
        elif kind == "shown":
            text = OxmlElement("w:t")
            text.text = shown
            run.append(text)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run.append(mark)


def dress(pages: tuple[str, str] = ("", "")) -> Callable[[Document], None]:
    """Give a form a logo over its title, one with words in its header, and the numbers of its pages in its footer."""

    def give(document: Document) -> None:
        section = document.sections[0]
        header = section.header.paragraphs[0]
        header.add_run().add_picture(picture())
        header.add_run(" Moray Child Protection Committee")
        section.header.add_paragraph("OFFICIAL-SENSITIVE when completed")
        footer = section.footer.paragraphs[0]
        footer.add_run("Escalation procedure, 2023. Page ")
        count_pages(footer, "PAGE", pages[0])
        footer.add_run(" of ")
        count_pages(footer, r"NUMPAGES  \* MERGEFORMAT", pages[1])
        document.paragraphs[0].insert_paragraph_before().add_run().add_picture(picture())

    return give


BLANK = edited(moray_published({}), dress())
RETURN = edited(moray_published(SAID_ON_IT), dress(("1", "3")))


def learned() -> LearnedLayout:
    layout = learn_form(BLANK, MORAY, "made up for a test", "dressed", TODAY).layout
    return layout.model_copy(update={"confirmed": True})


DESK = desk_with([learned()])


def read_dressed(data: bytes) -> Record:
    return read(data, DESK)


def test_what_a_blank_has_in_its_margins_is_kept_with_its_layout() -> None:
    layout = learned()
    assert [(held.place, held.words) for held in layout.margins] == [
        ("footer", "Escalation procedure, 2023. Page 0 of 0"),
        ("header", "Moray Child Protection Committee"),
        ("header", "OFFICIAL-SENSITIVE when completed"),
        ("header", "[picture]"),
    ]
    assert layout.pictures == 1


def test_the_file_of_a_layout_says_what_its_blank_has_in_its_margins(tmp_path: Path) -> None:
    found = learn_form(BLANK, MORAY, "made up for a test", "dressed", TODAY)
    save(found, MORAY, tmp_path / MORAY.board)
    [layout] = load_layouts(tmp_path / MORAY.board, (MORAY,))
    assert (layout.margins, layout.pictures) == (found.layout.margins, 1)


def test_a_field_of_one_element_that_counts_pages_and_shows_none_is_no_news_once_it_does() -> None:
    def count_at_foot(shown: str) -> Callable[[Document], None]:
        def give(document: Document) -> None:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            document.sections[0].footer.paragraphs[0]._p.append(field)
            if shown:
                field.append(document.add_paragraph(shown).runs[0]._r)

        return give

    blank = edited(moray_published({}), count_at_foot(""))
    layout = learn_form(blank, MORAY, "made up for a test", "counted", TODAY).layout
    desk = desk_with([layout.model_copy(update={"confirmed": True})])
    assert outside(read(edited(moray_published(SAID_ON_IT), count_at_foot("2")), desk)) == []


def test_a_return_with_the_header_footer_and_logo_of_its_blank_asks_nothing_for_them() -> None:
    record = read_dressed(RETURN)
    assert outside(record) == []
    assert count(record, MORAY, SAID_ON_IT) == Tally(len(SAID_ON_IT), 0, ())


def test_a_layout_that_says_nothing_of_margins_asks_as_before() -> None:
    old = learned().model_copy(update={"margins": (), "pictures": 0})
    assert outside(read(RETURN, desk_with([old]))) == [
        FOOTERS,
        HEADERS,
        "There is a picture outside the answers. Look at it in the file.",
    ]


def in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run(f". {SAID}")


def a_name_within_a_word_of_the_header(document: Document) -> None:
    document.sections[0].header.add_paragraph("Mora")


def in_footer(document: Document) -> None:
    document.sections[0].footer.add_paragraph("01632960001")


def second_picture_beside_the_logo(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture())


def on_the_first_page(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_footer.paragraphs[0].add_run(SAID)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (in_header, HEADERS),
        (a_name_within_a_word_of_the_header, HEADERS),
        (second_picture_beside_the_logo, HEADERS),
        (in_footer, FOOTERS),
        (on_the_first_page, FOOTERS),
    ],
)
def test_what_was_added_to_the_margins_of_the_blank_asks(
    edit: Callable[[Document], None], message: str
) -> None:
    assert outside(read_dressed(edited(RETURN, edit))) == [message]


@pytest.mark.parametrize("edit", [picture_under_all, picture_beside_label])
def test_a_picture_more_than_the_blank_has_asks(edit: Callable[[Document], None]) -> None:
    [said] = outside(read_dressed(edited(RETURN, edit)))
    assert said == "There is a picture outside the answers. Look at it in the file."


def test_a_picture_in_an_answer_beside_the_logo_of_the_blank_asks_of_that_answer_alone() -> None:
    record = read_dressed(edited(RETURN, sign))
    assert outside(record) == []
    assert not record.fields["escalating_agency"].sure


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx"), ("doc", "docx"), ("rtf",)])
def test_a_form_with_a_logo_asks_nothing_for_it_after_libreoffice_saved_it(
    kinds: tuple[str, ...], tmp_path: Path
) -> None:
    need("soffice")
    file = tmp_path / "return.docx"
    file.write_bytes(RETURN)
    for number, kind in enumerate(kinds):
        save_as(tmp_path, kind, [file], tmp_path / f"made-{number}")
        file = tmp_path / f"made-{number}" / f"return.{kind}"
    record = read_dressed(file.read_bytes())
    assert outside(record) == []
    assert count(record, MORAY, SAID_ON_IT) == Tally(len(SAID_ON_IT), 0, ())


def test_a_header_with_more_pictures_than_any_form_asks_and_takes_no_room() -> None:
    def fill(document: Document) -> None:
        for _ in range(2_000):
            document.sections[0].header.paragraphs[0]._p.append(OxmlElement("w:pict"))

    data = edited(RETURN, fill)
    assert sum(len(margin.text) for margin in parsers.read(data).margins) < 20_000
    assert outside(read_dressed(data)) == [HEADERS]
