"""What people decided about returns: kept beside what was read, which never changes."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import JsonValue, TypeAdapter

from boardforms.catalogue import Catalogue
from boardforms.errors import WrongUsage
from boardforms.receiving.corrections import A_PERSON
from boardforms.receiving.journal import Journal
from boardforms.receiving.reading import matter_of
from boardforms.receiving.standing import UNDONE, WHOLE_FILE, answered, state_of
from escalation.boxes import Box, BoxValue, gather
from escalation.codes import notice
from escalation.definitions import FormDefinition
from escalation.records import FieldReading, Record, case_of
from parsers.values import read_value

_VALUES: TypeAdapter[dict[str, JsonValue]] = TypeAdapter(dict[str, JsonValue])

_CORRECTION_OF = "correction of "


@dataclass(frozen=True)
class Decision:
    """What somebody decided about a box of a record: `old` is what was read, `new` what stands from then on."""

    record: str
    about: str
    action: str
    old: BoxValue
    new: BoxValue
    who: str
    at: dt.datetime


def read_typed(box: Box, text: str) -> BoxValue:
    """Return the value of what somebody typed for a box; None for nothing.

    Raises WrongUsage, saying what is accepted, where it is no value of the box's kind.
    """
    read = read_value(box, text)
    if read.code is not None:
        raise WrongUsage(_accepted(box, read.code))
    return read.value


def _accepted(box: Box, code: str) -> str:
    ways = {
        "tick-unclear": "Type yes or no.",
        "choice-unknown": f"Type one of: {', '.join(box.asks.options.values())}.",
        "too-long": f"Type at most {box.asks.length} characters.",
    }
    said = ways.get(code, "Type it as day/month/year, such as 14/6/2024.")
    return f"{notice(code).message.partition('.')[0]}. {said}"


def decide(journal: Journal, catalogue: Catalogue, decision: Decision) -> None:
    """Write a decision down, and what the record is with it. Raises WrongUsage where its form is not at hand."""
    record = _record(journal, decision.record)
    form = form_of(record, catalogue)
    write_decision(journal, decision)
    decided = apply(record, form, decisions_on(journal, decision.record))
    journal.change(
        "UPDATE record SET as_decided = ?, matter = ? WHERE key = ?",
        *(decided.model_dump_json(by_alias=True), matter_of(decided), decision.record),
    )
    _ask_to_compare(journal, {matter_of(record), matter_of(decided)}, decision.record)


def form_of(record: Record, catalogue: Catalogue) -> FormDefinition:
    """Return the form that a record is on. Raises WrongUsage where it is not at hand."""
    form = catalogue.find(record.form) if record.form else None
    if form is None:
        raise WrongUsage("the form of this return is not at hand: add its board's folder with --boards")
    return form


def write_decision(journal: Journal, decision: Decision) -> None:
    """Write a decision down, which is never changed: a later one on the same thing takes its place."""
    journal.change(
        "INSERT INTO decision (record, about, action, old, new, who, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(decision.record, decision.about, decision.action, json.dumps(decision.old)),
        *(json.dumps(decision.new), decision.who, decision.at.isoformat(timespec="seconds")),
    )


def about_correction(earlier: str) -> str:
    """Return what a decision is about that says whether its return corrects an earlier one."""
    return f"{_CORRECTION_OF}{earlier}"


def last_decision(journal: Journal, key: str, about: str) -> Decision | None:
    """Return the decision that holds on something of a record; None where nobody decided, or it was taken back."""
    rows = _decisions(journal, "record = ? AND about = ? ORDER BY id DESC LIMIT 1", key, about)
    held = next(rows, None)
    is_taken_back = held is not None and (
        held.action == UNDONE or (held.action == "compare" and not held.new)
    )
    return None if is_taken_back else held


def corrections_decided(journal: Journal, key: str) -> list[str]:
    """Return the earlier returns of which somebody said whether this one corrects them, the last first."""
    rows = _decisions(journal, "record = ? AND action = 'compare' ORDER BY id DESC", key)
    return list(dict.fromkeys(one.about.removeprefix(_CORRECTION_OF) for one in rows))


def decide_correction(
    journal: Journal, later: str, earlier: str, verdict: str | None, who: str, at: dt.datetime
) -> None:
    """Write down that one return corrects another ('corrects'), the earlier holds ('earlier'), or both do ('both').

    None takes that back.
    """
    decision = Decision(later, about_correction(earlier), "compare", None, verdict, who, at)
    write_decision(journal, decision)
    _ask_to_compare(journal, {matter_of(_record(journal, later))}, later)


def _ask_to_compare(journal: Journal, matters: Iterable[str | None], key: str) -> None:
    journal.change("UPDATE content SET compared = 0 WHERE sha256 = ?", key.partition("-")[0])
    for matter in matters:
        journal.change(
            "UPDATE content SET compared = 0 WHERE sha256 IN (SELECT sha256 FROM record WHERE matter = ?)",
            matter,
        )


def _record(journal: Journal, key: str) -> Record:
    found = journal.ask("SELECT as_read FROM record WHERE key = ?", key).fetchone()
    return Record.model_validate_json(found[0])


def decisions_on(journal: Journal, key: str) -> Iterator[Decision]:
    """Yield the decisions on the boxes of a record, in the order in which they were made."""
    return _decisions(journal, "record = ? AND action <> 'compare' ORDER BY id", key)


def _decisions(journal: Journal, where: str, *values: object) -> Iterator[Decision]:
    """Yield the decisions that a condition of this module's own picks."""
    columns = "record, about, action, old, new, who, decided_at"
    rows = journal.ask(f"SELECT {columns} FROM decision WHERE {where}", *values)  # noqa: S608
    for record, about, action, old, new, who, at in rows.fetchall():
        moment = dt.datetime.fromisoformat(at)
        yield Decision(record, about, action, json.loads(old), json.loads(new), who, moment)


def apply(record: Record, form: FormDefinition, decisions: Iterable[Decision]) -> Record:
    """Return a record with what was decided, each box by its last decision, or as read where that was taken back.

    A value then comes from 'a person', its raw text stays, and what was found about it is only worth knowing.
    """
    latest = {decision.about: decision for decision in decisions}
    last = {about: decision for about, decision in latest.items() if decision.action != UNDONE}
    fields = dict(record.fields)
    for name, decision in last.items():
        if name != WHOLE_FILE:
            fields[name] = _decided_field(fields.get(name), decision.new)
    values = _VALUES.validate_python(gather(form, {name: reading.value for name, reading in fields.items()}))
    findings = tuple(
        answered(finding) if (finding.field or WHOLE_FILE) in last else finding for finding in record.findings
    )
    state = state_of(record, findings)
    decided = {
        "values": values,
        "case": case_of(values),
        "fields": fields,
        "findings": findings,
        "state": state,
    }
    return record.model_copy(update=decided)


def _decided_field(reading: FieldReading | None, value: BoxValue) -> FieldReading:
    if reading is None:
        return FieldReading(raw=None, value=value, origin=A_PERSON, sure=True, place="")
    return reading.model_copy(update={"value": value, "origin": A_PERSON, "sure": True})
