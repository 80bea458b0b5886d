"""Draft the file of a meeting from the records of a case."""

import datetime as dt
import os
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from boardforms.catalogue import Catalogue
from boardforms.errors import Unusable, WrongUsage
from boardforms.meeting_files import write_meeting
from boardforms.minutes.earlier import check_case, find_earlier, find_minutes
from boardforms.outputs import open_whole_text, write_whole
from boardforms.records import RECORD_SUFFIXES, write_line, write_lines
from boardforms.workbooks.tomlfile import NOTE, write_toml
from docgen.packs.before.earlier import Earlier
from docgen.packs.before.officers import Proposal
from docgen.packs.before.planning import Plan, find_stage, plan_meeting
from docgen.packs.lines import find_line
from docgen.packs.meeting import Paper, Person
from docgen.packs.subject import find_subject
from escalation.boards import Board, Stage
from escalation.cases import Case, fold_reference, join_cases
from escalation.records import Record
from escalation.steering import escape_steering
from escalation.timeframes.facts import CaseFacts, establish

LONGEST_REFERENCE = 60
"""A meeting's file holds no longer one, and no form offers room for one."""

CASES_NAMED = 10
"""How many cases a message names one by one."""

_ACCEPTED = (
    "Name files of records, returned forms or the folder of a journal; a case by its reference, beside what its"
    " records are in (--journal FOLDER)"
)

_WIDTH = 110
"""How many characters a line of a comment may have."""


@dataclass(frozen=True)
class Wanted:
    """What is asked of a draft: which case, and what is settled of the meeting. Empty where the records decide.

    `earlier` are the meetings about the case before this one, in the order of their days. `word` was written where
    files are named, and names none: it is the case.
    """

    reference: str = ""
    stage: str = ""
    day: dt.date | None = None
    earlier: tuple[Earlier, ...] = ()
    word: str = ""


@dataclass(frozen=True)
class Draft:
    """A plan of a meeting with its case and board; `loose` records belong to no case, and may belong here."""

    plan: Plan
    board: Board
    case: Case
    loose: int


def draft_meeting(records: Iterable[Record], catalogue: Catalogue, wanted: Wanted, today: dt.date) -> Draft:
    """Return the plan of a meeting about a case, as its records stand on a day.

    Raises WrongUsage where they hold several cases and none is named, where the one named is not among them, where no
    stage is named and none was reached, or where an earlier meeting was about another case.
    """
    cases, loose = join_cases({write_line(record): record for record in records}.values())
    before = next((one.meeting.case for one in wanted.earlier), "")
    case = _choose(cases, wanted.reference or before, wanted.word)
    check_case(wanted.earlier, case)
    board = catalogue.board(case.board)
    if len(case.reference) > LONGEST_REFERENCE:
        raise Unusable(f"the reference of the case has more than {LONGEST_REFERENCE} characters")
    facts = establish(case, board, today)
    stage = _find_stage(facts, wanted.stage)
    plan = plan_meeting(facts, stage, find_subject(case, board).views_title, wanted.day, wanted.earlier)
    return Draft(plan, board, case, len(loose))


def _choose(cases: tuple[Case, ...], reference: str, word: str) -> Case:
    wanted = fold_reference(word or reference)
    held = [case for case in cases if not wanted or fold_reference(case.reference) == wanted]
    if len(held) == 1:
        return held[0]
    if word and not held:
        said = f"'{word}' is neither a file or folder nor a case of the records"
        raise WrongUsage(f"{said}. {_say_cases(cases)}. {_ACCEPTED}")
    if not cases:
        raise WrongUsage("none of the records belongs to a case: each must give its case reference")
    if not held:
        raise WrongUsage(f"none of the records is of case '{reference}'. {_say_cases(cases)}")
    raise WrongUsage(f"the records are of {len(held)} cases. Name one with --case: {_name_cases(held)}")


def _say_cases(cases: Sequence[Case]) -> str:
    count = "1 case" if len(cases) == 1 else f"{len(cases)} cases"
    return f"They are of {count}: {_name_cases(cases)}" if cases else "They are of no case"


def _name_cases(cases: Sequence[Case]) -> str:
    """Name cases with their boards, as many as a person reads through."""
    names = [f"{case.reference} ({case.board})" for case in cases[:CASES_NAMED]]
    more = [f"and {len(cases) - CASES_NAMED} more"] if len(cases) > CASES_NAMED else []
    return escape_steering(", ".join([*names, *more]))


def part_words(words: Iterable[str], reference: str) -> tuple[tuple[Path, ...], str]:
    """Return the files and folders among words, and the word that is none and so the reference of the case.

    `reference` is the case that was named by an option. Raises WrongUsage where two cases are named.
    """
    paths, others = list[Path](), dict[str, str]()
    for word in words:
        if os.path.exists(word):  # noqa: PTH110 - Path.exists raises for what can be no path
            paths.append(Path(word))
        else:
            others[fold_reference(word)] = word
    if len(others.keys() | ({fold_reference(reference)} - {""})) > 1:
        said = ", ".join(f"'{one}'" for one in others.values())
        raise WrongUsage(f"no file or folder is called {said}, and a draft is about one case. {_ACCEPTED}")
    return tuple(paths), next(iter(others.values()), "")


def nothing_to_draft_from(word: str) -> WrongUsage:
    """Return the error for a draft without records; `word` is what was given in place of any."""
    about = f"'{word}' is neither a file nor a folder" if word else "there are no records to draft from"
    return WrongUsage(f"{about}. {_ACCEPTED}; or an earlier meeting with --after")


def _find_stage(facts: CaseFacts, key: str) -> Stage:
    stages = {stage.key: stage for stage in facts.board.stages}
    if key in stages:
        return stages[key]
    found = find_stage(facts)
    if key or found is None:
        said = (
            f"{facts.board.short_name} has no stage '{key}'"
            if key
            else "no stage is certain from the records"
        )
        raise WrongUsage(f"{said}. Name one with --stage: {', '.join(stages)}")
    return found


def write_draft(
    draft: Draft,
    meeting: Path,
    paths: Sequence[Path],
    returns: Path | None = None,
    earlier: Sequence[Path] = (),
) -> None:
    """Write the file of a meeting, making its folder; `paths` are those that its records came from.

    Files of JSON lines are named where they are. Where there are returned forms among them, the case's records are
    written beside the meeting's file instead. `returns` is the folder of returned forms that its pack is to hold,
    `earlier` are the files of earlier meetings: it is to hold their minutes, and those among their papers.
    Raises WrongUsage where a file of that name is there already.
    """
    are_records = all(path.is_file() and path.suffix.lower() in RECORD_SUFFIXES for path in paths)
    beside = meeting.with_suffix(".jsonl")
    for path in (meeting,) if are_records else (meeting, beside):
        if path.exists():
            raise WrongUsage(
                f"{path} is there already, and may have been worked on: name another, or move it away"
            )
    named = [_seen_from(meeting.parent, path) for path in paths] if are_records else [beside.name]
    if not are_records:
        with open_whole_text(beside) as stream:
            write_lines(draft.case.records, stream)
    seen = _seen_from(meeting.parent, returns) if returns else ""
    before = [_seen_from(meeting.parent, path) for path in find_earlier(earlier)]
    minutes = [
        Paper(title=title, file=_seen_from(meeting.parent, path)) for title, path in find_minutes(earlier)
    ]
    text = write_meeting(draft.plan, draft.board, named, seen, before, minutes)
    for officer in draft.plan.officers:
        text = _put_in(text, officer)
    write_whole(meeting, text.encode())


def _put_in(text: str, officer: Proposal) -> str:
    """Return the text of a draft with whoever is proposed for an office, and why, in place of its empty table.

    The comment stands within the table, so that it stays with it.
    """
    header = find_line(text, officer.office, "")
    if header is None:
        raise ValueError(f"the draft has no [{officer.office}]")
    told = write_toml({NOTE: "\n".join(_comment(officer.says)), **officer.person.model_dump()})
    lines = text.split("\n")
    empty = header + len(Person.model_fields)
    return "\n".join([*lines[:header], *told.rstrip("\n").split("\n"), *lines[empty:]])


def _comment(says: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a comment: no character of theirs may end it."""
    for said in says:
        shown = "".join(letter if letter.isprintable() else " " for letter in said)
        yield from textwrap.wrap(shown, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _seen_from(folder: Path, path: Path) -> str:
    """Return the way to a file from a folder, with `/`; the whole way where they are on different drives."""
    try:
        return Path(os.path.relpath(path.absolute(), folder.absolute())).as_posix()
    except ValueError:
        return path.absolute().as_posix()
