"""The file of a meeting, from its draft to final minutes: `boardforms pack new`, `invite`, `check`, `read`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from boardforms.cli.terminal import WORKERS, Day, boards_option, count, say, today_option
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.meeting_drafts import Draft

OUT = click.Path(dir_okay=False, path_type=Path)
MEETING = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Before:
    """What is there before a draft: files of earlier meetings, and the folder of returned forms, if it is named."""

    meetings: tuple[Path, ...]
    returns: Path | None


def before_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--after FILE` and `--returns FOLDER`, and give the command its `before`."""

    @wraps(command)
    def with_before(*given: Any, after: tuple[Path, ...], returns: Path | None, **options: Any) -> Any:
        return command(*given, before=Before(after, returns), **options)

    meetings = click.option(
        "--after",
        type=MEETING,
        multiple=True,
        help="The file of an earlier meeting: what is open, who was there, its records. May be given again.",
    )
    folder = click.option(
        "--returns",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The folder of returned forms, for the pack to hold them.",
    )
    return meetings(folder(with_before))


@click.command("new")
@click.argument("records", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--meeting", type=OUT, required=True, help="The meeting's file to write (TOML).")
@click.option(
    "--case", "reference", default="", help="The reference of the case, where the records hold several."
)
@click.option(
    "--stage", default="", help="The stage of the meeting, if not the last that the case has reached."
)
@click.option("--date", "day", type=Day(), help="The day of the meeting, where it is settled.")
@before_options
@today_option
@boards_option
def new(
    records: tuple[Path, ...],
    meeting: Path,
    reference: str,
    stage: str,
    day: dt.date | None,
    before: Before,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Draft the file of a meeting from the records of a case, for a person to put right.

    RECORDS are files of JSON lines from `boardforms parse`, or returned forms themselves. The draft holds who is
    to be there by the procedure and by the records, the agenda, open actions and who receives the minutes; a
    comment says where each comes from. What no record gives is left open: nothing is made up. After an earlier
    meeting, its file gives what is not done yet, who was there, what was decided and its records.

    \b
    Examples:
      boardforms pack new records.jsonl --meeting meeting.toml
      boardforms pack new inbox --case MSCB-2024-017 --date 2025-02-03 --meeting review.toml
      boardforms pack new --after meeting.toml --date 2025-02-03 --meeting review.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.casework import gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.errors import WrongUsage
    from boardforms.meeting_drafts import Wanted, draft_meeting, write_draft
    from boardforms.minutes.earlier import add_records, find_folder_of_returns, open_earlier

    catalogue = load_catalogue(outside)
    wanted = Wanted(reference, stage, day, open_earlier(before.meetings))
    paths = add_records(records, before.meetings)
    if not paths:
        raise WrongUsage("there are no records to draft from: name some, or a meeting that does with --after")
    draft = draft_meeting(gather_records(paths, catalogue, WORKERS), catalogue, wanted, today)
    found = before.returns or find_folder_of_returns(records, before.meetings)
    write_draft(draft, meeting, paths, found if isinstance(found, Path) else None)
    click.echo(meeting)
    if isinstance(found, str) and found:
        say(found)
    return _report(draft)


def _report(draft: "Draft") -> ExitCode:
    """Say what a person must know of a draft before they use it."""
    plan = draft.plan
    for remark in plan.remarks:
        say(remark)
    if draft.loose:
        returns = count(draft.loose, "return")
        say(f"{returns} could not be read or give no case reference: see whether any belongs here.")
    if plan.in_doubt:
        say(f"{count(plan.in_doubt, 'entry', 'entries')} not sure: look at what is written in the return.")
    say(
        f"Drafted a meeting of ‘{plan.stage.title}’: {count(len(plan.invited), 'person', 'people')} to invite, "
        f"{count(len(plan.actions), 'open action')}. Read it through before you use it."
    )
    return ExitCode.NEEDS_A_PERSON if draft.loose or plan.in_doubt else ExitCode.WELL


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
    from boardforms.packs import open_meeting

    opened = open_meeting(meeting, load_catalogue(outside), today)
    make_invitation(opened, to)
    click.echo(to)
    if calendar is not None:
        make_calendar(opened, calendar)
        click.echo(calendar)
    unknown = [name for name in ("date", "time", "place") if not getattr(opened.meeting, name)]
    if unknown:
        say(f"The invitation has room for the {', '.join(unknown)}: the meeting's file does not say.")
    return ExitCode.WELL


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

    opened = open_meeting(meeting, load_catalogue(outside), today)
    ready = check_pack(opened)
    for finding in opened.findings:
        say(finding.message)
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
    return ExitCode.WELL if ready.is_final and not opened.findings else ExitCode.NEEDS_A_PERSON


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
    stays as it is, and what the minutes say stands above it as a comment: choose. Their record, or where the
    board has no form for minutes that of the meeting's dates, is kept beside the file and named in it, so that
    `check` counts from them.

    \b
    Examples:
      boardforms pack read minutes.docx --meeting meeting.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.minutes.back import take_over
    from boardforms.packs import open_meeting
    from escalation.codes import CODES

    catalogue = load_catalogue(outside)
    opened = open_meeting(meeting, catalogue, today)
    taken = take_over(minutes, meeting, opened, catalogue, workers=1)
    click.echo(meeting)
    if taken.records is not None:
        click.echo(taken.records)
    for asked in taken.asked:
        say(f"{asked.at}: the minutes {asked.why} ({asked.told.place}). Both stand in the file: choose.")
    for line in (*taken.dated, *taken.remarks):
        say(line)
    for left in taken.left:
        say(f"{left.place or 'the file'}: {CODES[left.code].message}")
    if taken.unsure:
        say(
            f"{count(taken.unsure, 'entry', 'entries')} marked NOT SURE: look at what is written in the minutes."
        )
    say(f"Took over {count(taken.filled, 'answer')} and {count(taken.added, 'entry', 'entries')}.")
    return ExitCode.NEEDS_A_PERSON if taken.needs_a_person else ExitCode.WELL
