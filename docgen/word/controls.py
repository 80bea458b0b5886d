"""A box as a Word content control (ISO/IEC 29500-1, 17.5.2), empty or with its answer.

Short answers are controls within a line. A long answer is a block of rich text, a paragraph a line: LibreOffice
moves the breaks of plain text, and those within a paragraph of a block, to its beginning. Nothing is bound to
custom XML.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from docgen.word.elements import element, paragraph, run, spell_out, styled_run
from docgen.word.prompts import prompt_part
from escalation.boxes import Box, BoxValue
from escalation.definitions import Kind
from escalation.stamps import PROMPT_CHOICE, PROMPT_DATE, PROMPT_TEXT, word_tag

PROMPT_OF = {
    Kind.TEXT: PROMPT_TEXT,
    Kind.LONG_TEXT: PROMPT_TEXT,
    Kind.CHOICE: PROMPT_CHOICE,
    Kind.DATE: PROMPT_DATE,
}
TICKED, UNTICKED = "\u2612", "\u2610"
LONGEST_ALIAS = 64
"""Word shows no more of a control's title, and refuses a file that has more."""

_TICK_FONT = "MS Gothic"


@dataclass(frozen=True)
class Control:
    """The content control of a box, and the text that it holds; no text where nothing is answered."""

    box: Box
    element: etree._Element
    text: str

    @property
    def is_block(self) -> bool:
        """True where the control holds whole paragraphs rather than standing in one."""
        return self.box.kind is Kind.LONG_TEXT


def number_controls(names: Iterable[str]) -> dict[str, int]:
    """Return an id for each control: drawn from its tag, so the same in every version, and used once."""
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name in names:
        number = int.from_bytes(sha256(word_tag(name).encode()).digest()[:4], "big") & 0x7FFFFFFF
        while number in taken or number == 0:
            number = (number + 1) & 0x7FFFFFFF
        taken.add(number)
        numbers[name] = number
    return numbers


def make_control(box: Box, value: BoxValue, number: int) -> Control:
    """Return a box's content control with its answer, or with Word's own prompt where there is none.

    `value` is as in a record: text, an ISO date, an option's key, a tick. Raises ValueError, naming the box
    and never the answer, where a tick is given text, or another box a tick.
    """
    text = show_answer(box, value)
    properties = element(
        "w:sdtPr",
        element("w:alias", val=shorten(box.label)),
        element("w:tag", val=word_tag(box.name)),
        element("w:id", val=number),
        element("w:lock", val="sdtLocked"),
        *_placeholder(box, text),
        *_marker(box, value, text),
    )
    content = element("w:sdtContent", *_content(box, text))
    return Control(box, element("w:sdt", properties, content), text)


def show_answer(box: Box, value: BoxValue) -> str:
    """Return an answer as a reader sees it: dates in UK order, choices by their label, `☒` for a tick.

    Text that is no ISO date, or no option's key, is shown as it is. Raises ValueError as `make_control` does.
    """
    if box.kind is Kind.TICK and not isinstance(value, str):
        return TICKED if value else UNTICKED
    if box.kind is Kind.TICK or isinstance(value, bool):
        raise ValueError(f"{box.name}: a tick takes true or false, and every other box takes text")
    if value is None:
        return ""
    day = _read_day(value) if box.kind is Kind.DATE else None
    return f"{day:%d/%m}/{day.year:04}" if day else spell_out(box.asks.options.get(value, value))


def shorten(label: str) -> str:
    """Return a label as a control's title, cut at a word where it is too long."""
    if len(label) <= LONGEST_ALIAS:
        return label
    whole_words = label[:LONGEST_ALIAS].rsplit(" ", 1)[0]
    return f"{whole_words[: LONGEST_ALIAS - 1].rstrip(' ,;:')}…"


def _read_day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _placeholder(box: Box, text: str) -> Iterator[etree._Element]:
    if box.kind is not Kind.TICK:
        yield element("w:placeholder", element("w:docPart", val=prompt_part(PROMPT_OF[box.kind])))
        if not text:
            yield element("w:showingPlcHdr")


def _marker(box: Box, value: BoxValue, text: str) -> Iterator[etree._Element]:
    """Give the element that says what kind of control it is; rich text has none."""
    if box.kind is Kind.TEXT and "\n" not in text:
        yield element("w:text")
    elif box.kind is Kind.DATE:
        yield _date_marker(_read_day(value) if isinstance(value, str) else None)
    elif box.kind is Kind.CHOICE:
        yield _choice_marker(box)
    elif box.kind is Kind.TICK:
        yield element(
            "w14:checkbox",
            element("w14:checked", val=int(text == TICKED)),
            element("w14:checkedState", val=f"{ord(TICKED):X}", font=_TICK_FONT),
            element("w14:uncheckedState", val=f"{ord(UNTICKED):X}", font=_TICK_FONT),
        )


def _date_marker(day: dt.date | None) -> etree._Element:
    return element(
        "w:date",
        element("w:dateFormat", val="dd/MM/yyyy"),
        element("w:lid", val="en-GB"),
        element("w:storeMappedDataAs", val="date"),
        element("w:calendar", val="gregorian"),
        **({"fullDate": f"{day.isoformat()}T00:00:00Z"} if day else {}),
    )


def _choice_marker(box: Box) -> etree._Element:
    options = (element("w:listItem", displayText=label, value=key) for key, label in box.asks.options.items())
    return element("w:dropDownList", element("w:listItem", value=PROMPT_CHOICE), *options)


def _content(box: Box, text: str) -> list[etree._Element]:
    if box.kind is Kind.TICK:
        fonts = element("w:rFonts", ascii=_TICK_FONT, eastAsia=_TICK_FONT, hAnsi=_TICK_FONT, hint="eastAsia")
        return [run(text, fonts)]
    lines = [run(line) for line in text.split("\n")] if box.kind is Kind.LONG_TEXT else [run(text)]
    held = lines if text else [styled_run(PROMPT_OF[box.kind], "PlaceholderText")]
    return [paragraph("FormAnswer", line) for line in held] if box.kind is Kind.LONG_TEXT else held
