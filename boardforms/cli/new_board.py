"""`boardforms new-board`: start a board of one's own."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import say, today_option

if TYPE_CHECKING:
    from boardforms.starter import Starter


@click.command("new-board")
@click.argument("name")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("boards"),
    show_default=True,
    help="The folder that holds your boards.",
)
@today_option
def command(name: str, folder: Path, today: dt.date) -> None:
    """Start the files of a new board.

    They hold a made-up procedure, and a comment on everything that can be set.

    NAME is kept as you write it: put it in quotes if it has spaces. The board's folder is named after it, in small
    letters with hyphens. Nothing is ever written over.

    \b
    Examples:
      boardforms new-board Larkwater
      boardforms new-board "Lark Water Safeguarding Partnership" --to "Our boards"
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.starter import write_starter

    made = write_starter(name, folder, today)
    for path in made.files:
        click.echo(path)
    _say_next(made)


def _say_next(made: "Starter") -> None:
    boards = made.folder.parent
    say(f"Started the board '{made.key}'. What to do next:")
    say(
        "  1. Open the files in a plain text editor, board.toml first: put your procedure where the examples are."
    )
    say(f"  2. See that nothing is wrong:  boardforms lint {_quoted(made.folder)}")
    say(f"  3. Make the forms, and look:   boardforms blank {made.key} --boards {_quoted(boards)}")


def _quoted(path: Path) -> str:
    """Write a path as it can be typed at a prompt, on Windows as well."""
    return f'"{path}"' if " " in str(path) else str(path)
