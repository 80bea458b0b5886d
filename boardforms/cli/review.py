"""`boardforms review`: step through what needs a person."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import (
    boards_option,
    count,
    journal_option,
    person_option,
    plain,
    say,
    uk_date,
)
from boardforms.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boardforms.catalogue import Catalogue
    from boardforms.receiving.journal import Journal
    from boardforms.receiving.reviewing import Question
    from escalation.boxes import Box, BoxValue
    from escalation.records import FieldReading, OtherReading, Record


@click.command("review")
@journal_option
@person_option
@boards_option
def command(journal: Path, who: str, outside: Path | None) -> ExitCode:
    """Step through what needs a person: each answer that is not sure, with what was found and where.

    Accept it, take the other reading, type the right answer, skip it, or quit. What was read stays in the journal;
    the record says from then on that the value comes from a person.

    \b
    Examples:
      boardforms review --journal returns
      boardforms review --journal returns --who "A. Person"
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.receiving.comparing import compare_all
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.reviewing import questions_in
    from boardforms.receiving.sums import sum_up

    with open_journal(journal) as opened:
        sitting = _Sitting(opened, load_catalogue(outside), who)
        try:
            sitting.ask_all(questions_in(opened, sitting.catalogue))
        except click.Abort:
            say("")
            raise
        finally:  # Ctrl-C ends the sitting, not what was decided in it
            compare_all(opened, sitting.catalogue)
            left = sum_up(opened).standings.get("review", 0)
            say(f"{count(sitting.decided, 'decision')} kept; {count(left, 'return')} still to look at.")
    return ExitCode.NEEDS_A_PERSON if left else ExitCode.WELL


@dataclass
class _Sitting:
    """One person going through what waits, a decision at a time."""

    journal: "Journal"
    catalogue: "Catalogue"
    who: str
    decided: int = 0

    def ask_all(self, questions: "Iterable[Question]") -> None:
        """Put one question after another, until there is none or the person wants to stop."""
        for question in questions:
            if not self.ask(question):
                break

    def ask(self, question: "Question") -> bool:
        """Put one question; False where the person wants to stop."""
        _show(question)
        if question.form is None:
            say("  The form of this return is not at hand: add its board's folder with --boards.")
            return True
        if question.rival is not None:
            return self._ask_which_stands(question, question.rival)
        ways = _ways(question)
        answer = _choose(ways)
        if answer == "a":
            self._decide(question, "accept", question.reading.value if question.reading else None)
        elif answer == "c":
            self._correct(question)
        elif answer.isdecimal() and question.reading is not None:
            self._decide(question, "other reading", question.reading.others[int(answer) - 1].value)
        return answer != "q"

    def _ask_which_stands(self, question: "Question", rival: str) -> bool:
        from boardforms.receiving.comparing import compare_all
        from boardforms.receiving.decisions import decide_correction
        from boardforms.receiving.standing import standing_by_key

        _show_rival(question, standing_by_key(self.journal, rival).record)
        answer = _choose({"c": "this one corrects the other", "b": "both stand", **_LEAVE})
        if answer in {"c", "b"}:
            verdict = "corrects" if answer == "c" else "both"
            decide_correction(self.journal, question.key, rival, verdict, self.who, _now())
            compare_all(self.journal, self.catalogue)
            self._kept()
        return answer != "q"

    def _correct(self, question: "Question") -> None:
        """Take what is typed until it is a value of the box's kind; nothing typed leaves the box empty."""
        from boardforms.receiving.decisions import read_typed

        assert question.box is not None  # noqa: S101 - only a box is offered to be corrected
        asked = f"  The right answer{_accepted(question.box)}; only Enter: left empty"
        while True:
            typed = click.prompt(asked, default="", show_default=False, err=True)
            try:
                value = read_typed(question.box, typed)
            except WrongUsage as error:
                say(f"  {error}")
                continue
            self._decide(question, "correct", value)
            return

    def _decide(self, question: "Question", action: str, new: "BoxValue") -> None:
        from boardforms.receiving.decisions import Decision, decide

        old = question.reading.value if question.reading else None
        decide(
            self.journal,
            self.catalogue,
            Decision(question.key, question.about, action, old, new, self.who, _now()),
        )
        self._kept()

    def _kept(self) -> None:
        self.journal.flush()
        self.decided += 1


_LEAVE = {"s": "skip", "q": "quit"}

_DIFFERENCES_SHOWN = 12
"""How many answers in which two returns differ are shown; how many more there are is said."""


def _accepted(box: "Box") -> str:
    """Return what may be typed for a box, where not just anything may."""
    from escalation.definitions import Kind

    ways = {Kind.DATE: ", as day/month/year", Kind.TICK: ", yes or no"}
    if box.kind is Kind.CHOICE:
        return f", one of: {', '.join(box.asks.options.values())}"
    return ways.get(box.kind, "")


def _ways(question: "Question") -> dict[str, str]:
    """Return what can be answered, by its letter."""
    if question.box is None:
        return {"a": "looked at", **_LEAVE}
    others = question.reading.others if question.reading else ()
    taken = {str(number): f"take reading {number}" for number, _ in enumerate(others, start=1)}
    return {"a": "accept", **taken, "c": "correct", **_LEAVE}


def _choose(ways: dict[str, str]) -> str:
    shown = ", ".join(f"[{letter}] {way}" for letter, way in ways.items())
    while True:
        answer = click.prompt(f"  {shown}", default="s", show_default=False, err=True, prompt_suffix=": ")
        letter = str(answer).strip().casefold()[:3]
        if letter in ways:
            return letter
        say(f"  Type one of: {', '.join(ways)}.")


def _show(question: "Question") -> None:
    record, title = question.record, question.form.title if question.form else "a form that is not at hand"
    say("")
    say(f"{question.id}  case {plain(record.case or 'not given')}  {title}  ({plain(record.source.path)})")
    if question.box is not None:
        say(f"  {question.box.label}")
        _show_reading(question)
    for finding in question.findings:
        say(f"  ! {finding.message}")


def _show_rival(question: "Question", other: "Record") -> None:
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


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
