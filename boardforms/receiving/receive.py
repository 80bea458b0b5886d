"""Receive what an inbox offers: take it in, read it, compare it, and only then say that it is finished.

Each step begins where a run that was killed left it, so that the outcomes are those of an undisturbed run.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from boardforms import workers as crew
from boardforms.catalogue import Catalogue
from boardforms.errors import CannotWork
from boardforms.receiving.arrivals import Delivery, Inbox
from boardforms.receiving.comparing import compare_all, settle_copies
from boardforms.receiving.journal import Journal
from boardforms.receiving.opening import Unkept, begin_opening, keep_lost
from boardforms.receiving.reading import MOST_ATTEMPTS, Outcome, begin_reading, outcome_unread
from escalation.records import State

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Progress:
    """How far a run has come. `known` deliveries were in the journal already; `total` are to be read."""

    taken: int = 0
    known: int = 0
    arrivals: int = 0
    total: int = 0
    read: int = 0
    refused: int = 0
    failed: int = 0


Watch = Callable[[Progress], None]


def receive(
    inbox: Inbox, journal: Journal, catalogue: Catalogue, workers: int, at: dt.datetime, watch: Watch
) -> Progress:
    """Receive all that an inbox offers into a journal, and return how far it came: to the end.

    `at` is the moment that is written down as when it was taken in. `watch` is told as it goes. Raises CannotWork
    where the journal's folder cannot be written to, or no worker process keeps going.
    """
    progress = Progress()
    _take_in(inbox, journal, workers, at, progress, watch)
    read_waiting(journal, catalogue, workers, progress, watch)
    compare_all(journal, catalogue)
    settle_copies(journal)
    journal.flush()
    for key in journal.ready_to_finish():
        inbox.finish(key)
        journal.finish(key)
    return progress


def _take_in(
    inbox: Inbox, journal: Journal, workers: int, at: dt.datetime, progress: Progress, watch: Watch
) -> None:
    for arrivals in take_deliveries(_not_taken(inbox, journal, progress), journal, workers, at):
        progress.taken, progress.arrivals = progress.taken + 1, progress.arrivals + arrivals
        watch(progress)
    journal.flush()


def take_deliveries(
    deliveries: Iterator[Delivery], journal: Journal, workers: int, at: dt.datetime
) -> Iterator[int]:
    """Open deliveries and write down what they held; yield how many arrivals that were, each time.

    Raises CannotWork where what came in cannot be kept.
    """
    moment = at.isoformat(timespec="seconds")
    for delivery, opened in _work(partial(begin_opening, journal.shelf), deliveries, workers):
        if isinstance(opened, Unkept):
            raise CannotWork(
                f"what came in cannot be kept in {journal.shelf.folder} ({opened.why}). See to that, and run again"
            )
        found = (keep_lost(delivery, opened, journal.shelf),) if isinstance(opened, crew.Lost) else opened
        journal.take(delivery, found, moment)
        yield len(found)


def _not_taken(inbox: Inbox, journal: Journal, progress: Progress) -> Iterator[Delivery]:
    for delivery in inbox.deliveries():
        if journal.has_taken(delivery):
            progress.known += 1
        else:
            yield delivery


def read_waiting(
    journal: Journal, catalogue: Catalogue, workers: int, progress: Progress, watch: Watch
) -> None:
    """Read every content that has no outcome: first those never begun, then, one at a time, those that were.

    A content whose reading began before and ended with the whole program may be what ended it. Alone, it takes no
    other with it, and after MOST_ATTEMPTS it has failed. Those begun least often come first: what ends the program
    each time keeps no other from being read.
    """
    progress.total = journal.count_waiting()
    begin = partial(begin_reading, catalogue, journal.shelf)
    fresh = (sha256 for sha256 in journal.waiting() if not journal.shelf.begun(sha256))
    in_hand: set[str] = set()
    try:
        for sha256, answer in _work(begin, _noted(fresh, in_hand), workers):
            in_hand.discard(sha256)
            _save(journal, sha256, answer, progress)
            watch(progress)
    except BaseException:
        for sha256 in in_hand:  # stopped by a person, or by what is no fault of theirs
            journal.shelf.end(sha256)
        raise
    begun = sorted(journal.waiting(), key=journal.shelf.begun)
    alone = (sha256 for sha256 in begun if not _is_given_up(journal, sha256, progress))
    for sha256, answer in _work(begin, alone, min(workers, 1)):
        _save(journal, sha256, answer, progress)
        watch(progress)
    journal.flush()


def _noted(items: Iterator[T], noted: set[T]) -> Iterator[T]:
    for item in items:
        noted.add(item)
        yield item


def _work(
    begin: Callable[[], Callable[[T], R]], items: Iterator[T], workers: int
) -> Iterator[tuple[T, R | crew.Lost]]:
    """Do what there is to do, without hiring anybody where there is nothing."""
    for first in items:
        yield from crew.work_through(begin, chain((first,), items), workers, crew.LIMITS)


def _is_given_up(journal: Journal, sha256: str, progress: Progress) -> bool:
    if journal.shelf.begun(sha256) < MOST_ATTEMPTS:
        return False
    _save(journal, sha256, "gave-up", progress)
    return True


def _save(journal: Journal, sha256: str, answer: Outcome | str, progress: Progress) -> None:
    """Write down what became of a content: its outcome, or the code that says why it has none."""
    outcome = outcome_unread(sha256, answer) if isinstance(answer, str) else answer
    journal.save(outcome)
    journal.shelf.end(outcome.sha256)
    progress.read += 1
    progress.refused += outcome.state is State.REFUSED
    progress.failed += outcome.state is State.FAILED
