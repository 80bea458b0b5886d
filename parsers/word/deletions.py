"""Tracked deletions in a Word document: whether what was deleted is anything that somebody might miss."""

from lxml import etree

from escalation.stamps import PROMPTS
from parsers.word.names import name_of

DELETION = "tracked-deletion"
_PROPERTIES = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr"})
_SHOWN = frozenset(
    {"sym", "fldChar", "fldSimple", "footnoteReference", "endnoteReference", "altChunk", "subDoc"}
    | {"drawing", "pict", "object", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen"}
)
"""What shows something that is no text, or says that something does."""


def shows_anything(deleted: etree._Element) -> bool:
    """Say whether something stands in a deleted run or row that showed, other than a prompt of Word's."""
    waiting = [deleted]
    while waiting:
        part = waiting.pop()
        name = name_of(part.tag)
        if name in _SHOWN:
            return True
        if name not in _PROPERTIES:
            waiting += reversed(part)
    words = "".join(part.text or "" for part in deleted.iter("{*}delText", "{*}t"))
    return bool(words) and words.strip() not in PROMPTS
