"""What goes with the papers of a meeting as it came: returned forms, scans, reports, minutes of earlier meetings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from docgen.packs.enclosing.left_out import say_left_out
from escalation.codes import CODES, notice
from escalation.findings import Finding


class Unfit(Exception):
    """A file that cannot be put into a pack. `message` says what to do next, and nothing of what the file holds."""

    def __init__(self, code: str, message: str = "") -> None:
        """Take a code of `escalation.codes.CODES`, and words of its own where there is more to say."""
        self.code = code
        self.message = message or say_left_out(code)
        super().__init__(self.message)


class Room(StrEnum):
    """Where a page as it came is bare enough for the line that gives its number; one that is nowhere is framed."""

    FOOT = "foot"
    HEAD = "head"
    NONE = ""


@dataclass(frozen=True)
class Sheet:
    """A page as people see it: upright, in points, and where it has room for a line of ours."""

    width: float
    height: float
    room: Room = Room.NONE


@dataclass(frozen=True)
class ReadyPages:
    """Pages that are safe to join: `content` is a PDF of `sheets` in their order, without anything that acts.

    `removed` says what was taken out. `unseen` is what the file holds that its pages do not show, each
    with its page. `has_text` is true where fonts came with the pages, which nobody has checked.
    """

    content: bytes
    sheets: tuple[Sheet, ...]
    removed: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    has_text: bool = False
    repaired: bool = False


@dataclass(frozen=True)
class Original:
    """A Word file that is attached whole, because what it says is set out from its data."""

    content: bytes = field(repr=False)
    suffix: str = ".docx"


@dataclass(frozen=True)
class LeftOut:
    """Why a file is not in the pack: a code of `escalation.codes.CODES`, and what to do."""

    code: str
    message: str


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with the papers, and what became of it.

    `key` says which it is and gives nothing away: a record's id, or `paper-2` for the second that the meeting's
    file names. `records` are the ids of the returns in it. `sha256` and `size` (bytes) are empty and 0 for a file
    that could not be opened. `is_renamed` where a number stands in place of its title.
    """

    key: str
    title: str
    file: str
    became: ReadyPages | Original | LeftOut
    records: tuple[str, ...] = ()
    received: str = ""
    sha256: str = ""
    size: int = 0
    is_renamed: bool = False
    line: int | None = None

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages that it brings into the pack."""
        return self.became.sheets if isinstance(self.became, ReadyPages) else ()

    @property
    def attached_as(self) -> str:
        """The name under which it is attached, which says nothing of anybody; empty where it is not."""
        if not isinstance(self.became, Original):
            return ""
        return f"{'return-' if self.records else ''}{self.key}{self.became.suffix}"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What somebody should know of it, naming it by its key."""
        renamed = (self._notice("pack-part-names-child"),) if self.is_renamed else ()
        return (*renamed, *self._findings_of_file())

    def _findings_of_file(self) -> tuple[Finding, ...]:
        match self.became:
            case LeftOut(code=code, message=message):
                return (notice(code, message=f"{self._said} is not in the pack. {message}"),)
            case ReadyPages() as pages:
                found = [
                    ("pack-part-cleaned", bool(pages.removed)),
                    ("pack-part-unseen", bool(pages.unseen)),
                    ("pack-part-repaired", pages.repaired),
                ]
                return tuple(self._notice(code) for code, applies in found if applies)
            case Original() if not self.records:
                return (self._notice("pack-part-attached"),)
            case _:
                return ()

    def _notice(self, code: str) -> Finding:
        return notice(code, message=f"{self._said}: {CODES[code].message}")

    @property
    def _said(self) -> str:
        if self.records:
            return f"The file of return {self.key}"
        at = f" (line {self.line})" if self.line else ""
        return f"Paper {self.key.removeprefix('paper-')} of the meeting’s file{at}"


@dataclass(frozen=True)
class Placed:
    """An enclosure in a pack: `first` and `last` are its pages there, counted from 1; 0 where it has none."""

    enclosure: Enclosure
    first: int = 0
    last: int = 0


def hide_names(enclosures: Sequence[Enclosure], names_child: Callable[[str], bool]) -> tuple[Enclosure, ...]:
    """Return the enclosures with a number in place of each title that names the child or adult.

    A title stands in the contents, and in the outline, which programs show without opening a page.
    """
    return tuple(
        replace(one, title=f"Paper {number}", is_renamed=True) if names_child(one.title) else one
        for number, one in enumerate(enclosures, start=1)
    )


def findings_of(enclosures: Sequence[Enclosure]) -> tuple[Finding, ...]:
    """Return what somebody should know of all of them, in their order."""
    return tuple(finding for enclosure in enclosures for finding in enclosure.findings)
