"""`boardforms release`: take something out of quarantine, as a file or as dealt with."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import journal_option, person_option, plain, say
from boardforms.errors import ExitCode, WrongUsage


@click.command("release")
@click.argument("wanted", metavar="ID")
@journal_option
@click.option("--to", type=click.Path(path_type=Path), help="Copy what was kept of it to this new file.")
@click.option("--settled", metavar="REASON", help="Say that it has been dealt with, and how.")
@person_option
def command(wanted: str, journal: Path, to: Path | None, settled: str | None, who: str) -> ExitCode:
    """Copy a file out of quarantine for a person to open by hand, or say that it has been dealt with.

    What is dealt with leaves the quarantine and stays in the journal, with who said so, when, and the reason.

    \b
    Examples:
      boardforms release 0123456789ab --journal returns --to look-at-me.pdf
      boardforms release 0123456789ab --journal returns --settled "typed into a blank form by hand"
    """  # noqa: D301 - \b keeps click from joining the lines
    if to is None and not (settled or "").strip():
        raise WrongUsage(
            "say where to copy it with --to FILE, or how it was dealt with, with --settled REASON"
        )
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.quarantine import find_held, release, settle

    with open_journal(journal) as opened:
        [held] = find_held(opened, (wanted,))
        if to is not None:
            release(opened, held, to)
            say(f"{plain(str(to))} holds what came in as {held.id}, unchanged.")
            say(
                "It was refused or failed for a reason, and may do harm: open it where your own rules for that say."
            )
        if settled:
            settle(opened, held, settled.strip(), who, dt.datetime.now().astimezone())
            say(f"{held.id} is settled.")
    return ExitCode.WELL
