"""How a check's answers are set out at the terminal."""

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text

from boardforms.cli.terminal import count, uk_date
from escalation.answers import Answer, CheckedCase, EventDate, LimitAnswer
from escalation.findings import Finding

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
    title = f"Case {case.case}, {case.board}, checked on {uk_date(case.checked_on)}"
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=True)
    table.add_column("Answer", no_wrap=True, width=16)
    table.add_column("Limit", ratio=2)
    table.add_column("Dates", ratio=3)
    for answer in case.answers:
        table.add_row(_answer(answer), _limit(answer), _dates(answer))
    return table


def _answer(answer: LimitAnswer) -> Text:
    return Text(f"{answer.answer}\n{days_text(answer)}".rstrip(), STYLES[answer.answer])


def days_text(answer: LimitAnswer) -> str:
    """Write how many days there are to spare, or how many too many, in the limit's own kind of day."""
    if answer.days is None or answer.basis is None:
        return ""
    days = count(abs(answer.days), "day")
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
    lines = [] if answer.answer in _SPEAK_FOR_THEMSELVES else [answer.why]
    if answer.answer is not Answer.NOT_APPLICABLE:
        lines += [_event("from", answer.from_), _event("to", answer.to), *_due(answer)]
        lines += [f"Note: {note}" for note in answer.notes]
    return Text("\n".join(lines))


_SPEAK_FOR_THEMSELVES = (Answer.MET, Answer.LATE, Answer.ADVISORY)
"""The answers that the dates explain without a sentence."""


def _event(side: str, event: EventDate) -> str:
    when = uk_date(event.date) or "no date"
    where = "; ".join(
        part for part in (event.source, f"record {event.record}" if event.record else "") if part
    )
    return f"{side:<5}{when}  {event.title}" + (f" ({where})" if where else "")


def _due(answer: LimitAnswer) -> Iterator[str]:
    if answer.due:
        provisional = " (provisional: the bank holidays are not proclaimed yet)" if answer.provisional else ""
        yield f"due  {uk_date(answer.due)}{provisional}"
    for reading in answer.readings:
        yield f"     in {reading.basis} days: due {uk_date(reading.due)}, {reading.answer}"
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
