"""`boardforms workbook`: a board's definitions as an Excel workbook, and back."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, count, say, today_option
from boardforms.errors import ExitCode


@click.group("workbook")
def command() -> None:
    """Keep a board's definitions as a workbook."""


@command.command("make")
@click.argument("board")
@click.option(
    "--to",
    "to",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="The .xlsx file to write. Nothing is written over.",
)
@boards_option
def make(board: str, to: Path, outside: Path | None) -> None:
    """Write a board's files as an Excel workbook.

    There is a sheet for forms, fields, options, stages and limits, and the first sheet explains the others. Those
    who know XLSForm will know their way about it.

    Example: boardforms workbook make moray --to moray.xlsx
    """
    from boardforms.catalogue import board_folders, load_catalogue
    from boardforms.outputs import Kind, asked, check_outputs
    from boardforms.workbooks import write_workbook

    check_outputs(asked(("--to", to, Kind.WORKBOOK)), ())

    key = load_catalogue(outside).board(board).key
    write_workbook(next(folder for folder in board_folders(outside) if folder.name == key), to)
    click.echo(to)


@command.command("read")
@click.argument("workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "to",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write, whose name is the board's key. Nothing is written over.",
)
@today_option
def read(workbook: Path, to: Path, today: dt.date) -> ExitCode:
    """Write a board's folder from a workbook, or say what is wrong.

    Each fault is given by sheet, row and column, with what was found and what is accepted. Where there is an
    error, nothing is written; a warning leaves the board usable.

    Example: boardforms workbook read moray.xlsx --to boards/moray
    """
    from boardforms.workbooks import read_workbook
    from escalation.faults import Weight

    done = read_workbook(workbook, to, today)
    for fault in done.faults:
        say(str(fault))
    for path in done.files:
        click.echo(path)
    errors = sum(fault.weight is Weight.ERROR for fault in done.faults)
    warnings = len(done.faults) - errors
    made = f"Made {count(len(done.files), 'file')} in {to}." if done.files else "Nothing was written."
    say(f"{workbook.name}: {count(errors, 'error')}, {count(warnings, 'warning')}. {made}")
    return ExitCode.COULD_NOT_WORK if errors else ExitCode.WELL
