"""A copy of a meeting's papers for one role, as a PDF: what may be shown, and a page of what is not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace

from docgen.packs.before.earlier import Earlier
from docgen.packs.by_role.audiences import Audience
from docgen.packs.by_role.guarding import Withheld
from docgen.packs.by_role.known_names import (
    KnownNames,
    find_family,
    find_professionals,
    find_whom_it_is_about,
)
from docgen.packs.by_role.release_checks import check_records_released
from docgen.packs.by_role.releasing import Released, release
from docgen.packs.issues import Issue, say_issue
from docgen.packs.meeting import Meeting
from docgen.packs.papers import gather_papers
from docgen.packs.pdf import PackPart, find_coded, look_through, render_pack
from docgen.packs.reading import TEXT, check_meeting
from docgen.packs.records import PrintedRecord, print_record
from docgen.packs.subject import find_subject
from docgen.packs.timeline.rows import Timeframe, say_chronology, say_not_applicable, say_timeframes
from docgen.packs.wording import say_considered, say_meeting
from docgen.packs.words import say_day
from docgen.pdf.typeset import Data, typeset
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.copies import Copy
from escalation.faults import DefinitionError
from escalation.findings import Finding
from escalation.loading.board_files import Place
from escalation.timeframes.facts import establish

TEMPLATE = "copy.typ"


@dataclass(frozen=True)
class RenderedCopy:
    """A copy as PDF/UA-1, and what it withholds. The same input gives the same `content`, byte for byte."""

    says: str
    content: bytes
    pages: int
    parts: tuple[PackPart, ...]
    withheld: tuple[Withheld, ...]
    lifted: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def render_copy(
    meeting: Meeting,
    board: Board,
    case: Case,
    checked: CheckedCase,
    audience: Audience,
    unsettled: Iterable[int] = (),
    earlier: Iterable[Earlier] = (),
) -> RenderedCopy:
    """Return the copy of a meeting's papers for an audience. What is withheld never reaches the typesetter.

    A full copy is the pack itself, without any file that was returned; no other holds minutes of `earlier` meetings.
    `unsettled` are lines of the meeting's file, as in `docgen.packs.issues`. Raises DefinitionError or ValueError
    where meeting, board, case and check are not of one case, or what is to be released is not there.
    """
    faults = (*check_meeting(meeting, board), *check_records_released(meeting, case, board, Place(TEXT)))
    if faults:
        raise DefinitionError(faults)
    if {(case.board, case.reference), (checked.board, checked.case)} != {(meeting.board, meeting.case)}:
        raise ValueError("the case or its check is not that of the meeting")
    if audience.rule is None:
        issue = Issue(audience.says, tuple(unsettled))
        whole = render_pack(meeting, board, case, checked, issue=issue, earlier=earlier)
        return RenderedCopy(audience.says, whole.content, whole.pages, whole.parts, (), (), whole.findings)
    everyone = find_everyone(meeting, board, case)
    named = replace(audience, agency="") if everyone.are_in(audience.agency) else audience
    released = release(meeting, board, case, checked, audience)
    data = lay_out_copy(released, board, named.says, audience.rule) | {
        "title": f"{named.says}: {board.stage(meeting.stage).title}",
        "about": find_subject(case, board).about,
        "issue": say_issue(meeting, gather_papers(meeting, board, case, checked, "Papers"), unsettled),
    }
    content = typeset(TEMPLATE, data)
    pages, parts = look_through(content)
    return RenderedCopy(
        named.says, content, pages, parts, released.withheld, released.lifted, tuple(find_coded(data))
    )


def find_everyone(meeting: Meeting, board: Board, case: Case) -> KnownNames:
    """Return all the names of a case: what neither the properties of a file nor its name may hold."""
    named = find_whom_it_is_about(case, board) | find_family(meeting)
    return named | find_professionals(meeting, case, board)


def lay_out_copy(released: Released, board: Board, says: str, rule: Copy) -> dict[str, Data]:
    """Return all that the typesetter is given of a case: nothing that was not released."""
    meeting, stage = released.meeting, board.stage(released.meeting.stage)
    facts = establish(released.case, board, released.checked.checked_on)
    return {
        "says": says,
        "meeting_title": meeting.title or stage.title,
        "stage": f"{stage.title} ({stage.clause})",
        "case": meeting.case,
        "procedure": board.procedure.title,
        "checked_on": say_day(released.checked.checked_on),
        "board": {"name": board.name, "marking": board.marking},
        "meeting": say_meeting(meeting),
        "considered": [one for one in say_considered(meeting, ()) if one["answer"]],
        "records": [asdict(one) for one in _print_records(released)],
        "chronology": [asdict(one) for one in say_chronology(meeting, facts)],
        "timeframes": [asdict(one) for one in _say_timeframes(released)],
        "not_applicable": [asdict(one) for one in say_not_applicable(released.checked)],
        "rule": {"clause": rule.clause, "quote": rule.quote},
        "withheld": [*_group(released.withheld)],
        "lifted": list(released.lifted),
    }


def _print_records(released: Released) -> Iterator[PrintedRecord]:
    """Yield the records set out by what the copy asks. Remarks on how they were read are for the office."""
    for one in released.records:
        printed = print_record(one.record, one.form)
        if any(part.questions for part in printed.parts):
            yield replace(printed, notes=(), loose=())


def _say_timeframes(released: Released) -> Iterator[Timeframe]:
    """Yield the answers to the limits; where days are withheld, nothing says that there was none."""
    for timeframe in say_timeframes(released.checked):
        yield timeframe if released.gives_days else replace(timeframe, dates="", due="")


def _group(withheld: Iterable[Withheld]) -> Iterator[Mapping[str, Data]]:
    """Yield what was withheld by where it stands, and under that by ground."""
    places: dict[str, dict[str, list[str]]] = {}
    for one in withheld:
        places.setdefault(one.where, {}).setdefault(one.ground, []).append(one.what)
    for where, grounds in places.items():
        yield {
            "where": where,
            "grounds": [{"ground": ground, "what": what} for ground, what in grounds.items()],
        }
