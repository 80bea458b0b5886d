"""`boardforms template`: a template of the office's own, to edit in Word."""

from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, say
from boardforms.errors import WrongUsage


@click.command("template")
@click.argument("board")
@click.argument("kind", type=click.Choice(("minutes", "invitation", "letter")))
@boards_option
def command(board: str, kind: str, outside: Path | None) -> None:
    """Copy a Word template into your own boards' folder, to edit.

    It is written to BOARD/templates/KIND.docx in the folder given with --boards. Every command that is given that
    folder uses it from then on. A file that is there already is left alone.

    Example: boardforms template mscb minutes --boards boards
    """
    from boardforms.catalogue import load_catalogue
    from boardforms.own_templates import write_own_template

    if outside is None:
        raise WrongUsage(
            "say with --boards in which folder of your own it is to be kept: nothing was written"
        )
    # A folder that is still empty is where templates of the program's own boards will be.
    catalogue = load_catalogue(outside if any(outside.iterdir()) else None)
    click.echo(write_own_template(kind, catalogue.board(board), outside))
    say("Edit it in Word, and keep the names in {{ }}: each stands for what the meeting or the records say.")
    say(f'Then give every command this folder: --boards "{outside}"')
