"""Read minutes that came back, and take what they say into the meeting's file and the records of its case."""

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.desk import Desk, read_return
from boardforms.errors import Unusable
from boardforms.intake import LARGEST_FILE
from boardforms.minutes.files import NotAsMeant, add_record, apply
from boardforms.minutes.forms import MinutesForm, is_minutes_form, minutes_form, options_of
from boardforms.minutes.from_form import tell_form
from boardforms.minutes.from_word import tell_word
from boardforms.minutes.merging import Append, Ask, Fill, Merged, merge
from boardforms.minutes.on_record import (
    OnRecord,
    find_missing,
    keep_records,
    put_on_record,
    without_earlier_minutes,
)
from boardforms.minutes.told import Left, ToldMinutes
from boardforms.outputs import write_whole
from boardforms.packs import OpenMeeting
from boardforms.workers import LIMITS, Lost, work_through
from docgen.packs.minutes.marks import MarkedMinutes, mark_minutes
from docgen.packs.minutes.word import say_printed
from docgen.packs.reading import read_meeting
from docgen.packs.subject import find_subject
from docgen.word.prose import find_template
from escalation.cases import fold_reference
from escalation.codes import CODES
from escalation.faults import DefinitionError
from escalation.records import Record, Source, record_id
from parsers import Refused, Unread, record_unread
from parsers.dates import read_date
from parsers.kinds import FileKind, identify
from parsers.legacy import save_as_word
from parsers.word.identity import find_identity
from parsers.word.minutes import ReadMinutes, read_minutes
from parsers.word.minutes_map import MinutesMap
from parsers.word.package import Package

MOST_ENTRIES = 100
"""The most entries that a list of minutes may have; ten times what any meeting fills."""


@dataclass(frozen=True)
class TakenOver:
    """What became of minutes that came back.

    `asked` are the things that a person must decide, `remarks` what else differs, `left` what was not taken over.
    `on_record` says what was put on record in other forms than that for minutes, and why something was not.
    `missing` are the labels of what the board's form requires and the minutes do not answer.
    """

    id: str
    filled: int
    added: int
    asked: tuple[Ask, ...]
    unsure: int
    remarks: tuple[str, ...]
    left: tuple[Left, ...]
    records: Path | None
    on_record: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """True where something differs, is not sure, was not taken over, or is missing."""
        return bool(self.asked or self.unsure or self.remarks or self.left or self.missing)


def take_over(
    minutes: Path,
    meeting: Path,
    opened: OpenMeeting,
    catalogue: Catalogue,
    workers: int,
    *,
    replaces: bool = False,
) -> TakenOver:
    """Merge returned minutes into a meeting's file, and keep their record beside it for the board's check.

    With `replaces`, their record takes the place of those of other minutes of this meeting that were read before.
    Nothing that the file says is replaced. Raises Unusable where the minutes cannot be read or are another case's,
    and where the file is laid out so that nothing can be put in; it is then as it was.
    """
    if replaces:
        opened = without_earlier_minutes(opened, _beside(meeting))
    known = minutes_form(opened.board, opened.meeting)
    data = _open(minutes)
    source = Source(path=minutes.name, sha256=hashlib.sha256(data).hexdigest())
    read = _read(data, source, opened, catalogue, workers)
    told = _tell(read, known, opened)
    form = read if isinstance(read, Record) else None
    made = put_on_record(told, form, known, opened, source)
    taken = _write(meeting, told, record_id(source), made, replaces=replaces)
    return replace(taken, missing=find_missing(made, form, known))


def _tell(read: ReadMinutes | Record, known: MinutesForm | None, opened: OpenMeeting) -> ToldMinutes:
    """Return what minutes say. Raises Unusable for those of another meeting, or longer than any meeting's."""
    if isinstance(read, ReadMinutes):
        told = tell_word(read, _printed(read, opened), options_of(known))
        _same_case(_text(read, "case"), opened)
        _same_stage(_text(read, "stage"), opened)
    else:
        told = _tell_record(read, known, opened)
    _same_day(told, opened)
    if any(len(entries) > MOST_ENTRIES for entries in told.lists.values()):
        raise Unusable(f"the minutes have a list of more than {MOST_ENTRIES} entries: nothing was taken over")
    return told


def _printed(read: ReadMinutes, opened: OpenMeeting) -> tuple[str, ...]:
    """Return the sentences that the program put into the minutes, by the day of the file and by their own."""
    day = read_date(_text(read, "day")).date or opened.meeting.date
    meetings = (opened.meeting, opened.meeting.model_copy(update={"date": day}))
    return tuple(
        text for one in meetings for text in say_printed(one, opened.board, opened.case, opened.checked)
    )


def _text(read: ReadMinutes, name: str) -> str:
    return read.texts[name].text if name in read.texts else ""


def _open(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise Unusable(CODES["too-big"].message)
    return path.read_bytes()


def _read(
    data: bytes, source: Source, opened: OpenMeeting, catalogue: Catalogue, workers: int
) -> ReadMinutes | Record:
    template = find_template("minutes", opened.board, opened.outside)
    try:
        marked = mark_minutes(template, find_subject(opened.case, opened.board).views_title)
    except DefinitionError as error:
        raise Unusable(f"the template of the minutes has mistakes\n{error}") from None
    begin = partial(_begin, catalogue, marked, source)
    [(_, read)] = work_through(begin, [data], workers, LIMITS)
    if isinstance(read, Lost):
        raise Unusable(CODES[read.value].message)
    if isinstance(read, Record) and read.form is None:
        raise Unusable(_say_unread(read))
    return read


def _say_unread(record: Record) -> str:
    """Say why a file was not read as minutes, and what to send instead."""
    if any(finding.code in _NO_FORM for finding in record.findings):
        return (
            "the file is neither minutes in the office's template nor one of our forms. Minutes that were printed or"
            " saved as PDF have lost what tells their parts apart: send the file in which they were typed (.docx,"
            " .doc, .odt or .rtf)"
        )
    said = " ".join(finding.message for finding in record.findings)
    return f"{said} Minutes are read from Word files, and the board's own form for them from PDF too."


_NO_FORM = frozenset({"not-our-form", "pdf-no-fields", "pdf-scan"})


def _begin(
    catalogue: Catalogue, marked: MarkedMinutes, source: Source
) -> Callable[[bytes], ReadMinutes | Record]:
    return partial(_read_one, desk=Desk(catalogue), marked=marked, source=source)


def _read_one(data: bytes, desk: Desk, marked: MarkedMinutes, source: Source) -> ReadMinutes | Record:
    """Read a file as minutes from the template where it is a Word file that is none of our forms, else as a form."""
    try:
        document = save_as_word(data, identify(data))
        if identify(document) is FileKind.WORD and find_identity(Package(document)) is None:
            read = read_minutes(document, MinutesMap(marked.content, marked.marks))
            if _is_minutes(read):
                return read
    except Unread as error:
        return record_unread(error, source)
    records = read_return(data, desk, source)
    return records[0] if len(records) == 1 else record_unread(Refused("merged-returns"), source)


def _is_minutes(read: ReadMinutes) -> bool:
    """Say whether a file has more of the template's parts than it lacks."""
    parts = {name.partition(".")[0] for name in read.missing}
    return len({*read.texts, *read.lists}) > len(parts)


def _tell_record(record: Record, known: MinutesForm | None, opened: OpenMeeting) -> ToldMinutes:
    if known is None or not is_minutes_form(record, known) or record.form is None:
        raise Unusable(
            "the file is a form, and not one for the minutes of this meeting: read it with `parse`"
        )
    if record.form.board != opened.board.key:
        raise Unusable("the minutes are of another board than the meeting")
    _same_case(record.case or "", opened)
    if known.stage and record.text(known.stage_box) not in {None, known.stage}:
        raise Unusable(_ANOTHER_STAGE)
    return tell_form(record, known)


def _same_case(reference: str, opened: OpenMeeting) -> None:
    """Raise Unusable for minutes of another case: what they say must not stand under this one."""
    if fold_reference(reference) != fold_reference(opened.meeting.case):
        said = (
            "give no case reference"
            if not reference.strip()
            else "are of another case than the meeting's file"
        )
        raise Unusable(f"the minutes {said}: nothing was taken over. See whether they belong here")


def _same_stage(said: str, opened: OpenMeeting) -> None:
    """Raise Unusable for minutes that say that they are of another stage of the board."""
    others = {stage.title for stage in opened.board.stages if stage.key != opened.meeting.stage}
    if any(said.startswith(f"{title} (") for title in others):
        raise Unusable(_ANOTHER_STAGE)


_ANOTHER_STAGE = "the minutes are of a meeting of another stage: nothing was taken over"


def _same_day(told: ToldMinutes, opened: OpenMeeting) -> None:
    """Raise Unusable for minutes of another day: an earlier meeting's actions must not stand as this one's."""
    day, said = opened.meeting.date, told.texts.get("date")
    if day is not None and said is not None and said.sure and said.value != day:
        raise Unusable(
            f"the minutes are of {said.value}, and the meeting's file says {day}: nothing was taken over. Put right"
            " whichever is wrong"
        )


def _beside(meeting: Path) -> Path:
    """Return the file of the records of a meeting's minutes."""
    return meeting.with_name(f"{meeting.stem}-minutes.jsonl")


def _write(
    meeting: Path, told: ToldMinutes, source: str, made: OnRecord, *, replaces: bool = False
) -> TakenOver:
    before = meeting.read_bytes().decode("utf-8-sig")
    merged = merge(tomllib.loads(before), told)
    beside = _beside(meeting) if made.records else None
    try:
        text = apply(before, merged, source)
        text = text if beside is None else add_record(text, beside.name)
        read_meeting(text)
    except (NotAsMeant, DefinitionError) as error:
        at = error.at if isinstance(error, NotAsMeant) else str(error)
        raise Unusable(
            f"the meeting's file cannot be added to, and is as it was ({at}). Write its lists as [[action]] and its"
            " people as [chair], each key on a line of its own"
        ) from None
    others = keep_records(beside, made.records, replaces=replaces) if beside else ()
    if text != before:
        write_whole(meeting, text.encode())
    taken = _say(merged, told, source, beside)
    remarks = (*taken.remarks, *made.conflicts, *others)
    return replace(taken, remarks=remarks, on_record=made.says)


def _say(merged: Merged, told: ToldMinutes, source: str, records: Path | None) -> TakenOver:
    fills = [step for step in merged.steps if isinstance(step, Fill)]
    added = [step for step in merged.steps if isinstance(step, Append)]
    asked = tuple(step for step in merged.steps if isinstance(step, Ask))
    unsure = sum(not fill.told.sure for fill in fills)
    unsure += sum(not all(one.sure for one in step.entry.values()) for step in added)
    return TakenOver(source, len(fills), len(added), asked, unsure, merged.remarks, told.left, records)
