"""What is amiss with the files that go with a meeting's papers: what could not be put in, and what is there twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.packs.enclosing.enclosures import Enclosure, LeftOut
from escalation.codes import notice
from escalation.findings import Finding


@dataclass(frozen=True)
class Missing:
    """A file of which the pack has only a page that says so: `number` is its own in the list of papers."""

    enclosure: Enclosure
    number: int
    why: str

    def __str__(self) -> str:
        """Say it for the page of contents."""
        return f"Paper {self.number}, ‘{self.enclosure.title}’, is not in this pack. {self.why}"

    @property
    def asks(self) -> str:
        """What `pack check` says of it, without any title: that may name somebody."""
        which = f"the file of return {self.enclosure.key}" if self.enclosure.records else "it"
        return f"{which} is not in the pack. {self.why}"


@dataclass(frozen=True)
class Repeat:
    """A paper that is the same file as one before it; both numbers are those of the list of papers."""

    enclosure: Enclosure
    number: int
    before: Enclosure
    before_number: int

    def __str__(self) -> str:
        """Say it for the page of contents."""
        return (
            f"Paper {self.number}, ‘{self.enclosure.title}’, is the same file as paper {self.before_number}."
        )

    @property
    def asks(self) -> str:
        """What `pack check` says of it, without any title."""
        return f"it is the same file as {self._other}: name the one that was meant, or take it out"

    @property
    def _other(self) -> str:
        return f"that of return {self.before.key}" if self.before.records else named_by(self.before)

    @property
    def finding(self) -> Finding:
        """What the terminal says of it, without any title."""
        at = f" (line {self.enclosure.line})" if self.enclosure.line else ""
        which = f"{named_by(self.enclosure).capitalize()} of the meeting’s file{at}"
        message = f"{which} is the same file as {self._other}."
        return notice("pack-part-repeated", message=f"{message} Name the one that was meant, or take it out.")


def find_amiss(enclosures: Sequence[Enclosure]) -> tuple[Missing | Repeat, ...]:
    """Return the files that could not be put into a pack, and those that are in it twice, in their order."""
    return tuple(sorted((*_find_left_out(enclosures), *find_repeats(enclosures)), key=lambda one: one.number))


def _find_left_out(enclosures: Sequence[Enclosure]) -> Iterator[Missing]:
    for number, one in enumerate(enclosures, start=1):
        if isinstance(one.became, LeftOut):
            yield Missing(one, number, one.became.message)


def find_repeats(enclosures: Sequence[Enclosure]) -> Iterator[Repeat]:
    """Yield each file that stands among the papers a second time, by its SHA-256, whatever it is called."""
    first: dict[str, tuple[int, Enclosure]] = {}
    for number, one in enumerate(enclosures, start=1):
        before_number, before = first.setdefault(one.sha256, (number, one)) if one.sha256 else (number, one)
        if before_number != number:
            yield Repeat(one, number, before, before_number)


def named_by(one: Enclosure) -> str:
    """Return what names a file in the meeting's file: `paper 2`, or `returns`, the folder of returned forms."""
    return "returns" if one.records else one.key.replace("-", " ")
