"""The fields of an OpenDocument text (OpenDocument 1.3, Part 3, 7): each keeps what it showed when it was saved.

LibreOffice would work them out anew: a date would be that of the day of reading, a file's name the path of a file on
this machine, and words that a condition hides would be lost.
"""

import re
from collections.abc import Iterator

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_FIELD = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
_KIND = "vnd.oasis.opendocument.field.UNHANDLED"
_INPUT = f"{_TEXT}text-input"
KEPT_INSTRUCTION = "SECTIONPAGES"
"""That of a field which Word works out anew, and which LibreOffice (7.4) does not know: it keeps what it shows."""
_IN_TEXT = frozenset(f"{_TEXT}{name}" for name in ("p", "h", "span", "a", "meta", "ruby-base"))
"""What fields stand in."""
_CONTROL = "content-control"
"""So do they in this of LibreOffice's own, which no standard has yet."""
_NO_FIELDS = frozenset(
    f"{_TEXT}{name}"
    for name in (
        "span", "a", "meta", "s", "tab", "line-break", "soft-page-break", "note", "ruby", "ruby-base", "ruby-text",
        "bookmark", "bookmark-start", "bookmark-end", "reference-mark", "reference-mark-start", "reference-mark-end",
        "change", "change-start", "change-end", "number", "toc-mark", "toc-mark-start", "toc-mark-end",
        "drop-down", "text-input",
    )
)  # fmt: skip
"""What else stands there that LibreOffice leaves as it is, or is shown otherwise."""
_NEVER_SHOWN = frozenset({f"{_TEXT}script"})
"""What has text which is not shown."""
_SIGNS = {"\t": "tab", "\n": "line-break", "\r": "line-break"}
_SPACING = re.compile(r"(?P<words>[^ \t\r\n]+)|(?P<spaces> +)|[\t\r\n]")
"""White space is written as elements: as characters, some of it would be left out."""


def keep_fields(content: etree._Element) -> None:
    """Make each input field the words in it, and each other field one that LibreOffice keeps as it is.

    The content is changed in place.
    """
    for field in list(_fields(content)):
        text = "" if field.tag in _NEVER_SHOWN else "".join(map(str, field.itertext()))
        if field.tag != _INPUT:
            _set_marks(field)
        _show(field, text.removesuffix("\r"))


def _fields(content: etree._Element) -> Iterator[etree._Element]:
    for element in content.iter(f"{_TEXT}*"):
        if element.tag == _INPUT or (element.tag not in _NO_FIELDS and _may_hold_fields(element.getparent())):
            yield element


def _may_hold_fields(element: etree._Element | None) -> bool:
    return element is not None and (element.tag in _IN_TEXT or etree.QName(element).localname == _CONTROL)


def _set_marks(field: etree._Element) -> None:
    """Put the marks of a field of another program's before and after an element."""
    begin = etree.Element(f"{{{_FIELD}}}fieldmark-start", nsmap={"field": _FIELD})
    begin.set(f"{_TEXT}name", "")
    begin.set(f"{{{_FIELD}}}type", _KIND)
    parameter = etree.SubElement(begin, f"{{{_FIELD}}}param")
    parameter.set(f"{{{_FIELD}}}name", "vnd.oasis.opendocument.field.code")
    parameter.set(f"{{{_FIELD}}}value", KEPT_INSTRUCTION)
    end = etree.Element(f"{{{_FIELD}}}fieldmark-end", nsmap={"field": _FIELD})
    end.tail, field.tail = field.tail, None
    field.addprevious(begin)
    field.addnext(end)


def _show(field: etree._Element, text: str) -> None:
    """Make a field the words in it: LibreOffice (7.4) may save an input field several times over."""
    tail = field.tail
    field.clear()
    field.tag, field.tail = f"{_TEXT}span", tail
    for found in _SPACING.finditer(text):
        if found["words"]:
            words = etree.SubElement(field, f"{_TEXT}span")
            words.text = found["words"]
        elif found["spaces"]:
            etree.SubElement(field, f"{_TEXT}s").set(f"{_TEXT}c", str(len(found["spaces"])))
        else:
            etree.SubElement(field, f"{_TEXT}{_SIGNS[found[0]]}")
