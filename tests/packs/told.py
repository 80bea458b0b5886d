"""Cases in which every answer is a made-up word or day of its own, so that what leaks can be told."""

import datetime as dt
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from docgen.packs.by_role.release_wording import sum_wording
from docgen.packs.meeting import Meeting
from escalation.boards import Board
from escalation.boxes import Box, BoxValue, boxes_of, gather
from escalation.cases import Case
from escalation.definitions import CASE_REFERENCE, Field, FormDefinition, Kind
from escalation.findings import Finding, Severity
from escalation.records import FieldReading, Message, OtherReading, Record, Source, State
from escalation.timeframes import check_timeframes
from tests.packs.samples import Prepared

FIRST_DAY, APART = dt.date(2026, 1, 6), 31
"""Days stand so far apart that none is the day on which something else was due."""

LETTERS = "bcdfghjklmnpqrstvwxz"

RECORD_IDS = "fee1dead"
"""How every record's id begins."""


@dataclass
class Teller:
    """Hands out words and days, each once, and keeps where each was put."""

    told: dict[str, Box | str] = field(default_factory=dict)
    never: list[str] = field(default_factory=list)
    days: dict[dt.date, Box | str] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def word(self, of: Box | str) -> str:
        """Return a word of nine letters that no language has, which stands for an answer."""
        word = self._make()
        self.told[word] = of
        return word

    def aside(self) -> str:
        """Return a word that is in no copy: what a file is called, what was read wrongly, who sent it."""
        self.never.append(self._make())
        return self.never[-1]

    def _make(self) -> str:
        number, letters = next(self._numbers), ""
        for _ in range(4):
            number, at = divmod(number, len(LETTERS))
            letters = LETTERS[at] + letters
        return f"Zq{letters}qzq"

    def day(self, of: Box | str) -> dt.date:
        """Return a day that no other answer has."""
        day = FIRST_DAY + dt.timedelta(days=APART * len(self.days))
        self.days[day] = of
        return day


def tell_case(board: Board, agency: str) -> tuple[Prepared, Teller]:
    """Return a meeting of a board's last stage with a record of each of its forms: every answer told apart."""
    teller = Teller()
    reference = teller.word("case")
    records = tuple(
        _record(form, reference, number, teller) for number, form in enumerate(board.forms, start=1)
    )
    case = Case(board=board.key, reference=reference, records=records)
    meeting = _meeting(board, reference, agency, teller)
    return Prepared(meeting, board, case, check_timeframes(case, board, dt.date(2032, 12, 1))), teller


def _record(form: FormDefinition, reference: str, number: int, teller: Teller) -> Record:
    flat: dict[str, BoxValue] = {}
    read: dict[str, FieldReading] = {}
    for asked in form.fields:
        for box in _boxes(asked):
            value = reference if asked.key == CASE_REFERENCE else _answer(box, teller)
            other = OtherReading(
                raw=teller.aside(), value=teller.aside(), origin="words", place=teller.aside()
            )
            flat[box.name] = value
            read[box.name] = FieldReading(
                raw=value,
                value=value,
                origin="control",
                sure=True,
                place=teller.aside(),
                others=(other,),
                crop="x.png",
            )
    values: dict[str, JsonValue] = {**gather(form, flat), "not_asked": teller.aside()}  # type: ignore[dict-item]
    return Record(
        id=f"{RECORD_IDS}{number:04x}",
        form=form.reference,
        case=reference,
        source=Source(
            path=f"{teller.aside()}.docx",
            sha256=teller.aside(),
            received=teller.day("received"),
            message=Message(sender=teller.aside(), id=teller.aside()),
        ),
        state=State.REVIEW,
        values=values,
        fields=read,
        findings=(Finding(code="made-up", severity=Severity.REVIEW, message=teller.aside()),),
    )


def _boxes(asked: Field) -> Iterator[Box]:
    yield from boxes_of(asked, 2)


def _answer(box: Box, teller: Teller) -> BoxValue:
    match box.kind:
        case Kind.DATE:
            return teller.day(box).isoformat()
        case Kind.CHOICE:
            return next(iter(box.asks.options))
        case Kind.TICK:
            return True
        case _:
            return teller.word(box)


def _meeting(board: Board, reference: str, agency: str, teller: Teller) -> Meeting:
    def person(key: str) -> dict[str, str]:
        return {part: teller.word(f"{key}.{part}") for part in ("name", "role", "agency")}

    def action(key: str, whose: str) -> dict[str, object]:
        return {
            "action": teller.word(f"{key}.action"),
            "owner": teller.word(f"{key}.owner"),
            "agency": whose,
            "due": teller.day(f"{key}.due"),
        }

    other = teller.word("others.agency")
    meeting = Meeting.model_validate(
        {
            "board": board.key,
            "case": reference,
            "stage": board.stages[-1].key,
            "records": [f"{teller.aside()}.jsonl"],
            **{key: teller.word(key) for key in ("title", "place", "purpose", "child_views", "discussion")},
            **{key: teller.day(key) for key in ("date", "review_date", "minutes_circulated")},
            "agenda": [teller.word("agenda"), teller.word("agenda")],
            "chair": person("chair"),
            "minute_taker": person("minute_taker"),
            "attendance": [person("attendance") | {"presence": "present"} for _ in range(2)],
            "information": [
                {"agency": agency, "text": teller.word("own.text")},
                {"agency": other, "text": teller.word("information.text")},
            ],
            "decision": [{"decision": teller.word("decision"), "reason": teller.word("reason")}],
            "dissent": [{"who": teller.word("dissent.who"), "why": teller.word("dissent.why")}],
            "action": [action("own", agency), action("actions", other)],
            "open_action": [
                action("own", agency) | {"source": teller.word("own.source")},
                action("actions", other) | {"source": teller.word("actions.source")},
            ],
            "circulation": [{"name": teller.word("circulation.name"), "how": teller.word("circulation.how")}],
            "release": [
                {"part": "purpose", "to": ["agency: Elsewhere"], "by": teller.aside(), "why": teller.aside()}
            ],
        }
    )
    bound = {"wording": sum_wording(meeting.purpose)}
    return meeting.model_copy(
        update={"releases": tuple(one.model_copy(update=bound) for one in meeting.releases)}
    )
