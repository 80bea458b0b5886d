"""The styles of a Word file whose words are not shown as plain ones (ISO 29500-1, 17.7): most files have none."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from parsers.word.appearance import PROPERTIES, is_rare
from parsers.word.names import OFF, attribute, child, local_name_of, word_name

_RARE_NAMES = (b"trike", b"anish", b"webHidden", b"vertAlign", b"position ", b"highlight", b"\x00")
_RARE_VALUES = (
    re.compile(rb'sz [^>]{0,99}"[0-4]"'),
    re.compile(rb'color [^>]{0,99}"[D-Fd-f][0-9A-Fa-f][D-Fd-f][0-9A-Fa-f]{3}"'),
)
"""What the bytes of a part of styles have where any of them is to be looked at; or it is not written in UTF-8."""
_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Styles:
    """Properties by the name of a style, its own and those that it is based on: of such styles alone.

    `usual` is the name of the style of paragraphs that name none.
    """

    properties: Mapping[str, Mapping[str, etree._Element]] = field(default_factory=dict)
    usual: str = ""

    def properties_of_runs(self, element: etree._Element) -> dict[etree._Element, dict[str, etree._Element]]:
        """Return what such styles say of each run under an element: its paragraph's style, then its own."""
        styled: dict[etree._Element, dict[str, etree._Element]] = {}
        for run, name in self._named(element):
            styled[run] = {**styled.get(run, {}), **self.properties[name]}
        return styled

    def _named(self, element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        if not self.properties:
            return
        for paragraph in element.iter("{*}p"):
            name = _style_of(paragraph) or self.usual
            if name in self.properties and word_name(paragraph):
                yield from ((run, name) for run in paragraph.iter("{*}r"))
        for run in element.iter("{*}r"):
            name = _style_of(run)
            if name in self.properties:
                yield run, name


NO_STYLES = Styles()


def may_be_rare(part: bytes) -> bool:
    """Say whether a part of styles is worth parsing."""
    return any(name in part for name in _RARE_NAMES) or any(value.search(part) for value in _RARE_VALUES)


def find_styles(root: etree._Element) -> Styles:
    """Return those styles of a part of styles whose words are not shown as plain ones."""
    known = styles_by_name(root)
    resolved = {name: dict(_resolve(name, known)) for name in known}
    usual = (name for name, style in known.items() if _is_usual(style))
    rare = {
        name: properties
        for name, properties in resolved.items()
        if any(is_rare(held, mark) for held, mark in properties.items() if held != "u")
    }
    return Styles(rare, next(usual, ""))


def styles_by_name(root: etree._Element) -> dict[str, etree._Element]:
    """Return every style of a part of styles."""
    return {attribute(style, "styleId") or "": style for style in root.iterchildren("{*}style")}


def line_up(name: str, known: Mapping[str, etree._Element]) -> Iterator[etree._Element]:
    """Yield a style and those that it is based on, each after the one that names it."""
    style = known.get(name)
    for _ in range(_LONGEST_CHAIN):
        if style is None:
            return
        yield style
        based_on = child(style, "basedOn")
        style = None if based_on is None else known.get(attribute(based_on, "val") or "")


def _resolve(name: str, known: Mapping[str, etree._Element]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the properties of a style, those that it is based on first."""
    for held in reversed(tuple(line_up(name, known))):
        properties = child(held, "rPr")
        for part in () if properties is None else properties:
            if local_name_of(part.tag) in PROPERTIES:
                yield local_name_of(part.tag), part


def _is_usual(style: etree._Element) -> bool:
    is_default = (attribute(style, "default") or "0") not in OFF
    return is_default and attribute(style, "type") == "paragraph"


def _style_of(element: etree._Element) -> str:
    """Return the name of the style of a run or a paragraph; nothing where it has none."""
    kind = local_name_of(element.tag)
    named = child(child(element, f"{kind}Pr"), f"{kind}Style")
    return "" if named is None else attribute(named, "val") or ""
