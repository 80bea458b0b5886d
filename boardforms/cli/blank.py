"""`boardforms blank`: make blank forms."""

from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, count, say, show_progress

FORMATS = ("word", "pdf", "all")


@click.command("blank")
@click.argument("board", required=False)
@click.argument("form", required=False)
@click.option("--all", "every", is_flag=True, help="Every form of every board.")
@click.option("--format", "kind", type=click.Choice(FORMATS), default="all", show_default=True)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("blanks"),
    show_default=True,
)
@boards_option
def command(
    board: str | None, form: str | None, every: bool, kind: str, folder: Path, outside: Path | None
) -> None:
    """Make blank forms to fill in, as Word and PDF.

    \b
    Examples:
      boardforms blank moray
      boardforms blank mscb case-progression-meeting-minutes --format word --to "Blank forms"
      boardforms blank --all
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.blanks import Format, make_blanks
    from boardforms.catalogue import load_catalogue

    if every == (board is not None):
        raise click.UsageError("name a board, or give --all. `boardforms boards` lists them.")
    catalogue = load_catalogue(outside)
    boards = list(catalogue.boards.values()) if every else [catalogue.board(board or "")]
    wanted = [(b, f) for b in boards for f in ([catalogue.form(b, form)] if form else b.current_forms())]
    kinds = tuple(Format) if kind == "all" else (Format(kind),)
    made = make_blanks(wanted, kinds, folder)
    paths = [item.path for item in show_progress(made, len(wanted) * len(kinds), "Making forms")]
    for path in paths:
        click.echo(path)
    say(f"Made {count(len(paths), 'blank form')} in {folder}.")
