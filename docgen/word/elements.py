"""WordprocessingML, element by element (ISO/IEC 29500-1, clause 17), and text as Word holds it.

Elements are made by python-docx's own parser, so that they are of its classes when it meets them.
"""

import re
from functools import cache

from docx.oxml.parser import oxml_parser
from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (Extensible Markup Language 1.0, production 2)."""


@cache
def qualify(name: str) -> str:
    """Return `{namespace}local` for a prefixed name such as `w:p`."""
    prefix, local = name.split(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def element(name: str, /, *children: etree._Element, **attributes: str | int) -> etree._Element:
    """Return a new element with its children; attributes are in the element's own namespace."""
    prefix, _ = name.split(":")
    made = oxml_parser.makeelement(qualify(name), nsmap={prefix: NAMESPACES[prefix]})
    for key, value in attributes.items():
        made.set(qualify(f"{prefix}:{key}"), str(value))
    made.extend(children)
    return made


def spell_out(text: str) -> str:
    """Return text as a Word file can hold it: lines end in LF, and what XML forbids is `[U+0001]`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub(lambda found: f"[U+{ord(found[0]):04X}]", lines)


def holds_forbidden(text: str) -> bool:
    """Return whether `spell_out` has to show a character of the text as a code."""
    return _NOT_XML.search(text) is not None


def run(text: str, *properties: etree._Element) -> etree._Element:
    """Return a run of text, its line ends as breaks, its tabs as tabs and its spaces kept."""
    made = element("w:r", element("w:rPr", *properties)) if properties else element("w:r")
    for piece in re.split("([\n\t])", spell_out(text)):
        if piece == "\n":
            made.append(element("w:br"))
        elif piece == "\t":
            made.append(element("w:tab"))
        elif piece:
            held = element("w:t")
            held.text = piece
            held.set(XML_SPACE, "preserve")
            made.append(held)
    return made


def styled_run(text: str, style: str) -> etree._Element:
    """Return a run of text in a character style, by the style's id."""
    return run(text, element("w:rStyle", val=style))


def paragraph(style: str, *children: etree._Element) -> etree._Element:
    """Return a paragraph in a style, by the style's id."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style)), *children)


def write_xml(root: etree._Element) -> bytes:
    """Return a part of a Word file as bytes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
