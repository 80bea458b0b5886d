"""Records that were made of minutes: known by where their answers are from, and those of a meeting by its day."""

from collections.abc import Iterator

from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.cases import Case
from escalation.records import Record
from escalation.timeframes.statements import form_of

WORD_MINUTES, MINUTES_FORM = "word minutes", "minutes form"
CASE_RECORDS, MEETINGS_FILE = "case records", "meeting's file"
"""Where the answers of a record are from that was made of minutes."""

HELD_ON, STAGE = "meeting_held_on", "meeting_stage"
"""The questions of a form for the minutes of several stages: the day of the meeting, and its stage."""

_ORIGINS = frozenset({WORD_MINUTES, MINUTES_FORM, CASE_RECORDS, MEETINGS_FILE})


def is_made_from_minutes(record: Record) -> bool:
    """Say whether a record was made of minutes: no form came back, and no reader gives such origins."""
    origins = {one.origin for one in record.fields.values()}
    return bool(origins) and origins <= _ORIGINS


def find_own_minutes(meeting: Meeting, board: Board, case: Case) -> frozenset[str]:
    """Return the ids of the records that were made of a meeting's own minutes: of a file that gives its day.

    A file makes several records, of which one may hold no day. Those of another meeting's minutes are not among them.
    """
    made = [record for record in case.records if is_made_from_minutes(record)]
    files = {record.source.sha256 for record in made if _is_of(record, meeting, board)}
    return frozenset(record.id for record in made if record.source.sha256 in files)


def _is_of(record: Record, meeting: Meeting, board: Board) -> bool:
    """Say whether a record dates the meeting. That of a stage's event alone may be another meeting's."""
    stage = record.text(STAGE)
    is_of_stage = stage is None or stage == meeting.stage.replace("-", "_")
    return (
        meeting.date is not None and is_of_stage and str(meeting.date) in set(_days(record, meeting, board))
    )


def _days(record: Record, meeting: Meeting, board: Board) -> Iterator[str]:
    form, event = form_of(record, board), board.stage(meeting.stage).event
    for field in form.fields if form else ():
        day = record.text(field.key)
        if day and (field.key == HELD_ON or field.event == event):
            yield day
