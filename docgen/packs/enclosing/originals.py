"""Whether a Word file may travel in a pack as it came: not where it runs something, or opens it by itself."""

import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from docgen.packs.enclosing.enclosures import Original, Unfit

ReadMember = Callable[[zipfile.ZipFile, str], bytes]
"""Gives a member of a zip file, within limits."""

_CARRIES = re.compile(r"vbaproject|vbadata|activex|embeddings/|oleobject|afchunk", re.IGNORECASE)
"""Members that hold macros, controls, other files or other documents."""
_RUNS = re.compile(r"macroEnabled|vbaProject|activeX|oleObject", re.IGNORECASE)
_COMMANDS = re.compile(r"\b(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|IMPORT|MACROBUTTON)\b", re.IGNORECASE)
"""Fields that run something or fetch a file (ISO/IEC 29500-1, 17.16.5)."""
_TYPES, _MAIN = "[Content_Types].xml", "word/document.xml"


def check_original(archive: zipfile.ZipFile, content: bytes, read_member: ReadMember) -> Original:
    """Return a Word file (.docx) as it may be attached: `content` is all of `archive`.

    Raises Unfit for one that holds macros, controls or other files, that fetches something by itself, or whose
    fields run commands; and for a zip file that is no Word file. Links that a reader must click may stay.
    """
    names = archive.namelist()
    if not {_TYPES, _MAIN} <= set(names):
        raise Unfit("other-zip")
    if any(_CARRIES.search(name) for name in names):
        raise Unfit("pack-part-unsafe")
    for name in names:
        if name.endswith((".xml", ".rels")) and _acts(name, _parse(read_member(archive, name))):
            raise Unfit("pack-part-unsafe")
    return Original(content)


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unfit("damaged") from error
    if root.getroottree().docinfo.doctype:
        raise Unfit("pack-part-unsafe")
    return root


def _acts(name: str, root: etree._Element) -> bool:
    if name == _TYPES:
        return any(
            _RUNS.search(entry.get("ContentType", "")) for entry in root.iter("{*}Default", "{*}Override")
        )
    if name.endswith(".rels"):
        return any(_fetches(link) for link in root.iter("{*}Relationship"))
    return _COMMANDS.search("".join(_instructions(root))) is not None


def _fetches(link: etree._Element) -> bool:
    is_link = link.get("Type", "").endswith("/hyperlink")
    return bool(_RUNS.search(link.get("Type", ""))) or (link.get("TargetMode") == "External" and not is_link)


def _instructions(root: etree._Element) -> Iterator[str]:
    """Yield what the fields of a part say: one may be cut into several runs, so they are read on end."""
    for field in root.iter("{*}instrText", "{*}fldSimple", "{*}fldChar"):
        if etree.QName(field).localname == "fldChar":
            yield " "
        else:
            yield (
                field.text or next((held for key, held in field.items() if key.endswith("}instr")), "") or ""
            )
