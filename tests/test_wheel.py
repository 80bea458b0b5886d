"""The wheel holds the program and the boards' content, and runs far from the checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"boardforms", "docgen", "escalation", "parsers"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run_python("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT), cwd=folder)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    run_python(*pip, "--target", str(folder), str(wheel), cwd=folder)
    return folder


def run_python(*arguments: str, cwd: Path, path: Path | None = None) -> str:
    """Run this Python from a folder, its packages first taken from a path; warnings count as errors."""
    environment = {**os.environ, "PYTHONWARNINGS": "error" if path else "default", "PYTHONSAFEPATH": "1"}
    environment["PYTHONPATH"] = str(path or "")
    command = [sys.executable, *arguments]
    run = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr or run.stdout
    return run.stdout


def content_files() -> Iterator[str]:
    for folder in ("forms", "templates"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file():
                yield path.relative_to(ROOT).as_posix()


def test_the_top_level_is_exactly_the_four_packages(members: set[str]) -> None:
    tops = {member.partition("/")[0] for member in members}
    [metadata] = [top for top in tops if top.endswith(".dist-info")]
    assert tops - {metadata} == PACKAGES


def test_every_module_travels(members: set[str]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for name in PACKAGES for path in (ROOT / name).rglob("*.py")}
    assert modules <= members


def test_forms_and_templates_travel_inside_the_program(members: set[str]) -> None:
    content = {f"boardforms/{path}" for path in content_files()}
    assert "boardforms/forms/moray/board.toml" in content
    assert any(path.startswith("boardforms/templates/") for path in content)
    assert content <= members


def test_nothing_else_travels(members: set[str]) -> None:
    strangers = {
        member
        for member in members
        if not member.endswith((".py", "/py.typed"))
        and not member.startswith(("boardforms/forms/", "boardforms/templates/"))
        and ".dist-info/" not in member
    }
    assert strangers == set()


def test_the_installed_program_lists_the_boards_it_brought(installed: Path, tmp_path: Path) -> None:
    where = run_python("-c", "import boardforms; print(boardforms.__file__)", cwd=tmp_path, path=installed)
    assert Path(where.strip()).is_relative_to(installed)
    start = "import sys; from boardforms.cli import main; sys.argv[1:] = ['boards']; sys.exit(main())"
    assert "moray" in run_python("-c", start, cwd=tmp_path, path=installed).lower()


def test_the_installed_program_makes_forms_and_packs(installed: Path, tmp_path: Path) -> None:
    start = "import sys; from boardforms.cli import main; main(sys.argv[1:])"
    run_python("-c", start, "blank", "--all", "--to", "blanks", cwd=tmp_path, path=installed)
    assert (tmp_path / "blanks" / "moray" / "escalation-record.docx").exists()
    meeting = ROOT / "samples" / "meetings" / "mscb-2024-017.toml"
    papers = ("--to", "pack.pdf", "--minutes", "minutes.docx")
    run_python("-c", start, "pack", "make", str(meeting), *papers, cwd=tmp_path, path=installed)
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "minutes.docx").exists()
