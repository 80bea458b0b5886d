"""The same form gives the same file, byte for byte: also in another process, another year and another time zone."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from boardforms.blanks import Format, render
from boardforms.catalogue import load_catalogue

ROOT = Path(__file__).parent.parent
ELSEWHERE = "import json; from tests.test_same_bytes import digests; print(json.dumps(digests()))"


def digests() -> dict[str, str]:
    return {
        f"{form.reference} {kind}": hashlib.sha256(render(form, board, kind).content).hexdigest()
        for board in load_catalogue().boards.values()
        for form in board.current_forms()
        for kind in Format
    }


def test_every_blank_is_the_same_in_another_process() -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "17", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    environment["SOURCE_DATE_EPOCH"] = "1700000000"
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout) == digests()
