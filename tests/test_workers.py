"""Whatever one file does to the process that reads it, every other file has its own outcome, in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boardforms import intake
from boardforms.blanks import Format, render
from boardforms.catalogue import load_catalogue
from boardforms.cli import run
from boardforms.errors import CannotWork, ExitCode
from boardforms.intake import find_returns, read_returns
from boardforms.workers import Limits, Lost, work_through
from escalation.records import State
from tests import hostile
from tests.hostile import begin_deeds

ROOT = Path(__file__).parent.parent
CATALOGUE = load_catalogue()
SHORT = Limits(seconds=4, slow_seconds=6, memory=200 * 2**20)

ENDS = {
    "hang": Lost.TOO_LONG,
    "exit_at_once": Lost.CRASHED,
    "touch_no_ones_memory": Lost.CRASHED,
    "complain": Lost.CRASHED,
    "eat_memory": Lost.TOO_MUCH_MEMORY,
}
"""What becomes of whoever does each deed. The limit of memory holds on Linux, where the tests run."""


def work(*items: str, limits: Limits = SHORT, workers: int = 2) -> list[tuple[str, str]]:
    """Return each item with its answer, without the number of the process."""
    answers = work_through(begin_deeds, items, workers, limits)
    return [(item, answer if isinstance(answer, Lost) else answer.split()[0]) for item, answer in answers]


@pytest.mark.parametrize("workers", [1, 2])
def test_of_sixty_tasks_among_crashers_none_is_lost_and_the_order_is_kept(workers: int) -> None:
    items = [f"task-{number}" for number in range(60)]
    for place, deed in zip(range(3, 60, 6), [*ENDS, "exit_at_once", "eat_memory", "complain"], strict=False):
        items[place] = deed
    assert work(*items, workers=workers) == [(item, ENDS.get(item, item)) for item in items]


@pytest.mark.parametrize("deed", ["hang_and_hear_nothing", "exit_as_if_well"])
def test_a_process_that_will_not_end_or_ends_without_a_word_is_given_up_at_its_deadline(deed: str) -> None:
    assert work("before", deed, "after") == [("before", "before"), (deed, Lost.TOO_LONG), ("after", "after")]


def test_a_task_has_the_whole_limit_of_memory_whatever_was_held_before_it() -> None:
    assert work("eat_memory", "one", "eat_memory", "two", workers=1) == [
        ("eat_memory", Lost.TOO_MUCH_MEMORY),
        ("one", "one"),
        ("eat_memory", Lost.TOO_MUCH_MEMORY),
        ("two", "two"),
    ]


def test_processes_that_die_between_tasks_are_made_anew() -> None:
    def slowly() -> Iterator[str]:
        yield "die_once_idle"
        time.sleep(1.5)
        yield from ("one", "two")

    answers = [answer for _, answer in work_through(begin_deeds, slowly(), 1, SHORT)]
    assert [answer.split()[0] for answer in answers] == ["die_once_idle", "one", "two"]


def test_processes_that_cannot_begin_are_not_waited_for() -> None:
    with pytest.raises(CannotWork, match="--workers 0"):
        list(work_through(hostile.never_begin, ["one"], 1, SHORT))


def test_a_process_makes_way_for_a_new_one_after_its_tasks() -> None:
    answers = [answer for _, answer in work_through(begin_deeds, "abcdef", 1, Limits(tasks=2))]
    assert len({answer.split()[1] for answer in answers}) == 3


def test_no_more_tasks_are_taken_than_can_be_answered_soon() -> None:
    taken = 0

    def count() -> Iterator[str]:
        nonlocal taken
        for number in range(600):
            taken += 1
            yield str(number)

    for answered, _ in enumerate(work_through(begin_deeds, count(), 2, Limits())):
        assert taken - answered <= 200
    assert taken == 600


def test_without_workers_memory_alone_is_answered_for() -> None:
    def run_out(item: str) -> str:
        raise MemoryError(item)

    assert list(work_through(lambda: run_out, ["one"], 0)) == [("one", Lost.TOO_MUCH_MEMORY)]


def blank(path: Path, kind: Format) -> None:
    board = CATALOGUE.board("moray")
    path.write_bytes(render(board.form("escalation-record"), board, kind).content)


def test_each_file_has_its_own_record_whatever_the_others_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, deed in enumerate(ENDS):
        (tmp_path / f"{number}").mkdir()
        blank(tmp_path / f"{number}" / "a.docx", Format.WORD)
        (tmp_path / f"{number}" / f"{deed}.pdf").write_bytes(deed.encode())
        blank(tmp_path / f"{number}" / "z.pdf", Format.PDF)
    monkeypatch.setattr(intake, "_begin_reading", hostile.begin_reading)
    monkeypatch.setattr(intake, "LIMITS", SHORT)
    files = find_returns([tmp_path])
    records = list(read_returns(files, CATALOGUE, workers=2))
    assert [record.source.path for record in records] == [str(path) for path in files]
    for path, record in zip(files, records, strict=True):
        if path.stem in ENDS:
            assert (record.state, record.findings[0].code) == (State.FAILED, ENDS[path.stem])
        else:
            assert record.state is State.REVIEW
    assert len({record.id for record in records}) == len(ENDS) + 2, "a lost file's id is its content's"


def test_a_machine_of_many_processors_reads_under_the_same_limit_of_memory(tmp_path: Path) -> None:
    blank(tmp_path / "z.pdf", Format.PDF)
    told = subprocess.run(
        [sys.executable, "-m", "boardforms", "parse", str(tmp_path)],
        env=os.environ | {"RAYON_NUM_THREADS": "512"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "1 return: 0 complete, 1 review, 0 refused, 0 failed." in told.stderr.splitlines()


@pytest.mark.parametrize("workers", [0, 1])
def test_a_file_whose_name_is_no_text_is_accounted_for(workers: int, tmp_path: Path) -> None:
    named = tmp_path / os.fsdecode(b"gone-\xff.pdf")
    [record] = read_returns([named], CATALOGUE, workers=workers)
    assert (record.state, record.findings[0].code) == (State.FAILED, "cannot-open")
    assert "gone-\\udcff.pdf" in record.model_dump_json().replace("\\\\", "\\")


def test_files_are_read_alike_in_this_process_and_in_others() -> None:
    files = find_returns([ROOT / "samples" / "inbox"])
    alone = list(read_returns(files, CATALOGUE))
    assert list(read_returns(files, CATALOGUE, workers=2)) == alone


def test_parse_reads_by_workers_and_says_what_became_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "exit_at_once.pdf").write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(intake, "_begin_reading", hostile.begin_reading)
    assert run(["parse", str(tmp_path)]) == ExitCode.NEEDS_A_PERSON
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert "The program that reads files crashed on this one." in said.err


def parse_until_taken(folder: Path, limits: str) -> tuple["subprocess.Popen[str]", int]:
    """Begin `boardforms parse` on a file that hangs; return it, and the process that took the file up."""
    (folder / "hang_and_hear_nothing.pdf").write_bytes(b"%PDF-1.7")
    script = f"from tests import hostile; hostile.parse({str(folder)!r}, {limits})"
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        text=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    taken = folder / "hang_and_hear_nothing.taken"
    wait_until(lambda: taken.exists() and taken.read_text() != "")
    return parent, int(taken.read_text())


def hear_out(parent: "subprocess.Popen[str]") -> str:
    """Wait until a program has ended, and return what it said; it ends with the test, come what may."""
    with parent:
        try:
            return parent.communicate(timeout=30)[1]
        finally:
            parent.kill()


def wait_until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to it"
        time.sleep(0.05)


def is_gone(process: int) -> bool:
    """Whether a process has ended, if only its parent has not noticed yet."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


def test_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    parent, worker = parse_until_taken(tmp_path, "seconds=120, grace=120")
    os.killpg(parent.pid, signal.SIGINT)
    said = hear_out(parent)
    assert (parent.returncode, said.strip()) == (ExitCode.COULD_NOT_WORK, "Stopped.")
    wait_until(lambda: is_gone(worker))


def test_ctrl_c_while_processes_are_made_ready_is_no_concern_of_theirs() -> None:
    """A terminal sends it to every process: one that was still importing the readers said so with a traceback."""
    script = (
        "import os, signal, time; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from boardforms.workers import get_ready; get_ready(2); time.sleep(0.2)\n"
        "try: os.killpg(0, signal.SIGINT); time.sleep(5)\nexcept KeyboardInterrupt: print('heard')"
    )
    heard = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=60,
    )
    assert (heard.stdout, heard.stderr) == ("heard\n", "")


def test_a_process_whose_program_was_killed_ends_itself(tmp_path: Path) -> None:
    parent, worker = parse_until_taken(tmp_path, "seconds=2, grace=1")
    parent.kill()
    hear_out(parent)
    wait_until(lambda: is_gone(worker))
