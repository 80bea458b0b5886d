"""Forms that this program did not make, saved again by programs that people use, each driven for real."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.learning.foreign import LAYOUTS
from tests.learning.reading import count, read, said_on
from tests.legacy.libreoffice import save_as
from tests.parsers.alignments import Tally
from tests.programs import need


def by_libreoffice(kind: str, files: list[Path], folder: Path) -> None:
    save_as(folder, kind, files, folder / "made")


def by_pandoc(kind: str, files: list[Path], folder: Path) -> None:
    for file in files:
        run(need("pandoc"), file, "-o", folder / "made" / f"{file.stem}.{kind}")


def by_abiword(kind: str, files: list[Path], folder: Path) -> None:
    for file in files:
        run(need("abiword"), f"--to={kind}", "-o", folder / "made" / f"{file.stem}.{kind}", file)


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=120)


IN_OLD_FORMATS = {"doc": "medway labels left", "odt": "medway paragraphs", "rtf": "medway labels above"}
"""Of what takes LibreOffice seconds to read, each format is tried on Moray's form and on one of Medway's."""

CLIENTS: dict[str, tuple[Callable[[str, list[Path], Path], None], str]] = {
    "LibreOffice docx": (by_libreoffice, "docx"),
    "LibreOffice doc": (by_libreoffice, "doc"),
    "LibreOffice odt": (by_libreoffice, "odt"),
    "LibreOffice rtf": (by_libreoffice, "rtf"),
    "pandoc docx": (by_pandoc, "docx"),
    "AbiWord docx": (by_abiword, "docx"),
}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_return_on_a_learned_form_is_read_after_another_program_saved_it(
    client: str, tmp_path: Path
) -> None:
    save, kind = CLIENTS[client]
    (tmp_path / "made").mkdir()
    names = ("moray published", IN_OLD_FORMATS[kind]) if kind in IN_OLD_FORMATS else tuple(LAYOUTS)
    files = {name: tmp_path / f"{name.replace(' ', '-')}.docx" for name in names}
    for name, file in files.items():
        file.write_bytes(LAYOUTS[name][0](said_on(name)))
    save(kind, list(files.values()), tmp_path)
    counts: dict[str, Tally] = {}
    for name, file in files.items():
        record = read((tmp_path / "made" / f"{file.stem}.{kind}").read_bytes())
        counts[name] = count(record, LAYOUTS[name][1], said_on(name))
        sys.stdout.write(f"{client}, {name}: {counts[name]}\n")
    assert counts == {name: Tally(len(said_on(name)), 0, ()) for name in names}
