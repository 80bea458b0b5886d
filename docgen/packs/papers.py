"""All that the papers of a meeting say, in words: what the templates for PDF and for Word are given."""

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.packs.circulation import Circulated, say_circulation
from docgen.packs.dates import day_of, notice_dates
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.own import find_own_minutes
from docgen.packs.naming import name_document, name_meeting, names_child
from docgen.packs.reading import check_meeting
from docgen.packs.records import PrintedRecord, print_own_minutes, print_record
from docgen.packs.roles import Said, judge_rules, say_considerations, standing
from docgen.packs.subject import find_subject
from docgen.packs.timeline.chart import Chart, chart_timeline
from docgen.packs.timeline.rows import Happened, Timeframe, say_chronology, say_not_applicable, say_timeframes
from docgen.packs.words import say_day
from escalation.answers import CheckedCase
from escalation.boards import Board
from escalation.cases import Case
from escalation.codes import notice
from escalation.faults import DefinitionError
from escalation.findings import Finding
from escalation.timeframes.facts import CaseFacts, establish
from escalation.timeframes.statements import form_of


@dataclass(frozen=True)
class Papers:
    """What the papers of one meeting hold beside the meeting itself."""

    title: str
    meeting_title: str
    stage: str
    case: str
    about: str
    views_title: str
    procedure: str
    checked_on: str
    chairs: tuple[Said, ...]
    minutes: tuple[Said, ...]
    meets: tuple[Said, ...]
    receives: tuple[Said, ...]
    considers: tuple[Said, ...]
    records: tuple[PrintedRecord, ...]
    chart: Chart | None
    chronology: tuple[Happened, ...]
    timeframes: tuple[Timeframe, ...]
    not_applicable: tuple[Said, ...]
    circulation: tuple[Circulated, ...]
    findings: tuple[Finding, ...]


def gather_papers(meeting: Meeting, board: Board, case: Case, checked: CheckedCase, kind: str) -> Papers:
    """Return what the papers of a meeting say; `kind` is what the document is called (`Papers`, `Minutes`).

    Raises DefinitionError where meeting, board, case and check are not of one case.
    """
    _agree(meeting, board, case, checked)
    facts = establish(case, board, checked.checked_on)
    stage = board.stage(meeting.stage)
    subject = find_subject(case, board)
    return Papers(
        title=name_document(kind, meeting, case, board),
        meeting_title=name_meeting(meeting, case, board),
        stage=f"{stage.title} ({stage.clause})",
        case=meeting.case,
        about=subject.about,
        views_title=subject.views_title,
        procedure=board.procedure.title,
        checked_on=say_day(checked.checked_on),
        chairs=judge_rules(stage.chairs, facts),
        minutes=standing(stage.minutes, facts),
        meets=standing(stage.meets, facts),
        receives=standing(stage.receives, facts),
        considers=say_considerations(stage.considers, facts),
        records=tuple(_print_records(meeting, board, case)),
        chart=chart_timeline(meeting, facts, checked),
        chronology=say_chronology(meeting, facts),
        timeframes=say_timeframes(checked),
        not_applicable=say_not_applicable(checked),
        circulation=say_circulation(meeting, board, day_of(meeting, facts), checked.checked_on),
        findings=tuple(_notice(meeting, board, case, facts)),
    )


def _print_records(meeting: Meeting, board: Board, case: Case) -> Iterator[PrintedRecord]:
    own = find_own_minutes(meeting, board, case)
    for record in case.records:
        yield (print_own_minutes if record.id in own else print_record)(record, form_of(record, board))


def _agree(meeting: Meeting, board: Board, case: Case, checked: CheckedCase) -> None:
    faults = check_meeting(meeting, board)
    if faults:
        raise DefinitionError(faults)
    if {(case.board, case.reference), (checked.board, checked.case)} != {(meeting.board, meeting.case)}:
        raise ValueError(f"the case or its check is not that of the meeting, {meeting.board} {meeting.case}")


def _notice(meeting: Meeting, board: Board, case: Case, facts: CaseFacts) -> Iterator[Finding]:
    """Yield what somebody should know who relies on the papers."""
    if meeting.title and names_child(meeting.title, case, board):
        yield notice("pack-title-names-child", "title")
    if names_child(meeting.case, case, board):
        yield notice("pack-case-names-child", "case")
    yield from notice_dates(meeting, facts)
