"""How far receiving has come, while there is a terminal to say it on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from boardforms.cli.terminal import console, count
from boardforms.receiving.receive import Progress, Watch


@contextmanager
def watch_progress() -> Iterator[Watch]:
    """Give what is told how far receiving has come: a bar on standard error, or nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Bar(*columns, console=console(err=True), transient=True) as bar:
        task = bar.add_task("Taking in", total=None)
        rate = _Rate(time.monotonic)

        def show(progress: Progress) -> None:
            done = progress.read or progress.taken
            said = describe(progress, rate.of(done, is_reading=progress.total > 0))
            bar.update(task, description=said, completed=progress.read, total=progress.total or None)

        yield show


def describe(progress: Progress, rate: float) -> str:
    """Say how far receiving has come, at so many a second."""
    if not progress.total:
        taken = count(progress.taken, "file or message", "files and messages")
        return f"Taking in: {taken}, {count(progress.arrivals, 'thing')} in them, {rate:.0f}/s"
    return (
        f"Reading: {progress.read} of {progress.total}, {rate:.0f}/s,"
        f" {progress.refused} refused, {progress.failed} failed"
    )


class _Rate:
    """How many a second, from when the present step began; none in its first half second, which would mislead."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock, self.began, self.is_reading = clock, clock(), False

    def of(self, done: int, *, is_reading: bool) -> float:
        if is_reading != self.is_reading:
            self.began, self.is_reading = self.clock(), is_reading
        seconds = self.clock() - self.began
        return done / seconds if seconds > 0.5 else 0.0
