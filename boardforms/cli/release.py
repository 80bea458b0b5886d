"""`boardforms release`: give the file of something that came in, or say that it has been dealt with."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import count, journal_option, person_option, plain, say
from boardforms.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from boardforms.receiving.journal import Journal


@click.command("release")
@click.argument("wanted", metavar="[ID]...", nargs=-1)
@journal_option
@click.option("--without-form", is_flag=True, help="Every message in quarantine that brought no form.")
@click.option("--to", type=click.Path(path_type=Path), help="Copy it to this new file, or into this folder.")
@click.option("--settled", metavar="REASON", help="Say that it has been dealt with, and how.")
@person_option
def command(
    wanted: tuple[str, ...], journal: Path, without_form: bool, to: Path | None, settled: str | None, who: str
) -> ExitCode:
    """Get a file out of a journal, or say how it was dealt with.

    The file of anything that came in can be had. It is never named as its sender named it: in a folder it is named
    by its id. What is in quarantine can be dealt with: it leaves the quarantine and stays in the journal, with who
    said so, when, and the reason.

    \b
    Examples:
      boardforms release 0123456789ab --journal returns --to look-at-me.pdf
      boardforms release 0123456789ab --journal returns --to .
      boardforms release 0123456789ab --journal returns --settled "typed into a blank form by hand"
      boardforms release --without-form --journal returns --settled "read: thanks, and out of office"
    """  # noqa: D301 - \b keeps click from joining the lines
    reason = (settled or "").strip()
    if bool(wanted) == without_form:
        raise WrongUsage("name what is meant by its id, or say --without-form")
    if to is None and not reason:
        raise WrongUsage(
            "say where to copy it with --to FILE, or how it was dealt with, with --settled REASON"
        )
    if to is not None and (without_form or len(wanted) > 1) and not to.is_dir():
        raise WrongUsage("several files go into a folder that is there: name it with --to FOLDER")
    from boardforms.outputs import Input, Kind, asked, keep_apart
    from boardforms.receiving import quarantine
    from boardforms.receiving.journal import open_journal

    keep_apart(asked(("--to", to, Kind.ANY)), Input("the journal's own folder", journal))
    with open_journal(journal) as opened:
        messages = quarantine.without_form(opened) if without_form else ()
        held = messages or (quarantine.find_held(opened, wanted) if reason else ())
        if to is not None:
            _copy(opened, [one.id for one in messages] or wanted, to)
        if reason:
            quarantine.settle(opened, held, reason, who, dt.datetime.now().astimezone())
            is_one = len(held) == 1
            say(f"{held[0].id} is settled." if is_one else f"{count(len(held), 'thing')} settled.")
    return ExitCode.WELL


def _copy(journal: "Journal", wanted: Iterable[str], to: Path) -> None:
    """Copy what came in under these ids to a file or into a folder, and say where it is."""
    from boardforms.receiving.quarantine import quarantined
    from boardforms.receiving.releasing import find_kept, release

    in_quarantine = {one.id for one in quarantined(journal)}
    kept = [find_kept(journal, one) for one in wanted]
    for one in kept:
        say(f"{plain(str(release(journal, one, to)))} holds what came in as {one.id}, unchanged.")
    if any(one.id in in_quarantine for one in kept):
        say(
            "It was refused or failed for a reason, and may do harm: open it where your own rules for that say."
        )
