"""Killed at any moment and started again, a run ends as an undisturbed one, and leaves no process behind."""

import datetime as dt
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from boardforms.errors import ExitCode
from boardforms.receiving.journal import open_journal
from boardforms.receiving.sums import sum_up
from tests.receiving.inboxes import NOON, fill_inbox, letter, outcomes, sheet, zipped

ROOT = Path(__file__).parents[2]
KILLS = 50
WORKERS = ("0", "1", "2")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts processes as Linux shows them")


@dataclass
class Launcher:
    """A process that begins the program, with all of it imported already: fifty starts are soon made."""

    process: "subprocess.Popen[str]"
    log: Path
    sessions: list[int]

    def begin(self, *arguments: str) -> int:
        process = self._ask(list(arguments))
        self.sessions.append(process)
        return process

    def wait(self, process: int) -> int:
        return self._ask(process)

    def _ask(self, asked: object) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def launcher(log: Path) -> Iterator[Launcher]:
    command = [sys.executable, "-m", "tests.receiving.launcher", str(log)]
    with subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            yield Launcher(process, log, [])
        finally:
            process.kill()


def alive_in(sessions: list[int]) -> list[int]:
    """Return the processes of these sessions that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (
                    (entry / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                )
            except OSError:
                continue
            if int(stat[3]) in sessions and stat[0] not in "ZX":
                found.append(int(entry.name))
    return found


def kill(process: int, *, all_of_it: bool) -> None:
    """Kill the program alone, as the system does when memory is short, or with all its processes, as a power cut."""
    try:
        if all_of_it:
            os.killpg(process, signal.SIGKILL)
        else:
            os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def test_fifty_kills_change_no_outcome_and_leave_no_process(tmp_path: Path) -> None:
    inbox = fill_inbox(tmp_path / "inbox")
    send_old_versions(inbox)
    chance = random.Random(20240614)  # noqa: S311 - the same kills each time
    with launcher(tmp_path / "said.txt") as begun:
        usual = {workers: seconds_to_receive(begun, inbox, tmp_path, workers) for workers in WORKERS}
        undisturbed = outcomes(tmp_path / WORKERS[0])
        assert all(outcomes(tmp_path / workers) == undisturbed for workers in WORKERS)
        kills = runs = 0
        while kills < KILLS:
            runs += 1
            journal = tmp_path / f"killed-{runs}"
            kills += receive_killing(begun, inbox, journal, chance, usual)
            assert outcomes(journal) == undisturbed
            assert not list((journal / "begun").iterdir())
            with open_journal(journal) as opened:
                assert sum_up(opened).add_up
        end = time.monotonic() + 30
        while left := alive_in(begun.sessions):
            assert time.monotonic() < end, f"these processes are left: {left}"
            time.sleep(0.1)


def send_old_versions(inbox: Path) -> None:
    """Send the return that `fill_inbox` has a correction of once more after it: as it was, and saved anew."""
    first, later = sheet("MOR-2024-100"), NOON + dt.timedelta(days=6)
    with zipfile.ZipFile(io.BytesIO(first)) as given:
        anew = zipped([(name, given.read(name)) for name in given.namelist()])
    for number, form in enumerate((first, anew), start=20):
        (inbox / f"{number}.eml").write_bytes(letter(("form.docx", form), sent=later, number=number))


def seconds_to_receive(begun: Launcher, inbox: Path, folder: Path, workers: str) -> float:
    """Receive an inbox undisturbed, into a journal named after the number of workers; return how long that took."""
    began = time.monotonic()
    quiet = begun.begin("receive", str(inbox), "--journal", str(folder / workers), "--workers", workers)
    assert begun.wait(quiet) == ExitCode.NEEDS_A_PERSON
    return time.monotonic() - began


def receive_killing(
    begun: Launcher, inbox: Path, journal: Path, chance: random.Random, usual: Mapping[str, float]
) -> int:
    """Receive an inbox, killing the program at random moments until it comes to its end; return how often.

    `usual` is how long a whole run takes with so many workers, in seconds: a kill falls anywhere in it.
    """
    for kills in range(KILLS):
        workers = chance.choice(WORKERS)
        process = begun.begin("receive", str(inbox), "--journal", str(journal), "--workers", workers)
        time.sleep(chance.uniform(0, usual[workers]))
        kill(process, all_of_it=chance.random() < 0.5)
        code = begun.wait(process)
        if code != -signal.SIGKILL:
            assert code == ExitCode.NEEDS_A_PERSON, begun.log.read_text(encoding="utf-8")
            return kills
    assert (
        begun.wait(begun.begin("receive", str(inbox), "--journal", str(journal))) == ExitCode.NEEDS_A_PERSON
    )
    return KILLS
