"""`boardforms timeframes`: the limits that a board sets."""

import json
from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, console, print_json


@click.command("timeframes")
@click.argument("board")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@boards_option
def command(board: str, as_json: bool, outside: Path | None) -> None:
    """List the limits of a board's procedure.

    Each stands with from what to what it runs, within how long, when it applies, and its clause.

    Example: boardforms timeframes moray
    """
    from rich.table import Table

    from boardforms.catalogue import load_catalogue
    from escalation.timeframes.plain_words import say_when
    from escalation.timeframes.wording import say_period

    found = load_catalogue(outside).board(board)
    if as_json:
        limits = [limit.model_dump(mode="json", by_alias=True) for limit in found.limits]
        print_json(json.dumps({"board": found.key, "limits": limits}, indent=2, ensure_ascii=False))
        return
    table = Table(title=f"{found.name}: {found.procedure.title}", show_lines=True)
    for heading in ("Limit", "From and to", "When"):
        table.add_column(heading, ratio=1)
    for limit in (reading for one in found.limits for reading in one.each_reading):
        start, end = found.event(limit.from_).title, found.event(limit.to).title
        basis = f" ({limit.basis})" if limit.basis else ""
        target = f"; target {limit.target}" if limit.target else ""
        period = "" if limit.period.is_always else f"\nin force {say_period(limit.period)}"
        table.add_row(
            f"{limit.title}: {limit.within}{basis}{target} ({limit.clause}){period}",
            f"from {start}\nto   {end}",
            say_when(limit.when, found) or "always",
        )
    console().print(table)
