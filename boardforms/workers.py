"""Work done in processes of its own, which can be killed. docs/decisions/0006-workers.md says why and how.

A task that hangs, crashes or eats memory ends its own process. It is answered with what became of it, and
every other task with its own result, in the order in which they were given.
"""

import faulthandler
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing import get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from boardforms.errors import CannotWork

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 200
"""Tasks given and not yet answered: enough to keep every process busy while one runs into its deadline."""

_TRIES = 3
"""How often all the processes may break down with no task answered in between."""

_READERS = ["boardforms.intake", "docgen.word.document", "docgen.pdf.render"]
"""What a fork server imports for all the processes that it makes: every module that reading a file needs."""

_OUT_OF_MEMORY = 75
"""The exit code of a process that ran out of memory: it ends, because nobody knows what it left half done."""

_OUT_OF_TIME = -int(getattr(signal, "SIGALRM", 0)) or None
"""The exit code of a process that its own clock ended; none where processes have no such clock."""


_ONE_THREAD = {"RAYON_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""Typst and NumPy take a thread for each processor, and each thread address space: dozens would use up the limit."""


class Lost(StrEnum):
    """What became of a task that gave no result. Each is the code of a finding."""

    TOO_LONG = "took-too-long"
    TOO_MUCH_MEMORY = "too-much-memory"
    CRASHED = "reader-crashed"


@dataclass(frozen=True)
class Limits:
    """What one task may use, and after how many tasks a process makes way for a new one.

    `seconds` run from when a process takes up the task; a task that is slow by its nature may be given more, up to
    `slow_seconds` in all. Where a process has no clock of its own (Windows), every task has those. `memory` is bytes
    of address space, over what the process has by then; that limit holds on Linux alone. `grace` seconds after
    the last deadline a process ends itself, because whoever should have ended it is gone.
    """

    seconds: float = 20.0
    slow_seconds: float = 75.0
    grace: float = 10.0
    memory: int = 2**30
    tasks: int = 100


LIMITS = Limits()


def get_ready(workers: int, *modules: str) -> None:
    """Begin to import the readers for so many processes to come, while the caller does something else.

    `modules` are what the tasks need beside them. It saves half a second on Linux, does nothing elsewhere, and is
    never necessary.
    """
    _READERS.extend(module for module in modules if module not in _READERS)
    if workers and sys.platform == "linux":
        from multiprocessing.forkserver import ensure_running  # noqa: PLC0415 - Windows has none

        _context()
        with _ctrl_c_ignored():
            ensure_running()


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Ignore Ctrl-C for a moment, so that the processes begun in it do so for good: this one ends them.

    A terminal sends it to them as well, and one that is still importing would print a traceback.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def work_through(
    start: Callable[[], Callable[[T], R]],
    items: Iterable[T],
    workers: int,
    limits: Limits = LIMITS,
) -> Iterator[tuple[T, R | Lost]]:
    """Yield each item with its result, or with what became of it, in the order given.

    `start` is called once in each process and returns what does one task; it and the items must be picklable.
    With 0 workers all is done in this process, under no limit. Raises CannotWork where no process keeps going.
    """
    if workers == 0:
        yield from _work_here(start(), items)
        return
    crew = _Crew[T, R](start, workers, limits)
    try:
        for item in items:
            crew.give(item)
            while len(crew.given) >= _AHEAD:
                yield crew.next_answer()
        while crew.given:
            yield crew.next_answer()
    finally:
        crew.dismiss()


def _work_here(do: Callable[[T], R], items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
    for item in items:
        try:
            answer: R | Lost = do(item)
        except MemoryError:
            answer = Lost.TOO_MUCH_MEMORY
        yield item, answer


class _Crew(Generic[T, R]):
    """The processes, hired anew where they break down together, and what they were given to do, in order."""

    def __init__(self, start: Callable[[], Callable[[T], R]], workers: int, limits: Limits) -> None:
        self.start, self.workers, self.limits = start, workers, limits
        self.given: deque[tuple[T, ProcessFuture[R]]] = deque()
        self.pool = self._hire()

    def give(self, item: T) -> None:
        """Have one of the processes do a task."""
        self.given.append((item, self._schedule(item)))

    def next_answer(self) -> tuple[T, R | Lost]:
        """Wait for the first task that was given, and return its answer."""
        for _ in range(_TRIES):
            item, future = self.given[0]
            # In steps, because Windows hears no Ctrl-C in a wait without an end, and a broken pool may never answer.
            while not wait((future,), timeout=1).done and self.pool.active:
                pass
            if _is_answered(future):
                self.given.popleft()
                return item, _answer_of(future)
            self._start_over()
        raise CannotWork(
            "the processes that read files do not keep going on this machine; --workers 0 reads without them"
        )

    def dismiss(self) -> None:
        """End every process, whatever it is doing."""
        self.pool.stop()  # type: ignore[no-untyped-call]
        self.pool.join()

    def _hire(self) -> ProcessPool:
        return ProcessPool(self.workers, self.limits.tasks, _begin, (self.start, self.limits), _context())

    def _schedule(self, item: T) -> ProcessFuture[R]:
        try:
            longest = max(self.limits.seconds, self.limits.slow_seconds)
            return self.pool.schedule(_do, (item,), timeout=longest)
        except RuntimeError:  # the pool broke down just now
            broken: ProcessFuture[R] = ProcessFuture()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _start_over(self) -> None:
        self.dismiss()
        self.pool = self._hire()
        self.given = deque(
            (item, future if _is_answered(future) else self._schedule(item)) for item, future in self.given
        )


def _is_answered(future: ProcessFuture[R]) -> bool:
    return future.done() and not isinstance(future.exception(), BrokenProcessPool)


def _answer_of(future: ProcessFuture[R]) -> R | Lost:
    match future.exception():
        case None:
            return future.result()
        case TimeoutError():
            return Lost.TOO_LONG
        case ProcessExpired(exitcode=code) if code == _OUT_OF_TIME:
            return Lost.TOO_LONG
        case ProcessExpired(exitcode=code) if code == _OUT_OF_MEMORY:
            return Lost.TOO_MUCH_MEMORY
        case _:
            return Lost.CRASHED


def _context() -> BaseContext:
    """Return how processes are begun: on Linux off a server that has no threads and has the readers imported.

    Each begins as `python -c`, which would import a module that lies in the current folder, beside what somebody
    sent, before the library's of that name.
    """
    os.environ["PYTHONSAFEPATH"] = "1"
    if sys.platform != "linux":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(_READERS)
    return context


@dataclass
class _Post:
    """What a worker process holds from its first task to its last."""

    do: Callable[[Any], Any]
    limits: Limits
    nowhere: int
    begun: float = 0.0


_POST: list[_Post] = []


def _begin(start: Callable[[], Callable[[Any], Any]], limits: Limits) -> None:
    from parsers.deadlines import grant_time_by  # noqa: PLC0415 - only a worker reads files under a deadline

    os.environ.update(_ONE_THREAD)
    grant_time_by(give_time)
    _POST[:] = [_Post(start(), limits, os.open(os.devnull, os.O_WRONLY))]


def _do(item: object) -> Any:
    """Do a task in a worker process, under its limits."""
    [post] = _POST
    post.begun = time.monotonic()
    longest = max(post.limits.seconds, post.limits.slow_seconds)
    _limit_memory(post.limits.memory)
    faulthandler.dump_traceback_later(longest + post.limits.grace, exit=True, file=post.nowhere)
    _set_clock(post.limits.seconds)
    try:
        return post.do(item)
    except MemoryError:
        _end_at_once()
    finally:
        _set_clock(0)
        faulthandler.cancel_dump_traceback_later()


def give_time(seconds: float) -> None:
    """Give the task that this process is doing so many seconds from now, and never more than a slow task may have.

    Does nothing in a process that is no worker.
    """
    for post in _POST:
        left = post.limits.slow_seconds - (time.monotonic() - post.begun)
        _set_clock(max(0.001, min(seconds, left)))


def _set_clock(seconds: float) -> None:
    """Have this process ended in so many seconds, by a signal that needs no Python to run; never with 0."""
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _end_at_once() -> NoReturn:
    os._exit(_OUT_OF_MEMORY)


def _limit_memory(more: int) -> None:
    """Let this process take so many more bytes of address space than it has now."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - Windows has none

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = pages * resource.getpagesize() + more
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
