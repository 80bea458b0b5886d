"""A reader of a slow kind of file is given more time than others, and never more than there is."""

import sys
import time
from collections.abc import Callable

import pytest

from boardforms.workers import Limits, Lost, work_through
from parsers.deadlines import ask_for_time

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no clock that ends a process")
LIMITS = Limits(seconds=0.7, slow_seconds=2.5, grace=1)


def begin() -> Callable[[float], str]:
    return ask_and_take


def ask_and_take(asked: float) -> str:
    """Ask for time, and take 1.5 seconds; or, with 9 asked, hang."""
    if asked:
        ask_for_time(asked)
    time.sleep(60 if asked == 9 else 1.5)
    return "done"


def test_time_is_given_to_whoever_asks_and_ends_for_all() -> None:
    begun = time.monotonic()
    answers = dict(work_through(begin, [0, 2, 9], 1, LIMITS))
    assert answers == {0: Lost.TOO_LONG, 2: "done", 9: Lost.TOO_LONG}
    assert time.monotonic() - begun < 30
    ask_for_time(5)  # outside a worker nobody is asked
