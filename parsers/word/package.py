"""A Word file as a package of parts (ECMA-376 Part 2): the main document and those beside it."""

import posixpath
import zipfile
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from parsers.errors import Failed, Refused
from parsers.gate import open_zip, read_member
from parsers.safe_xml import parse_xml

_CONTENT_TYPES, _RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_FOOTER = _WORDPROCESSING + "footer+xml"
_HEADER = _WORDPROCESSING + "header+xml"
_MARGINS = {
    _HEADER: "header",
    _FOOTER: "footer",
    _WORDPROCESSING + "footnotes+xml": "footnote",
    _WORDPROCESSING + "endnotes+xml": "endnote",
}
_STYLES = _WORDPROCESSING + "styles+xml"
_APPLICATION = "docProps/app.xml"
_MACRO_TYPES = frozenset(
    {
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
)
_MAIN_TYPES = _MACRO_TYPES | {_WORDPROCESSING + "document.main+xml", _WORDPROCESSING + "template.main+xml"}
_OPEN_DOCUMENT = (
    "The file is an OpenDocument file. Open it, choose Save As and Word (.docx), and send that copy in; "
    "or better, type into the form that we sent."
)


class Package:
    """The parts of a Word file, each read once the gate has let the file pass."""

    def __init__(self, data: bytes) -> None:
        """Open a zip file as a Word document. Raises Refused where it is none, Failed where it is damaged."""
        self._archive = open_zip(data)
        self._names = {name.casefold(): name for name in self._archive.namelist()}
        if _CONTENT_TYPES.casefold() not in self._names:
            raise _refusal(self._archive)
        self._types = dict(self._content_types())
        self.main = self._main_part()

    @property
    def has_macros(self) -> bool:
        """True for a macro-enabled document. Nothing in it is ever run."""
        return self._types.get(self.main.casefold()) in _MACRO_TYPES

    @property
    def is_from_libreoffice(self) -> bool:
        """True where LibreOffice says that it saved the file last."""
        root = self.xml(_APPLICATION)
        names = () if root is None else root.iterchildren("{*}Application")
        return any((name.text or "").startswith("LibreOffice/") for name in names)

    def xml(self, name: str) -> etree._Element | None:
        """Return the root element of a part; None where the file has no such part. Raises Refused or Failed."""
        held = self._names.get(name.casefold())
        return None if held is None else parse_xml(read_member(self._archive, held))

    @cached_property
    def styles(self) -> bytes:
        """The part with the styles of the main document, not yet parsed: nothing where there is none."""
        folder = posixpath.dirname(self.main).casefold()
        names = (name for name, kind in self._types.items() if kind == _STYLES)
        own = (self._names.get(name) for name in names if posixpath.dirname(name) == folder)
        held = next(own, None)
        return b"" if held is None else read_member(self._archive, held)

    def footers(self) -> Iterator[etree._Element]:
        """Yield the root element of each footer."""
        yield from self._parts_of(_FOOTER)

    def headers(self) -> Iterator[etree._Element]:
        """Yield the root element of each header."""
        yield from self._parts_of(_HEADER)

    def margins(self) -> Iterator[tuple[str, str]]:
        """Yield what each header, footer and part of notes is, and its name."""
        for name, kind in sorted(self._types.items()):
            if kind in _MARGINS:
                yield _MARGINS[kind], name

    def _parts_of(self, kind: str) -> Iterator[etree._Element]:
        for name in sorted(name for name, held in self._types.items() if held == kind):
            part = self.xml(name)
            if part is not None:
                yield part

    def _content_types(self) -> Iterator[tuple[str, str]]:
        root = self.xml(_CONTENT_TYPES)
        for entry in () if root is None else root.iterchildren("{*}Override"):
            yield entry.get("PartName", "").lstrip("/").casefold(), entry.get("ContentType", "")

    def _main_part(self) -> str:
        root = self.xml(_RELATIONSHIPS)
        for relation in () if root is None else root.iterchildren("{*}Relationship"):
            if relation.get("Type", "").endswith("/officeDocument"):
                name = posixpath.normpath(relation.get("Target", "")).lstrip("/")
                if self._types.get(name.casefold()) not in _MAIN_TYPES:
                    raise Refused("other-zip")
                if name.casefold() not in self._names:
                    raise Failed("damaged")
                return name
        raise Refused("other-zip")


def _refusal(archive: zipfile.ZipFile) -> Refused:
    if "mimetype" in archive.namelist() and b"opendocument" in read_member(archive, "mimetype"):
        return Refused("other-format", _OPEN_DOCUMENT)
    return Refused("other-zip")
