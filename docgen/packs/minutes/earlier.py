"""The minutes of earlier meetings about a case, as a pack prints them: from the meetings' files, as data."""

from collections.abc import Iterable, Iterator, Mapping

from docgen.packs.before.earlier import Earlier
from docgen.packs.wording import say_considered, say_meeting
from docgen.pdf.typeset import Data
from escalation.boards import Board


def say_earlier(earlier: Iterable[Earlier], board: Board) -> Iterator[Mapping[str, Data]]:
    """Yield each earlier meeting for the template, labelled with its day, in the order given.

    Its title is not printed: it may name the child or adult, and the stage and the day say which meeting it was.
    """
    titles = {stage.key: stage.title for stage in board.stages}
    for one in earlier:
        day = f" of {say_meeting(one.meeting)['day']}" if one.meeting.date else " (day not given)"
        yield {
            "title": f"Minutes of the meeting{day}",
            "stage": titles.get(one.meeting.stage, one.meeting.stage),
            "meeting": say_meeting(one.meeting),
            "considered": [*say_considered(one.meeting, ())],
            "nobody": "dissent" in one.meeting.model_fields_set and not one.meeting.dissent,
            "doubt": _say_doubt(one),
        }


def _say_doubt(one: Earlier) -> str:
    if not one.unsettled:
        return ""
    return f"These minutes are not settled: {one.unsettled} of the comments in {one.file} still say ASK or NOT SURE."
