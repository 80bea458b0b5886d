"""How days, times, ticks and the answers of a check are said in a document for people."""

import datetime as dt
from collections.abc import Mapping

from escalation.answers import Answer, LimitAnswer, Reading
from escalation.limits import Basis
from escalation.timeframes.wording import say_date, say_days

_WITH_DAYS: Mapping[Answer, tuple[str, str]] = {
    Answer.MET: ("Met on the day it was due", "Met, {days} to spare"),
    Answer.LATE: ("Late", "Late by {days}"),
    Answer.DUE: ("Due today", "Not done yet, {days} left"),
    Answer.OVERDUE: ("Overdue", "Overdue by {days}"),
    Answer.ADVISORY: (
        "Done on the same day; no number of days is set",
        "{days} passed; no number of days is set",
    ),
}
_WITHOUT_DAYS: Mapping[Answer, str] = {
    Answer.MET: "Met",
    Answer.LATE: "Late",
    Answer.DUE: "Not done yet, in time",
    Answer.OVERDUE: "Overdue",
    Answer.DEPENDS: "Depends on how the text is read",
    Answer.NOT_KNOWN: "Not known",
    Answer.NOT_APPLICABLE: "Does not apply",
    Answer.OUT_OF_ORDER: "Dates are out of order",
    Answer.ADVISORY: "No number of days is set",
}


def say_day(day: dt.date | None) -> str:
    """Return a day in full, `Monday 16 December 2024`; empty for none."""
    return say_date(day) if day else ""


def say_short(day: dt.date | None) -> str:
    """Return a day without its weekday, `16 December 2024`; empty for none."""
    return say_day(day).partition(" ")[2]


def say_iso(text: str) -> str:
    """Return an ISO date as people write it, and any other text as it is."""
    try:
        return say_short(dt.date.fromisoformat(text))
    except ValueError:
        return text


def say_time(time: dt.time | None) -> str:
    """Return a time in GOV.UK's style, `2:30pm`, `midday`; empty for none."""
    if time is None:
        return ""
    if (time.hour, time.minute) in {(0, 0), (12, 0)}:
        return "midday" if time.hour else "midnight"
    minutes = f":{time.minute:02}" if time.minute else ""
    return f"{(time.hour - 1) % 12 + 1}{minutes}{'am' if time.hour < 12 else 'pm'}"


def say_yes(given: bool | None) -> str:
    """Return Yes, No, or nothing where it is not known."""
    return "" if given is None else "Yes" if given else "No"


def say_answer(answer: LimitAnswer | Reading) -> str:
    """Return the answer to a limit in words, with its working or calendar days."""
    said = _WITH_DAYS.get(answer.answer)
    if answer.days is None or said is None:
        return _WITHOUT_DAYS[answer.answer]
    on_the_day, otherwise = said
    return (
        otherwise.format(days=say_days(answer.days, answer.basis or Basis.WORKING))
        if answer.days
        else on_the_day
    )
