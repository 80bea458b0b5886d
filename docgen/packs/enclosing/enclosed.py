"""What a pack says about the files that go with it: the list of them, the sheet before each, and where they stand."""

from collections.abc import Iterator, Mapping, Sequence

from docgen.packs.enclosing.enclosures import Enclosure, LeftOut, Original, ReadyPages
from docgen.pdf.typeset import Data


def say_enclosures(enclosures: Sequence[Enclosure], records: int) -> Mapping[str, Data]:
    """Return, for the template, the enclosures, where the file of each record is, and what the papers are in all."""
    return {
        "enclosures": [_say(number, one) for number, one in enumerate(enclosures, start=1)],
        "came": {
            record: {"number": number, "said": _say_file(one), "sheets": len(one.sheets)}
            for number, one in enumerate(enclosures, start=1)
            for record in one.records
        },
        "records_said": _count(records, len(enclosures)),
    }


def _count(records: int, enclosures: int) -> str:
    said = f"{_many(records, 'record')} of the case" if records else "No record has come in"
    return f"{said}; {_many(enclosures, 'file')} as they came" if enclosures else said


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _say(number: int, one: Enclosure) -> Mapping[str, Data]:
    pages, left_out = one.became, one.became if isinstance(one.became, LeftOut) else None
    ready = pages if isinstance(pages, ReadyPages) else None
    return {
        "number": number,
        "title": one.title,
        "file": one.file,
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
        yield {
            "width": sheet.width,
            "height": sheet.height,
            "room": str(sheet.room),
            "alt": _describe(one, number),
        }


def _describe(one: Enclosure, number: int) -> str:
    """Say what a page is for people who do not see it, and where a return's answers can be read."""
    where = " Its answers are set out among the records." if one.records else ""
    return f"Page {number} of {len(one.sheets)} of {one.title}, as it came.{where}"
