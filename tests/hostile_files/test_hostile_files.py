"""A folder of files that are made to do harm: each is accounted for as what it is, soon, and in bounded memory."""

import datetime as dt
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from boardforms import intake
from boardforms.blanks import Format, render
from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.intake import find_returns, read_returns
from boardforms.workers import Limits
from escalation.records import Record, State
from tests.hostile_files.pdfs import pdf_files
from tests.hostile_files.xmls import xml_files
from tests.hostile_files.zips import zip_files

CATALOGUE = load_catalogue(Path(__file__).parents[1] / "boards")
MOST_MEMORY = 700
"""Megabytes that a process may have held at most: a tenth of what some of the files unpack to."""
MOST_SECONDS = 120
CUT = {"damaged", "pdf-repaired", "not-our-form", "other-zip", "pdf-no-fields"}

LOST_CODES = frozenset({"took-too-long", "too-much-memory", "reader-crashed"})

_begin_really = intake._begin_reading


def begin_measured(
    catalogue: Catalogue, received: dt.date | None, crops: Path | None = None
) -> Callable[[Path], tuple[Record, ...]]:
    """Stand in for the reader of returned files: beside each file it writes the most memory that it held."""
    read = _begin_really(catalogue, received, crops)

    def read_and_measure(path: Path) -> tuple[Record, ...]:
        records = read(path)
        import resource  # noqa: PLC0415 - Windows has none

        path.with_suffix(".peak").write_text(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
        return records

    return read_and_measure


def hostile_files() -> Iterator[tuple[str, bytes, set[str]]]:
    """Yield every file of the collection, and a good one cut short at each twentieth of its length."""
    yield from ((f"{name}.docx", data, codes) for name, data, codes in (*zip_files(), *xml_files()))
    yield from ((f"{name}.pdf", data, codes) for name, data, codes in pdf_files())
    board = CATALOGUE.board("dyffryn")
    for kind, ending in ((Format.WORD, "docx"), (Format.PDF, "pdf")):
        whole = render(board.form("every-kind"), board, kind).content
        for part in range(1, 20):
            yield f"cut-at-{part}.{ending}", whole[: len(whole) * part // 20], CUT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such measure of memory")
def test_every_hostile_file_ends_as_what_it_is_and_no_other_is_lost_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = {}
    for name, data, codes in hostile_files():
        (tmp_path / name).write_bytes(data)
        expected[name] = codes
    files = find_returns([tmp_path])
    monkeypatch.setattr(intake, "_begin_reading", begin_measured)
    monkeypatch.setattr(intake, "LIMITS", Limits(seconds=10, grace=5))
    began = time.monotonic()
    records = list(read_returns(files, CATALOGUE, workers=2))
    assert time.monotonic() - began < MOST_SECONDS
    assert [Path(record.source.path).name for record in records] == sorted(expected)
    assert not list(_surprises(records, expected))
    peaks = {path.stem: int(path.read_text()) for path in tmp_path.glob("*.peak")}
    ended = {Path(record.source.path).stem for record in records if record.findings[0].code in LOST_CODES}
    assert peaks.keys() | ended == {path.stem for path in files}
    assert max(peaks.values()) < MOST_MEMORY, peaks


def _surprises(records: list[Record], expected: dict[str, set[str]]) -> Iterator[str]:
    for record in records:
        name = Path(record.source.path).name
        codes = {finding.code for finding in record.findings}
        is_read = record.state not in {State.REFUSED, State.FAILED}
        if record.state is State.COMPLETE or not (
            codes & expected[name] or (is_read and "" in expected[name])
        ):
            yield f"{name}: {record.state}, {sorted(codes)}"
