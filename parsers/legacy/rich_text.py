r"""A file in Rich Text Format from a stranger, with every control word that fetches or runs something made void.

Rich Text Format 1.9.1. A control word that a reader does not know is passed over, so each of them is given a name
that nobody knows. Of fields only those of old forms keep their instructions; of any other the text shown is kept.
"""

import re

_NOT_ESCAPED = rb"(?<!\\)((?:\\\\)*)"
r"""Two backslashes stand for one that somebody wrote."""
_FETCHING = (
    "template", "objlink", "objautlink", "objupdate", "objdata", "objclass", "objocx", "objemb", "nextfile",
    "filetbl", "file", "subdocument", "mailmerge", "mmdatasource", "mmconnectstr", "xmlopen", "oleclsid",
    "htmltag", "hlinkbase", "hlloc", "hlsrc", "hlfr",
)  # fmt: skip
_FETCHES = re.compile(_NOT_ESCAPED + rb"\\(?:" + "|".join(_FETCHING).encode() + rb")(?![a-z])")
_INSTRUCTIONS = re.compile(_NOT_ESCAPED + rb"\\fldinst(?![a-z])")
_OF_A_FORM = re.compile(
    rb"(?:\s|\{|\\(?!fld)[a-z]+-?[0-9]* ?)*FORM(?:TEXT|CHECKBOX|DROPDOWN)(?![A-Z])", re.IGNORECASE
)
_LINKED_NAME = re.compile(rb"(\\sn\s+)(?:pib|fill|line)(?:Name|Blip|Shape)?", re.IGNORECASE)
_VOID = rb"\1\\bfvoid"


def seal_rich_text(data: bytes) -> bytes:
    """Return the file without anything that leads out of it."""
    sealed = _FETCHES.sub(_VOID, data)
    sealed = _LINKED_NAME.sub(rb"\1void", sealed)
    return _INSTRUCTIONS.sub(_kept_or_void, sealed)


def _kept_or_void(found: re.Match[bytes]) -> bytes:
    is_of_a_form = _OF_A_FORM.match(found.string, found.end())
    return found[0] if is_of_a_form else found.expand(_VOID)
