"""The document that every Word form starts from: A4, its styles and its settings, and nothing else.

`templates/word/base.docx` is made by `tools/make_word_base.py` and kept, so that the look of the forms can
be opened and judged in Word. It is written from nothing rather than cut down from python-docx's own default:
that one carries 440 kB of styles that no form uses, a theme, and the settings of an old version of Word.
"""

from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from docgen.word.elements import NAMESPACES, element, write_xml
from docgen.word.package import fix_bytes
from docgen.word.styles import CM, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, make_styles
from escalation.content import content_folder

BASE = "word/base.docx"
"""Where the base document lies in the templates folder."""

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.microsoft.com/office/word"


def open_base() -> Document:
    """Return a new document with the base's page, styles and settings."""
    return docx.Document(str(content_folder("templates") / BASE))


def make_base() -> bytes:
    """Return the base document's bytes, the same each time."""
    main = Part(PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN, write_xml(_make_document()))
    for name, content_type, relation, root in (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, make_styles()),
        ("settings", CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS, _make_settings()),
    ):
        main.relate_to(Part(PackURI(f"/word/{name}.xml"), content_type, write_xml(root)), relation)
    package = OpcPackage()
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    held = BytesIO()
    package.save(held)
    return fix_bytes(held.getvalue())


def _make_document() -> etree._Element:
    """Return an empty document whose root names what its controls use, and lets older readers pass over it."""
    names = {**NAMESPACES, "r": _RELATIONSHIPS, "mc": _COMPATIBILITY}
    root = etree.Element(f"{{{NAMESPACES['w']}}}document", nsmap=names)
    root.set(f"{{{_COMPATIBILITY}}}Ignorable", "w14")
    edges = dict.fromkeys(("top", "right", "bottom", "left"), MARGIN)
    margins = element("w:pgMar", **edges, header=round(0.9 * CM), footer=round(0.9 * CM), gutter=0)
    section = element("w:sectPr", element("w:pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT), margins)
    root.append(element("w:body", section))
    return root


def _make_settings() -> etree._Element:
    compatible = {"compatibilityMode": 15, "overrideTableStyleFontSizeAndJustification": 1}
    modes = (element("w:compatSetting", name=name, uri=_WORD, val=val) for name, val in compatible.items())
    return element(
        "w:settings",
        element("w:zoom", percent=100),
        element("w:defaultTabStop", val=720),
        element("w:characterSpacingControl", val="doNotCompress"),
        element("w:compat", *modes),
        element("w:themeFontLang", val="en-GB"),
        element("w:decimalSymbol", val="."),
        element("w:listSeparator", val=","),
    )
