"""A board's own form for minutes, and the meeting's file: which question of the one is which key of the other.

A form is one for minutes where it has rows of decisions and of actions, and dates the meeting: as the event of the
one stage that it is for, or, with a question for the stage (`meeting_stage`), of whichever. Its questions are known
by their keys, so that any board's form that uses them is read, and none is named here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boardforms.minutes.told import YES_OR_NO
from docgen.packs.circulation import circulation_limits
from docgen.packs.meeting import Meeting
from docgen.packs.minutes.own import HELD_ON, STAGE
from escalation.boards import Board, Stage
from escalation.definitions import CASE_REFERENCE, PERSON_PARTS, Field, FormDefinition, Kind
from escalation.records import Record
from escalation.timeframes.conditions import Test, read_condition

TEXTS: Mapping[str, str] = {
    "place": "meeting_place",
    "purpose": "purpose",
    "child_views": "family_views",
    "discussion": "discussion",
    "resolved": "meeting_outcome",
    "referral_required": "referral_required",
    "review_considered": "review_considered",
    "review_date": "review_on",
}
"""Keys of the meeting's file that hold one thing, and the questions of a form for minutes that ask for it."""

TIME = "meeting_time"
PERSONS = ("chair", "minute_taker")
LISTS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "attendance": (
        "attendees",
        {"name": "name", "role": "role", "agency": "agency", "presence": "attendance"},
    ),
    "open_action": (
        "open_actions",
        {"action": "earlier", "owner": "owner", "agency": "agency", "due": "due", "done": "done"},
    ),
    "information": ("information", {"agency": "agency", "text": "information"}),
    "decision": ("decisions", {"decision": "decision", "reason": "reason"}),
    "dissent": ("dissent", {"who": "who", "why": "why"}),
    "action": ("actions", {"action": "action", "owner": "owner", "agency": "agency", "due": "due"}),
    "circulation": ("circulation", {"name": "name", "agency": "agency", "how": "how"}),
}
"""Lists of the meeting's file, and the rows of a form for minutes that ask for them, column by column."""

DISSENT = "dissent"
"""Rows on some forms, and one text on others."""

_CIRCULATED_ON = "minutes_circulated_on"
_ROWS = frozenset({"decisions", "actions"})
_YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True)
class MinutesForm:
    """A form for the minutes of a stage, and which of its fields and options say what.

    `dates` are the fields that date the meeting and its circulation, `outcomes` the options of its outcome, with
    whether each says that the matter is resolved. `stage` is the option that names the stage; empty where the form
    has no question for it.
    """

    form: FormDefinition
    dates: Mapping[str, str]
    outcomes: Mapping[str, bool]
    stage: str = ""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Its questions by their keys."""
        return {field.key: field for field in self.form.fields}

    @property
    def lists(self) -> Mapping[str, tuple[str, Mapping[str, str]]]:
        """The lists of the meeting's file that it asks for in rows, with the columns that it has."""
        asked = self.fields
        return {
            key: (name, {part: column for part, column in columns.items() if column in _columns(asked[name])})
            for key, (name, columns) in LISTS.items()
            if name in asked and asked[name].kind is Kind.ROWS
        }

    @property
    def stage_box(self) -> str:
        """The question that says the stage; empty where it has none."""
        return STAGE if self.stage else ""

    def asks(self, box: str) -> bool:
        """Say whether a box is one that minutes answer, so that nothing else may answer for them."""
        names = {*TEXTS.values(), *self.dates.values(), *PERSONS, TIME, DISSENT, STAGE, CASE_REFERENCE}
        return box.partition(".")[0] in names | {name for name, _ in self.lists.values()}


def _columns(field: Field) -> frozenset[str]:
    return frozenset(column.key for column in field.columns)


def minutes_form(board: Board, meeting: Meeting) -> MinutesForm | None:
    """Return a board's form for the minutes of a meeting's stage: its latest version; None where it has none.

    A form for that stage alone comes before one for several.
    """
    stage = board.stage(meeting.stage)
    forms = [form for form in board.current_forms() if {field.key for field in form.fields} >= _ROWS]
    sent = {limit.to for limit in circulation_limits(board, meeting.stage, meeting.date)}
    of_one = (found for form in forms if (found := _of_one_stage(form, stage, sent)))
    of_several = (found for form in forms if (found := _of_several_stages(form, stage)))
    return next(of_one, None) or next(of_several, None)


def _of_one_stage(form: FormDefinition, stage: Stage, sent: set[str]) -> MinutesForm | None:
    dated = {field.event: field.key for field in form.fields if field.kind is Kind.DATE and field.event}
    if stage.event not in dated:
        return None
    circulated = next((key for event, key in dated.items() if event in sent), "")
    return MinutesForm(
        form, {"date": dated[stage.event], "minutes_circulated": circulated}, _outcomes(form, stage)
    )


def _of_several_stages(form: FormDefinition, stage: Stage) -> MinutesForm | None:
    fields = {field.key: field for field in form.fields}
    option = stage.key.replace("-", "_")
    if HELD_ON not in fields or STAGE not in fields or option not in fields[STAGE].options:
        return None
    circulated = _CIRCULATED_ON if _CIRCULATED_ON in fields else ""
    return MinutesForm(
        form, {"date": HELD_ON, "minutes_circulated": circulated}, _outcomes(form, stage), option
    )


def _outcomes(form: FormDefinition, stage: Stage) -> Mapping[str, bool]:
    """Return the options of a form's outcome, with whether each says that the matter is resolved."""
    field = next((field for field in form.fields if field.key == TEXTS["resolved"]), None)
    if field is None:
        return {}
    by_stage = resolving_option(stage)
    if by_stage and by_stage[0] == field.key and by_stage[1] in field.options:
        return {option: option == by_stage[1] for option in field.options}
    known = {"resolved": True, "unresolved": False, **_YES_OR_NO}
    return {option: known[option] for option in field.options if option in known}


def resolving_option(stage: Stage) -> tuple[str, str] | None:
    """Return the question and its option that say that a matter ended at a stage; None where it is no such answer."""
    condition = read_condition(stage.resolved_when)
    if len(condition.terms) != 1 or condition.terms[0].test is not Test.IS:
        return None
    return condition.terms[0].subject, condition.terms[0].option


def options_of(known: MinutesForm | None) -> Mapping[str, Mapping[str, bool]]:
    """Return what the labels of a form's options say, in small letters, by the key of the meeting's file."""
    return {key: dict(_meant(known, key)) for key in sorted(YES_OR_NO & TEXTS.keys())} if known else {}


def _meant(known: MinutesForm, key: str) -> Iterator[tuple[str, bool]]:
    meant = known.outcomes if key == "resolved" else _YES_OR_NO
    field = known.fields.get(TEXTS[key])
    for option, label in field.options.items() if field else ():
        if option in meant:
            yield " ".join(label.split()).casefold(), meant[option]


def is_minutes_form(record: Record, known: MinutesForm | None) -> bool:
    """Say whether a record is of a form for minutes, in whichever version."""
    return record.form is not None and known is not None and record.form.form == known.form.key


def texts_of(known: MinutesForm) -> Iterator[tuple[str, str]]:
    """Yield the keys of the meeting's file that hold one thing, but for times and persons, each with its question."""
    yield from ((key, name) for key, name in (*TEXTS.items(), *known.dates.items()) if name in known.fields)


def person_boxes() -> tuple[str, ...]:
    """Return the boxes of the persons of a meeting, which are keys of the meeting's file too."""
    return tuple(f"{person}.{part}" for person in PERSONS for part in PERSON_PARTS)
