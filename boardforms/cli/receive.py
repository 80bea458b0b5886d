"""`boardforms receive`: take in what came, from folders and mailboxes, and read it into a journal."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import DayGone, boards_option, count, journal_option, plain, say, workers_option
from boardforms.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from boardforms.receiving.receive import Progress
    from boardforms.receiving.sums import Sums

IGNORED_SHOWN = 8
"""How many reasons for passing something over are counted apart at the end."""

AGAIN_SHOWN = 8
"""How many files that came again after they were dealt with are named at the end."""


@click.command("receive")
@click.argument("sources", nargs=-1, type=click.Path(exists=True, path_type=Path))
@journal_option
@click.option(
    "--received",
    type=DayGone(),
    help="The day they came, as 2024-12-31 or 31/12/2024, for files that no message brought.",
)
@workers_option
@boards_option
def command(
    sources: tuple[Path, ...], journal: Path, received: dt.date | None, workers: int, outside: Path | None
) -> ExitCode:
    """Take in what came, and read each return into a journal.

    SOURCES are files, folders, zip folders, messages (.eml, .msg), mbox files and Maildirs. Every file in them is in
    the journal with what became of it. Stopped at any moment, the same command goes on where it was; without SOURCES,
    it goes on with what the journal holds already.

    \b
    Examples:
      boardforms receive inbox --journal returns
      boardforms receive mail.mbox scans.zip --journal returns --received 14/6/2024
      boardforms receive --journal returns
    """  # noqa: D301 - \b keeps click from joining the lines
    if any(source.resolve().is_relative_to(journal.resolve()) for source in sources):
        raise WrongUsage(f"{plain(str(journal))} is the journal's own folder: what came in lies elsewhere")
    if not sources and not journal.is_dir():
        raise WrongUsage(f"name what came in: there is no journal in {plain(str(journal))} yet to go on with")
    from boardforms.workers import get_ready

    get_ready(workers, "boardforms.receiving.opening", "boardforms.receiving.reading")
    from boardforms.catalogue import load_catalogue
    from boardforms.cli.progress import watch_progress
    from boardforms.receiving.arrivals import Folders
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.receive import receive
    from boardforms.receiving.sums import sum_up

    inbox = Folders(sources, received, apart_from=journal)
    with open_journal(journal, make=bool(sources)) as opened, watch_progress() as watch:
        progress = receive(
            inbox, opened, load_catalogue(outside), workers, dt.datetime.now().astimezone(), watch
        )
        sums = sum_up(opened)
    say_progress(progress)
    return say_sums(sums, journal)


def say_progress(progress: "Progress") -> None:
    """Say what this run did."""
    known = f"; {progress.known} {'was' if progress.known == 1 else 'were'} in the journal already"
    say(
        f"{count(progress.taken, 'file or message', 'files and messages')} taken in{known if progress.known else ''};"
        f" {count(progress.read, 'return')} read."
    )


def say_sums(sums: "Sums", journal: Path) -> ExitCode:
    """Say what the journal holds, so that it can be added up, and what to do next; return the exit code of it."""
    from escalation.codes import CODES

    ignored = sum(sums.ignored.values())
    say(
        f"{sums.arrivals} came in: {count(sums.returns, 'return')}, {sums.copies} the same again,"
        f" {ignored} passed over, {sums.unopened} not opened."
    )
    said = ", ".join(f"{number} {standing}" for standing, number in _in_order(sums.standings))
    say(f"{count(sums.returns, 'return')}: {said or 'none'}.")
    for code, number in list(sums.ignored.items())[:IGNORED_SHOWN]:
        say(f"  {number} passed over: {CODES[code].means}")
    for again in sums.again[:AGAIN_SHOWN]:
        say(f"  {again} came again after somebody dealt with it, and is back in quarantine.")
    if len(sums.again) > AGAIN_SHOWN:
        say(f"  and {len(sums.again) - AGAIN_SHOWN} more that came again after somebody dealt with them")
    if not sums.asks_for_a_person:
        return ExitCode.WELL
    _say_next(sums, journal)
    return ExitCode.NEEDS_A_PERSON


def _in_order(standings: dict[str, int]) -> list[tuple[str, int]]:
    from boardforms.receiving.sums import STANDINGS

    return [(standing, standings[standing]) for standing in STANDINGS if standings.get(standing)]


def _say_next(sums: "Sums", journal: Path) -> None:
    held = sums.standings.get("refused", 0) + sums.standings.get("failed", 0) + sums.unopened - sums.settled
    if sums.standings.get("review"):
        say(f"To look at returns: boardforms review --journal {as_typed(journal)}")
    if held:
        say(f"To see what was refused or failed: boardforms quarantine --journal {as_typed(journal)}")


def as_typed(folder: Path) -> str:
    """Return a folder as it is typed at a prompt, in quotes where its name has a space."""
    shown = plain(str(folder))
    return f'"{shown}"' if " " in shown else shown
