"""`boardforms fill`: make forms prefilled from data, a form a row."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.blank import FORMATS
from boardforms.cli.terminal import boards_option, count, on_option, say, show_progress
from boardforms.errors import ExitCode


@click.command("fill")
@click.argument("board")
@click.argument("form")
@click.argument("data", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), default="word", show_default=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("filled"),
    show_default=True,
)
@on_option
@boards_option
def command(
    board: str, form: str, data: Path, kind: str, folder: Path, on: dt.date, outside: Path | None
) -> ExitCode:
    """Make forms prefilled from DATA (JSON, CSV or XLSX), one form for each row.

    A column is named by its box (child_name, chair.role, actions.1.due) or by its label as printed. A row
    with a value that does not fit is refused whole, with the row, the column and what is accepted.
    Files are numbered by row, so that no file's name gives a person away.

    \b
    Examples:
      boardforms fill moray escalation-record cases.xlsx
      boardforms fill mscb case-progression-meeting-request requests.csv --format all
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.blanks import KINDS, SUFFIXES, Format, render, write
    from boardforms.catalogue import load_catalogue
    from boardforms.datarows import read_rows
    from boardforms.outputs import Input, Output, board_inputs, check_outputs
    from boardforms.prefill import fit_row, match_columns

    catalogue = load_catalogue(outside)
    of = catalogue.board(board)
    asked = catalogue.form(of, form, on)
    rows = read_rows(data)
    boxes = match_columns(asked, rows)
    kinds = tuple(Format) if kind == "all" else (Format(kind),)
    paths = {
        (row.number, one): folder / of.key / f"{asked.key}-{row.number:04d}{SUFFIXES[one]}"
        for row in rows
        for one in kinds
    }
    outputs = (Output("--to", path, KINDS[one]) for (_, one), path in paths.items())
    check_outputs(outputs, (Input("the file of data", data), *board_inputs(outside)))
    refused = 0
    for row in show_progress(rows, len(rows), "Filling forms"):
        answers, misfits = fit_row(asked, row, boxes)
        refused += bool(misfits)
        for misfit in misfits:
            say(f"refused: {misfit}")
        for one in kinds if not misfits else ():
            made = write(paths[row.number, one], asked, render(asked, of, one, answers))
            click.echo(made.path)
            for finding in made.rendered.findings:
                say(f"row {row.number}, {finding.field or asked.key}: {finding.message}")
    say(f"{count(len(rows), 'row')}: {len(rows) - refused} filled, {refused} refused.")
    return ExitCode.NEEDS_A_PERSON if refused else ExitCode.WELL
