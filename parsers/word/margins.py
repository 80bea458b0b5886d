"""What stands in a Word file beside the text of its pages: in headers and footers, and in footnotes and endnotes."""

import re
from collections.abc import Iterator, Sequence

from escalation.codes import notice
from escalation.findings import Finding
from parsers.errors import Unread
from parsers.reading import Margin
from parsers.word.package import Package
from parsers.word.rows import read_outside
from parsers.word.text import Transcript

PICTURE = "[picture]"
"""What stands for a picture among the words outside the answers (`parsers.word.rows`)."""
_UNREADABLE = "\ufffd"
_NUMBERS = re.compile(r"\d+")


def read_margins(package: Package) -> Iterator[Margin]:
    """Yield each paragraph with words in it, and one that no blank has for a part that cannot be read."""
    for place, name in package.margins():
        try:
            part = package.xml(name)
        except Unread:
            yield Margin(place, _UNREADABLE)
            continue
        if part is None:
            continue
        read = Transcript(part)
        yield from (Margin(place, text) for text in read_outside(part, read.marks.deleted_rows, read))


def places_written_in(margins: Sequence[Margin], blank: Sequence[Margin]) -> tuple[str, ...]:
    """Return the places in which a return has words that no header, footer or note of its blank has.

    White space and the numbers of pages are left out of account, and how often and in how many parts words stand:
    programs print the same header for first and other pages, or count pages anew.
    """
    printed = [_plain(margin.text) for margin in blank]
    written = (margin.place for margin in margins if not _is_printed(_plain(margin.text), printed))
    return tuple(dict.fromkeys(written))


def notice_margins(margins: Sequence[Margin], blank: Sequence[Margin]) -> Iterator[Finding]:
    """Yield a finding for each of the places that `places_written_in` names: a person reads it in the file."""
    for place in places_written_in(margins, blank):
        yield notice("text-outside", message=f"Something was written in the {place}s. Read it in the file.")


def _is_printed(text: str, printed: Sequence[str]) -> bool:
    """Say whether a paragraph is one of the blank's, or words of one: a number alone may be anybody's."""
    has_words = any(letter.isalpha() for letter in text)
    return text in printed or (has_words and any(text in words for words in printed))


def _plain(text: str) -> str:
    return _NUMBERS.sub("#", "".join(text.split()))
