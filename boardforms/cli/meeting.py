"""A meeting's file, from invitation to returned minutes: `boardforms pack invite`, `form`, `check`, `read`."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import boards_option, count, say, today_option
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.minutes.back import TakenOver
    from escalation.findings import Finding

OUT = click.Path(dir_okay=False, path_type=Path)
MEETING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("invite")
@click.argument("meeting", type=MEETING)
@click.option("--to", "to", type=OUT, required=True, help="The Word file to write.")
@click.option("--calendar", type=OUT, help="Write the meeting as an entry for calendars (.ics) as well.")
@today_option
@boards_option
def invite(meeting: Path, to: Path, calendar: Path | None, today: dt.date, outside: Path | None) -> ExitCode:
    """Make the invitation to a meeting as Word, from MEETING, and its entry for calendars.

    Both give stage, case reference, day, place and agenda, and never whom the meeting is about.

    \b
    Examples:
      boardforms pack invite meeting.toml --to invitation.docx
      boardforms pack invite meeting.toml --to invitation.docx --calendar meeting.ics
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.meeting_drafts import make_calendar, make_invitation
    from boardforms.outputs import Kind, asked
    from boardforms.packs import check_paper_outputs, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today)
    outputs = asked(("--to", to, Kind.WORD), ("--calendar", calendar, Kind.CALENDAR))
    check_paper_outputs(opened, meeting, outputs)
    make_invitation(opened, to)
    click.echo(to)
    if calendar is not None:
        make_calendar(opened, calendar)
        click.echo(calendar)
    unknown = [name for name in ("date", "time", "place") if not getattr(opened.meeting, name)]
    if unknown:
        say(f"The invitation has room for the {', '.join(unknown)}: the meeting's file does not say.")
    if opened.unsettled:
        lines = ", ".join(map(str, opened.unsettled))
        say(f"The meeting's file still asks you to look, on line {lines}: settle that before you send it.")
    code = say_findings(opened.findings)
    return ExitCode.NEEDS_A_PERSON if opened.unsettled else code


@click.command("form")
@click.argument("meeting", type=MEETING)
@click.option("--to", "to", type=OUT, required=True, help="The Word file (.docx) or PDF (.pdf) to write.")
@today_option
@boards_option
def form(meeting: Path, to: Path, today: dt.date, outside: Path | None) -> ExitCode:
    """Make the board's own form for the minutes of a meeting, filled in with what MEETING says so far.

    It says the same as the Word minutes of `pack make --minutes`, for whoever would rather fill in a form. Either
    comes back through `pack read`.

    \b
    Examples:
      boardforms pack form meeting.toml --to minutes-form.pdf
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.minutes.to_form import make_minutes_form
    from boardforms.outputs import Kind, asked
    from boardforms.packs import check_paper_outputs, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today)
    check_paper_outputs(opened, meeting, asked(("--to", to, Kind.FORM)))
    made = make_minutes_form(opened, to)
    click.echo(made.path)
    for finding in made.rendered.findings:
        say(f"{finding.field or made.form.key}: {finding.message}")
    say(f"Made the form ‘{made.form.title}’. {made.form.standing}")
    unsure = any(finding.needs_a_person for finding in made.rendered.findings)
    return max(say_findings(opened.findings), ExitCode.NEEDS_A_PERSON if unsure else ExitCode.WELL)


def say_findings(findings: "Iterable[Finding]") -> ExitCode:
    """Say what was noticed, and return the exit code that it asks for."""
    code = ExitCode.WELL
    for finding in findings:
        say(finding.message)
        code = ExitCode.NEEDS_A_PERSON if finding.needs_a_person else code
    return code


@click.command("check")
@click.argument("meeting", type=MEETING)
@today_option
@boards_option
def check(meeting: Path, today: dt.date, outside: Path | None) -> ExitCode:
    """Say what a pack lacks before it may be called final, and by which day it is due with people.

    The day of the clause's limit and the house target stand beside each other, each as what it is.

    \b
    Examples:
      boardforms pack check meeting.toml
      boardforms pack check meeting.toml --today 2025-01-09
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.packs import check_pack, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today, is_joined=True)
    ready = check_pack(opened)
    say_findings(opened.findings)
    for lacking in ready.lacking:
        click.echo(lacking)
    for due in ready.circulation:
        for line in (due.says, due.why, due.target, due.outcome):
            if line:
                click.echo(line)
    if ready.is_overdue:
        say(
            "The papers were due with people before today, and the meeting's file does not say that they were sent."
        )
    said = f"{count(len(ready.lacking), 'thing')} missing" if ready.lacking else "nothing is missing"
    say(f"{'Final' if ready.is_final else 'Not final'}: {said}.")
    asked = any(finding.needs_a_person for finding in opened.findings)
    return ExitCode.WELL if ready.is_final and not asked else ExitCode.NEEDS_A_PERSON


@click.command("read")
@click.argument("minutes", type=MEETING)
@click.option(
    "--meeting", type=MEETING, required=True, help="The meeting's file, which takes up what they say."
)
@today_option
@boards_option
def read(minutes: Path, meeting: Path, today: dt.date, outside: Path | None) -> ExitCode:
    """Take what returned MINUTES say into the meeting's file: decisions, actions, dates and all else.

    MINUTES are the Word minutes of `pack make` after somebody has written in them, or the board's own form for
    minutes (Word, PDF). What is open in the file is filled in, with a comment that says from where. What differs
    stays as it is, and what the minutes say stands above it as a comment: choose. Their record is kept beside the
    file and named in it, so that `check`, packs and the next draft see it, and what they answer of the board's
    other forms: the days of the meeting and of its circulation, and whether the matter is resolved.

    \b
    Examples:
      boardforms pack read minutes.docx --meeting meeting.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.minutes.back import take_over
    from boardforms.packs import open_meeting

    catalogue = load_catalogue(outside)
    opened = open_meeting(meeting, catalogue, today)
    taken = take_over(minutes, meeting, opened, catalogue, workers=1)
    click.echo(meeting)
    if taken.records is not None:
        click.echo(taken.records)
    _report(taken)
    return ExitCode.NEEDS_A_PERSON if taken.needs_a_person else ExitCode.WELL


def _report(taken: "TakenOver") -> None:
    """Say what was taken over from minutes, and what a person must look at."""
    from escalation.codes import CODES

    for asked in taken.asked:
        say(str(asked))
    for line in (*taken.on_record, *taken.remarks):
        say(line)
    for left in taken.left:
        say(f"{left.place or 'the file'}: {CODES[left.code].message}")
    if taken.missing:
        say("The minutes do not answer what the board's form requires. Ask whoever wrote them:")
        say("\n".join(f"  {label}" for label in taken.missing))
    if taken.unsure:
        say(
            f"{count(taken.unsure, 'entry', 'entries')} marked NOT SURE: look at what is written in the minutes."
        )
    say(f"Took over {count(taken.filled, 'answer')} and {count(taken.added, 'entry', 'entries')}.")
