"""Read MEETING.toml and the records it names, saying everything that is wrong at once."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.faults import DefinitionError, Fault
from escalation.findings import Finding
from escalation.loading.board_files import Place
from escalation.loading.model_faults import model_faults, say_near, say_value
from escalation.records import Record

TEXT = "the meeting's text"
"""What a fault calls a meeting that was given as text, and not as a file."""


def read_meeting(source: Path | str) -> Meeting:
    """Return the meeting that a TOML file, or TOML text, describes.

    Raises DefinitionError with every mistake found; OSError where the file cannot be opened.
    """
    place = Place(source.name if isinstance(source, Path) else TEXT)
    try:
        # Windows Notepad may put a byte order mark first, which TOML does not allow.
        text = source.read_bytes().decode("utf-8-sig") if isinstance(source, Path) else source
        table = tomllib.loads(text)
    except ValueError as error:
        accepted = "TOML in UTF-8: text in quotes, a day as 2026-03-27, a time as 14:30:00"
        raise DefinitionError((place.fault("", str(error), accepted),)) from error
    faults = model_faults(Meeting, table, place)
    if faults:
        raise DefinitionError(faults)
    return Meeting.model_validate(table)


def check_meeting(meeting: Meeting, board: Board, file: str = TEXT) -> tuple[Fault, ...]:
    """Return what keeps a meeting from being one of this board's: another board's key, an unknown stage."""
    place = Place(file)
    if meeting.board != board.key:
        return (place.fault("board", say_value(meeting.board), board.key),)
    stages = [stage.key for stage in board.stages]
    if meeting.stage not in stages:
        return (place.fault("stage", say_value(meeting.stage), say_near(meeting.stage, stages)),)
    return ()


def read_case(meeting: Meeting, folder: Path) -> tuple[Case, tuple[Finding, ...]]:
    """Return the case of a meeting from the files of records it names, relative to `folder`.

    A line for another case is passed over; a return that gives no case is a finding, since it may belong here.
    Raises DefinitionError with every file that is missing and every line that is not a record.
    """
    faults: list[Fault] = []
    records = [
        record for name in meeting.records for record in _read_records(folder / name, Place(name), faults)
    ]
    if faults:
        raise DefinitionError(tuple(faults))
    ours = [record for record in records if _belongs(record, meeting)]
    case = Case(board=meeting.board, reference=meeting.case, records=tuple(ours))
    return case, tuple(_loose(record) for record in records if record.case is None)


def _belongs(record: Record, meeting: Meeting) -> bool:
    return record.case == meeting.case and record.form is not None and record.form.board == meeting.board


def _loose(record: Record) -> Finding:
    means = f"The return {record.id} gives no case reference, so it is not in the pack: see whether it belongs there."
    return notice("pack-record-without-case", message=means)


def _read_records(path: Path, place: Place, faults: list[Fault]) -> Iterator[Record]:
    accepted = "JSON lines as `boardforms parse` prints them"
    try:
        # Never splitlines: a text within a line may hold other signs that Python takes for line ends.
        lines = path.read_bytes().decode("utf-8").split("\n")
    except OSError as error:
        faults.append(place.fault("", f"no file that can be opened ({error.strerror})", accepted))
        return
    except UnicodeDecodeError:
        faults.append(place.fault("", "bytes that are not UTF-8", accepted))
        return
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Record.model_validate_json(line)
            except ValidationError as error:
                faults.append(place.fault(f"line {number}", _first_mistake(error), accepted))


def _first_mistake(error: ValidationError) -> str:
    """Say where a line goes wrong without repeating it: it names a child."""
    steps = error.errors(include_url=False, include_input=False)[0]["loc"]
    return f"no record: see {'.'.join(str(step) for step in steps)}" if steps else "no record"
