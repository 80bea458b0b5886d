"""`boardforms release`: give the file of something that came in, or say that it has been dealt with."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import journal_option, person_option, plain, say
from boardforms.errors import ExitCode, WrongUsage


@click.command("release")
@click.argument("wanted", metavar="ID")
@journal_option
@click.option("--to", type=click.Path(path_type=Path), help="Copy it to this new file, or into this folder.")
@click.option("--settled", metavar="REASON", help="Say that it has been dealt with, and how.")
@person_option
def command(wanted: str, journal: Path, to: Path | None, settled: str | None, who: str) -> ExitCode:
    """Give the file of anything that came in, or say how something in quarantine was dealt with.

    The file is never named as its sender named it: in a folder it is named by its id. What is dealt with leaves
    the quarantine and stays in the journal, with who said so, when, and the reason.

    \b
    Examples:
      boardforms release 0123456789ab --journal returns --to look-at-me.pdf
      boardforms release 0123456789ab --journal returns --to .
      boardforms release 0123456789ab --journal returns --settled "typed into a blank form by hand"
    """  # noqa: D301 - \b keeps click from joining the lines
    if to is None and not (settled or "").strip():
        raise WrongUsage(
            "say where to copy it with --to FILE, or how it was dealt with, with --settled REASON"
        )
    from boardforms.outputs import Input, Kind, asked, keep_apart
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.quarantine import find_held, quarantined, settle
    from boardforms.receiving.releasing import find_kept, release

    keep_apart(asked(("--to", to, Kind.ANY)), Input("the journal's own folder", journal))
    with open_journal(journal) as opened:
        held = find_held(opened, (wanted,))[0] if settled else None
        if to is not None:
            kept = find_kept(opened, wanted)
            path = release(opened, kept, to)
            say(f"{plain(str(path))} holds what came in as {kept.id}, unchanged.")
            if any(one.id == kept.id for one in quarantined(opened)):
                say(
                    "It was refused or failed for a reason, and may do harm:"
                    " open it where your own rules for that say."
                )
        if held is not None and settled:
            settle(opened, held, settled.strip(), who, dt.datetime.now().astimezone())
            say(f"{held.id} is settled.")
    return ExitCode.WELL
