"""`boardforms records`: the records of a journal, for the other commands and for tables."""

from pathlib import Path

import click

from boardforms.cli.terminal import OUT, count, journal_option, open_lines, say
from boardforms.errors import ExitCode


@click.command("records")
@journal_option
@click.option("--to", "to", type=OUT, help="Write the JSON lines to this file instead of printing them.")
@click.option("--csv", "to_csv", type=OUT, help="Write a CSV file as well, one row a return.")
@click.option("--xlsx", "to_xlsx", type=OUT, help="Write an Excel workbook as well, one row a return.")
@click.option(
    "--all", "every", is_flag=True, help="Also returns that others stand in place of, and those settled."
)
def command(
    journal: Path, to: Path | None, to_csv: Path | None, to_xlsx: Path | None, every: bool
) -> ExitCode:
    """Print the records of a journal, as `boardforms parse` does.

    A return that was corrected is left out, and what people decided stands in place of what was read.

    \b
    Examples:
      boardforms records --journal returns --to records.jsonl
      boardforms records --journal returns --to records.jsonl --xlsx returns.xlsx
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.exports import write_csv, write_xlsx
    from boardforms.outputs import Input, Kind, asked, check_outputs, keep_apart
    from boardforms.receiving.current import records_of, say_waiting
    from boardforms.receiving.journal import open_journal
    from boardforms.records import write_line

    outputs = asked(("--to", to, Kind.LINES), ("--csv", to_csv, Kind.CSV), ("--xlsx", to_xlsx, Kind.WORKBOOK))
    check_outputs(outputs, ())
    keep_apart(outputs, Input("the journal's own folder", journal))
    with open_journal(journal, only_read=True) as opened:
        written = 0
        with open_lines(to) as write:
            for record in records_of(opened, every=every):
                write(write_line(record))
                written += 1
        if to_csv is not None:
            write_csv(records_of(opened, every=every), to_csv)
        if to_xlsx is not None:
            for one in write_xlsx(records_of(opened, every=every), to_xlsx):
                say(f"{one}: an answer is longer than a cell of a workbook holds; it is whole in the JSON")
        waiting = opened.count_waiting()
    if waiting:
        say(say_waiting(waiting))
    say(f"{count(written, 'record')}.")
    return ExitCode.WELL
