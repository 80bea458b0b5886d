"""`boardforms retry`: read again what was refused or failed."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.receive import say_sums
from boardforms.cli.terminal import boards_option, count, journal_option, say, workers_option
from boardforms.errors import ExitCode, WrongUsage


@click.command("retry")
@click.argument("ids", nargs=-1)
@journal_option
@click.option("--all", "every", is_flag=True, help="Everything in quarantine.")
@workers_option
@boards_option
def command(ids: tuple[str, ...], journal: Path, every: bool, workers: int, outside: Path | None) -> ExitCode:
    """Read again what is in quarantine.

    Do so with a newer version of the program, or once a program or a board's folder that was missing is there.

    \b
    Examples:
      boardforms retry 0123456789ab --journal returns
      boardforms retry --all --journal returns --boards boards
    """  # noqa: D301 - \b keeps click from joining the lines
    if bool(ids) == every:
        raise WrongUsage("name what to read again by its id, or say --all")
    from boardforms.workers import get_ready

    get_ready(workers, "boardforms.receiving.opening", "boardforms.receiving.reading")
    from boardforms.catalogue import load_catalogue
    from boardforms.cli.progress import watch_progress
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.quarantine import find_held, quarantined, retry
    from boardforms.receiving.sums import sum_up

    with open_journal(journal) as opened, watch_progress() as watch:
        held = tuple(one for one in quarantined(opened) if one.sha256) if every else find_held(opened, ids)
        now = dt.datetime.now().astimezone()
        progress = retry(opened, held, load_catalogue(outside), workers, now, watch)
        sums = sum_up(opened)
    say(f"{count(len(held), 'thing')} tried again: {count(progress.read, 'return')} read.")
    return say_sums(sums, journal)
