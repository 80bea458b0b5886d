"""Time contestants side by side: in every round each has its turn, so that a busy moment is shared by all."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles

from bench.contest import Aim, Contest, Contestant

Clock = Callable[[], float]

_TURN = 0.005
"""Seconds: the least that one turn should take, so that the clock's own grain does not matter."""
_FEWEST, _MOST = 5, 100


@dataclass(frozen=True)
class Standing:
    """How long a contestant took a call, in seconds: the median, and the middle half of all its turns.

    `ratio` is the median over the rounds of our time divided by its own in the same round.
    """

    contestant: Contestant
    median: float
    low: float
    high: float
    ratio: float


@dataclass(frozen=True)
class Verdict:
    """An aim, what was reached, and whether that is it."""

    aim: Aim
    reached: float

    @property
    def is_met(self) -> bool:
        """True where no more was taken than the aim allows."""
        return self.reached <= self.aim.at_most


def time_contest(contest: Contest, seconds: float, clock: Clock = time.perf_counter) -> tuple[Standing, ...]:
    """Return how each contestant stands, ours first, after as many rounds as take about that many seconds.

    Everybody works once untimed, so that what is made once a process is not counted.
    """
    calls = [_calls_a_turn(contestant, clock) for contestant in contest.contestants]
    rounds = [_play_round(contest, calls, clock)]
    enough = min(_MOST, max(_FEWEST, round(seconds / sum(_spent(rounds[0], calls)))))
    rounds += [_play_round(contest, calls, clock) for _ in range(enough - 1)]
    return tuple(_stand(contestant, rounds, place) for place, contestant in enumerate(contest.contestants))


def judge(contest: Contest, standings: tuple[Standing, ...]) -> tuple[Verdict, ...]:
    """Return what became of each aim of a contest."""
    ratios = {standing.contestant.name: standing.ratio for standing in standings}
    return tuple(
        Verdict(aim, ratios[aim.against] if aim.against else standings[0].median) for aim in contest.aims
    )


def _calls_a_turn(contestant: Contestant, clock: Clock) -> int:
    contestant.work()
    taken = _time_turn(contestant, 1, clock)
    return max(1, round(_TURN / taken)) if taken else 1


def _play_round(contest: Contest, calls: list[int], clock: Clock) -> list[float]:
    gc.collect()
    return [
        _time_turn(contestant, times, clock)
        for contestant, times in zip(contest.contestants, calls, strict=True)
    ]


def _time_turn(contestant: Contestant, calls: int, clock: Clock) -> float:
    """Return the seconds that a call takes, as the mean over one turn.

    One call goes before, untimed: it pays for the processor's cache, which holds what the one before us worked on.
    """
    contestant.work()
    start = clock()
    for _ in range(calls):
        contestant.work()
    return (clock() - start) / calls


def _spent(taken: list[float], calls: list[int]) -> list[float]:
    return [max(each * times, 1e-6) for each, times in zip(taken, calls, strict=True)]


def _stand(contestant: Contestant, rounds: list[list[float]], place: int) -> Standing:
    own = [taken[place] for taken in rounds]
    low, middle, high = quantiles(own, n=4, method="inclusive")
    return Standing(contestant, middle, low, high, median(taken[0] / taken[place] for taken in rounds))
