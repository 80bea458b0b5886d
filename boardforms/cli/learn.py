"""`boardforms learn`: learn the layout of a Board's own form, so that returns on it can be read."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import boards_option, count, on_option, say
from boardforms.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from boardforms.learning.learned import Learned
    from escalation.layouts import LearnedCell


@click.command("learn")
@click.argument("board", required=False)
@click.argument("form", required=False)
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", help="A name for the layout, in small letters with hyphens; the file's if not given.")
@click.option(
    "--source",
    help="Where the form is from, such as a page of the Board's site; the file's name if not given.",
)
@click.option(
    "--confirm",
    "confirmed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Confirm the layout in this file: a person has compared it with the form.",
)
@boards_option
@on_option
def command(
    board: str | None,
    form: str | None,
    file: Path | None,
    name: str | None,
    source: str | None,
    confirmed: Path | None,
    outside: Path | None,
    on: dt.date,
) -> ExitCode:
    """Learn where the answers stand on a Board's own blank form.

    FILE is a blank that this program did not make: a Word file, .doc, .odt or .rtf where LibreOffice is
    installed, or a PDF, with fields or printed. What is proposed goes to a file in the board's folder, to be compared
    with the form. Once it is confirmed, returns on that form are read.

    \b
    Examples:
      boardforms learn moray escalation-record "Escalation record.docx"
      boardforms learn --confirm forms/moray/layouts/escalation-record.appendix-2.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    if confirmed:
        return _confirm(confirmed, outside)
    if board is None or form is None or file is None:
        raise WrongUsage("give BOARD, FORM and FILE, or --confirm with the file of a layout")
    from boardforms.catalogue import load_catalogue, own_folder
    from boardforms.learning.learn import layout_name, learn_form, save

    # A folder that is still empty is where layouts of the program's own boards will be.
    catalogue = load_catalogue(outside if outside and any(outside.iterdir()) else None)
    definition = catalogue.form(catalogue.board(board), form, on)
    learned = learn_form(
        file.read_bytes(), definition, source or file.name, layout_name(name or file.stem), on
    )
    path = save(learned, definition, own_folder(board, outside))
    click.echo(path)
    _say_proposed(learned, path)
    return ExitCode.NEEDS_A_PERSON


def _confirm(path: Path, outside: Path | None) -> ExitCode:
    from boardforms.catalogue import load_catalogue
    from boardforms.learning.learn import confirm_file

    catalogue = load_catalogue(outside)
    key = path.absolute().parent.parent.name
    layout = confirm_file(path, catalogue.board(key).forms)
    say(f"Confirmed: returns on this form are read as {layout.reference} from now on.")
    return ExitCode.WELL


def _say_proposed(learned: "Learned", path: Path) -> None:
    from escalation.layouts import NO_BOX, OTHER_BOX

    proposal = learned.proposal
    placed = [
        (number, cell) for number, cell in enumerate(proposal.cells) if cell.box not in {NO_BOX, OTHER_BOX}
    ]
    for number, cell in placed:
        mark = "  NOT SURE" if number in proposal.unsure else ""
        say(f"  {_where(cell):<28} {cell.box}{mark}")
    say(f"{count(len(placed), 'place')} proposed, {len(proposal.unsure)} of them not sure.")
    others = [_where(cell) for cell in proposal.cells if cell.box == OTHER_BOX]
    if others:
        say(f"Answers that the form asks for and no box holds: {', '.join(others)}.")
    if proposal.unplaced:
        say(f"Boxes without a place: {', '.join(box.name for box in proposal.unplaced)}.")
    say("Nothing is read by it yet. Compare the file with the form, correct it in a plain text editor, then:")
    say(f'  boardforms learn --confirm "{path}"')


def _where(cell: "LearnedCell") -> str:
    return f"{cell.place}, field {cell.field}" if cell.field else cell.place
