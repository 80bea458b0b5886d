"""Programs that npm brings for the tests, pinned by a `package-lock.json` beside the tests that want them."""

import hashlib
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Lock

from tests import programs

CACHE = Path(__file__).parent.parent / ".cache" / "npm"
DEADLINE = 300
_ONE_AT_A_TIME = Lock()


def install(package: Path) -> Path:
    """Return the folder that has what a `package.json` asks for; it is installed when it is first asked for.

    Without npm, or where it cannot reach its registry, the calling test is skipped, or fails where it is required.
    """
    lock = package.with_name("package-lock.json")
    folder = CACHE / hashlib.sha256(lock.read_bytes()).hexdigest()[:16]
    with _ONE_AT_A_TIME:
        if not folder.exists():
            _install(package, lock, folder)
    return folder


def _install(package: Path, lock: Path, folder: Path) -> None:
    npm = programs.need("npm")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as beside:
        made = Path(beside) / folder.name
        made.mkdir()
        for path in (package, lock):
            shutil.copy(path, made)
        command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(command, cwd=made, capture_output=True, timeout=DEADLINE, check=False)
        if done.returncode:
            programs.do_without(
                f"npm could not install what {package} asks for", "it needs the npm registry once"
            )
        with suppress(OSError):  # the tests that run beside these had it installed first
            made.rename(folder)
