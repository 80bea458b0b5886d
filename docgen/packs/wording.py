"""What a meeting's own file says, in words, for the templates of the pack and of the minutes."""

from collections.abc import Iterable, Iterator, Mapping

from docgen.packs.meeting import Meeting
from docgen.packs.roles import Said
from docgen.packs.words import say_day, say_short, say_time, say_yes
from docgen.pdf.typeset import Data

_TOLD_APART = {"title", "board", "stage", "case", "version", "records", "releases", "earlier"}
"""What the papers say of the meeting, having looked at the case; and what is for those who make copies of them."""


def say_meeting(meeting: Meeting) -> Mapping[str, Data]:
    """Return what a meeting's file says, each thing by its name in the file; empty where it says nothing.

    `day` is the date with its weekday; `is_over` says that attendance was taken.
    """
    return meeting.model_dump(mode="json", exclude=_TOLD_APART) | {
        "is_over": is_over(meeting),
        "day": say_day(meeting.date),
        "date": say_short(meeting.date),
        "time": say_times(meeting),
        "chair": str(meeting.chair),
        "minute_taker": str(meeting.minute_taker),
        "attendance": [
            one.model_dump(mode="json") | {"presence": (one.presence or "").capitalize()}
            for one in meeting.attendance
        ],
        "actions": [one.model_dump(mode="json") | {"due": say_short(one.due)} for one in meeting.actions],
        "open_actions": [
            one.model_dump(mode="json") | {"due": say_short(one.due), "done": say_yes(one.done)}
            for one in meeting.open_actions
        ],
        "resolved": say_yes(meeting.resolved),
        "referral_required": say_yes(meeting.referral_required),
        "review_considered": say_yes(meeting.review_considered),
        "review_date": say_day(meeting.review_date),
        "minutes_circulated": say_day(meeting.minutes_circulated),
    }


def is_over(meeting: Meeting) -> bool:
    """Say whether a meeting was held: its attendance was taken."""
    return any(one.presence for one in meeting.attendance)


def say_times(meeting: Meeting) -> str:
    """Return when a meeting begins, and ends where that is known: `2pm to 3:30pm`."""
    ends = f" to {say_time(meeting.ends)}" if meeting.ends else ""
    return f"{say_time(meeting.time)}{ends}"


def say_considered(meeting: Meeting, considers: Iterable[Said]) -> Iterator[Mapping[str, Data]]:
    """Yield what the procedure asks a meeting to consider, as questions of the minutes with their answers.

    A referral is asked about where the stage's own list of what to consider names one.
    """
    yield {"asked": "Is the disagreement resolved?", "answer": say_yes(meeting.resolved)}
    asks_referral = any("referral" in clause.says for clause in considers)
    if asks_referral or meeting.referral_required is not None:
        yield {"asked": "Is a referral required?", "answer": say_yes(meeting.referral_required)}
    yield {"asked": "Was a review considered?", "answer": say_yes(meeting.review_considered)}
    yield {"asked": "Date of the review", "answer": say_day(meeting.review_date)}
