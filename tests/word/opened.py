"""A Word file taken apart for tests, without python-docx, which sees none of the text in content controls."""

import posixpath
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


def full(name: str) -> str:
    prefix, local = name.split(":")
    return f"{{{NAMES[prefix]}}}{local}"


def find(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, NAMES)


def attribute(element: etree._Element, path: str, name: str = "w:val") -> str | None:
    """Return an attribute of the first element on a path; None where either is missing."""
    held = element.find(path, NAMES)
    return None if held is None else held.get(full(name))


def text_of(element: etree._Element) -> str:
    """Return all the text of an element, a line a paragraph."""
    paragraphs = list(element.iter(full("w:p"))) or [element]
    return "\n".join("".join(_pieces(paragraph)) for paragraph in paragraphs)


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for piece in paragraph.iter(full("w:t"), full("w:br"), full("w:tab")):
        yield piece.text or "" if piece.tag == full("w:t") else "\n" if piece.tag == full("w:br") else "\t"


class OpenedForm:
    """The parts of a Word file, and the tables and controls of its body."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    @cached_property
    def document(self) -> etree._Element:
        return self.xml("word/document.xml")

    @property
    def tables(self) -> list[etree._Element]:
        return find(self.document, "w:body/w:tbl")

    @property
    def controls(self) -> list[etree._Element]:
        return list(self.document.iter(full("w:sdt")))

    def control(self, tag: str) -> etree._Element:
        held = [control for control in self.controls if attribute(control, "w:sdtPr/w:tag") == tag]
        assert len(held) == 1, f"{len(held)} controls tagged {tag}"
        return held[0]

    def answer(self, tag: str) -> str:
        """Return the text in a control, as a reader of the file sees it."""
        content = self.control(tag).find("w:sdtContent", NAMES)
        assert content is not None
        return text_of(content)

    def targets(self, relations: str) -> Iterator[tuple[str, str]]:
        """Give the type and the part that each relationship of a part points to."""
        folder = posixpath.dirname(posixpath.dirname(relations))
        for relation in find(self.xml(relations), "rel:Relationship"):
            target = relation.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            yield relation.get("Type", ""), posixpath.normpath(whole)
