"""`boardforms fill`: make forms prefilled from data, a form a row."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.blank import format_option
from boardforms.cli.terminal import OUT, boards_option, count, on_option, say, show_progress
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boardforms.blanks import Format
    from escalation.boards import Board
    from escalation.definitions import FormDefinition


@click.command("fill")
@click.argument("board")
@click.argument("form")
@click.argument("data", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--start", type=OUT, help="Write an empty Excel workbook for DATA, with a column for each box, and stop."
)
@format_option("word")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("filled"),
    show_default=True,
    help="The folder to write to.",
)
@on_option
@boards_option
def command(
    board: str,
    form: str,
    data: Path | None,
    start: Path | None,
    kind: str,
    folder: Path,
    on: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make prefilled forms, one for each row of a spreadsheet.

    DATA is an Excel workbook (.xlsx), a CSV file or JSON. A column is named by its box (child_name, chair.role,
    actions.1.due) or by its label as printed; --start writes a workbook that has them all. A row with a value
    that does not fit is refused whole, with the column and what is accepted. Files are numbered by row, so that
    no file's name gives a person away.

    \b
    Examples:
      boardforms fill moray escalation-record --start cases.xlsx
      boardforms fill moray escalation-record cases.xlsx
      boardforms fill mscb case-progression-meeting-request requests.csv --format all
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.blanks import Format
    from boardforms.catalogue import load_catalogue

    catalogue = load_catalogue(outside)
    of = catalogue.board(board)
    asked = catalogue.form(of, form, on)
    if start and data is None:
        return _start(asked, start)
    if start or data is None:
        raise click.UsageError("give DATA, or --start with the name of an empty workbook to write for it.")
    kinds = tuple(Format) if kind == "all" else (Format(kind),)
    return _fill(of, asked, data, kinds, folder / of.key, outside)


def _fill(
    board: "Board",
    form: "FormDefinition",
    data: Path,
    kinds: "Sequence[Format]",
    folder: Path,
    outside: Path | None,
) -> ExitCode:
    """Make the forms of each row that fits, and say which do not."""
    from boardforms.blanks import KINDS, SUFFIXES, render, write
    from boardforms.datarows import read_rows
    from boardforms.outputs import Input, Output, board_inputs, check_outputs
    from boardforms.prefill import fit_row, match_columns

    rows = read_rows(data)
    boxes = match_columns(form, rows)
    paths = {
        (row.number, kind): folder / f"{form.key}-{row.number:04d}{SUFFIXES[kind]}"
        for row in rows
        for kind in kinds
    }
    outputs = (Output("--to", path, KINDS[kind]) for (_, kind), path in paths.items())
    check_outputs(outputs, (Input("the file of data", data), *board_inputs(outside)))
    refused = 0
    for row in show_progress(rows, len(rows), "Filling forms"):
        answers, misfits = fit_row(form, row, boxes)
        refused += bool(misfits)
        for misfit in misfits:
            say(f"refused: {misfit}")
        for kind in kinds if not misfits else ():
            made = write(paths[row.number, kind], form, render(form, board, kind, answers))
            click.echo(made.path)
            for finding in made.rendered.findings:
                say(f"row {row.number}, {finding.field or form.key}: {finding.message}")
    say(f"{count(len(rows), 'row')}: {len(rows) - refused} filled, {refused} refused.")
    return ExitCode.NEEDS_A_PERSON if refused else ExitCode.WELL


def _start(form: "FormDefinition", path: Path) -> ExitCode:
    """Write the empty workbook for a form; one that is there already may be filled in, and is left alone."""
    from boardforms.data_workbooks import write_data_workbook
    from boardforms.errors import CannotWork
    from boardforms.outputs import Kind, Output, check_outputs

    check_outputs([Output("--start", path, Kind.WORKBOOK)], ())
    if path.exists():
        raise CannotWork(f"{path} is there already, and nothing was written: give another name")
    write_data_workbook(form, path)
    click.echo(path)
    say(
        "Fill in a row for each form; the sheet ‘Columns’ says what each column is. Leave out what you do not need."
    )
    return ExitCode.WELL
