"""How a check's answers are set out at the terminal."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from boardforms.cli.terminal import count, plain, uk_date
from boardforms.limit_counts import LimitCounts
from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer, Reading
from escalation.findings import Finding
from escalation.steering import escape_steering

STYLES = {
    Answer.MET: "green",
    Answer.LATE: "bold red",
    Answer.OVERDUE: "bold red",
    Answer.DUE: "cyan",
    Answer.DEPENDS: "yellow",
    Answer.NOT_KNOWN: "yellow",
    Answer.OUT_OF_ORDER: "bold yellow",
    Answer.NOT_APPLICABLE: "dim",
    Answer.ADVISORY: "",
}


def table_of(case: CheckedCase) -> Table:
    """Return a case's answers as a table, a limit a row, in the board's order."""
    title = f"Case {plain(case.case)}, {case.board}, checked on {uk_date(case.checked_on)}"
    table = Table(title=Text(title), title_justify="left", title_style="bold", show_lines=True)
    table.add_column("Answer", width=17)
    table.add_column("Limit", ratio=2)
    table.add_column("Dates", ratio=3)
    for answer in case.answers:
        table.add_row(_answer(answer), _limit(answer), _dates(answer))
    return table


def tables_of_counts(counts: LimitCounts) -> Iterator[Table]:
    """Yield a table for each board: a limit a row, and a column for each answer that one of them has."""
    for board, limits in groupby(counts.limits, key=lambda limit: limit.board):
        held = tuple(limits)
        columns = [answer for answer in Answer if any(limit.answers[answer] for limit in held)]
        table = Table(title=Text(board), title_justify="left", title_style="bold", box=SIMPLE)
        table.add_column("Limit", ratio=1)
        for answer in columns:
            table.add_column(answer, justify="right", style=STYLES[answer], width=_width(answer))
        for limit in held:
            numbers = (str(limit.answers[answer] or "") for answer in columns)
            table.add_row(f"{limit.title}: {limit.within} ({limit.clause})", *numbers)
        yield table


def _width(answer: Answer) -> int:
    return max(len(word) for word in answer.split())


def _answer(answer: LimitAnswer) -> Text:
    return Text(f"{answer.answer}\n{days_text(answer)}".rstrip(), STYLES[answer.answer])


def days_text(answer: LimitAnswer | Reading) -> str:
    """Write how many days there are to spare, or how many too many, in the limit's own kind of day."""
    if answer.days is None or answer.basis is None:
        return ""
    days = count(abs(answer.days), f"{answer.basis} day")
    match answer.answer:
        case Answer.MET | Answer.DUE:
            return f"{days} to spare" if answer.answer is Answer.MET else f"{days} left"
        case Answer.LATE | Answer.OVERDUE:
            return f"by {days}"
        case _:
            return f"after {days}"


def _limit(answer: LimitAnswer) -> Text:
    text = Text(f"{answer.title}: {answer.within}", "bold")
    text.append(f"\n{answer.clause}: “{answer.quote}”", "not bold italic dim")
    return text


def _dates(answer: LimitAnswer) -> Text:
    """Write what an answer stands on: the two dates, the due date, and what the reader may object to."""
    lines = [] if _speaks_for_itself(answer) else [answer.why]
    if answer.answer is not Answer.NOT_APPLICABLE:
        ends = _ends_read_twice(answer) if answer.is_read_twice else _end(answer)
        lines += [_event("from", answer.from_), *ends, *_beside(answer)]
        lines += [f"Note: {note}" for note in answer.notes]
    return Text(escape_steering("\n".join(lines)))


def _speaks_for_itself(answer: LimitAnswer) -> bool:
    """Say whether the dates explain an answer without a sentence."""
    said_by_readings = (Answer.DUE, Answer.OVERDUE, Answer.DEPENDS) if answer.is_read_twice else ()
    return answer.answer in (Answer.MET, Answer.LATE, Answer.ADVISORY, *said_by_readings)


def _event(side: str, event: EventDate) -> str:
    when = uk_date(event.date) or "no date"
    where = "; ".join(
        part for part in (event.source, f"record {event.record}" if event.record else "") if part
    )
    return f"{side:<5}{when}  {event.title}" + (f" ({where})" if where else "")


def _end(answer: LimitAnswer) -> Iterator[str]:
    yield _event("to", answer.to)
    if answer.due:
        yield f"due  {uk_date(answer.due)}{_provisional(answer)}"
    for reading in answer.readings:
        yield f"     in {reading.basis} days: due {uk_date(reading.due)}, {reading.answer}"


def _ends_read_twice(answer: LimitAnswer) -> Iterator[str]:
    """Write each end that the text can mean, with what becomes of it by its own clause."""
    several_kinds = len({reading.basis for reading in answer.readings}) > 1
    for quote, readings in groupby(answer.readings, key=lambda reading: reading.quote):
        for number, reading in enumerate(readings):
            if number == 0 and reading.to:
                yield _event("to" if quote == answer.quote else "or", reading.to)
            kind = f" in {reading.basis} days" if several_kinds else ""
            said = f"{reading.answer} {days_text(reading)}".rstrip()
            yield f"due  {uk_date(reading.due)}{_provisional(reading)}{kind}: {said} ({reading.clause})"
        if quote != answer.quote:
            yield f"     “{quote}”"


def _provisional(counted: LimitAnswer | Reading) -> str:
    return " (provisional: the bank holidays are not proclaimed yet)" if counted.provisional else ""


def _beside(answer: LimitAnswer) -> Iterator[str]:
    if answer.skipped:
        days = ", ".join(f"{uk_date(day.date)} ({day.name})" for day in answer.skipped)
        yield f"     not counted: {days}"
    if answer.target_due:
        yield f"     house target: {uk_date(answer.target_due)}"


def findings_text(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line a finding, with what needs a person first."""
    for finding in sorted(findings, key=lambda finding: not finding.needs_a_person):
        mark = "!" if finding.needs_a_person else "-"
        yield f"  {mark} {finding.message}" + (f" ({finding.clause})" if finding.clause else "")
