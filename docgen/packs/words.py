"""How days, times, ticks and the answers of a check are said in a document for people."""

import datetime as dt
from collections.abc import Mapping

from escalation.answers import Answer, LimitAnswer, Reading
from escalation.limits import Basis
from escalation.timeframes.wording import say_date, say_days

_WITH_DAYS: Mapping[Answer, tuple[str, str]] = {
    Answer.MET: ("Met before the day it was due", "Met, {days} to spare"),
    Answer.LATE: ("Late", "Late by {days}"),
    Answer.DUE: ("Not done yet, in time", "Not done yet, {days} left"),
    Answer.OVERDUE: ("Overdue", "Overdue by {days}"),
    Answer.ADVISORY: (
        "No working day passed; no number of days is set",
        "{days} passed; no number of days is set",
    ),
}
"""What is said of no days, and of some. None to spare may be a day before: days that are not worked do not count."""

_ON_THE_DAY: Mapping[Answer, str] = {
    Answer.MET: "Met on the day it was due",
    Answer.DUE: "Due today",
    Answer.ADVISORY: "Done on the same day; no number of days is set",
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


def say_answer(answer: LimitAnswer | Reading, today: dt.date, done: dt.date | None = None) -> str:
    """Return the answer to a limit in words, with its working or calendar days.

    `today` is the day of the check. `done` is the day on which it was done, where the answer does not say it.
    """
    said = _WITH_DAYS.get(answer.answer)
    if answer.days is None or said is None:
        return _WITHOUT_DAYS[answer.answer]
    none, otherwise = said
    if answer.days or _is_without_days(answer):
        return otherwise.format(days=say_days(answer.days, answer.basis or Basis.WORKING))
    done = done or (answer.to.date if answer.to else None)
    return _ON_THE_DAY[answer.answer] if _is_on_the_day(answer, done, today) else none


def _is_on_the_day(answer: LimitAnswer | Reading, done: dt.date | None, today: dt.date) -> bool:
    """Say whether something was done on the very day that an answer is about, or is due on that of the check."""
    match answer.answer:
        case Answer.MET:
            return done is not None and _due_days(answer) == {done}
        case Answer.DUE:
            return _due_days(answer) == {today}
        case Answer.ADVISORY:
            return isinstance(answer, LimitAnswer) and done is not None and answer.from_.date == done
        case _:
            return False


def _is_without_days(answer: LimitAnswer | Reading) -> bool:
    """Say whether a copy withholds the days of an answer: it may have been on the day, or days before."""
    return answer.answer in {Answer.MET, Answer.DUE} and _due_days(answer) == {None}


def _due_days(answer: LimitAnswer | Reading) -> set[dt.date | None]:
    readings = answer.readings if isinstance(answer, LimitAnswer) else ()
    return {one.due for one in readings if one.answer is answer.answer} or {answer.due}
