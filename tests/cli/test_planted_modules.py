"""No program in the folder from which a command is run is ever run: returns lie there, whoever sent them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from boardforms.errors import ExitCode
from tests.legacy.libreoffice import save_as
from tests.programs import need

SAMPLE = Path(__file__).parents[2] / "samples" / "inbox" / "01-moray-record.docx"
COMMAND = (str(Path(sys.executable).with_name("boardforms")),)
MODULE = (sys.executable, "-m", "boardforms")
OTHERS = ("click", "lxml", "pebble", "pikepdf", "pydantic", "rich", "sitecustomize", "usercustomize")
READ_BY_PYTHON = {
    *("collections", "contextlib", "functools", "importlib", "keyword"),
    *("operator", "reprlib", "types", "warnings"),
}
"""What `python -m` itself may read before it reads the first line of the module that it was asked for."""


def plant(folder: Path, names: set[str]) -> Path:
    """Put a module of each name in a folder, which writes its name into a file where it is run; return that file."""
    ran = folder.with_name("ran.txt")
    for name in names:
        (folder / f"{name}.py").write_text(
            f"with open({str(ran)!r}, 'a') as ran: ran.write({name + ' '!r})\n"
        )
    return ran


def run_in(folder: Path, *command: str) -> int:
    """Run a command in a folder, in an environment that looks for programs there first."""
    asked = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    asked["PATH"] = os.pathsep.join((".", "", asked["PATH"]))
    return subprocess.run(
        command, cwd=folder, env=asked, check=False, capture_output=True, timeout=120
    ).returncode


@pytest.mark.parametrize("command", [COMMAND, MODULE], ids=["boardforms", "python -m boardforms"])
@pytest.mark.parametrize("workers", ["0", "1", "2"])
def test_no_module_beside_a_return_is_run(command: tuple[str, ...], workers: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "return.docx").write_bytes(SAMPLE.read_bytes())
    names = {*sys.stdlib_module_names, *OTHERS} - (READ_BY_PYTHON if command == MODULE else set())
    ran = plant(folder, names)
    assert run_in(folder, *command, "parse", "return.docx", "--workers", workers) == ExitCode.WELL
    taken = run_in(
        folder, *command, "receive", "return.docx", "--journal", "../journal", "--workers", workers
    )
    assert taken in (ExitCode.WELL, ExitCode.NEEDS_A_PERSON)
    assert not ran.exists(), ran.read_text()


def test_no_module_or_program_beside_an_old_word_file_is_run(tmp_path: Path) -> None:
    need("soffice")
    folder = tmp_path / "in"
    folder.mkdir()
    save_as(tmp_path, "doc", [SAMPLE], folder)
    ran = plant(folder, {*sys.stdlib_module_names, *OTHERS})
    for name in ("soffice", "libreoffice", "tesseract"):
        (folder / name).write_text(f"#!/bin/sh\necho {name} >> '{ran}'\n")
        (folder / name).chmod(0o755)
    assert run_in(folder, *COMMAND, "parse", "01-moray-record.doc") == ExitCode.WELL
    assert not ran.exists(), ran.read_text()
