"""`boardforms review`: step through what needs a person."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from boardforms.cli.terminal import boards_option, count, journal_option, person_option, say
from boardforms.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from boardforms.catalogue import Catalogue
    from boardforms.receiving.journal import Journal
    from boardforms.receiving.reviewing import Question, Topic
    from escalation.boxes import Box, BoxValue
    from escalation.records import FieldReading, OtherReading


@click.command("review")
@journal_option
@click.option("--again", metavar="ID", help="Ask again all that was asked about this return, decided or not.")
@person_option
@boards_option
def command(journal: Path, again: str | None, who: str, outside: Path | None) -> ExitCode:
    """Step through what needs a person, one answer at a time.

    Each stands with what was found and where. Accept it, take the other reading, type the right answer, go back,
    skip it, or quit. What was read stays in the journal; the record says from then on that the value comes from a
    person.

    \b
    Examples:
      boardforms review --journal returns
      boardforms review --journal returns --again 0123456789ab
      boardforms review --journal returns --who "A. Person"
    """  # noqa: D301 - \b keeps click from joining the lines
    from boardforms.catalogue import load_catalogue
    from boardforms.receiving.comparing import compare_all
    from boardforms.receiving.journal import open_journal
    from boardforms.receiving.sums import sum_up

    with open_journal(journal) as opened:
        sitting = _Sitting(opened, load_catalogue(outside), who, journal)
        try:
            sitting.ask_again(again) if again else sitting.ask_all()
        except click.Abort:
            say("")
            raise
        finally:  # Ctrl-C ends the sitting, not what was decided in it
            compare_all(opened, sitting.catalogue)
            left = sum_up(opened).standings.get("review", 0)
            say(f"{count(sitting.decided, 'decision')} kept; {count(left, 'return')} still to look at.")
    return ExitCode.NEEDS_A_PERSON if left else ExitCode.WELL


class _Step(StrEnum):
    """Where a person wants to go from a question: on, back to the one before, to it once more, or home."""

    ON = "on"
    BACK = "back"
    STAY = "stay"
    QUIT = "quit"


_LEFT = {"s": _Step.ON, "b": _Step.BACK, "q": _Step.QUIT}


@dataclass
class _Sitting:
    """One person going through what waits, a decision at a time; `topics` is all of it, decided or not."""

    journal: "Journal"
    catalogue: "Catalogue"
    who: str
    folder: Path
    decided: int = 0
    topics: "list[Topic]" = field(default_factory=list)
    introduced: set[str] = field(default_factory=set)

    def ask_all(self) -> None:
        """Put what waits, until there is nothing more of it or the person wants to stop."""
        self._find_more()
        at: int | None = 0
        while at is not None and (at < len(self.topics) or self._find_more()):
            at = self._ask_at(at)

    def ask_again(self, wanted: str) -> None:
        """Put all that is about one return, whether it was decided or not."""
        from boardforms.receiving.releasing import find_kept
        from boardforms.receiving.reviewing import topics_decided

        found = topics_decided(self.journal, self.catalogue, find_kept(self.journal, wanted).sha256)
        self.topics = list(dict.fromkeys(found))
        at: int | None = 0
        while at is not None and at < len(self.topics):
            at = self._ask_at(at)

    def _find_more(self) -> bool:
        """Take up what waits and was not asked yet in this sitting; say whether there is any."""
        from boardforms.receiving.comparing import compare_all
        from boardforms.receiving.reviewing import questions_in

        compare_all(self.journal, self.catalogue)
        known = set(self.topics)
        for question in questions_in(self.journal, self.catalogue):
            if question.form is None:
                self._say_formless(question)
            elif question.topic not in known:
                self.topics.append(question.topic)
        return len(self.topics) > len(known)

    def _say_formless(self, question: "Question") -> None:
        if question.id not in self.introduced:
            self.introduced.add(question.id)
            say(
                f"{question.id}: the form of this return is not at hand: add its board's folder with --boards."
            )

    def _ask_at(self, at: int) -> int | None:
        """Put the question at a place, and return the place to go to; None to stop."""
        from boardforms.receiving.reviewing import question_on

        step = _Step.STAY
        while step is _Step.STAY:
            question = question_on(self.journal, self.catalogue, self.topics[at])
            step = self._ask(question, at) if question else _Step.ON
        if step is _Step.BACK:
            return self._before(at)
        return None if step is _Step.QUIT else at + 1

    def _before(self, at: int) -> int:
        """Return the place of the question before, passing over returns that another stands in place of."""
        from boardforms.receiving.reviewing import question_on

        earlier = range(at - 1, -1, -1)
        topics = self.topics
        return next((one for one in earlier if question_on(self.journal, self.catalogue, topics[one])), at)

    def _ask(self, question: "Question", at: int) -> _Step:
        from boardforms.cli.questions import choose, show_question
        from boardforms.receiving.decisions import last_decision

        held = last_decision(self.journal, question.key, question.about)
        show_question(question, at + 1, len(self.topics), held)
        self._say_file(question)
        back = {"b": "back"} if at else {}
        undo = {"u": "undo"} if held else {}
        if question.rival is not None:
            return self._ask_which_stands(question, question.rival, {**undo, **back, **_LEAVE})
        answer = choose({**_ways(question), **undo, **back, **_LEAVE})
        if answer in _LEFT:
            return _LEFT[answer]
        return self._take(question, answer)

    def _say_file(self, question: "Question") -> None:
        """Say once for each return how its file is had, and what else is worth reading."""
        from boardforms.cli.receive import as_typed

        if question.id not in self.introduced:
            self.introduced.add(question.id)
            for finding in question.record.findings:
                if finding.code in _WORTH_READING:
                    say(f"  - {finding.message}")
            say(f"  the file: boardforms release {question.id} --to FILE --journal {as_typed(self.folder)}")

    def _take(self, question: "Question", answer: str) -> _Step:
        from boardforms.receiving.standing import UNDONE

        reading = question.reading
        if answer == "c":
            return self._correct(question)
        if answer == "u":
            self._decide(question, UNDONE, None)
            return _Step.STAY
        if answer.isdecimal() and reading is not None:
            return self._accept(question, "other reading", reading.others[int(answer) - 1])
        return self._accept(question, "accept", reading)

    def _accept(
        self, question: "Question", action: str, taken: "FieldReading | OtherReading | None"
    ) -> _Step:
        """Take a reading as it is; where something was written and nothing made of it, ask whether that is meant."""
        from boardforms.cli.questions import choose

        if question.box is not None and taken is not None and taken.value is None and taken.raw:
            say("  Something was written there, and accepting this leaves the answer empty.")
            if choose({"e": "leave it empty", "s": "do not"}) != "e":
                return _Step.STAY
        self._decide(question, action, taken.value if taken else None)
        return _Step.ON

    def _ask_which_stands(self, question: "Question", rival: str, leave: dict[str, str]) -> _Step:
        from boardforms.cli.questions import choose, show_rival
        from boardforms.receiving.comparing import BOTH_STAND, EARLIER_STANDS, compare_all
        from boardforms.receiving.decisions import decide_correction
        from boardforms.receiving.standing import standing_by_key

        show_rival(question, standing_by_key(self.journal, rival).record)
        answer = choose(
            {"c": "this one corrects the other", "o": "the other stands", "k": "keep both", **leave}
        )
        if answer in _LEFT:
            return _LEFT[answer]
        verdict = {"c": "corrects", "o": EARLIER_STANDS, "k": BOTH_STAND}.get(answer)
        decide_correction(self.journal, question.key, rival, verdict, self.who, _now())
        compare_all(self.journal, self.catalogue)
        self._kept()
        return _Step.STAY if verdict is None else _Step.ON

    def _correct(self, question: "Question") -> _Step:
        """Take what is typed until it is a value of the box's kind, or one of the letters that are none."""
        from boardforms.cli.questions import accepted

        assert question.box is not None  # noqa: S101 - only a box is offered to be corrected
        asked = f"  The right answer{accepted(question.box)}; [e] left empty, [s] skip, [q] quit, only Enter: back"
        while True:
            typed = click.prompt(asked, default="", show_default=False, err=True).strip()
            letter = typed.casefold()
            if not typed:
                return _Step.STAY
            if letter in {"s", "q"}:
                return _LEFT[letter]
            try:
                value = typed_value(question.box, typed)
            except WrongUsage as error:
                say(f"  {error}")
                continue
            self._decide(question, "correct", value)
            return _Step.ON

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

_WORTH_READING = frozenset({"message-has-text"})
"""The codes of notes that are shown with the first question about a return."""


def typed_value(box: "Box", typed: str) -> "BoxValue":
    """Return the value of what was typed: `e` for nothing, and what follows a `=`, be it a letter that commands.

    Raises WrongUsage, saying what is accepted, where it is no value of the box's kind.
    """
    from boardforms.receiving.decisions import read_typed

    return read_typed(box, "" if typed.casefold() == "e" else typed.removeprefix("="))


def _ways(question: "Question") -> dict[str, str]:
    """Return what can be decided, by its letter."""
    if question.box is None:
        return {"a": "looked at"}
    others = question.reading.others if question.reading else ()
    taken = {str(number): f"take reading {number}" for number, _ in enumerate(others, start=1)}
    return {"a": "accept", **taken, "c": "correct"}


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
