"""What a form asks: the definition that every blank is written from and every return is read by."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field as Setting
from pydantic import StringConstraints

from escalation.frozen import Frozen
from escalation.periods import Period

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
"""A field or option key. Never a double underscore: PDF field names write `__` for a dot."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""A board, form, stage, section or limit key."""

CASE_REFERENCE = "case_reference"
"""The field that every form holds and that joins the records of one case."""

MOST_ROWS = 60
"""The most rows that a blank may offer."""

PERSON_PARTS = {"name": "Name", "role": "Role", "agency": "Agency"}
"""The parts of a person, in the order in which they are asked."""


class Kind(StrEnum):
    """The kinds of field a form can ask for."""

    TEXT = "text"
    LONG_TEXT = "long text"
    DATE = "date"
    TICK = "tick"
    CHOICE = "choice"
    PERSON = "person"
    ROWS = "rows"


class Sensitivity(StrEnum):
    """What an answer may give away, which decides who may see it."""

    CHILD = "names the child"
    ADULT = "names the adult at risk"
    PROFESSIONAL = "names a professional"
    FREE_TEXT = "free text"
    NEUTRAL = "neutral"

    @property
    def names_whom_it_is_about(self) -> bool:
        """True where the answer names the child or the adult at risk whom the record is about."""
        return self in {Sensitivity.CHILD, Sensitivity.ADULT}


class Office(StrEnum):
    """The offices of a meeting, by their names in its file and in the forms for its minutes."""

    CHAIR = "chair"
    MINUTE_TAKER = "minute_taker"


class LabelPosition(StrEnum):
    """Where a label is printed: beside, over or inside its answer's cell, right of a tick, or nowhere.

    A hidden label still names the answer to a screen reader, and in findings.
    """

    LEFT = "left"
    ABOVE = "above"
    INSIDE = "inside"
    RIGHT = "right"
    HIDDEN = "hidden"


GRID = 12
"""The columns of the grid on which the cells of a form's tables stand."""

LABEL_OF = "label of "
"""How an entry of a row begins that is a label, printed apart from its answer: `label of KEY`."""

_USUAL_POSITION = {
    Kind.LONG_TEXT: LabelPosition.ABOVE,
    Kind.ROWS: LabelPosition.ABOVE,
    Kind.TICK: LabelPosition.RIGHT,
}
_USUAL_LENGTH = {Kind.TEXT: 250, Kind.LONG_TEXT: 20_000, Kind.DATE: 10}


class Field(Frozen):
    """One question of a form.

    `options` maps an option's key to its label. `columns` and `entries` belong to rows: what each row
    asks, and how many rows a blank offers. `event` names the event whose date the field holds.
    `max_length` counts characters; `lines` is the answer space, in lines. `office` is what the person named in
    the field is asked to do at the stage's meeting.
    `heading` is printed across the page above the field, for a group of questions.
    """

    key: Key
    label: str
    kind: Kind
    hint: str = ""
    heading: str = ""
    required: bool = False
    options: dict[Key, str] = {}
    columns: tuple["Field", ...] = Setting(default=(), alias="column")
    entries: int = Setting(default=0, ge=0, le=MOST_ROWS)
    max_length: int | None = Setting(default=None, ge=1, le=100_000)
    lines: int = Setting(default=0, ge=0, le=60)
    width: int = Setting(default=0, ge=0, le=GRID)
    event: str = ""
    office: Office | None = None
    stage: Slug | None = None
    sensitivity: Sensitivity = Sensitivity.NEUTRAL
    label_position: LabelPosition | None = None
    clause: str = ""

    @property
    def position(self) -> LabelPosition:
        """Where the label is printed: as the file says, else what is usual for the kind."""
        return self.label_position or _USUAL_POSITION.get(self.kind, LabelPosition.LEFT)

    @property
    def length(self) -> int | None:
        """The most characters an answer may have; None where it is not typed."""
        return self.max_length or _USUAL_LENGTH.get(self.kind)


class FieldRow(Frozen):
    """Fields that share a row of a table, as the published form lays them out.

    An entry is a field's key, or `label of KEY` for a label printed apart from its answer.
    `widths` gives each cell its share of twelve; without it they share evenly.
    """

    fields: tuple[str, ...]
    widths: tuple[int, ...] = ()


class Section(Frozen):
    """A part of a form: a heading, and one table of questions.

    `stage` is the stage of the procedure that its fields belong to unless they say otherwise.
    `added_because` says why a section stands on a published form that does not have it.
    """

    key: Slug
    title: str
    show_title: bool = True
    intro: str = ""
    stage: Slug | None = None
    added_because: str = ""
    fields: tuple[Field, ...] = Setting(alias="field", min_length=1)
    rows: tuple[FieldRow, ...] = Setting(default=(), alias="row")


class FormReference(Frozen):
    """Which form, of which board, in which version."""

    board: Slug
    form: Slug
    version: str

    def __str__(self) -> str:
        """Give the reference as it is printed on a form, such as `moray/escalation-record 2023-08`."""
        return f"{self.board}/{self.form} {self.version}"


class FormFile(Frozen):
    """What a form's file holds: `source` where the board published it, else the clause it is `derived_from`.

    In force from and until (inclusive) the given days; every version once issued stays readable.
    """

    title: str
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}(\.[0-9]+)?$")]
    in_force_from: dt.date
    in_force_until: dt.date | None = None
    source: str = ""
    derived_from: str = ""
    intro: str = ""
    sections: tuple[Section, ...] = Setting(alias="section", min_length=1)

    @property
    def period(self) -> Period:
        """When this version of the form is in force."""
        return Period.between(self.in_force_from, self.in_force_until)


class FormDefinition(FormFile):
    """A form of a board, keyed by the name of its file."""

    board: Slug
    key: Slug

    @property
    def reference(self) -> FormReference:
        """The form's identity, as it travels with every blank."""
        return FormReference(board=self.board, form=self.key, version=self.version)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field in the order of the page, each with the stage of its section where it has none."""
        return tuple(
            field if field.stage or not section.stage else field.model_copy(update={"stage": section.stage})
            for section in self.sections
            for field in section.fields
        )

    def field(self, key: str) -> Field:
        """Return the field of that key; KeyError where the form has none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def is_published(self, section: Section) -> bool:
        """True where the Board published a section: nothing is printed in it but the Board's own words."""
        return bool(self.source) and not section.added_because

    @property
    def standing(self) -> str:
        """One sentence for the face of the form: whose form it is, and what it rests on."""
        if self.source:
            return f"As published by the Board: {self.source}."
        return (
            f"The Board has not published this form. It is derived from {self.derived_from} of its procedure."
        )
