"""What a document may be called: never by the name of the child or adult, which would travel in titles."""

import re
from collections.abc import Iterator

from docgen.packs.meeting import Meeting
from docgen.packs.words import say_short
from escalation.boards import Board
from escalation.boxes import form_boxes
from escalation.cases import Case
from escalation.timeframes.statements import form_of

_LEAST = 3
"""Shorter words of a name (`de`, `Al`) stand in too many titles to say anything."""


def names_child(text: str, case: Case, board: Board) -> bool:
    """Say whether a text holds any word of the name of the child or adult, as the records of the case give it."""
    words = set(_words(text))
    return any(not words.isdisjoint(_words(name)) for name in _names(case, board))


def _names(case: Case, board: Board) -> Iterator[str]:
    for record in case.records:
        form = form_of(record, board)
        for box in form_boxes(form) if form else ():
            reading = record.fields.get(box.name)
            for text in (record.values.get(box.name), reading.raw if reading else None):
                if isinstance(text, str) and any(
                    asked.sensitivity.names_whom_it_is_about for asked in (box.field, box.asks)
                ):
                    yield text


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _LEAST)


def name_meeting(meeting: Meeting, case: Case, board: Board) -> str:
    """Return the meeting's title, or its stage's where there is none or it names the child or adult."""
    if meeting.title and not names_child(meeting.title, case, board):
        return meeting.title
    return board.stage(meeting.stage).title


def name_document(kind: str, meeting: Meeting, case: Case, board: Board) -> str:
    """Return what a document is called in its properties: kind, meeting and date; never of which case it is."""
    parts = (name_meeting(meeting, case, board), say_short(meeting.date))
    return f"{kind}: {', '.join(part for part in parts if part)}"
