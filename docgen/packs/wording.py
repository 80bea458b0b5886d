"""What a meeting's own file says, in words, for the templates of the pack and of the minutes."""

from collections.abc import Iterator, Mapping

from docgen.packs.meeting import Meeting
from docgen.packs.papers import Papers
from docgen.packs.words import say_day, say_short, say_time, say_yes
from docgen.pdf.typeset import Data

_TOLD_APART = {"title", "board", "stage", "case", "records"}
"""What the papers say of the meeting, having looked at the case."""


def say_meeting(meeting: Meeting) -> Mapping[str, Data]:
    """Return what a meeting's file says, each thing by its name in the file; empty where it says nothing.

    `day` is the date with its weekday; `is_over` says that attendance was taken.
    """
    return meeting.model_dump(mode="json", exclude=_TOLD_APART) | {
        "is_over": any(one.presence for one in meeting.attendance),
        "day": say_day(meeting.date),
        "date": say_short(meeting.date),
        "time": say_time(meeting.time),
        "chair": str(meeting.chair),
        "minute_taker": str(meeting.minute_taker),
        "attendance": [
            one.model_dump(mode="json") | {"presence": (one.presence or "").capitalize()}
            for one in meeting.attendance
        ],
        "actions": [one.model_dump(mode="json") | {"due": say_short(one.due)} for one in meeting.actions],
        "referral_required": say_yes(meeting.referral_required),
        "review_considered": say_yes(meeting.review_considered),
        "review_date": say_day(meeting.review_date),
        "minutes_circulated": say_day(meeting.minutes_circulated),
    }


def say_considered(meeting: Meeting, papers: Papers) -> Iterator[Mapping[str, Data]]:
    """Yield what the procedure asks a meeting to consider, as questions of the minutes with their answers.

    A referral is asked about where the stage's own list of what to consider names one.
    """
    asks_referral = any("referral" in clause.says for clause in papers.considers)
    if asks_referral or meeting.referral_required is not None:
        yield {"asked": "Is a referral required?", "answer": say_yes(meeting.referral_required)}
    yield {"asked": "Was a review considered?", "answer": say_yes(meeting.review_considered)}
    yield {"asked": "Date of the review", "answer": say_day(meeting.review_date)}
