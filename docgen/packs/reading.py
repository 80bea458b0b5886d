"""Read MEETING.toml and the records it names, saying everything that is wrong at once."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import ValidationError

from docgen.packs.lines import find_line
from docgen.packs.meeting import Meeting
from docgen.packs.release_checks import check_releases
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.faults import DefinitionError, Fault
from escalation.findings import Finding
from escalation.loading.board_files import Place, Table, tables_in
from escalation.loading.model_faults import model_faults, say_near, say_value
from escalation.records import Record

TEXT = "the meeting's text"
"""What a fault calls a meeting that was given as text, and not as a file."""


def read_meeting(source: Path | str) -> Meeting:
    """Return the meeting that a TOML file, or TOML text, describes.

    Raises DefinitionError with every mistake found, each with its line; OSError where the file cannot be opened.
    """
    place = Place(source.name if isinstance(source, Path) else TEXT)
    text, table = _read_table(source, place)
    faults = (*model_faults(Meeting, table, place), *_check_times(table, place))
    if faults:
        raise DefinitionError(tuple(_with_line(fault, text) for fault in faults))
    return Meeting.model_validate(table)


def look_over(path: Path, boards: Mapping[str, Board]) -> None:
    """Look over a meeting's file with the records it names and its board, as far as each can be read.

    Raises DefinitionError with everything found wrong, each with its line; OSError where the file cannot be opened.
    """
    place = Place(path.name)
    text, table = _read_table(path, place)
    faults = [
        *model_faults(Meeting, table, place),
        *_check_times(table, place),
        *_check_board(table, place, boards),
        *check_releases((one for _, one in tables_in(table, "release")), place),
    ]
    named = table.get("records")
    for name in named if isinstance(named, list) else ():
        if isinstance(name, str):
            list(_read_records(path.parent / name, Place(name), faults))
    if faults:
        raise DefinitionError(
            tuple(_with_line(fault, text) if fault.file == place.file else fault for fault in faults)
        )


def _read_table(source: Path | str, place: Place) -> tuple[str, Table]:
    try:
        # Windows Notepad may put a byte order mark first, which TOML does not allow.
        text = source.read_bytes().decode("utf-8-sig") if isinstance(source, Path) else source
        return text, tomllib.loads(text)
    except ValueError as error:
        accepted = "TOML in UTF-8: text in quotes, a day as 2026-03-27, a time as 14:30:00"
        raise DefinitionError((place.fault("", str(error), accepted),)) from error


def _check_times(table: Table, place: Place) -> Iterator[Fault]:
    starts, ends = table.get("time"), table.get("ends")
    if isinstance(starts, dt.time) and isinstance(ends, dt.time) and ends <= starts:
        yield place.fault("ends", say_value(ends), f"a time after {starts}, at which the meeting begins")
    if ends is not None and starts is None:
        yield place.fault(
            "ends", f"{say_value(ends)}, and no time at which the meeting begins", "both, or neither"
        )


def _check_board(table: Table, place: Place, boards: Mapping[str, Board]) -> Iterator[Fault]:
    key, stage = table.get("board"), table.get("stage")
    if not isinstance(key, str):
        return
    board = boards.get(key)
    if board is None:
        yield place.fault("board", f"{say_value(key)}, which is no board here", say_near(key, sorted(boards)))
    elif isinstance(stage, str):
        yield from _check_stage(stage, board, place)


def _check_stage(stage: str, board: Board, place: Place) -> Iterator[Fault]:
    stages = [one.key for one in board.stages]
    if stage not in stages:
        yield place.fault("stage", say_value(stage), say_near(stage, stages))


def _with_line(fault: Fault, text: str) -> Fault:
    line = find_line(text, fault.table, fault.key)
    return fault.model_copy(update={"file": f"{fault.file}, line {line}"}) if line else fault


def check_meeting(meeting: Meeting, board: Board, file: str = TEXT) -> tuple[Fault, ...]:
    """Return what keeps a meeting from being one of this board's: another board's key, an unknown stage.

    What it releases to copies must be parts that there are, and to roles that there are.
    """
    place = Place(file)
    if meeting.board != board.key:
        return (place.fault("board", say_value(meeting.board), board.key),)
    releases = (one.model_dump() for one in meeting.releases)
    return (*_check_stage(meeting.stage, board, place), *check_releases(releases, place))


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
    """Capitals do not tell two references apart, as in `escalation.cases.join_cases`."""
    is_ours = record.case is not None and record.case.casefold() == meeting.case.casefold()
    return is_ours and record.form is not None and record.form.board == meeting.board


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
