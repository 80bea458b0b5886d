"""The benchmark of receiving receives what it says. How long that takes is never asserted here."""

import sys
from pathlib import Path

import pytest

from bench.intake import fill_inbox, receive_apart, show
from tests.receiving.inboxes import sums_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="measures memory as Unix tells it")


def test_every_return_of_the_benchmark_is_another_and_is_read(tmp_path: Path) -> None:
    fill_inbox(tmp_path / "inbox", 4)
    received = receive_apart(tmp_path / "inbox", tmp_path / "journal", 1, 4)
    sums = sums_of(tmp_path / "journal")
    assert (sums.returns, sums.copies, sums.standings) == (4, 0, {"complete": 4})
    assert received.megabytes > 1
    assert show(received).startswith("| 4 | 1 | ")
