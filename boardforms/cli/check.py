"""`boardforms check`: answer every limit of each case."""

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import (
    OUT,
    boards_option,
    console,
    count,
    print_json,
    say,
    today_option,
    workers_option,
)
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.casework import Casework


@click.command("check")
@click.argument("records", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one line a case, instead of tables.")
@click.option("--csv", "to_csv", type=OUT, help="Write a CSV file as well, a limit of a case a row.")
@click.option("--xlsx", "to_xlsx", type=OUT, help="Write an Excel workbook as well, a limit of a case a row.")
@today_option
@workers_option
@boards_option
def command(
    records: tuple[Path, ...],
    as_json: bool,
    to_csv: Path | None,
    to_xlsx: Path | None,
    today: dt.date,
    workers: int,
    outside: Path | None,
) -> ExitCode:
    """Check each case's dates against its board's timeframes.

    RECORDS are files of JSON lines from `boardforms parse`, returned forms themselves, or the folder of a
    journal. Records with the same case reference are one case. Every answer cites its clause.

    \b
    Each limit is answered with one of:
      met, due               done in time; not done yet, and still time
      late, overdue          done too late; not done, and past due
      depends                the text can be read two ways, and they differ
      not known              a date is missing or impossible: it says which
      out of order           the dates contradict each other
      not applicable         the case did not come to it: it says why
      advisory               a limit in words, with the days that passed

    \b
    Examples:
      boardforms check records.jsonl
      boardforms check records.jsonl --today 2024-12-31 --json
      boardforms check returns    (where `boardforms receive` keeps its journal)
      boardforms check returns --xlsx limits.xlsx
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.workers import get_ready

    get_ready(workers)
    from boardforms.casework import check_apart, check_cases, gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.outputs import Kind, asked

    outputs = asked(("--csv", to_csv, Kind.CSV), ("--xlsx", to_xlsx, Kind.WORKBOOK))
    if outputs:
        check_apart(outputs, records)
    catalogue = load_catalogue(outside)
    work = check_cases(gather_records(records, catalogue, workers, say), catalogue, today)
    if as_json:
        _print_lines(work)
    else:
        _print_tables(work)
    _export(work, to_csv, to_xlsx)
    summarise(work)
    return ExitCode.NEEDS_A_PERSON if work.needs_a_person else ExitCode.WELL


def _export(work: "Casework", to_csv: Path | None, to_xlsx: Path | None) -> None:
    from boardforms.exports import write_answers_csv, write_answers_xlsx

    if to_csv:
        write_answers_csv(work.checked, to_csv)
    if to_xlsx:
        write_answers_xlsx(work.checked, to_xlsx)


def _print_lines(work: "Casework") -> None:
    for case in work.checked:
        print_json(json.dumps(case.model_dump(mode="json", by_alias=True), ensure_ascii=False))


def _print_tables(work: "Casework") -> None:
    from boardforms.cli.answers import findings_text, table_of
    from escalation.steering import escape_steering

    out = console()
    for case in work.checked:
        out.print(table_of(case))
        for line in findings_text(case.findings):
            out.print(escape_steering(line), markup=False)
        out.print()


def summarise(work: "Casework") -> None:
    """Say what belongs to no case, what looks like one matter twice, and the counts of all answers."""
    from escalation.answers import Answer

    for record in work.loose:
        say(
            f"{record.id} ({record.state}) belongs to no case: it gives no case reference, or could not be read"
        )
    for finding in work.repeated:
        say(finding.message)
    answers = [answer.answer for case in work.checked for answer in case.answers]
    said = ", ".join(f"{answers.count(answer)} {answer}" for answer in Answer if answer in answers)
    say(f"{count(len(work.checked), 'case')}, {count(len(answers), 'limit')}: {said or 'none'}.")
