"""System programs that some tests need, and what becomes of a test on a machine without one."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pytest

REQUIRED = "BOARDFORMS_REQUIRE_PROGRAMS"
"""Set to 1 (as `.ci/run` does), a missing program fails the test that needs it instead of skipping it."""

DEBIAN_PACKAGES: Mapping[str, str] = MappingProxyType(
    {
        "abiword": "abiword",
        "chromium": "chromium",
        "gs": "ghostscript",
        "java": "default-jdk-headless",
        "javac": "default-jdk-headless",
        "mutool": "mupdf-tools",
        "node": "nodejs",
        "npm": "npm",
        "pandoc": "pandoc",
        "pdftk": "pdftk-java",
        "pdftocairo": "poppler-utils",
        "pdftoppm": "poppler-utils",
        "pdftotext": "poppler-utils",
        "pdfunite": "poppler-utils",
        "qpdf": "qpdf",
        "soffice": "libreoffice-writer-nogui",
        "tesseract": "tesseract-ocr",
    }
)
"""Each known program, with the package that brings it on Debian and its kin."""


def need(program: str) -> Path:
    """Return where a known program is; without it the calling test is skipped, or fails where it is required.

    Args:
        program: a command named in `DEBIAN_PACKAGES`; any other is a mistake in the test, and a `KeyError`.
    """
    package = DEBIAN_PACKAGES[program]
    found = shutil.which(program)
    if found is None:
        do_without(f"{program} is not on this machine", f"install it (Debian's package is {package})")
    return Path(found)


def need_uno() -> Path:
    """Return the Python that can drive LibreOffice: the system's, which alone has the bridge to it."""
    need("soffice")
    system = Path("/usr/bin/python3")
    asked = [str(system), "-c", "import uno"]
    if not system.exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        do_without("the system's Python cannot drive LibreOffice", "install its bridge (Debian: python3-uno)")
    return system


def do_without(missing: str, cure: str) -> NoReturn:
    """End the calling test, saying what is missing and what would cure it: skipped, or failed if required."""
    message = f"{missing}: {cure}"
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
