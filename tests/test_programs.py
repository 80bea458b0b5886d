from pathlib import Path

import pytest

from tests import programs


@pytest.fixture
def empty_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_program_that_is_there_is_returned_as_a_path(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "qpdf"
    program.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.need("qpdf") == program


@pytest.mark.usefixtures("empty_path")
def test_a_missing_program_skips_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(programs.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"pdftk is not on this machine.*pdftk-java"):
        programs.need("pdftk")


@pytest.mark.usefixtures("empty_path")
def test_a_missing_program_fails_where_programs_are_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(programs.REQUIRED, "1")
    with pytest.raises(pytest.fail.Exception, match=r"soffice is not on this machine.*libreoffice"):
        programs.need("soffice")


def test_an_unknown_program_is_a_mistake_in_the_test() -> None:
    with pytest.raises(KeyError):
        programs.need("wordperfect")


@pytest.mark.usefixtures("empty_path")
def test_the_bridge_to_libreoffice_is_not_looked_for_without_libreoffice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(programs.REQUIRED, raising=False)
    with pytest.raises(pytest.skip.Exception, match="soffice is not on this machine"):
        programs.need_uno()
