"""`boardforms pack`: minutes packs for meetings."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.terminal import boards_option, count, say, today_option
from boardforms.errors import ExitCode

OUT = click.Path(dir_okay=False, path_type=Path)


@click.group("pack")
def command() -> None:
    """Assemble the papers of a meeting."""


@command.command("make")
@click.argument("meeting", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "to", type=OUT, required=True, help="The PDF file to write.")
@click.option("--minutes", type=OUT, help="Write the minutes as a Word file as well.")
@today_option
@boards_option
def make(meeting: Path, to: Path, minutes: Path | None, today: dt.date, outside: Path | None) -> ExitCode:
    """Make the pack of a meeting as one PDF, from MEETING (a TOML file) and the records it names.

    \b
    Examples:
      boardforms pack make samples/meetings/mscb-2024-031.toml --to pack.pdf
      boardforms pack make meeting.toml --to pack.pdf --minutes minutes.docx
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.packs import make_minutes, make_pack, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today)
    pack = make_pack(opened, to)
    click.echo(to)
    if minutes is not None:
        make_minutes(opened, minutes)
        click.echo(minutes)
    for finding in (*opened.findings, *pack.findings):
        say(finding.message)
    waiting = sum(answer.needs_a_person for answer in opened.checked.answers)
    say(f"Made the pack: {count(pack.pages, 'page')}. {count(waiting, 'limit')} of the case need a person.")
    return ExitCode.WELL
