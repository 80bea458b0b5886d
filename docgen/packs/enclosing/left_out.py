"""Why a paper is not in a pack, in words for papers: the codes of files that were not read speak of forms."""

from collections.abc import Mapping

from escalation.codes import CODES

ACCEPTED = "PDF, Word (.docx), JPEG, PNG or TIFF"
"""The kinds of file that a pack takes."""

_AS_PDF = "Ask for it as PDF, or save it as PDF yourself where you know what it is."
_FRESH_COPY = "Be careful with it, and ask the sender for a fresh copy, saved anew as PDF."
_WORDS: Mapping[str, str] = {
    "other-format": f"The file is of a kind that a pack does not take: it takes {ACCEPTED}. {_AS_PDF}",
    "other-zip": (
        f"The file is a zip folder or another program’s document, and a pack takes {ACCEPTED}. {_AS_PDF}"
    ),
    "old-word": (
        f"The file is in an Office format of before 2007, or damaged, and a pack takes {ACCEPTED}. {_AS_PDF}"
    ),
    "too-big": "The file is larger than a paper may be. Ask for it in parts.",
    "bomb": (
        "The file would unpack to far more than such a file does (300 MB in all, or 200 times its size), as"
        f" harmful files do. {_FRESH_COPY}"
    ),
    "unsafe-zip": (
        f"The file is put together in a way that Word never does and harmful files do. {_FRESH_COPY}"
    ),
    "unsafe-xml": (
        f"The file holds instructions that no Word document has and harmful files do. {_FRESH_COPY}"
    ),
}
MESSAGE = (
    f"The file is a message, or is called one, and a pack takes {ACCEPTED}. Open it in the mail program, and save"
    " it as PDF, or what is attached to it; if it does not open, ask for it again."
)
"""What to do with a message."""


def say_left_out(code: str) -> str:
    """Return why a file with that code is not in a pack, and what to do. Raises KeyError for no code."""
    return _WORDS.get(code, CODES[code].message)


def say_too_big(found: str, most: str) -> str:
    """Return that a file goes beyond a limit: what it has, and the most it may have, such as `50 MB`."""
    return f"The file has {found}, and a paper may have {most} at most. Ask for it in parts."
