"""`boardforms parse`: read returned forms."""

import datetime as dt
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import (
    OUT,
    DayGone,
    boards_option,
    count,
    open_lines,
    plain,
    say,
    show_progress,
    workers_option,
)
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from escalation.records import Record

FOLDER = click.Path(file_okay=False, path_type=Path)

UNREAD_SHOWN = 10
"""How many of the files that were not read are said one by one at the end."""


@click.command("parse")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--to", "to", type=OUT, help="Write the JSON lines to this file instead of printing them.")
@click.option("--csv", "to_csv", type=OUT, help="Write a CSV file as well, one row a return.")
@click.option("--xlsx", "to_xlsx", type=OUT, help="Write an Excel workbook as well, one row a return.")
@click.option("--crops", type=FOLDER, help="Keep pictures of what a person must look at in this folder.")
@click.option(
    "--received",
    type=DayGone(),
    help="The day of the message that brought these files, as 2024-12-31 or 31/12/2024.",
)
@workers_option
@boards_option
def command(
    paths: tuple[Path, ...],
    to: Path | None,
    to_csv: Path | None,
    to_xlsx: Path | None,
    crops: Path | None,
    received: dt.date | None,
    workers: int,
    outside: Path | None,
) -> ExitCode:
    """Read returned forms, and print one line of JSON for each file.

    PATHS are files or whole folders.

    \b
    Each return is one of:
      complete  read, every required answer given, every value sure
      review    read, but a person must look
      refused   will not be read (a password, a bomb, not one of our forms)
      failed    could not be read

    \b
    Examples:
      boardforms parse inbox --to records.jsonl
      boardforms parse inbox --to records.jsonl --xlsx returns.xlsx --received 14/6/2024
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.workers import get_ready

    get_ready(workers)
    from boardforms.catalogue import load_catalogue
    from boardforms.intake import find_returns, find_system_files, read_returns
    from boardforms.outputs import Input, Kind, asked, check_folder, check_outputs
    from boardforms.receiving.current import check_no_journal
    from boardforms.records import write_line
    from escalation.codes import CODES

    found = find_returns(paths)
    check_no_journal(found)
    passed_over = find_system_files(found)
    files = [path for path in found if path not in passed_over]
    inputs = tuple(Input("a return", path) for path in files)
    outputs = asked(("--to", to, Kind.LINES), ("--csv", to_csv, Kind.CSV), ("--xlsx", to_xlsx, Kind.WORKBOOK))
    check_outputs(outputs, inputs)
    check_folder("--crops", crops, inputs)
    reading = read_returns(files, load_catalogue(outside), received, workers, crops)
    whole = to_csv is not None or to_xlsx is not None
    records: list[Record] = []
    with open_lines(to) as write:
        for record in show_progress(reading, len(files), "Reading returns"):
            write(write_line(record))
            records.append(record if whole else _without_answers(record))
    _export(records, to_csv, to_xlsx)
    if passed_over:
        say(f"{count(len(passed_over), 'file')} passed over: {CODES['system-file'].means}")
    return summarise(records, _where_named(to, to_xlsx or to_csv))


def _without_answers(record: "Record") -> "Record":
    """Return what the summary needs of a record, so that thousands can be held."""
    return record.model_copy(update={"values": {}, "fields": {}})


def _export(records: "list[Record]", to_csv: Path | None, to_xlsx: Path | None) -> None:
    from boardforms.exports import write_csv, write_xlsx

    if to_csv is not None:
        write_csv(records, to_csv)
    for one in write_xlsx(records, to_xlsx) if to_xlsx is not None else ():
        say(f"{one}: an answer is longer than a cell of a workbook holds; it is whole in the JSON")


def summarise(records: "list[Record]", where: str = "") -> ExitCode:
    """Say what needs a person, what was not read, and the counts; return the exit code they ask for.

    `where` says where the name of each file stands: it is said where the names themselves are not.
    """
    from escalation.records import State

    for record in records:
        if record.state is State.REVIEW:
            _say_review(record)
    unread = [record for record in records if record.state in {State.REFUSED, State.FAILED}]
    _say_unread(unread)
    states = Counter(record.state for record in records)
    is_well = states[State.COMPLETE] == len(records)
    if where and not is_well and (len(unread) > UNREAD_SHOWN or not _is_watched()):
        say(f"The name of each file: {where}.")
    say(f"{count(len(records), 'return')}: " + ", ".join(f"{states[state]} {state}" for state in State) + ".")
    return ExitCode.WELL if is_well else ExitCode.NEEDS_A_PERSON


def _say_review(record: "Record") -> None:
    say(_title(record))
    for message, boxes in _asked(record).items():
        say(f"  {message}" + (f" ({', '.join(boxes)})" if boxes else ""))


def _say_unread(unread: "list[Record]") -> None:
    """Say which files were not read, and why, those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for record in unread[:UNREAD_SHOWN]:
        reasons.setdefault(" ".join(_asked(record)), []).append(_title(record))
    for reason, titles in reasons.items():
        for title in titles:
            say(title)
        say(f"  {reason}")
    if len(unread) > UNREAD_SHOWN:
        say(f"... and {len(unread) - UNREAD_SHOWN} more that were refused or failed.")


def _title(record: "Record") -> str:
    """Name a return by its id; to somebody at a terminal, which is no log, by its file as well."""
    name = f"  {plain(record.source.path)}" if _is_watched() else ""
    return f"{record.state} {record.id}{name}"


def _is_watched() -> bool:
    return sys.stderr.isatty()


def _where_named(to: Path | None, table: Path | None) -> str:
    if table is not None:
        return f"column `file` of {plain(str(table))}"
    if to is not None:
        return f"`path` in {plain(str(to))}, in the line with its id"
    return "`path` in the line printed for it; --xlsx FILE writes a table of them all"


def _asked(record: "Record") -> dict[str, list[str]]:
    """Return what a person must look at, each with the boxes it is about."""
    asked: dict[str, list[str]] = {}
    for finding in record.findings:
        if finding.needs_a_person:
            asked.setdefault(finding.message, []).extend([finding.field] if finding.field else [])
    return asked
