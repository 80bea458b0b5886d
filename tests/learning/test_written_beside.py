"""What somebody wrote on a learned Word form beside its answers: in the margins, between the tables, in a picture."""

import io
from collections.abc import Callable, Mapping
from typing import TypeAlias

import docx
import pytest
from docx.document import Document
from lxml import etree
from PIL import Image

from escalation.layouts import OTHER_BOX
from escalation.records import Record
from tests.learning.foreign import CATALOGUE, LAYOUTS, layout_of, moray_published
from tests.learning.reading import count, desk_with, read, said_on
from tests.parsers.files import W

EVERY_LAYOUT = pytest.mark.parametrize("name", LAYOUTS)
SAID = "She told me so herself."
TEXT_BOX = (
    f'<w:r xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
    f"<w:p><w:r><w:t>{SAID}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
Edit: TypeAlias = Callable[[Document], None]


def edited(data: bytes, edit: Edit) -> bytes:
    """Return a Word file as somebody changed it."""
    document, held = docx.Document(io.BytesIO(data)), io.BytesIO()
    edit(document)
    document.save(held)
    return held.getvalue()


def in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run(SAID)


def in_first_header(document: Document) -> None:
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].add_run(SAID)


def in_footer(document: Document) -> None:
    document.sections[0].footer.paragraphs[0].add_run("01632 960001")


def over_all(document: Document) -> None:
    document.paragraphs[0].insert_paragraph_before(SAID)


def beside_title(document: Document) -> None:
    document.paragraphs[0].add_run(f" {SAID}")


def under_all(document: Document) -> None:
    document.add_paragraph(SAID)


def in_text_box(document: Document) -> None:
    document.paragraphs[-1]._p.append(etree.fromstring(TEXT_BOX))


def picture() -> io.BytesIO:
    held = io.BytesIO()
    Image.new("L", (40, 20)).save(held, "PNG")
    held.seek(0)
    return held


def picture_under_all(document: Document) -> None:
    document.paragraphs[-1].add_run().add_picture(picture())


def picture_beside_label(document: Document) -> None:
    document.tables[0].cell(0, 0).paragraphs[0].add_run().add_picture(picture())


def picture_in_header(document: Document) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(picture())


IN_MARGINS: Mapping[str, tuple[Edit, str]] = {
    "header": (in_header, "Something was written in the headers. Read it in the file."),
    "header of the first page": (
        in_first_header,
        "Something was written in the headers. Read it in the file.",
    ),
    "picture in the header": (
        picture_in_header,
        "Something was written in the headers. Read it in the file.",
    ),
    "footer": (in_footer, "Something was written in the footers. Read it in the file."),
}
IN_BODY: Mapping[str, Edit] = {
    "over all": over_all,
    "beside the title": beside_title,
    "under all": under_all,
    "in a text box": in_text_box,
}
PICTURES = {"under all": picture_under_all, "beside a label": picture_beside_label}


def outside(record: Record) -> list[str]:
    return [finding.message for finding in record.findings if finding.code == "text-outside"]


@EVERY_LAYOUT
def test_nothing_is_said_to_stand_beside_the_answers_where_nothing_does(name: str) -> None:
    assert outside(read(LAYOUTS[name][0](said_on(name)))) == []


@pytest.mark.parametrize("where", IN_MARGINS)
@EVERY_LAYOUT
def test_what_is_written_in_the_margins_asks_and_the_answers_are_read(name: str, where: str) -> None:
    (make, form), said, (edit, message) = LAYOUTS[name], said_on(name), IN_MARGINS[where]
    record = read(edited(make(said), edit))
    assert outside(record) == [message]
    assert count(record, form, said).right == len(said)


def test_a_header_on_moray_s_published_form_asks_by_the_layout_that_is_shipped() -> None:
    record = read(
        edited(moray_published(said_on("moray published")), in_header), desk_with(CATALOGUE.layouts)
    )
    assert outside(record) == ["Something was written in the headers. Read it in the file."]


@pytest.mark.parametrize("where", IN_BODY)
def test_what_is_written_outside_the_tables_asks(where: str) -> None:
    record = read(edited(moray_published(said_on("moray published")), IN_BODY[where]))
    assert len(outside(record)) == 1


@pytest.mark.parametrize("where", PICTURES)
def test_a_picture_outside_the_answers_asks(where: str) -> None:
    record = read(edited(moray_published(said_on("moray published")), PICTURES[where]))
    assert outside(record) == ["There is a picture outside the answers. Look at it in the file."]


def sign(document: Document) -> None:
    document.tables[0].cell(0, 1).paragraphs[0].add_run().add_picture(picture())


def test_a_picture_in_an_answer_asks_of_that_answer_alone() -> None:
    record = read(edited(moray_published(said_on("moray published")), sign))
    assert outside(record) == []
    assert not record.fields["escalating_agency"].sure


def test_a_picture_where_no_box_of_ours_is_asks() -> None:
    layout = layout_of("moray published")
    cells = (
        c.model_copy(update={"box": OTHER_BOX}) if c.box == "escalating_agency" else c for c in layout.cells
    )
    desk = desk_with([layout.model_copy(update={"cells": tuple(cells)})])
    record = read(edited(moray_published(said_on("moray published")), sign), desk)
    assert outside(record) == ["There is a picture outside the answers. Look at it in the file."]


DRAWING = (
    f'<w:r xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><mc:AlternateContent>'
    f'<mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>{SAID}</w:t></w:r></w:p>'
    "</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize("drawn", [TEXT_BOX, DRAWING])
def test_a_text_box_in_an_answer_s_cell_asks_of_that_answer(drawn: str) -> None:
    def draw(document: Document) -> None:
        document.tables[0].cell(0, 1).paragraphs[0]._p.append(etree.fromstring(drawn))

    record = read(edited(moray_published(said_on("moray published")), draw))
    assert not record.fields["escalating_agency"].sure
    assert [finding.field for finding in record.findings if finding.code == "text-box"] == [
        "escalating_agency"
    ]


@pytest.mark.parametrize("drawn", [TEXT_BOX, DRAWING])
def test_a_text_box_without_words_is_no_news(drawn: str) -> None:
    def draw(document: Document) -> None:
        document.tables[0].cell(0, 1).paragraphs[0]._p.append(etree.fromstring(drawn.replace(SAID, " ")))

    record = read(edited(moray_published(said_on("moray published")), draw))
    assert record.fields["escalating_agency"].sure
