"""What a pack says about the files that go with it: the list of them, the sheet before each, and where they stand."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages, Room, Sheet
from docgen.packs.enclosing.framing import set_sheet
from docgen.packs.records import PrintedRecord
from docgen.pdf.typeset import Data
from escalation.cases import Case

_POINTS_PER_MM = 72 / 25.4
_A4 = (210, 297)


def say_enclosures(
    enclosures: Sequence[Enclosure], case: Case, printed: Sequence[PrintedRecord]
) -> Mapping[str, Data]:
    """Return, for the template, the enclosures, where the file of each record is, and what the papers are in all.

    `printed` are the records of the case as the pack sets them out: a sheet leads to those that are there whole.
    """
    senders = {one.id: one.source.message.sender for one in case.records if one.source.message}
    whole = [one.id for one in printed if not one.brief]
    set_out = {id_: whole.index(id_) for id_ in whole}
    named = [*_tell_apart(enclosures)]
    return {
        "enclosures": [_say(number, one, senders, set_out) for number, one in enumerate(named, start=1)],
        "came": {
            record: {"number": number, "said": _say_file(one), "sheets": len(one.sheets)}
            for number, one in enumerate(enclosures, start=1)
            for record in one.records
        },
        "records_said": _count(len(printed), len(enclosures)),
    }


def _tell_apart(enclosures: Sequence[Enclosure]) -> Iterator[Enclosure]:
    """Yield enclosures with titles by which they are told apart: returns of one form, with which return each is."""
    count = Counter(one.title for one in enclosures)
    for one in enclosures:
        is_one_of_many = bool(one.records) and count[one.title] > 1
        yield replace(one, title=f"{one.title}, return {one.key}") if is_one_of_many else one


def _count(records: int, enclosures: int) -> str:
    said = f"{_many(records, 'record')} of the case" if records else "No record has come in"
    return f"{said}; {_many(enclosures, 'file')} as they came" if enclosures else said


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _say(
    number: int, one: Enclosure, senders: Mapping[str, str], set_out: Mapping[str, int]
) -> Mapping[str, Data]:
    pages, left_out = one.became, one.became if isinstance(one.became, LeftOut) else None
    ready = pages if isinstance(pages, ReadyPages) else None
    return {
        "number": number,
        "title": one.title,
        "file": one.file,
        "is": _RETURN if one.records else _PAPER,
        "answers": [set_out[id_] for id_ in one.records if id_ in set_out],
        "pages": _say_pages(one.sheets),
        "framed": _say_framed(one.sheets),
        "drawn": f"{_DRAWN} {_WITH_TEXT if ready and ready.has_text else _PICTURES}",
        "sender": ", ".join(dict.fromkeys(senders[id_] for id_ in one.records if senders.get(id_))),
        "received": one.received,
        "sha256": one.sha256,
        "said": _say_file(one),
        "left_out": left_out.message if left_out else "",
        "removed": list(ready.removed) if ready else [],
        "unseen": list(ready.unseen) if ready else [],
        "repaired": ready is not None and ready.repaired,
        "attached": bool(one.attached_as),
        "sheets": list(_say_sheets(one)),
    }


_RETURN = "A form that came back."
_PAPER = "A paper that the meeting’s file names."
_DRAWN = "Each page is drawn anew, in its own size, as it looks: nothing in the file that acts goes with it."
_WITH_TEXT = "Its words can be searched and copied, as far as the file lets them."
_PICTURES = "It brings no text: its pages are pictures, in which nothing can be searched."


def _say_pages(sheets: Sequence[Sheet]) -> str:
    """Say how many pages there are of each size, in the order in which the sizes come."""
    sizes = Counter(_say_size(one) for one in sheets)
    return "; ".join(f"{count} page{'' if count == 1 else 's'}, {size}" for size, count in sizes.items())


def _say_framed(sheets: Sequence[Sheet]) -> str:
    """Say which pages are set in a frame and how large, because nothing of ours may cover what stands on them."""
    framed = {at: set_sheet(one) for at, one in enumerate(sheets, start=1) if one.room is Room.NONE}
    if not framed:
        return ""
    sizes = sorted({setting.percent for setting in framed.values()})
    size = f"{sizes[0]} %" if len(sizes) == 1 else f"{sizes[0]} % to {sizes[-1]} %"
    pages = (
        "Its page has"
        if len(sheets) == 1
        else f"{_join_numbers([*framed])} of it {'has' if len(framed) == 1 else 'have'}"
    )
    one_is = "It stands" if len(framed) == 1 else "They stand"
    why = f"{pages} no room for the line with number and marking."
    return f"{why} {one_is} in a frame above it, at {size} of the size."


def _join_numbers(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Page {numbers[0]}"
    return f"Pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def _say_size(sheet: Sheet) -> str:
    wide, high = (round(side / _POINTS_PER_MM) for side in (sheet.width, sheet.height))
    if (wide, high) == _A4:
        return "A4 upright"
    return "A4 sideways" if (high, wide) == _A4 else f"{wide} × {high} mm"


def _say_file(one: Enclosure) -> str:
    match one.became:
        case ReadyPages():
            return ""
        case Original():
            return f"Word file, attached to this PDF as {one.attached_as}"
        case LeftOut():
            return "Not in this pack"


def _say_sheets(one: Enclosure) -> Iterator[Mapping[str, Data]]:
    for number, sheet in enumerate(one.sheets, start=1):
        setting = set_sheet(sheet)
        yield {
            "width": setting.width,
            "height": setting.height,
            "left": setting.left,
            "top": setting.top,
            "drawn": {"width": setting.scale * sheet.width, "height": setting.scale * sheet.height},
            "room": str(sheet.room),
            "alt": _describe(one, number),
        }


def _describe(one: Enclosure, number: int) -> str:
    """Say what a page is for people who do not see it, and where a return's answers can be read."""
    where = " Its answers are set out among the records." if one.records else ""
    return f"Page {number} of {len(one.sheets)} of {one.title}, as it came.{where}"
