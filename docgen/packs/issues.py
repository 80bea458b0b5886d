"""Which issue of a meeting's papers this is: a draft until nothing is missing from them, and its number, if any."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docgen.packs.completeness import find_lacking
from docgen.packs.enclosing.enclosures import Enclosure
from docgen.packs.meeting import Meeting
from docgen.packs.papers import Papers

DRAFT, FINAL = "draft", "final"


@dataclass(frozen=True)
class Issue:
    """What is to be said of papers on their pages.

    `says` is for whom they are, empty for everybody at the meeting. `unsettled` are the lines of the meeting's file
    on which a comment asks a person to look or to choose.
    """

    says: str = ""
    unsettled: tuple[int, ...] = ()


FOR_ALL = Issue()


def say_issue(
    meeting: Meeting, papers: Papers, unsettled: Iterable[int] = (), enclosures: Sequence[Enclosure] = ()
) -> str:
    """Return what stands on every page: `Draft`, `Version 2, draft` or `Version 2, final`.

    Papers are final once `pack check` finds nothing missing in them, whatever anybody calls them. `unsettled` are
    the lines of the meeting's file on which a comment asks a person to look or to choose; `enclosures` are the files
    that go with the papers as they came.
    """
    standing = DRAFT if find_lacking(meeting, papers, unsettled, enclosures) else FINAL
    return f"Version {meeting.version}, {standing}" if meeting.version else standing.capitalize()
