"""The names of WordprocessingML elements, alike in Transitional and Strict (ECMA-376 Parts 1 and 4)."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from lxml import etree

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)

OFF = frozenset({"0", "false", "off"})
"""How a property that is a switch says that it is off (ISO 29500-1, 22.9.2.7); without a value it is on."""
_LONGEST_NUMBER = 6
"""More digits than any count in a document has."""


def _find_local_name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _find_word_name(tag: object) -> str:
    space, _, local = str(tag).rpartition("}")
    return local if space.removeprefix("{") in _WORD else ""


local_name_of: Callable[[object], str] = lru_cache(maxsize=2048)(_find_local_name)
name_of: Callable[[object], str] = lru_cache(maxsize=2048)(_find_word_name)
"""What `local_name` and `word_name` return, of an element's tag: one call less where every element is asked."""


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return local_name_of(element.tag)


def word_name(element: etree._Element) -> str:
    """Return the name of a `w:` element, and nothing for an element of another vocabulary."""
    return name_of(element.tag)


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name in any namespace: LibreOffice writes `w:val` where Word writes `w14:val`."""
    for key, value in element.items():
        if local_name_of(key) == name:
            return value
    return None


def number_in(mark: etree._Element | None, otherwise: int, name: str = "val") -> int:
    """Return the number that an attribute of an element gives, where it is one that a document may have."""
    value = None if mark is None else attribute(mark, name)
    return int(value) if value and value.isdecimal() and len(value) <= _LONGEST_NUMBER else otherwise


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that name, in any namespace; None where there is none."""
    for part in () if element is None else element:
        if local_name_of(part.tag) == name:
            return part
    return None


def live_children(element: etree._Element) -> Iterator[etree._Element]:
    """Give the children that Word shows: of alternatives the first only, and of a control its content."""
    name = name_of(element.tag)
    if name and name != "sdt":
        return iter(element)
    shown = child(element, "sdtContent") if name else _shown_alternative(element)
    return iter(()) if shown is None else iter(shown)


def _shown_alternative(element: etree._Element) -> etree._Element | None:
    if local_name(element) != "AlternateContent":
        return element
    chosen = child(element, "Choice")
    return child(element, "Fallback") if chosen is None else chosen


def shown(body: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the `w:` elements of that name, in the order of the document, that Word shows."""
    passed_over = {fallback for fallback in body.iter("{*}Fallback") if _is_passed_over(fallback)}
    for element in body.iter(f"{{*}}{name}"):
        if word_name(element) and (
            not passed_over or passed_over.isdisjoint(element.iterancestors("{*}Fallback"))
        ):
            yield element


def _is_passed_over(fallback: etree._Element) -> bool:
    return child(fallback.getparent(), "Choice") is not None
