"""A meeting's file, from invitation to returned minutes: `boardforms pack invite`, `form`, `check`, `read`."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import (
    OUT,
    boards_option,
    count,
    say,
    show_progress,
    today_option,
    uk_date,
    workers_option,
)
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.minutes.back import TakenOver
    from boardforms.packs import OpenMeeting
    from docgen.packs.enclosing.enclosures import Enclosure
    from escalation.findings import Finding

MEETING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("invite")
@click.argument("meeting", type=MEETING)
@click.option("--to", "to", type=OUT, required=True, help="The Word file to write.")
@click.option("--calendar", type=OUT, help="Write the meeting as an entry for calendars (.ics) as well.")
@today_option
@boards_option
def invite(meeting: Path, to: Path, calendar: Path | None, today: dt.date, outside: Path | None) -> ExitCode:
    """Make the invitation to a meeting, as Word and for calendars.

    Both give stage, case reference, day, place and agenda, and never whom the meeting is about. What holds a word of
    the name of the child or adult is withheld, and said with its line. A meeting that was moved keeps its entry:
    write the new one to the same folder, so that calendars take it for the newer.

    \b
    Examples:
      boardforms pack invite meeting.toml --to invitation.docx
      boardforms pack invite meeting.toml --to invitation.docx --calendar meeting.ics
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.invitations import make_calendar, make_invitation, say_withheld
    from boardforms.outputs import Kind, asked
    from boardforms.packs import check_paper_outputs, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today)
    outputs = asked(("--to", to, Kind.WORD), ("--calendar", calendar, Kind.CALENDAR))
    check_paper_outputs(opened, meeting, outputs)
    make_invitation(opened, to)
    click.echo(to)
    if calendar is not None:
        moved_from = make_calendar(opened, calendar)
        click.echo(calendar)
        if moved_from is not None:
            say(_MOVED.format(day=uk_date(moved_from), iso=moved_from))
    unknown = [name for name in ("date", "time", "place") if not getattr(opened.meeting, name)]
    if unknown:
        say(f"The invitation has room for the {', '.join(unknown)}: the meeting's file does not say.")
    if opened.unsettled:
        lines = ", ".join(map(str, opened.unsettled))
        say(f"The meeting's file still asks you to look, on line {lines}: settle that before you send it.")
    withheld = tuple(say_withheld(opened))
    for said, _ in withheld:
        say(said)
    code = say_findings(opened.findings)
    return ExitCode.NEEDS_A_PERSON if opened.unsettled or any(asks for _, asks in withheld) else code


_MOVED = (
    "The entry for calendars takes the place of the one for {day}. If that meeting was held and this is another of"
    " its stage, write `after = [{iso}]` in the meeting's file, and make the entry again."
)


@click.command("form")
@click.argument("meeting", type=MEETING)
@click.option("--to", "to", type=OUT, required=True, help="The Word file (.docx) or PDF (.pdf) to write.")
@today_option
@boards_option
def form(meeting: Path, to: Path, today: dt.date, outside: Path | None) -> ExitCode:
    """Make the board's form for the minutes of a meeting, filled in.

    It holds what MEETING says so far. It says the same as the Word minutes of `pack make --minutes`, for whoever
    would rather fill in a form. Either comes back through `pack read`.

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


def open_papers(opened: "OpenMeeting", meeting: Path, workers: int) -> "tuple[Enclosure, ...]":
    """Open the files that go with a meeting's papers, and show how far that is; `meeting` is its file."""
    from boardforms.enclosures import find_enclosures, open_enclosures

    wanted = find_enclosures(opened.meeting, opened.board, opened.case, meeting.parent, opened.text)
    if not wanted:
        return ()
    return tuple(show_progress(open_enclosures(wanted, workers), len(wanted), "Opening the papers"))


@click.command("check")
@click.argument("meeting", type=MEETING)
@workers_option
@today_option
@boards_option
def check(meeting: Path, workers: int, today: dt.date, outside: Path | None) -> ExitCode:
    """Say what a pack lacks before it is final, and when it is due.

    Returned forms and papers are opened as for `pack make`: one that cannot be put in is missing. The day of the
    clause's limit and the house target stand beside each other, each as what it is.

    \b
    Examples:
      boardforms pack check meeting.toml
      boardforms pack check meeting.toml --today 2025-01-09
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.packs import check_pack, open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today, is_joined=True)
    ready = check_pack(opened, open_papers(opened, meeting, workers))
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
@click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="These take the place of other minutes of this meeting that were read before.",
)
@today_option
@boards_option
def read(minutes: Path, meeting: Path, replaces: bool, today: dt.date, outside: Path | None) -> ExitCode:
    """Take what returned minutes say into the meeting's file.

    MINUTES are the Word minutes of `pack make` after somebody has written in them, or the board's own form for
    minutes (Word, PDF). What is open in the file is filled in, with a comment that says from where. What differs
    stays as it is, and what the minutes say stands above it as a comment: choose. Their record is kept beside the
    file and named in it, so that `check`, packs and the next draft see it, and what they answer of the board's
    other forms: the days of the meeting and of its circulation, and whether the matter is resolved.

    \b
    Examples:
      boardforms pack read minutes.docx --meeting meeting.toml
      boardforms pack read minutes-corrected.docx --meeting meeting.toml --replace
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.minutes.back import take_over
    from boardforms.packs import open_meeting

    catalogue = load_catalogue(outside)
    opened = open_meeting(meeting, catalogue, today)
    taken = take_over(minutes, meeting, opened, catalogue, workers=1, replaces=replaces)
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
