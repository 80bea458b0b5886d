"""Writes the text of a part of a Word document out, element by element, and notes what a person should look at."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from lxml import etree

from parsers.word.deletions import DELETION, shows_anything
from parsers.word.drawings import is_picture, text_boxes
from parsers.word.equations import EQUATION, holds_nothing, is_maths, reads_in_line
from parsers.word.fields import OpenFields
from parsers.word.marks import find_marks
from parsers.word.names import attribute, child, live_children, local_name, name_of, word_name
from parsers.word.numbering import NUMBERS_LEFT_OUT, Numbers
from parsers.word.prompts import AS_IN_BLANK, calls_it_prompt, find_prompting
from parsers.word.raised import write_raised
from parsers.word.styles import Styles
from parsers.word.symbols import REPLACEMENT, character_number, is_drawn, is_symbol_font, read_symbol

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
_EMOJI = "symEx"
"""How Word writes an emoji ([MS-DOCX], `CT_SymEx`): it stands as text only in the alternative that is not shown."""
_DRAWINGS = frozenset({"drawing", "pict", "object"})
_MARGINS = frozenset({"hdr", "ftr"})
"""The parts in which nobody writes an answer: they have fields that count pages."""


class Words(NamedTuple):
    """The text of an element, and the codes of what was noticed in reading it."""

    text: str
    noticed: frozenset[str]


_Stretch: TypeAlias = tuple[int, int, int, int]
"""Which of a writer's pieces came of one element, and which of the codes that it noticed: from and to, of each."""


class Writer:
    """Collects text in the order of the document.

    `stretches` has the paragraphs, the cells and the contents of controls that read the same when read alone: not
    those with something drawn, which begins a line of its own only where words stand before it. `noticed` are codes.
    """

    def __init__(self, root: etree._Element, styles: Styles, numbers: Numbers) -> None:
        self._numbers = numbers
        self.marks = find_marks(root, styles)
        self._prompting = frozenset(find_prompting(root))
        self.stretches: dict[etree._Element, _Stretch] = {}
        self._ways = _WaysByTag()
        self.noticed: list[str] = []
        self._pieces: list[str] = []
        self._fields = OpenFields(self._pieces, self.noticed, asks=word_name(root) not in _MARGINS)
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
        if paragraph in self._numbers:
            self._add_numbered(paragraph)
        else:
            self._add_parts(paragraph)
        if paragraph in self.marks.inserted_ends:
            self.noticed.append("tracked-insertion")
        if self._fields.open:
            self._fields.end_paragraph()
        if paragraph in self.marks.deleted_ends:
            self.noticed.append(DELETION)
        else:
            self._pieces.append("\n")
            self._ends_paragraph = True
        if drawings == self._drawings:
            self.stretches[paragraph] = self.stretch_from(first, first_code)

    def _add_numbered(self, paragraph: etree._Element) -> None:
        """Add a paragraph with the number that Word shows before it: where words follow, as they would be typed."""
        number, at = self._numbers[paragraph], len(self._pieces)
        self._pieces.append("")
        self._add_parts(paragraph)
        if not any(map(str.strip, self._pieces[at:])):
            return
        if number is None:
            self.noticed.append(NUMBERS_LEFT_OUT)
        else:
            self._pieces[at] = number

    def _add_control(self, control: etree._Element) -> None:
        content = child(control, "sdtContent")
        if content is None:
            return
        first, first_code = len(self._pieces), len(self.noticed)
        self._add_block(content)
        if control in self._prompting and calls_it_prompt(control, "".join(self._pieces[first:])):
            self.noticed.append(AS_IN_BLANK)
            if content in self.stretches:
                self.stretches[content] = self.stretch_from(first, first_code)

    def _add_row(self, row: etree._Element) -> None:
        if row in self.marks.deleted_rows:
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
        shown = self.marks.shown_otherwise and self.marks.shown_otherwise.get(element.getparent())
        if shown and not text.isspace():
            self.noticed.append(shown)
        stands = self.marks.raised and self.marks.raised.get(element.getparent())
        if stands:
            text = self._raised(text, stands)
        font = self.marks.symbol_fonts and self.marks.symbol_fonts.get(element.getparent())
        self._put(self._drawn(text, font) if font else text)

    def _add_other(self, element: etree._Element) -> None:
        name = local_name(element)
        if name == "t":
            self._add_text(element)
        elif name == _EMOJI:
            self._add_symbol(element)
        else:
            self._add_parts(live_children(element))

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._ends_paragraph = False

    def _drop(self, element: etree._Element) -> None:
        """Leave out what was deleted, and ask: but for a prompt, and for what shows nothing."""
        if shows_anything(element):
            self.noticed.append(DELETION)

    def _add_field_mark(self, mark: etree._Element) -> None:
        symbol = self._fields.add_mark(mark)
        if symbol is not None:
            self._put(self._symbol(*symbol))

    def _add_instruction(self, instruction: etree._Element) -> None:
        self._fields.add_instruction(instruction.text or "")

    def _add_simple_field(self, simple: etree._Element) -> None:
        field = self._fields.begin(attribute(simple, "instr") or "")
        self._fields.show()
        self._add_parts(simple)
        symbol = self._fields.end_one(field)
        if symbol is not None:
            self._put(self._symbol(*symbol))

    def _add_equation(self, part: etree._Element) -> None:
        self.noticed.append(EQUATION)
        self._add_parts(part)

    def _add_drawing(self, element: etree._Element) -> None:
        """Add the text of text boxes, as paragraphs of their own; anything else drawn is only noticed."""
        self._drawings += 1
        if next(element.iter("{*}OLEObject"), None) is not None:
            self.noticed.append(CONTENT_ELSEWHERE)
        if is_picture(element):
            self.noticed.append("picture")
        for box in text_boxes(element):
            if self._pieces and not self._pieces[-1].endswith("\n"):
                self._put("\n")
            before = len(self._pieces)
            self.add(box)
            if any(piece.strip() for piece in self._pieces[before:]):
                self.noticed.append("text-box")

    def _drawn(self, text: str, font: str) -> str:
        return "".join(
            self._symbol(font, f"{ord(c):x}") if ord(c) > 0xF000 or is_drawn(font, c) else c for c in text
        )

    def _raised(self, text: str, stands: str) -> str:
        raised = write_raised(text, stands, self._pieces[-1] if self._pieces else "")
        if raised is None:
            self.noticed.append("raised-letters")
        return text if raised is None else raised

    def _symbol(self, font: str, code: str) -> str:
        number = character_number(code)
        found = read_symbol(font, number) if is_symbol_font(font) else chr(number)
        if found is None or number == REPLACEMENT:
            self.noticed.append("symbol-unknown")
            return chr(number)
        return found


_Way: TypeAlias = Callable[[Writer, etree._Element], None]

_WAYS: dict[str, _Way | None] = {
    **dict.fromkeys(UNREAD, None),
    **dict.fromkeys(_CHARACTERS, Writer._add_character),
    **dict.fromkeys(_NOTICED, Writer._add_noticed),
    **dict.fromkeys(_DELETED, Writer._drop),
    **dict.fromkeys(_DRAWINGS, Writer._add_drawing),
    **dict.fromkeys(("body", "tbl", "r"), Writer._add_parts),
    "fldChar": Writer._add_field_mark,
    "fldSimple": Writer._add_simple_field,
    "instrText": Writer._add_instruction,
    "p": Writer._add_paragraph,
    "sdt": Writer._add_control,
    "sdtContent": Writer._add_block,
    "sym": Writer._add_symbol,
    "t": Writer._add_text,
    "tc": Writer._add_block,
    "tcPr": Writer._add_cell_properties,
    "tr": Writer._add_row,
}
"""How to add each `w:` element, None for what a reader does not see; any other is read for the text in it."""


class _WaysByTag(dict[object, _Way | None]):
    """How to add an element, by its tag: found once a tag, because a document has many elements of few kinds."""

    def __missing__(self, tag: object) -> _Way | None:
        """Find out how, and keep it."""
        self[tag] = way = self._find(tag)
        return way

    @staticmethod
    def _find(tag: object) -> _Way | None:
        name = name_of(tag)
        if name or not is_maths(tag):
            return _WAYS.get(name, Writer._add_other)
        if holds_nothing(tag):
            return None
        return Writer._add_other if reads_in_line(tag) else Writer._add_equation
