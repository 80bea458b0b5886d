"""An OpenDocument text from a stranger, made anew from its words alone (OpenDocument 1.3, Parts 2 and 3)."""

import io
import re
import zipfile

from lxml import etree

from parsers.errors import Failed, Refused
from parsers.gate import open_zip, read_member
from parsers.legacy.open_document_fields import keep_fields
from parsers.safe_xml import parse_xml

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_KEPT = ("content.xml", "styles.xml", "meta.xml")
_INSIDE = re.compile(r"(\./)?(Pictures|Object [0-9]+|ObjectReplacements)(/[A-Za-z0-9._ -]+)?|#.*", re.DOTALL)
_PICTURE = re.compile(r"Pictures/[A-Za-z0-9._-]+")
_NEVER = (
    "scripts",
    "event-listeners",
    "section-source",
    "dde-connection-decls",
    "dde-source",
    "plugin",
    "applet",
)
"""Elements that run or fetch something."""


def seal_open_document(data: bytes) -> bytes:
    """Return an OpenDocument text with its words, styles and pictures, and nothing that leads out of it or runs.

    Raises Refused for one that is locked or not safe, and Failed for a damaged one.
    """
    with open_zip(data) as archive:
        names = archive.namelist()
        if _MANIFEST in names and b"encryption-data" in read_member(archive, _MANIFEST):
            raise Refused("password")
        if "content.xml" not in names:
            raise Failed("damaged")
        parts = {name: _sealed(read_member(archive, name)) for name in _KEPT if name in names}
        parts |= {name: read_member(archive, name) for name in names if _PICTURE.fullmatch(name)}
    return _zip(parts)


def _sealed(content: bytes) -> bytes:
    root = parse_xml(content)
    for element in list(root.iter()):
        name = etree.QName(element).localname
        parent = element.getparent()
        if name in _NEVER and parent is not None:
            _remove(element, parent)
            continue
        for key, value in list(element.attrib.items()):
            if etree.QName(key).localname == "href" and not _INSIDE.fullmatch(str(value)):
                del element.attrib[key]
    keep_fields(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _remove(element: etree._Element, parent: etree._Element) -> None:
    """Take an element out, and leave the words after it where they are."""
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _zip(parts: dict[str, bytes]) -> bytes:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{_media_type(name)}"/>'
        for name in ("/", *parts)
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">{entries}</manifest:manifest>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", _MIMETYPE, zipfile.ZIP_STORED)
        for name, content in parts.items():
            made.writestr(name, content)
        made.writestr(_MANIFEST, manifest)
    return held.getvalue()


def _media_type(name: str) -> str:
    return _MIMETYPE if name == "/" else "text/xml" if name.endswith(".xml") else ""
