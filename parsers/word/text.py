r"""The text of a part of a Word document, as it reads with all tracked changes accepted.

A line break and the end of a paragraph are `\n`, a tab is `\t`, and non-breaking and soft hyphens are their own
characters. Field instructions, alternatives that are not shown and phonetic guides are left out.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from lxml import etree

from escalation.stamps import PROMPTS
from parsers.word.marks import Marks, find_marks
from parsers.word.names import attribute, child, live_children, local_name, name_of, word_name
from parsers.word.symbols import is_symbol_font, read_symbol

_CHARACTERS = {
    "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad",
}  # fmt: skip
UNREAD = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr"}
    | {"instrText", "delInstrText", "fldChar", "fldData", "rt"}
)
"""The `w:` elements that hold nothing a reader sees."""
CONTENT_ELSEWHERE, CELL_DELETED = "content-elsewhere", "cell-deleted"
_NOTICED = {
    "ins": "tracked-insertion",
    "moveTo": "tracked-insertion",
    "footnoteReference": "footnote",
    "endnoteReference": "footnote",
    "altChunk": CONTENT_ELSEWHERE,
    "subDoc": CONTENT_ELSEWHERE,
}
BREAK_LOST, BLANK_LINES_LOST = "break-lost", "blank-lines-lost"
LOST_BREAKS = frozenset({BREAK_LOST, BLANK_LINES_LOST})
"""What is noticed where two texts stand in one run: that line breaks were left out there, or blank lines alone."""
_DELETED = frozenset({"del", "moveFrom"})
_REPLACEMENT = 0xFFFD
_DRAWINGS = frozenset({"drawing", "pict", "object"})


class Words(NamedTuple):
    """The text of an element, and the codes of what was noticed in reading it."""

    text: str
    noticed: frozenset[str]


ReadWords: TypeAlias = Callable[[etree._Element], Words]
"""`read_words`, or a `Transcript`."""


_Stretch: TypeAlias = tuple[int, int, int, int]
"""Which of a writer's pieces came of one element, and which of the codes that it noticed: from and to, of each."""


def read_words(element: etree._Element) -> Words:
    """Return the text of an element and of all that it shows. The end of its last paragraph is no line break."""
    writer = _Writer(find_marks(element))
    writer.add(element)
    return writer.words(writer.stretch_from(0, 0))


class Transcript:
    """The text of a body, written out in one walk: that of a cell, a control or a paragraph is a stretch of it."""

    def __init__(self, body: etree._Element) -> None:
        """Write out all that a body shows."""
        self.marks = find_marks(body)
        self._writer = _Writer(self.marks)
        self._writer.add(body)
        self._known: dict[etree._Element, Words] = {}

    @property
    def has_lost_breaks(self) -> bool:
        """True where two texts stand in one run, so that a line break was left out between them."""
        return BREAK_LOST in self._writer.noticed

    def trust_breaks(self) -> None:
        """Take it that a line break stood wherever two texts stand in one run: only blank lines can be lost."""
        noticed = self._writer.noticed
        noticed[:] = [BLANK_LINES_LOST if code == BREAK_LOST else code for code in noticed]
        self._known.clear()

    def __call__(self, element: etree._Element) -> Words:
        """Return what `read_words` does."""
        known = self._known.get(element)
        if known is None:
            stretch = self._writer.stretches.get(element)
            known = read_words(element) if stretch is None else self._writer.words(stretch)
            self._known[element] = known
        return known


class _Writer:
    """Collects text in the order of the document.

    `stretches` has the paragraphs, the cells and the contents of controls that read the same when read alone: not
    those with something drawn, which begins a line of its own only where words stand before it. `noticed` are codes.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self.stretches: dict[etree._Element, _Stretch] = {}
        self._ways = _WaysByTag()
        self.noticed: list[str] = []
        self._pieces: list[str] = []
        self._ends_paragraph = False
        self._drawings = 0

    def words(self, stretch: _Stretch) -> Words:
        """Return what was written of an element."""
        first, end, first_code, end_code = stretch
        return Words("".join(self._pieces[first:end]), frozenset(self.noticed[first_code:end_code]))

    def stretch_from(self, first: int, first_code: int) -> _Stretch:
        """Return what was written from there until now. The end of a last paragraph is no line break."""
        end = len(self._pieces)
        last = end - 1 if self._ends_paragraph and end > first else end
        return first, last, first_code, len(self.noticed)

    def add(self, element: etree._Element) -> None:
        """Add what an element shows."""
        self._add_parts((element,))

    def _add_parts(self, parts: Iterable[etree._Element]) -> None:
        ways = self._ways
        for part in parts:
            way = ways[part.tag]
            if way is not None:
                way(self, part)

    def _add_block(self, block: etree._Element) -> None:
        first, first_code, drawings = len(self._pieces), len(self.noticed), self._drawings
        self._add_parts(block)
        if drawings == self._drawings:
            self.stretches[block] = self.stretch_from(first, first_code)

    def _add_paragraph(self, paragraph: etree._Element) -> None:
        first, first_code, drawings = len(self._pieces), len(self.noticed), self._drawings
        self._add_parts(paragraph)
        if paragraph in self._marks.inserted_ends:
            self.noticed.append("tracked-insertion")
        if paragraph not in self._marks.deleted_ends:
            self._pieces.append("\n")
            self._ends_paragraph = True
        if drawings == self._drawings:
            self.stretches[paragraph] = self.stretch_from(first, first_code)

    def _add_control(self, control: etree._Element) -> None:
        content = child(control, "sdtContent")
        if content is not None:
            self._add_block(content)

    def _add_row(self, row: etree._Element) -> None:
        if row in self._marks.deleted_rows:
            self._drop(row)
        else:
            self._add_parts(row)

    def _add_noticed(self, element: etree._Element) -> None:
        self.noticed.append(_NOTICED[word_name(element)])
        self._add_parts(element)

    def _add_cell_properties(self, properties: etree._Element) -> None:
        if child(properties, "cellDel") is not None:
            self.noticed.append(CELL_DELETED)

    def _add_character(self, element: etree._Element) -> None:
        self._put(_CHARACTERS[word_name(element)])

    def _add_symbol(self, element: etree._Element) -> None:
        self._put(self._symbol(attribute(element, "font") or "", attribute(element, "char") or ""))

    def _add_text(self, element: etree._Element) -> None:
        """Add a text. LibreOffice leaves a line break out where its form was filled: two texts stand in one run."""
        text = element.text or ""
        before = element.getprevious()
        if before is not None and before.tag == element.tag:
            self.noticed.append(BREAK_LOST)
            self._put("\n")
        shown = self._marks.shown_otherwise and self._marks.shown_otherwise.get(element.getparent())
        if shown and not text.isspace():
            self.noticed.append(shown)
        font = self._marks.symbol_fonts and self._marks.symbol_fonts.get(element.getparent())
        self._put(self._drawn(text, font) if font else text)

    def _add_other(self, element: etree._Element) -> None:
        if local_name(element) == "t":
            self._add_text(element)
        else:
            self._add_parts(live_children(element))

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._ends_paragraph = False

    def _drop(self, element: etree._Element) -> None:
        lost = "".join(
            part.text or "" for part in element.iter("{*}delText", "{*}t") if part.text is not None
        ).strip()
        if lost and lost not in PROMPTS:
            self.noticed.append("tracked-deletion")

    def _add_drawing(self, element: etree._Element) -> None:
        """Add the text of text boxes, as paragraphs of their own; anything else drawn is only noticed."""
        self._drawings += 1
        if next(element.iter("{*}OLEObject"), None) is not None:
            self.noticed.append(CONTENT_ELSEWHERE)
        boxes = list(_text_boxes(element))
        if not boxes or next(element.iter("{*}pic", "{*}imagedata"), None) is not None:
            self.noticed.append("picture")
        for box in boxes:
            if self._pieces and not self._pieces[-1].endswith("\n"):
                self._put("\n")
            before = len(self._pieces)
            self.add(box)
            if any(piece.strip() for piece in self._pieces[before:]):
                self.noticed.append("text-box")

    def _drawn(self, text: str, font: str) -> str:
        return "".join(
            self._symbol(font, f"{ord(c):x}") if ord(c) > 0xF000 or _is_drawn(font, c) else c for c in text
        )

    def _symbol(self, font: str, code: str) -> str:
        number = _character_number(code)
        found = read_symbol(font, number) if is_symbol_font(font) else chr(number)
        if found is None or number == _REPLACEMENT:
            self.noticed.append("symbol-unknown")
            return chr(number)
        return found


_Way: TypeAlias = Callable[[_Writer, etree._Element], None]

_WAYS: dict[str, _Way | None] = {
    **dict.fromkeys(UNREAD, None),
    **dict.fromkeys(_CHARACTERS, _Writer._add_character),
    **dict.fromkeys(_NOTICED, _Writer._add_noticed),
    **dict.fromkeys(_DELETED, _Writer._drop),
    **dict.fromkeys(_DRAWINGS, _Writer._add_drawing),
    **dict.fromkeys(("body", "tbl", "r"), _Writer._add_parts),
    "p": _Writer._add_paragraph,
    "sdt": _Writer._add_control,
    "sdtContent": _Writer._add_block,
    "sym": _Writer._add_symbol,
    "t": _Writer._add_text,
    "tc": _Writer._add_block,
    "tcPr": _Writer._add_cell_properties,
    "tr": _Writer._add_row,
}
"""How to add each `w:` element, None for what a reader does not see; any other is read for the text in it."""


class _WaysByTag(dict[object, _Way | None]):
    """How to add an element, by its tag: found once a tag, because a document has many elements of few kinds."""

    def __missing__(self, tag: object) -> _Way | None:
        """Find out how, and keep it."""
        self[tag] = way = _WAYS.get(name_of(tag), _Writer._add_other)
        return way


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
