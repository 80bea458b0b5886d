"""Fields of a Word document (ISO 29500-1, 17.16): what stands in them, and whether that is what somebody wrote.

A field has an instruction and what it shows. Word works most of them out anew, at the latest when the file is
printed, so that what is stored need not be what was seen; some show what stands in their instruction alone.
"""

import re
from collections.abc import Iterator

from lxml import etree

from parsers.word.names import attribute
from parsers.word.prompts import AS_IN_BLANK
from parsers.word.symbols import is_symbol_font

RECALCULATED, UNREAD_FIELD = "field-recalculated", "field-unread"
_TYPED_IN = frozenset({"FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN", "FILLIN", "HYPERLINK"})
"""Fields that show what somebody typed or chose. LibreOffice writes FILLIN for a control."""
_SHOWING_NOTHING = frozenset({"TC", "XE", "TA", "RD", "SET", "PRIVATE"})
_SHOWN_FROM_INSTRUCTION = frozenset({"EQ", "MACROBUTTON", "GOTOBUTTON"})
_MOST_OPEN = 20
"""As many fields as Word lets stand in each other."""
_UNICODE_SWITCH, _FONT_SWITCH, _SIZE_SWITCH = "\\u", "\\f", "\\s"
_PLAIN_SWITCHES = frozenset({"\\a", "\\h", _UNICODE_SWITCH})
_NUMBER = re.compile(r"0[xX][0-9A-Fa-f]{1,6}|[0-9]{1,7}")


class OpenField:
    """A field that is not at its end yet. `first` is where its instruction, or what it shows, begins."""

    def __init__(self, first: int, paragraphs: int) -> None:
        self.first, self.paragraphs = first, paragraphs
        self.is_shown = False
        self._instruction: list[str] = []

    def add(self, text: str) -> None:
        """Add a piece of its instruction."""
        if not self.is_shown:
            self._instruction.append(text)

    @property
    def instruction(self) -> str:
        """Its instruction, as far as it stands."""
        return "".join(self._instruction)


class OpenFields:
    """The fields that are open while a text is written, the innermost last.

    `pieces` and `noticed` are the writer's own: words of an instruction are taken out of the one, and the codes of
    what a field shows are put to the other, unless `asks` is False. `open` has those fields.
    """

    def __init__(self, pieces: list[str], noticed: list[str], *, asks: bool = True) -> None:
        self._pieces, self._noticed, self._asks = pieces, noticed, asks
        self.open: list[OpenField] = []
        self._paragraphs = 0

    def add_instruction(self, text: str) -> None:
        """Add a piece of an instruction."""
        if self.open:
            self.open[-1].add(text)

    def add_mark(self, mark: etree._Element) -> tuple[str, str] | None:
        """Go on to the next part of a field. Returns the font and hexadecimal code of a symbol that it shows."""
        kind = attribute(mark, "fldCharType")
        if kind == "begin":
            self.begin()
        elif kind == "separate" and self.open and not self.open[-1].is_shown:
            self.show()
        elif kind == "end" and self.open:
            return self.end()
        return None

    def begin(self, instruction: str = "") -> OpenField:
        """Begin a field. Where more are open than Word opens, all are taken for words that stand there."""
        if len(self.open) == _MOST_OPEN:
            self._notice(UNREAD_FIELD)
            self.open.clear()
        self.open.append(OpenField(len(self._pieces), self._paragraphs))
        self.open[-1].add(instruction)
        return self.open[-1]

    def show(self) -> None:
        """Leave out the words that stood in the instruction: what comes now is shown."""
        field = self.open[-1]
        self._leave_out_instruction(field)
        field.is_shown, field.first = True, len(self._pieces)

    def end(self) -> tuple[str, str] | None:
        """End the innermost field. Returns the font and hexadecimal code of a symbol that stands in its place."""
        field = self.open.pop()
        if not field.is_shown:
            self._leave_out_instruction(field)
            field.first = len(self._pieces)
        symbol = _symbol_of(field.instruction) if field.paragraphs == self._paragraphs else None
        if symbol is None:
            self._notice(_judge(field.instruction, "".join(self._pieces[field.first :])))
        else:
            self._leave_out(field)
        return symbol

    def end_one(self, field: OpenField) -> tuple[str, str] | None:
        """End a field, and those in it that were left open. Returns what `end` does."""
        if field not in self.open:
            return None
        del self.open[self.open.index(field) + 1 :]
        return self.end()

    def end_paragraph(self) -> None:
        """Say of a paragraph what stands in it by a field that goes on after it, or in a field's instruction."""
        self._paragraphs += 1
        for field in self.open:
            self._notice(_judge(field.instruction, "shown") if field.is_shown else UNREAD_FIELD)

    def _leave_out_instruction(self, field: OpenField) -> None:
        """Leave out words of an instruction, and ask; where it is of several paragraphs they stay, and have asked."""
        if field.paragraphs == self._paragraphs:
            if "".join(self._pieces[field.first :]).strip():
                self._notice(_judge(field.instruction, "shown") or UNREAD_FIELD)
            self._leave_out(field)

    def _leave_out(self, field: OpenField) -> None:
        for at in range(field.first, len(self._pieces)):
            self._pieces[at] = ""

    def _notice(self, code: str | None) -> None:
        if code is not None and self._asks:
            self._noticed.append(code)


def _judge(instruction: str, shown: str) -> str | None:
    """Return the code of what is to be asked about a field that shows a text; None where it is what was written."""
    name = _name_of(instruction)
    if name in _TYPED_IN or name in _SHOWING_NOTHING:
        return None
    if name in _SHOWN_FROM_INSTRUCTION or name == "SYMBOL" or not shown.strip():
        return UNREAD_FIELD
    if name == "MERGEFIELD":
        return AS_IN_BLANK if "«" in shown or "»" in shown else None
    return RECALCULATED


def _name_of(instruction: str) -> str:
    return next(_words_of(instruction), "").upper()


def _words_of(instruction: str) -> Iterator[str]:
    return (found[1] or found[2] for found in re.finditer(r'"([^"]*)"|([^\s"]+)', instruction))


def _symbol_of(instruction: str) -> tuple[str, str] | None:
    """Return the font and the hexadecimal code that a SYMBOL field draws (17.16.5.63); None for any other field."""
    name, number, *switches = [*_words_of(instruction), "", ""][:20]
    if name.upper() != "SYMBOL" or not _NUMBER.fullmatch(number):
        return None
    code, font, is_unicode = int(number, 16 if number[:2] in {"0x", "0X"} else 10), "", False
    words = iter(switches)
    for word in words:
        if word.casefold() == _FONT_SWITCH:
            font = next(words, "")
        elif word.casefold() in {_SIZE_SWITCH, "\\*"}:
            next(words, "")
        elif word and word.casefold() not in _PLAIN_SWITCHES:
            return None
        is_unicode = is_unicode or word.casefold() == _UNICODE_SWITCH
    if font and not is_symbol_font(font):
        return None
    is_ansi = code < 0x100 and not font and not is_unicode
    return font, f"{ord(bytes([code]).decode('cp1252', 'replace')) if is_ansi else code:x}"
