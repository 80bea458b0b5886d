"""What leads back to a case though it names nobody: its reference, a day, an address for mail, a telephone number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docgen.packs.by_role.days_in_text import holds_day, leave_out_days
from docgen.packs.by_role.plain_text import make_plain

_MAIL = re.compile(r"[^\s@]@[^\s@]")
_LONG = re.compile(r"\d(?:[\s./()-]{0,3}\d){9}")
"""Ten digits in a run, as in the numbers of telephones and of the health service (ten or eleven, however parted)."""
_DIGITS = 5
"""The digits of a reference are looked for by themselves where there are so many: `017` stands for much else."""
_BETWEEN = r"[\W_]{0,3}"
_PARTS = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True)
class Traces:
    """What of that a copy does not give: these references, and `days` or `addresses` of any kind."""

    references: frozenset[str] = frozenset()
    days: bool = False
    addresses: bool = False

    def are_in(self, text: str) -> bool:
        """Say whether a text holds any of them, with whatever signs they are parted."""
        plain = make_plain(text)
        return (
            any(_holds(plain, reference) for reference in self.references)
            or (self.days and holds_day(plain))
            or (self.addresses and _holds_address(plain))
        )


def take_references(given: Iterable[str | None]) -> frozenset[str]:
    """Return the references that can be looked for; white space or signs alone are none."""
    return frozenset(make_plain(one) for one in given if one and _PARTS.search(make_plain(one)))


def _holds(text: str, reference: str) -> bool:
    parts = _PARTS.findall(reference)
    numbers = [part for part in parts if part.isdecimal()]
    ways = [_BETWEEN.join(parts)]
    if len("".join(numbers)) >= _DIGITS:
        ways += [_BETWEEN.join(numbers), r"\s?[-/._]\s?".join(_without_noughts(numbers))]
    return any(re.search(_by_itself(way), text, re.IGNORECASE) for way in ways)


def _by_itself(way: str) -> str:
    """Return a pattern that is not found within a longer number or a longer word."""
    before, after = (r"\d" if way[at].isdecimal() else r"[^\W\d_]" for at in (0, -1))
    return rf"(?<!{before}){way}(?!{after})"


def _without_noughts(numbers: Iterable[str]) -> Iterable[str]:
    """Return numbers as people shorten them: `2024/17` for 2024-017."""
    return (f"0*{number.lstrip('0') or '0'}" for number in numbers)


def _holds_address(text: str) -> bool:
    return bool(_MAIL.search(text) or _LONG.search(leave_out_days(text)))
