"""A contest: one piece of our work, and others doing as much of the same as they can."""

from collections.abc import Callable
from dataclasses import dataclass

OURS = "boardforms"
"""What our own contestant is called in every contest."""


@dataclass(frozen=True)
class Contestant:
    """Somebody who does the work once a call. `lacks` says what of ours it does not do."""

    name: str
    work: Callable[[], object]
    lacks: str = ""


@dataclass(frozen=True)
class Aim:
    """What we set out to reach: at most so many times what another takes, or so many seconds where none is named."""

    words: str
    at_most: float
    against: str = ""


@dataclass(frozen=True)
class Contest:
    """Our work first, then the others. `sample` says what it is done on."""

    title: str
    sample: str
    ours: Contestant
    others: tuple[Contestant, ...]
    aims: tuple[Aim, ...] = ()

    @property
    def contestants(self) -> tuple[Contestant, ...]:
        """Everybody, in the order in which each round calls them."""
        return (self.ours, *self.others)
