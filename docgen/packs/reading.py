"""Read MEETING.toml and the records it names, saying everything that is wrong at once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from docgen.packs.by_role.release_checks import check_releases
from docgen.packs.lines import find_line
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.faults import DefinitionError, Fault
from escalation.findings import Finding
from escalation.loading.board_files import Place, Table, encoding_fault, tables_in
from escalation.loading.model_faults import model_faults, say_near, say_value
from escalation.loading.toml_text import TomlText, decode_text, read_toml
from escalation.records import Record

TEXT = "the meeting's text"
"""What a fault calls a meeting that was given as text, and not as a file."""

_CASES_NAMED = 3


def read_meeting(source: Path | str) -> Meeting:
    """Return the meeting that a TOML file, or TOML text, describes.

    Raises DefinitionError with every mistake found, each with its line; OSError where the file cannot be opened.
    """
    place = Place(source.name if isinstance(source, Path) else TEXT)
    text = _read_text(source, place)
    read = read_toml(text)
    faults = (
        []
        if read.table is None
        else [*model_faults(Meeting, read.table, place), *_check_times(read.table, place)]
    )
    if read.table is None or read.slips or faults:
        raise DefinitionError(_in_order(faults, read, text, place))
    return Meeting.model_validate(read.table)


def look_over(path: Path, boards: Mapping[str, Board]) -> None:
    """Look over a meeting's file with the records it names and its board, as far as each can be read.

    Raises DefinitionError with everything found wrong, each with its line; OSError where the file cannot be opened.
    """
    place = Place(path.name)
    text = _read_text(path, place)
    read = read_toml(text)
    faults = [] if read.table is None else list(_faults_of(read.table, place, path.parent, boards))
    if read.slips or faults:
        raise DefinitionError(_in_order(faults, read, text, place))


def _faults_of(table: Table, place: Place, folder: Path, boards: Mapping[str, Board]) -> Iterator[Fault]:
    yield from model_faults(Meeting, table, place)
    yield from _check_times(table, place)
    yield from _check_board(table, place, boards)
    yield from check_releases((one for _, one in tables_in(table, "release")), place)
    named = table.get("records")
    for name in named if isinstance(named, list) else ():
        if isinstance(name, str):
            faults: list[Fault] = []
            list(_read_records(folder / name, Place(name), faults))
            yield from faults


def _read_text(source: Path | str, place: Place) -> str:
    if isinstance(source, str):
        return source
    try:
        return decode_text(source.read_bytes())
    except UnicodeDecodeError as error:
        raise DefinitionError((encoding_fault(place, error),)) from error


def _in_order(faults: Iterable[Fault], read: TomlText, text: str, place: Place) -> tuple[Fault, ...]:
    """Return faults with their lines, in the order of the file; none of a key whose own line is no TOML."""
    last = text.count("\n") + 2
    slips = [(slip.line or last, place.fault("", slip.found, slip.accepted)) for slip in read.slips]
    spoilt = {line for line, _ in slips}
    lines = ((_line_of(fault, text, place) or last, fault) for fault in faults)
    all_faults = sorted([*slips, *(one for one in lines if one[0] not in spoilt)], key=lambda one: one[0])
    return tuple(
        fault if line == last else fault.model_copy(update={"file": f"{fault.file}, line {line}"})
        for line, fault in all_faults
    )


def _line_of(fault: Fault, text: str, place: Place) -> int | None:
    return find_line(text, fault.table, fault.key) if fault.file == place.file else None


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

    A line for another case is passed over, and a finding where its file holds none for this one; so is a return that
    gives no case, since it may belong here.
    Raises DefinitionError with every file that is missing and every line that is not a record.
    """
    faults: list[Fault] = []
    files = [tuple(_read_records(folder / name, Place(name), faults)) for name in meeting.records]
    if faults:
        raise DefinitionError(tuple(faults))
    records = [record for file in files for record in file]
    ours = [record for record in records if _belongs(record, meeting)]
    case = Case(board=meeting.board, reference=meeting.case, records=tuple(ours))
    return case, (*_strayed(files, meeting), *(_loose(record) for record in records if record.case is None))


def _belongs(record: Record, meeting: Meeting) -> bool:
    """Capitals do not tell two references apart, as in `escalation.cases.join_cases`."""
    is_ours = record.case is not None and record.case.casefold() == meeting.case.casefold()
    return is_ours and record.form is not None and record.form.board == meeting.board


def _strayed(files: Iterable[Sequence[Record]], meeting: Meeting) -> Iterator[Finding]:
    """Yield that files hold records of other cases and none of this one: one of the two was named by mistake."""
    others = dict.fromkeys(
        f"{record.case} ({record.form.board})"
        for file in files
        if not any(_belongs(record, meeting) for record in file)
        for record in file
        if record.case is not None and record.form is not None
    )
    if others:
        named = ", ".join([*others][:_CASES_NAMED])
        more = f" and {len(others) - _CASES_NAMED} more" if len(others) > _CASES_NAMED else ""
        means = (
            f"The records named are of {named}{more}, not of this case: put right `records` or `case` in the"
            " meeting’s file."
        )
        yield notice("pack-records-other-case", message=means)


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
