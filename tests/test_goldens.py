from collections.abc import Callable
from pathlib import Path

import pytest

from tests import conftest


@pytest.fixture
def golden(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    monkeypatch.setattr(conftest, "GOLDENS", tmp_path)
    monkeypatch.setattr(request.config.option, "update_goldens", False)
    return tmp_path / "board" / "list.txt"


def test_a_text_that_differs_from_its_golden_fails(
    golden: Path, check_golden: Callable[[str, str], None]
) -> None:
    golden.parent.mkdir()
    golden.write_text("as it was\n", encoding="utf-8")
    check_golden("board/list.txt", "as it was\n")
    with pytest.raises(AssertionError):
        check_golden("board/list.txt", "as it is\n")


def test_an_absent_golden_fails_and_is_not_made(
    golden: Path, check_golden: Callable[[str, str], None]
) -> None:
    with pytest.raises(AssertionError, match="--update-goldens"):
        check_golden("board/list.txt", "new\n")
    assert not golden.exists()


def test_a_golden_is_written_when_that_is_asked_for(
    golden: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(request.config.option, "update_goldens", True)
    request.getfixturevalue("check_golden")("board/list.txt", "tŷ\n")
    assert golden.read_bytes() == "tŷ\n".encode()
