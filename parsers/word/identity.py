"""Which form a Word file says it is: by its custom properties, or else by what is printed in its footer."""

from lxml import etree

from escalation.definitions import FormReference
from escalation.stamps import find_reference
from parsers.identity import make_reference
from parsers.word.package import Package
from parsers.word.text import read_words

_CUSTOM = "docProps/custom.xml"


def find_identity(package: Package) -> FormReference | None:
    """Return the form's reference; None where the file holds none. Raises Refused or Failed for unreadable parts."""
    return _in_properties(package.xml(_CUSTOM)) or _in_footers(package)


def _in_properties(root: etree._Element | None) -> FormReference | None:
    if root is None:
        return None
    held = {entry.get("name", ""): "".join(entry.itertext()).strip() for entry in root.iterchildren()}
    return make_reference(held.get("FormBoard"), held.get("FormId"), held.get("FormVersion"))


def _in_footers(package: Package) -> FormReference | None:
    return next(
        (found for footer in package.footers() if (found := find_reference(read_words(footer).text))), None
    )
