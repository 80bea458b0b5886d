"""When a version of a form or of a limit is in force: from one day until another, both of them in it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """The days from `first` to `last`, both inclusive; without a beginning or an end unless they are given."""

    first: dt.date = dt.date.min
    last: dt.date = dt.date.max

    @classmethod
    def between(cls, first: dt.date | None, last: dt.date | None) -> "Period":
        """Return the period from one day until another, either of which may be left open."""
        return cls(first or dt.date.min, last or dt.date.max)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Say whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    @property
    def is_always(self) -> bool:
        """True where it has neither a beginning nor an end."""
        return self == Period()


def find_gaps(periods: Iterable[Period]) -> Iterator[Period]:
    """Yield the days between periods that lie in none of them. The periods must not overlap."""
    for earlier, later in pairwise(sorted(periods)):
        if later.first - earlier.last > _ONE_DAY:
            yield Period(earlier.last + _ONE_DAY, later.first - _ONE_DAY)
