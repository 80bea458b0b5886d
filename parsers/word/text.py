r"""The text of a part of a Word document, as it reads with all tracked changes accepted.

A line break and the end of a paragraph are `\n`, a tab is `\t`, and non-breaking and soft hyphens are their own
characters. Field instructions, alternatives that are not shown and phonetic guides are left out.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from escalation.stamps import PROMPTS
from parsers.word.names import attribute, child, live_children, local_name, word_name
from parsers.word.symbols import is_symbol_font, read_symbol

_CHARACTERS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
UNREAD = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"}
    | {"instrText", "delInstrText", "fldChar", "fldData", "rt"}
)
"""The `w:` elements that hold nothing a reader sees."""
_HOLDERS = frozenset({"r", "tc", "sdtContent"})
"""What holds others and shows all of them: nearly every element is one of these, a paragraph or unread."""
_NOTICED = {
    "ins": "tracked-insertion",
    "moveTo": "tracked-insertion",
    "footnoteReference": "footnote",
    "endnoteReference": "footnote",
}
_DELETED = frozenset({"del", "moveFrom"})
_REPLACEMENT = 0xFFFD
_DRAWINGS = frozenset({"drawing", "pict", "object"})


@dataclass(frozen=True)
class Words:
    """The text of an element, and the codes of what was noticed in reading it."""

    text: str
    noticed: frozenset[str]


ReadWords: TypeAlias = Callable[[etree._Element], Words]
"""`read_words`, or one that reads each element once and remembers."""


def read_words(element: etree._Element) -> Words:
    """Return the text of an element and of all that it shows. The end of its last paragraph is no line break."""
    writer = _Writer()
    writer.add(element)
    return Words(writer.text(), frozenset(writer.noticed))


def is_deleted_row(row: etree._Element) -> bool:
    """Say whether a table row is a tracked deletion (`w:trPr/w:del`)."""
    return child(child(row, "trPr"), "del") is not None


class _Writer:
    """Collects text in the order of the document."""

    def __init__(self) -> None:
        self.noticed: set[str] = set()
        self._pieces: list[str] = []
        self._ends_paragraph = False

    def text(self) -> str:
        pieces = self._pieces[:-1] if self._ends_paragraph else self._pieces
        return "".join(pieces)

    def add(self, element: etree._Element) -> None:
        """Add what an element shows."""
        name = word_name(element)
        if code := _NOTICED.get(name):
            self.noticed.add(code)
        if name in UNREAD:
            return
        if name == "p":
            self._add_paragraph(element)
        elif name in _HOLDERS:
            self._add_parts(element)
        elif name in _DELETED or (name == "tr" and is_deleted_row(element)):
            self._drop(element)
        elif name in _DRAWINGS:
            self._add_drawing(element)
        elif name in _CHARACTERS:
            self._put(_CHARACTERS[name])
        elif name == "sym":
            self._put(self._symbol(attribute(element, "font") or "", attribute(element, "char") or ""))
        elif local_name(element) == "t":
            self._put(self._lettered(element))
        else:
            self._add_parts(live_children(element))

    def _add_parts(self, parts: Iterable[etree._Element]) -> None:
        for part in parts:
            self.add(part)

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        self._add_parts(paragraph)
        if not self._runs_on(paragraph):
            self._put("\n")
            self._ends_paragraph = True

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._ends_paragraph = False

    def _runs_on(self, paragraph: etree._Element) -> bool:
        """Say whether the paragraph's own end is a tracked deletion, which joins it to the next."""
        mark = child(child(paragraph, "pPr"), "rPr")
        if mark is None:
            return False
        if child(mark, "ins") is not None:
            self.noticed.add("tracked-insertion")
        return child(mark, "del") is not None

    def _drop(self, element: etree._Element) -> None:
        lost = "".join(
            part.text or "" for part in element.iter("{*}delText", "{*}t") if part.text is not None
        ).strip()
        if lost and lost not in PROMPTS:
            self.noticed.add("tracked-deletion")

    def _add_drawing(self, element: etree._Element) -> None:
        """Add the text of text boxes, as paragraphs of their own; anything else drawn is only noticed."""
        boxes = list(_text_boxes(element))
        if not boxes or next(element.iter("{*}pic", "{*}imagedata"), None) is not None:
            self.noticed.add("picture")
        for box in boxes:
            if self._pieces and not self._pieces[-1].endswith("\n"):
                self._put("\n")
            self.add(box)

    def _lettered(self, element: etree._Element) -> str:
        text = element.text or ""
        run = element.getparent()
        if run is None or len(run) == 1:
            return text
        fonts = child(child(run, "rPr"), "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii") or ""
        if not is_symbol_font(font):
            return text
        return "".join(
            self._symbol(font, f"{ord(c):x}") if ord(c) > 0xF000 or _is_drawn(font, c) else c for c in text
        )

    def _symbol(self, font: str, code: str) -> str:
        number = _character_number(code)
        found = read_symbol(font, number) if is_symbol_font(font) else chr(number)
        if found is None or number == _REPLACEMENT:
            self.noticed.add("symbol-unknown")
            return chr(number)
        return found


def _character_number(code: str) -> int:
    """Return the number that a symbol's hexadecimal code gives: that of U+FFFD where it is no character."""
    try:
        number = int(code, 16)
    except ValueError:
        return _REPLACEMENT
    return number if 0x20 <= number < 0xD800 or 0xE000 <= number < _REPLACEMENT else _REPLACEMENT


def _is_drawn(font: str, character: str) -> bool:
    return ord(character) < 0x100 and read_symbol(font, ord(character)) is not None


def _text_boxes(element: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for part in live_children(element):
        found += [part] if word_name(part) == "txbxContent" else _text_boxes(part)
    return found
