"""The names of WordprocessingML elements, alike in Transitional and Strict (ECMA-376 Parts 1 and 4)."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)


@lru_cache(maxsize=2048)
def _local_and_space(tag: str) -> tuple[str, str]:
    space, _, local = tag.rpartition("}")
    return local, space.removeprefix("{")


@lru_cache(maxsize=2048)
def _word_name(tag: str) -> str:
    local, space = _local_and_space(tag)
    return local if space in _WORD else ""


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return _local_and_space(str(element.tag))[0]


def word_name(element: etree._Element) -> str:
    """Return the name of a `w:` element, and nothing for an element of another vocabulary."""
    return _word_name(str(element.tag))


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name in any namespace: LibreOffice writes `w:val` where Word writes `w14:val`."""
    for key, value in element.attrib.items():
        if _local_and_space(str(key))[0] == name:
            return str(value)
    return None


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of that name, in any namespace; None where there is none."""
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


def live_children(element: etree._Element) -> Iterator[etree._Element]:
    """Give the children that Word shows: of alternatives the first only, and of a control its content."""
    shown: etree._Element | None = element
    name = local_name(element)
    if name == "AlternateContent":
        chosen = child(element, "Choice")
        shown = child(element, "Fallback") if chosen is None else chosen
    elif name == "sdt" and word_name(element):
        shown = child(element, "sdtContent")
    return iter(()) if shown is None else iter(shown)


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
