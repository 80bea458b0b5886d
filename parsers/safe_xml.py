"""XML from a stranger: no DTD, no entities, no network, and not deeper than a document goes."""

from lxml import etree

from parsers.errors import Failed, Refused

MAX_DEPTH = 200
"""The most elements that may stand one inside another."""

_GOES_DEEPER = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})", regexp=False)
_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
"""One for all documents: it keeps nothing of any, and a new one each time costs as much as a small part."""


def parse_xml(content: bytes) -> etree._Element:
    """Return the root element, without comments and processing instructions.

    Raises Refused for a DTD or endless nesting, and Failed for what is not well-formed.
    """
    if b"<!DOCTYPE" in content or (b"\x00" in content and b"<!DOCTYPE" in content.replace(b"\x00", b"")):
        raise Refused("unsafe-xml")
    try:
        root = etree.fromstring(content, _PARSER)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise Failed("damaged") from error
    if root.getroottree().docinfo.internalDTD is not None or _is_too_deep(root):
        raise Refused("unsafe-xml")
    return root


def _is_too_deep(root: etree._Element) -> bool:
    try:
        return bool(_GOES_DEEPER(root))
    except etree.XPathEvalError:  # more elements side by side than an XPath may gather
        return True
