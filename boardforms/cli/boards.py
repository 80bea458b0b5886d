"""`boardforms boards`: the boards and forms at hand."""

from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, console


@click.command("boards")
@boards_option
def command(outside: Path | None) -> None:
    """List the boards and their forms.

    Example: boardforms boards
    """
    from rich.table import Table

    from boardforms.catalogue import load_catalogue

    table = Table("Board", "Form", "Title, version and source", box=None, pad_edge=False)
    for typed in table.columns[:2]:  # into other commands: nothing of it is left out
        typed.no_wrap, typed.overflow = True, "fold"
    for board in load_catalogue(outside).boards.values():
        for form in board.current_forms():
            standing = f"published, {form.source}" if form.source else f"derived from {form.derived_from}"
            table.add_row(board.key, form.key, f"{form.title}, {form.version}: {standing}")
    console().print(table)
