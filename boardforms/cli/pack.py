"""`boardforms pack`: the papers of a meeting."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.draft import new
from boardforms.cli.meeting import MEETING, check, form, invite, open_papers, read, say_findings
from boardforms.cli.password import Lock, lock_options
from boardforms.cli.terminal import (
    OUT,
    boards_option,
    count,
    say,
    show_steps,
    today_option,
    workers_option,
)
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from boardforms.packs import OpenMeeting
    from docgen.packs.enclosing.enclosures import Enclosure
    from docgen.packs.pdf import RenderedPack


class _InOrder(click.Group):
    """The commands in the order of the work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        order = ("new", "invite", "form", "make", "check", "read", "release", "copy")
        return sorted(self.commands, key=order.index)


@click.group("pack", cls=_InOrder)
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
    lock: Lock,
    workers: int,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make the pack of a meeting as one PDF.

    It is made from MEETING, a TOML file, and the files that it names. Returned forms (`returns`) and papers
    (`[[paper]]`) are joined to it as they came, without what acts in them; one that cannot be opened gets a page
    that says so.

    \b
    Examples:
      boardforms pack make samples/meetings/mscb-2024-017.toml --to pack.pdf
      boardforms pack make meeting.toml --to pack.pdf --minutes minutes.docx
      boardforms pack make meeting.toml --to pack.pdf --lock --manifest pack.jsonl
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.outputs import Kind, asked
    from boardforms.packs import check_paper_outputs, make_minutes, make_pack, open_meeting, write_manifest

    opened = open_meeting(meeting, load_catalogue(outside), today, is_joined=True)
    outputs = asked(
        ("--to", to, Kind.PDF), ("--minutes", minutes, Kind.WORD), ("--manifest", manifest, Kind.LINES)
    )
    check_paper_outputs(opened, meeting, outputs, lock.inputs())
    # First: where the office's own template has mistakes, no pack is made either.
    if minutes is not None and (left_out := make_minutes(opened, minutes)):
        said = f"The template of the minutes has no place for: {', '.join(left_out)}."
        say(f"{said} Nothing of that is printed or read back.")
    enclosures = open_papers(opened, meeting, workers)
    with show_steps() as tell:
        pack = make_pack(opened, to, enclosures, lock.password, tell)
    if manifest is not None:
        write_manifest(opened, pack, to, manifest, minutes)
    for output in outputs:
        click.echo(output.path)
    return _report(opened, pack, enclosures)


def _report(opened: "OpenMeeting", pack: "RenderedPack", enclosures: "Sequence[Enclosure]") -> ExitCode:
    """Say what a person must know of a pack that was made."""
    from docgen.packs.enclosing.amiss import find_repeats
    from docgen.packs.enclosing.enclosures import findings_of

    code = say_findings(opened.findings)
    for finding in pack.findings:
        say(finding.message)
    waiting = sum(answer.needs_a_person for answer in opened.checked.answers)
    needs = f"{count(waiting, 'limit')} of the case {'needs' if waiting == 1 else 'need'} a person"
    say(f"Made the pack: {count(pack.pages, 'page')}. {needs}.")
    unsure = any(finding.needs_a_person for finding in findings_of(enclosures)) or any(
        find_repeats(enclosures)
    )
    return ExitCode.NEEDS_A_PERSON if unsure else code


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
    lock: Lock,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Make a copy of a meeting's papers for one role.

    It holds what may be shown to that role, and a list of what is withheld. It is made from data alone: no file
    that came back is in it. Free text is withheld whole, until somebody has read it through and releases it
    (`boardforms pack release`). The minutes, as far as they may be shown, are in it: they are not given as Word,
    which has no place to say what was withheld. Look through a copy before you send it.

    \b
    Examples:
      boardforms pack copy meeting.toml --for family --to copy-family.pdf
      boardforms pack copy meeting.toml --for "agency: Education" --to copy-education.pdf --lock
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.outputs import Kind, asked
    from boardforms.packs import check_paper_outputs, make_copy, open_meeting
    from docgen.packs.by_role.guarding import CHANGED_SINCE, HOLDS_A_NAME

    opened = open_meeting(meeting, load_catalogue(outside), today)
    check_paper_outputs(opened, meeting, asked(("--to", to, Kind.ROLE_COPY)), lock.inputs())
    made = make_copy(opened, audience, to, lock.password)
    click.echo(to)
    code = say_findings(opened.findings)
    for finding in made.findings:
        say(finding.message)
    for part in made.lifted:
        say(f"Released by a person: {part}.")
    for one in made.withheld:
        if one.ground == HOLDS_A_NAME:
            say(f"Withheld because of a name, day or number in it: {one.what} ({one.where}).")
        if one.ground == CHANGED_SINCE:
            say(f"Withheld because its words are not those that were released: {one.what}. Read it again.")
    withheld = count(len(made.withheld), "thing") if made.withheld else "nothing"
    say(f"{made.says}: {count(made.pages, 'page')}, {withheld} withheld.")
    return code


@command.command("release")
@click.argument("meeting", type=MEETING)
@click.option(
    "--part", "parts", required=True, multiple=True, help="What is released: discussion, 'decision 2'."
)
@click.option("--for", "to", required=True, multiple=True, help="To whom: family, learning, 'agency: NAME'.")
@click.option("--by", required=True, help="Who has read it through, and releases it.")
@click.option("--why", required=True, help="Why it may be shown.")
@today_option
@boards_option
def release(
    meeting: Path,
    parts: tuple[str, ...],
    to: tuple[str, ...],
    by: str,
    why: str,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Release parts of a meeting's papers to copies for some roles.

    They are released in the words that stand there now. The words are printed: read them. What may be somebody's
    initials, a short form of a name, an address, or not meant for everybody is listed after them. A part whose
    words are changed afterwards is withheld again.

    \b
    Examples:
      boardforms pack release meeting.toml --part discussion --for family --by "S. Rao" --why "Names nobody"
      boardforms pack release meeting.toml --part "decision 2" --for agency --by "S. Rao" --why "Theirs to do"
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.packs import open_meeting
    from boardforms.releases import Releasing, find_doubts, release_parts

    opened = open_meeting(meeting, load_catalogue(outside), today)
    for one in release_parts(meeting, parts, Releasing(to, by, why, today)):
        click.echo(f"{one.part}:\n{one.words}")
        if doubts := find_doubts(one, to, opened):
            shown = ", ".join(f"‘{said}’" for said in doubts)
            say(f"{one.part}: see whether these tell who somebody is, or are not for everybody: {shown}.")
    say(f"Released to {', '.join(to)}: {', '.join(parts)}. Look through the copy before you send it.")
    return ExitCode.WELL


for one in (new, invite, form, check, read):
    command.add_command(one)
