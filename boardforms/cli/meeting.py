"""The file of a meeting, from draft to final minutes: `boardforms pack new`, `invite`, `form`, `check`, `read`."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from boardforms.cli.terminal import WORKERS, Day, boards_option, count, say, today_option
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.meeting_drafts import Draft
    from escalation.findings import Finding

OUT = click.Path(dir_okay=False, path_type=Path)
MEETING = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass(frozen=True)
class Before:
    """What is there before a draft: files of earlier meetings, and folders of returned forms and of the journal."""

    meetings: tuple[Path, ...]
    returns: Path | None
    journal: Path | None


def before_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--after FILE`, `--returns FOLDER` and `--journal FOLDER`, and give the command its `before`."""

    @wraps(command)
    def with_before(
        *given: Any, after: tuple[Path, ...], returns: Path | None, journal: Path | None, **options: Any
    ) -> Any:
        return command(*given, before=Before(after, returns, journal), **options)

    meetings = click.option(
        "--after",
        type=MEETING,
        multiple=True,
        help="The file of an earlier meeting: what is open, who was there, its records. May be given again.",
    )
    returned = click.option(
        "--returns", type=FOLDER, help="The folder of returned forms, for the pack to hold."
    )
    kept = click.option(
        "--journal", type=FOLDER, help="The journal's folder: the case's records as they stand."
    )
    return kept(meetings(returned(with_before)))


@click.command("new")
@click.argument("words", metavar="[CASE_OR_RECORDS]...", nargs=-1, type=click.Path())
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
    words: tuple[str, ...],
    meeting: Path,
    reference: str,
    stage: str,
    day: dt.date | None,
    before: Before,
    today: dt.date,
    outside: Path | None,
) -> ExitCode:
    """Draft the file of a meeting from the records of a case, for a person to put right.

    RECORDS are files of JSON lines from `boardforms parse`, returned forms themselves, or the folder of a journal;
    a CASE is the reference of one, where they hold several. The draft holds who is to be there by the procedure and
    by the records, the agenda, open actions and who receives the minutes; a comment says where each comes from. What
    no record gives is left open: nothing is made up. After an earlier meeting, its file gives what is not done yet,
    who was there, what was decided and its records.

    \b
    Examples:
      boardforms pack new records.jsonl --meeting meeting.toml
      boardforms pack new MSCB-2024-017 --journal returns --meeting meeting.toml
      boardforms pack new inbox --case MSCB-2024-017 --date 2025-02-03 --meeting review.toml
      boardforms pack new --after meeting.toml --date 2025-02-03 --meeting review.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.casework import check_apart, gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.errors import WrongUsage
    from boardforms.meeting_drafts import ACCEPTED, Wanted, draft_meeting, part_words, write_draft
    from boardforms.minutes.earlier import add_records, find_folder_of_returns, open_earlier
    from boardforms.outputs import Input, Kind, asked
    from boardforms.packs import check_names
    from boardforms.receiving.schema import NAME
    from docgen.packs.by_role.copies import find_everyone

    catalogue = load_catalogue(outside)
    named, word = part_words(words, reference)
    records = (*named, *((before.journal / NAME,) if before.journal else ()))
    wanted = Wanted(reference, stage, day, open_earlier(before.meetings), word)
    paths = add_records(records, before.meetings)
    if not paths:
        about = f"'{word}' is neither a file nor a folder" if word else "there are no records to draft from"
        raise WrongUsage(f"{about}. {ACCEPTED}; or an earlier meeting with --after")
    outputs = asked(("--meeting", meeting, Kind.MEETING))
    check_apart(outputs, paths, (Input("the file of an earlier meeting", path) for path in before.meetings))
    draft = draft_meeting(gather_records(paths, catalogue, WORKERS, say), catalogue, wanted, today)
    check_names(outputs, find_everyone(draft.plan.meeting, draft.board, draft.case))
    found = before.returns or find_folder_of_returns(records, before.meetings)
    write_draft(draft, meeting, paths, found if isinstance(found, Path) else None, before.meetings)
    click.echo(meeting)
    if isinstance(found, str) and found:
        say(found)
    return _report(draft)


_OFFICES = {"chair": "who chairs", "minute_taker": "who takes the minutes"}


def _report(draft: "Draft") -> ExitCode:
    """Say what a person must know of a draft before they use it."""
    from boardforms.minutes.forms import minutes_form

    plan = draft.plan
    for remark in plan.remarks:
        say(remark)
    if draft.loose:
        returns = count(draft.loose, "return")
        say(f"{returns} could not be read or give no case reference: see whether any belongs here.")
    if plan.in_doubt:
        say(f"{count(plan.in_doubt, 'entry', 'entries')} not sure: look at what is written in the return.")
    proposed = [_OFFICES[one.office] for one in plan.officers if str(one.person)]
    if proposed:
        say(f"Proposed from the records: {' and '.join(proposed)}. Confirm each, and take its comment away.")
    say(
        f"Drafted a meeting of ‘{plan.stage.title}’: {count(len(plan.invited), 'person', 'people')} to invite, "
        f"{count(len(plan.actions), 'open action')}. Read it through before you use it."
    )
    if minutes_form(draft.board, plan.meeting):
        say(
            "Minutes can be written in Word (`pack make --minutes`), or on the board's form for them (`pack form`)."
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
    from escalation.codes import CODES

    catalogue = load_catalogue(outside)
    opened = open_meeting(meeting, catalogue, today)
    taken = take_over(minutes, meeting, opened, catalogue, workers=1)
    click.echo(meeting)
    if taken.records is not None:
        click.echo(taken.records)
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
    return ExitCode.NEEDS_A_PERSON if taken.needs_a_person else ExitCode.WELL
