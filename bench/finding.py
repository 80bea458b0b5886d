"""How much of what was written in a return is found in what somebody makes of it.

- by its name: it stands under the name of its box (its field's, or ours), and is the value that was written;
- after its label: the label that the form prints stands in the text, and the whole value follows with nothing but
  punctuation, marks and the form's own hint between them (of a tick: a mark stands directly before or after it);
- anywhere: the whole value stands somewhere in the text (of a tick: as above). Nobody is told what it answers, and
  a value that stands in another box too counts in both.

White space counts as one blank, a date in any of the usual ways, a choice by its option as printed, and Markdown's
own marks are taken off.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bench.answered import Written
from escalation.definitions import Kind

_TICKS = r"(?:☒|☑|✓|✔|✗|✘|\[[xX]\]|\bX\b)"
_YES = frozenset({"/Yes", "Yes", "True"})
_BETWEEN = r"[\W_]*"
_MARKDOWN = re.compile(r"\\(?=[^\w\s])|\*\*|<br\s*/?>")


@dataclass(frozen=True)
class Given:
    """What somebody makes of a return: values under names, or a text; None for what they do not give."""

    named: Mapping[str, str | bool | None] | None = None
    text: str | None = None


@dataclass
class Found:
    """How many values were found each way, of how many: None for a way that there is not."""

    of: int = 0
    named: int | None = None
    labelled: int | None = None
    anywhere: int | None = None
    files: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, written: Sequence[Written], given: Given, seconds: float) -> None:
        """Count what was found in one more file."""
        self.files, self.of = self.files + 1, self.of + len(written)
        self.seconds.append(seconds)
        if given.named is not None:
            named = given.named
            self.named = (self.named or 0) + sum(is_named(one, named.get(one.box.name)) for one in written)
        if given.text is not None:
            text = squeeze(given.text)
            self.labelled = (self.labelled or 0) + sum(is_labelled(one, text) for one in written)
            self.anywhere = (self.anywhere or 0) + sum(is_anywhere(one, text) for one in written)


def squeeze(text: str) -> str:
    """Return a text without Markdown's marks, its white space made single."""
    return " ".join(_MARKDOWN.sub(" ", text).split())


def is_named(written: Written, given: str | bool | None) -> bool:
    """Say whether what stands under the name of a box is what was written in it."""
    if isinstance(written.value, bool):
        return given is True or str(given) in _YES
    wanted = {written.value, *ways_to_write(written)}
    return given is not None and squeeze(str(given)) in {squeeze(one) for one in wanted}


def is_labelled(written: Written, text: str) -> bool:
    """Say whether a value follows the label of its box, in a text that is squeezed."""
    label = re.escape(squeeze(written.box.asks.label.rstrip(": ")))
    if isinstance(written.value, bool):
        return bool(re.search(rf"{_TICKS}[\s|:\-]*{label}|{label}[\s|:\-]*{_TICKS}", text))
    hint = re.escape(squeeze(written.box.hint))
    return any(
        re.search(rf"(?<!\w){label}{_BETWEEN}(?:{hint}{_BETWEEN})?{_whole(way)}", text)
        for way in ways_to_write(written)
    )


def is_anywhere(written: Written, text: str) -> bool:
    """Say whether a value stands anywhere in a text that is squeezed."""
    if isinstance(written.value, bool):
        return is_labelled(written, text)
    return any(re.search(_whole(way), text) for way in ways_to_write(written))


def _whole(way: str) -> str:
    return rf"(?<!\w){re.escape(squeeze(way))}(?!\w)"


def ways_to_write(written: Written) -> Iterator[str]:
    """Yield the ways in which a value may stand in a file."""
    value = str(written.value)
    if written.box.kind is Kind.DATE:
        day = dt.date.fromisoformat(value)
        yield from (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", value)
        yield from (f"{day.day} {day:%B} {day.year}", f"{day.day} {day:%b} {day.year}")
    elif written.box.kind is Kind.CHOICE:
        yield written.box.asks.options[value]
    else:
        yield value
