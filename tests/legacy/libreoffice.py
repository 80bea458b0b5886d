"""LibreOffice, driven for the tests: to save files in its formats, and to see what it would fetch."""

import http.server
import os
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.programs import need

ODT = "application/vnd.oasis.opendocument.text"


def save_as(folder: Path, kind: str, files: Iterable[Path], into: Path) -> None:
    """Save files in another format, with a profile kept in the folder. LibreOffice may first make that, and end."""
    held = sorted(files)
    wanted = [into / f"{file.stem}.{kind}" for file in held]
    for _ in range(3):
        _run(folder, kind, held, into)
        if all(path.is_file() for path in wanted):
            return
    raise AssertionError(f"LibreOffice did not save {wanted}")


def _run(folder: Path, kind: str, files: Iterable[Path], into: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [need("soffice"), profile, "--headless", "--convert-to", kind, "--outdir", into, *files]
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    subprocess.run(
        [str(part) for part in command], check=False, capture_output=True, timeout=300, env=environment
    )


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a server on this machine, and the list of what it is asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - the names are the library's

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def processes_about(text: str) -> set[int]:
    """Return the processes of this machine whose command line holds a text; those that are ending not."""
    found: set[int] = set()
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if text.encode() in (path / "cmdline").read_bytes():
                found.add(int(path.name))
        except OSError:  # it has just ended
            continue
    return found


def none_is_left(text: str, seconds: float = 10) -> bool:
    """Say whether all processes about something end within so many seconds."""
    end = time.monotonic() + seconds
    while processes_about(text):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
