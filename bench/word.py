"""Word: forms written blank and prefilled, and read, beside python-docx and docxtpl."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docxtpl import DocxTemplate
from lxml import etree

import parsers
from bench.contest import OURS, Aim, Contest, Contestant
from bench.samples import Samples, jinja_name, make_template
from docgen import render_word
from parsers.word.package import Package

FLOOR = "floor: unzip and parse document.xml"


def word_contests(of: Samples) -> Iterator[Contest]:
    """Yield the contests about Word."""
    template = make_template(of.blank_word.content)
    flat = {jinja_name(box): str(value) for box, value in of.flat.items()}
    empty = dict.fromkeys(flat, "")
    tagged = "makes no controls, no layout and no identity; its template is made beforehand, by hand"
    yield Contest(
        "Blank Word form",
        of.about,
        Contestant(OURS, lambda: render_word(of.form, of.board)),
        (
            Contestant(
                "python-docx open and save",
                lambda: save_again(of.blank_word.content),
                "makes nothing: copies ours",
            ),
            Contestant("docxtpl render", lambda: render_template(template, empty), tagged),
        ),
    )
    yield Contest(
        "Prefilled Word form",
        f"{of.about}, all answered",
        Contestant(OURS, lambda: render_word(of.form, of.board, of.answers)),
        (Contestant("docxtpl render", lambda: render_template(template, flat), tagged),),
    )
    yield _reading(of)


def _reading(of: Samples) -> Contest:
    data = of.filled_word.content
    return Contest(
        "Read a returned Word form",
        f"{of.about}, all answered",
        Contestant(OURS, lambda: parsers.read(data)),
        (
            Contestant(FLOOR, lambda: parse_document(data), "reads no answer, checks nothing"),
            Contestant("our gate alone", lambda: pass_gate(data), "reads no answer: limits, and safe XML"),
            Contestant(
                "python-docx open", lambda: docx.Document(io.BytesIO(data)), "reads no answer, has no limits"
            ),
            Contestant(
                "python-docx read every cell",
                lambda: read_cells(data),
                "sees no text in controls, no tick, no tracked change; has no limits",
            ),
        ),
        (Aim("within 4 times its floor", 4, FLOOR),),
    )


def parse_document(data: bytes) -> etree._Element:
    """Return the main document's root element: what no reader can do without."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def pass_gate(data: bytes) -> etree._Element | None:
    """Return the main document's root element, by way of every check that a stranger's file goes through."""
    package = Package(data)
    return package.xml(package.main)


def save_again(data: bytes) -> bytes:
    """Return a Word file as python-docx writes it again."""
    written = io.BytesIO()
    docx.Document(io.BytesIO(data)).save(written)
    return written.getvalue()


def read_cells(data: bytes) -> list[str]:
    """Return the text of every cell of every table, as python-docx sees it."""
    tables = docx.Document(io.BytesIO(data)).tables
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def render_template(template: bytes, values: dict[str, str]) -> bytes:
    """Return a docxtpl template rendered with values, by name."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(values, autoescape=True)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
