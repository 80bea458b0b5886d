"""The domain: what boards ask, what came back, and whether it was in time. Knows no file format."""

from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer, Reading, SkippedDay
from escalation.boards import Board, Event, Nation, Stage
from escalation.cases import Case, join_cases
from escalation.definitions import Field, FormDefinition, FormReference, Section
from escalation.faults import DefinitionError, Fault
from escalation.findings import Finding, Severity
from escalation.layouts import Layout
from escalation.limits import Limit
from escalation.loading import load_board
from escalation.records import FieldReading, Record, Source, State
from escalation.timeframes import WorkingCalendar, calendar_of, check_timeframes, find_repeated

__all__ = [
    "Answer",
    "Board",
    "Case",
    "CheckedCase",
    "DefinitionError",
    "Event",
    "EventDate",
    "Fault",
    "Field",
    "FieldReading",
    "Finding",
    "FormDefinition",
    "FormReference",
    "Layout",
    "Limit",
    "LimitAnswer",
    "Nation",
    "Reading",
    "Record",
    "Section",
    "Severity",
    "SkippedDay",
    "Source",
    "Stage",
    "State",
    "WorkingCalendar",
    "calendar_of",
    "check_timeframes",
    "find_repeated",
    "join_cases",
    "load_board",
]
