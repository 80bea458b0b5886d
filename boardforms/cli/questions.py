"""How what waits for a person is set out at the terminal, and how an answer is taken."""

from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import count, plain, say, uk_date
from escalation.boxes import label_apart

if TYPE_CHECKING:
    from boardforms.receiving.decisions import Decision
    from boardforms.receiving.reviewing import Question
    from escalation.boxes import Box, BoxValue
    from escalation.records import FieldReading, OtherReading, Record

_DIFFERENCES_SHOWN = 12
"""How many answers in which two returns differ are shown; how many more there are is said."""


def choose(ways: dict[str, str]) -> str:
    """Ask until one of these ways is taken, each by its letter, and return that; Enter alone is to skip."""
    shown = ", ".join(f"[{letter}] {way}" for letter, way in ways.items())
    while True:
        answer = click.prompt(f"  {shown}", default="s", show_default=False, err=True, prompt_suffix=": ")
        letter = str(answer).strip().casefold()[:3]
        if letter in ways:
            return letter
        say(f"  Type one of: {', '.join(ways)}.")


def show_question(question: "Question", number: int, total: int, decided: "Decision | None") -> None:
    """Show which of how many questions it is, what it is about, what was found, and what was decided on it."""
    record, title = question.record, question.form.title if question.form else "a form that is not at hand"
    say("")
    say(f"{number} of {total}")
    say(f"{question.id}  case {plain(record.case or 'not given')}  {title}  ({plain(record.source.path)})")
    if question.box is not None and question.form is not None:
        say(f"  {label_apart(question.form, question.box)}")
        _show_reading(question)
    for finding in question.findings:
        say(f"  ! {finding.message}")
    if decided is not None:
        say(f"  decided: {_decision_shown(question, decided)}, by {plain(decided.who)}")


def _decision_shown(question: "Question", decided: "Decision") -> str:
    from boardforms.receiving.reviewing import as_printed

    if question.rival is not None:
        ways = {"corrects": "this one corrects the other", "earlier": "the other stands"}
        return ways.get(str(decided.new), "both stand")
    if question.box is None:
        return "looked at"
    return _value_shown(as_printed(question.box, decided.new))


def accepted(box: "Box") -> str:
    """Return what may be typed for a box, where not just anything may."""
    from escalation.definitions import Kind

    ways = {Kind.DATE: ", as day/month/year", Kind.TICK: ", yes or no"}
    if box.kind is Kind.CHOICE:
        return f", one of: {', '.join(box.asks.options.values())}"
    return ways.get(box.kind, "")


def show_rival(question: "Question", other: "Record") -> None:
    """Show when each of two returns came, and in what they differ."""
    from boardforms.receiving.reviewing import differences

    assert question.form is not None  # noqa: S101 - returns are compared on their form
    say(f"  this one: {question.id}, {_came(question.record)}")
    say(f"  the other: {other.id}, {_came(other)}  ({plain(other.source.path)})")
    found = differences(question.record, other, question.form)
    for label, here, there in found[:_DIFFERENCES_SHOWN]:
        say(f"  {label}: {_value_shown(here)}; in the other: {_value_shown(there)}")
    if not found:
        say("  No answer differs: one of the two was only read more surely.")
    if len(found) > _DIFFERENCES_SHOWN:
        say(f"  and {count(len(found) - _DIFFERENCES_SHOWN, 'answer')} more in which they differ")


def _came(record: "Record") -> str:
    received = uk_date(record.source.received)
    return f"received {received}" if received else "the day it came is not known"


def _show_reading(question: "Question") -> None:
    reading = question.reading
    if reading is None:
        say("  read: nothing")
        return
    say(f"  read: {_shown(reading, question.box)}")
    for number, other in enumerate(reading.others, start=1):
        say(f"  or {number}: {_shown(other, question.box)}")
    if question.crop is not None:
        say(f"  picture: {plain(str(question.crop))}")


def _shown(reading: "FieldReading | OtherReading", box: "Box | None") -> str:
    """Return a value, the text that it was made of where that differs, and where it stood."""
    from boardforms.receiving.reviewing import as_printed

    value = as_printed(box, reading.value)
    is_other = isinstance(reading.raw, str) and reading.raw not in {reading.value, value}
    raw = f" (written: {_value_shown(reading.raw)})" if is_other else ""
    where = ", ".join(part for part in (reading.origin, reading.place) if part)
    return f"{_value_shown(value)}{raw}" + (f"  [{plain(where)}]" if where else "")


def _value_shown(value: "BoxValue") -> str:
    if isinstance(value, bool):
        return "ticked" if value else "not ticked"
    lines = (plain(line) for line in (value or "nothing").split("\n"))
    return "\n        ".join(lines)
