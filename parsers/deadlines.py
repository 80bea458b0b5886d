"""More time for a file that takes long by its nature, asked of whoever set its deadline."""

from collections.abc import Callable

_GRANT: list[Callable[[float], None]] = []


def grant_time_by(grant: Callable[[float], None]) -> None:
    """Have `grant` called with the seconds that a reader asks for, counted from then."""
    _GRANT[:] = [grant]


def ask_for_time(seconds: float) -> None:
    """Ask for so many seconds from now. Nothing happens where files are read under no deadline."""
    for grant in _GRANT:
        grant(seconds)
