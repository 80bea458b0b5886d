"""`boardforms blank`: make blank forms."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import Command, boards_option, count, on_option, say, show_progress
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from escalation.boards import Board
    from escalation.definitions import FormDefinition

FORMATS = ("word", "pdf", "all")


def format_option(default: str) -> Callable[[Command], Command]:
    """Add `--format`, for Word files, PDF files or both."""
    return click.option(
        "--format",
        "kind",
        type=click.Choice(FORMATS),
        default=default,
        show_default=True,
        help="What to make: Word files, PDF files, or both.",
    )


@click.command("blank")
@click.argument("board", required=False)
@click.argument("form", required=False)
@click.option("--all", "every", is_flag=True, help="Every form of every board.")
@format_option("all")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("blanks"),
    show_default=True,
    help="The folder to write to.",
)
@on_option
@boards_option
def command(
    board: str | None,
    form: str | None,
    every: bool,
    kind: str,
    folder: Path,
    on: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make blank forms to fill in, as Word and PDF.

    Each is made in the version in force today, or on the day given with --on.

    \b
    Examples:
      boardforms blank moray
      boardforms blank mscb case-progression-meeting-minutes --format word --to "Blank forms"
      boardforms blank --all
      boardforms blank moray escalation-record --on 2023-09-30
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.blanks import KINDS, Format, blank_path, make_blanks
    from boardforms.catalogue import load_catalogue
    from boardforms.outputs import Output, board_inputs, check_outputs

    if every == (board is not None):
        raise click.UsageError("name a board, or give --all. `boardforms boards` lists them.")
    catalogue = load_catalogue(outside)
    boards = list(catalogue.boards.values()) if every else [catalogue.board(board or "")]
    wanted = (
        [(boards[0], catalogue.form(boards[0], form, on))]
        if form
        else [(one, held) for one in boards for held in _in_force(one, on)]
    )
    kinds = tuple(Format) if kind == "all" else (Format(kind),)
    outputs = (
        Output("--to", blank_path(folder, one, kind), KINDS[kind]) for _, one in wanted for kind in kinds
    )
    check_outputs(outputs, board_inputs(outside))
    made = make_blanks(wanted, kinds, folder)
    paths = [item.path for item in show_progress(made, len(wanted) * len(kinds), "Making forms")]
    for path in paths:
        click.echo(path)
    say(f"Made {count(len(paths), 'blank form')} in {folder}.")
    return ExitCode.WELL if paths else ExitCode.NEEDS_A_PERSON


def _in_force(board: "Board", on: dt.date) -> "tuple[FormDefinition, ...]":
    """Return the forms in force on a day, and say which are not."""
    from boardforms.catalogue import say_out_of_force

    forms = board.forms_on(on)
    for key in sorted({form.key for form in board.forms} - {form.key for form in forms}):
        said = say_out_of_force(board.versions_of(key), on)
        say(f"{said[0].upper()}{said[1:]} It is left out.")
    return forms
