"""A meeting drafted from what is on record, for a person to put right: `boardforms pack new`."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from boardforms.cli.meeting import FOLDER, MEETING
from boardforms.cli.terminal import OUT, WORKERS, Day, boards_option, count, say, today_option
from boardforms.errors import ExitCode

if TYPE_CHECKING:
    from boardforms.meeting_drafts import Draft


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
    """Draft the file of a meeting from the records of a case.

    RECORDS are files of JSON lines from `boardforms parse`, returned forms themselves, or the folder of a
    journal; a CASE is the reference of one, where they hold several. The draft is for a person to put right: it
    holds who is to be there by the procedure and by the records, the agenda, open actions and who receives the
    minutes; a comment says where each comes from. What no record gives is left open: nothing is made up. After an
    earlier meeting, its file gives what is not done yet, who was there, what was decided and its records.

    \b
    Examples:
      boardforms pack new records.jsonl --meeting meeting.toml
      boardforms pack new MSCB-2024-017 --journal returns --meeting meeting.toml
      boardforms pack new inbox --case MSCB-2024-017 --date 2025-02-03 --meeting review.toml
      boardforms pack new --after meeting.toml --date 2025-02-03 --meeting review.toml
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.casework import check_apart, gather_records
    from boardforms.catalogue import load_catalogue
    from boardforms.meeting_drafts import (
        Wanted,
        draft_meeting,
        nothing_to_draft_from,
        part_words,
        write_draft,
    )
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
        raise nothing_to_draft_from(word)
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
