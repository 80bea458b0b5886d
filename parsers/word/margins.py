"""What stands in a Word file beside the text of its pages: in headers and footers, and in footnotes and endnotes."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from escalation.codes import notice
from escalation.findings import Finding
from parsers.errors import Unread
from parsers.reading import Margin
from parsers.word.drawings import is_picture
from parsers.word.markings import is_marking
from parsers.word.names import attribute, shown, word_name
from parsers.word.package import Package
from parsers.word.rows import PICTURE, read_outside
from parsers.word.text import Transcript

_DRAWINGS = ("drawing", "pict", "object")
_MOST_MARKS = 50
"""The most pictures of a part that are counted: no header of a form has half as many."""
UNREADABLE = "\ufffd"
"""What stands for all the words of a part that cannot be read."""
_PAGE_NUMBERS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_COUNTS_PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
"""How the instruction of a field begins that shows a number of pages (ISO 29500-1, 17.16.5)."""


def read_margins(package: Package) -> Iterator[Margin]:
    """Yield each paragraph with words in it, and one that no blank has for a part that cannot be read.

    The first picture of a part is one mark, the second two marks, and so on: a part with more pictures than its
    blank's has a mark that the blank has not.
    """
    for place, name in package.margins():
        try:
            part = package.xml(name)
        except Unread:
            yield Margin(place, UNREADABLE)
            continue
        if part is not None:
            yield from (Margin(place, text) for text in _read_part(part))


def _read_part(part: etree._Element) -> Iterator[str]:
    _fill_page_numbers(part)
    read = Transcript(part)
    yield from (text for text in read_outside(part, read.marks.deleted_rows, read) if text != PICTURE)
    drawings = (drawing for name in _DRAWINGS for drawing in shown(part, name))
    pictures = sum(map(is_picture, drawings))
    yield from (" ".join([PICTURE] * number) for number in range(1, min(pictures, _MOST_MARKS) + 1))


def _fill_page_numbers(part: etree._Element) -> None:
    """Give a number to each field that counts pages and shows none: the program that saved it last filled none in.

    Such a field is one element, or stands between marks, with a mark between its instruction and what it shows
    (17.16.18 and 17.16.19).
    """
    for simple in shown(part, "fldSimple"):
        if _COUNTS_PAGES.match(attribute(simple, "instr") or "") and not _has_text(simple):
            run = etree.SubElement(simple, _beside(simple, "r"))
            etree.SubElement(run, _beside(simple, "t")).text = "0"
    open_fields: list[_Field] = []
    for piece in part.iter("{*}fldChar", "{*}instrText", "{*}t"):
        name, kind = word_name(piece), attribute(piece, "fldCharType")
        if name == "fldChar" and kind == "begin":
            open_fields.append(_Field())
        elif name == "fldChar" and kind == "end" and open_fields:
            open_fields.pop().fill(piece)
        elif open_fields:
            open_fields[-1].take(name, piece.text or "")


class _Field:
    """A field between marks: its instruction, and what it shows."""

    def __init__(self) -> None:
        self._instruction = self._shown = ""

    def take(self, name: str, text: str) -> None:
        """Take a piece of it."""
        if name == "instrText":
            self._instruction += text
        elif name == "t":
            self._shown += text

    def fill(self, end: etree._Element) -> None:
        """Put a number after its last mark, where it counts pages and shows none."""
        if _COUNTS_PAGES.match(self._instruction) and not self._shown.strip():
            number = etree.Element(_beside(end, "t"))
            number.text = "0"
            end.addnext(number)


def _has_text(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter("{*}t"))


def _beside(element: etree._Element, name: str) -> str:
    """Return a name in the vocabulary of an element, which may be Transitional or Strict."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def places_written_in(margins: Sequence[Margin], blank: Sequence[Margin]) -> tuple[str, ...]:
    """Return the places in which a return has words that no header, footer or note of its blank has.

    White space and the numbers of pages are left out of account, and how often and in how many parts words stand:
    programs print the same header for first and other pages, or count pages anew. So are protective markings, which
    they print in a line or a text box of its own.
    """
    printed = [" ".join(_without_numbers(margin.text).split()) for margin in blank]
    written = (margin.place for margin in margins if _is_news(margin.text, printed))
    return tuple(dict.fromkeys(written))


def notice_margins(margins: Sequence[Margin], blank: Sequence[Margin]) -> Iterator[Finding]:
    """Yield a finding for each of the places that `places_written_in` names: a person reads it in the file."""
    for place in places_written_in(margins, blank):
        yield notice("text-outside", message=f"Something was written in the {place}s. Read it in the file.")


def _is_news(text: str, printed: Sequence[str]) -> bool:
    lines = (line for line in text.splitlines() if line.strip())
    return not _is_printed(_without_numbers(text), printed) and not all(
        is_marking(line) or _is_printed(_without_numbers(line), printed) for line in lines
    )


def _is_printed(text: str, printed: Sequence[str]) -> bool:
    """Say whether a paragraph is one of the blank's, or whole words of one: a number alone may be anybody's."""
    squeezed, spaced = "".join(text.split()), " ".join(text.split())
    if any(squeezed == words.replace(" ", "") for words in printed):
        return True
    held = [words for words in printed if spaced in words] if any(map(str.isalpha, text)) else []
    return any(re.search(rf"(?<!\w){re.escape(spaced)}(?!\w)", words) for words in held)


def _without_numbers(text: str) -> str:
    return _PAGE_NUMBERS.sub("#", text)
