"""`boardforms tally`: count how often each limit was met."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import Day, boards_option, console, say, today_option, workers_option
from boardforms.errors import ExitCode


@click.command("tally")
@click.argument("records", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--from", "first", type=Day(), help="Count limits that fell due on this day or later.")
@click.option("--until", "last", type=Day(), help="Count limits that fell due on this day or earlier.")
@today_option
@workers_option
@boards_option
def command(
    records: tuple[Path, ...],
    first: dt.date | None,
    last: dt.date | None,
    today: dt.date,
    workers: int,
    outside: Path | None,
) -> ExitCode:
    """Count how often each limit was met, by the day it was due.

    RECORDS are as for `boardforms check`, which answers each limit of each case; here the answers are counted, a
    table for each board. Without --from and --until, every answer is counted. With either, only limits that fell
    due in those days are; how many have no such day is said.

    \b
    Examples:
      boardforms tally returns --from 1/7/2026 --until 30/9/2026
      boardforms tally records.jsonl
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.workers import get_ready

    get_ready(workers)
    from boardforms.casework import check_cases, gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.cli.answers import tables_of_counts
    from boardforms.cli.check import summarise
    from boardforms.limit_counts import count_by_limit
    from escalation.answers import Answer
    from escalation.periods import Period

    catalogue = load_catalogue(outside)
    work = check_cases(gather_records(records, catalogue, workers, say), catalogue, today)
    counts = count_by_limit(work.checked, Period.between(first, last))
    out = console()
    for table in tables_of_counts(counts):
        out.print(table)
    if first or last:
        undated = ", ".join(
            f"{counts.undated[answer]} {answer}" for answer in Answer if counts.undated[answer]
        )
        say(
            f"Due on other days: {counts.other_days}. Without a day on which it was due: {undated or 'none'}."
        )
    summarise(work)
    return ExitCode.NEEDS_A_PERSON if work.loose else ExitCode.WELL
