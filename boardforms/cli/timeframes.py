"""`boardforms timeframes`: the limits that a board sets."""

import json
from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, console


@click.command("timeframes")
@click.argument("board")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@boards_option
def command(board: str, as_json: bool, outside: Path | None) -> None:
    """List the limits of a board's procedure: from what to what, within how long, when, by which clause.

    Example: boardforms timeframes moray
    """
    from rich.table import Table

    from boardforms.catalogue import load_catalogue

    found = load_catalogue(outside).board(board)
    if as_json:
        limits = [limit.model_dump(mode="json", by_alias=True) for limit in found.limits]
        click.echo(json.dumps({"board": found.key, "limits": limits}, indent=2, ensure_ascii=False))
        return
    table = Table(
        "Limit", "From", "To", "Within", "When", "Clause", title=f"{found.name}: {found.procedure.title}"
    )
    for limit in found.limits:
        start, end = found.event(limit.from_).title, found.event(limit.to).title
        basis = f" ({limit.basis})" if limit.basis else ""
        target = f"; target {limit.target}" if limit.target else ""
        table.add_row(
            limit.title, start, end, f"{limit.within}{basis}{target}", limit.when or "always", limit.clause
        )
    console().print(table)
