"""`boardforms pack`: the papers of a meeting."""

import datetime as dt
from pathlib import Path

import click

from boardforms.cli.meeting import MEETING, OUT, check, invite, new, read
from boardforms.cli.password import lock_options
from boardforms.cli.terminal import boards_option, count, say, show_progress, today_option, workers_option
from boardforms.errors import ExitCode


@click.group("pack")
def command() -> None:
    """Draft, invite to, assemble and check the papers of a meeting."""


@command.command("make")
@click.argument("meeting", type=MEETING)
@click.option("--to", "to", type=OUT, required=True, help="The PDF file to write.")
@click.option("--minutes", type=OUT, help="Write the minutes as a Word file as well.")
@click.option(
    "--manifest", type=OUT, help="Write down what the pack is made of, with SHA-256 sums (JSON lines)."
)
@lock_options
@workers_option
@today_option
@boards_option
def make(
    meeting: Path,
    to: Path,
    minutes: Path | None,
    manifest: Path | None,
    password: str | None,
    workers: int,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make the pack of a meeting as one PDF, from MEETING (a TOML file) and the files that it names.

    Returned forms (`returns`) and papers (`[[paper]]`) are joined to it as they came, without what acts in
    them; one that cannot be opened gets a page that says so.

    \b
    Examples:
      boardforms pack make samples/meetings/mscb-2024-017.toml --to pack.pdf
      boardforms pack make meeting.toml --to pack.pdf --minutes minutes.docx
      boardforms pack make meeting.toml --to pack.pdf --lock --manifest pack.jsonl
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.enclosures import find_enclosures, open_enclosures, spare_sources
    from boardforms.packs import make_minutes, make_pack, open_meeting, write_manifest
    from docgen.packs.enclosures import findings_of

    opened = open_meeting(meeting, load_catalogue(outside), today)
    wanted = find_enclosures(opened.meeting, opened.board, opened.case, meeting.parent)
    spare_sources(wanted, meeting, [path for path in (to, minutes, manifest) if path])
    progress = show_progress(open_enclosures(wanted, workers), len(wanted), "Opening the papers")
    enclosures = tuple(progress) if wanted else ()
    pack = make_pack(opened, to, enclosures, password)
    click.echo(to)
    if minutes is not None:
        make_minutes(opened, minutes)
        click.echo(minutes)
    if manifest is not None:
        write_manifest(opened, pack, to, manifest)
        click.echo(manifest)
    for finding in (*opened.findings, *pack.findings):
        say(finding.message)
    waiting = sum(answer.needs_a_person for answer in opened.checked.answers)
    say(f"Made the pack: {count(pack.pages, 'page')}. {count(waiting, 'limit')} of the case need a person.")
    unsure = any(finding.needs_a_person for finding in findings_of(enclosures))
    return ExitCode.NEEDS_A_PERSON if unsure else ExitCode.WELL


@command.command("copy")
@click.argument("meeting", type=MEETING)
@click.option(
    "--for", "audience", required=True, help="Whom it is for: full, 'agency: NAME', family or learning."
)
@click.option("--to", "to", type=OUT, required=True, help="The PDF file to write.")
@lock_options
@today_option
@boards_option
def copy(
    meeting: Path,
    audience: str,
    to: Path,
    password: str | None,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make a copy of a meeting's papers for one role, with what may be shown to it and a list of what is withheld.

    It is made from data alone: no file that came back is in it. Free text is withheld whole, unless a [[release]]
    in MEETING says who has read it through and releases it. Look through a copy before you send it.

    \b
    Examples:
      boardforms pack copy meeting.toml --for family --to copy-family.pdf
      boardforms pack copy meeting.toml --for "agency: Education" --to copy-education.pdf --lock
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.packs import make_copy, open_meeting
    from docgen.packs.guarding import HOLDS_A_NAME

    opened = open_meeting(meeting, load_catalogue(outside), today)
    made = make_copy(opened, audience, to, password)
    click.echo(to)
    for finding in (*opened.findings, *made.findings):
        say(finding.message)
    for part in made.lifted:
        say(f"Released by a person: {part}.")
    for one in made.withheld:
        if one.ground == HOLDS_A_NAME:
            say(f"Withheld because of a name, day or number in it: {one.what} ({one.where}).")
    withheld = count(len(made.withheld), "thing") if made.withheld else "nothing"
    say(f"{made.says}: {count(made.pages, 'page')}, {withheld} withheld.")
    return ExitCode.WELL


for one in (new, invite, check, read):
    command.add_command(one)
