"""Chromium, printing to PDF what pdf.js draws of a filled form: pictures of pages, as Firefox's kin leave them.

Without a screen Chromium does not print from its own viewer of PDFs: `pdfium.py` makes that viewer's calls.
"""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests import npm, programs
from tests.clients.papers import Papers
from tests.clients.running import run

HERE = Path(__file__).parent
DRAWN_WITHIN = 60
_TYPES = {".html": "text/html", ".mjs": "text/javascript", ".pdf": "application/pdf"}
_OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer",
)  # fmt: skip


def print_from_chromium(papers: Papers, into: Path) -> None:
    """Print the pages of filled forms from a web page that draws them."""
    chromium, libraries = programs.need("chromium"), npm.install(HERE / "package.json") / "node_modules"
    with tempfile.TemporaryDirectory() as profile:
        for path in papers.filled("pdf"):
            with _served(path, libraries) as address:
                printed = f"--print-to-pdf={into / path.name}"
                run(chromium, *_OPTIONS, f"--user-data-dir={profile}", printed, address)


@contextmanager
def _served(form: Path, libraries: Path) -> Iterator[str]:
    """Serve the web page, the form and the libraries on this machine alone; gives the page's address."""
    drawn = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/wait":
                drawn.wait(DRAWN_WITHIN)
            if self.path == "/drawn":
                drawn.set()
            self._answer(_find(self.path, form, libraries))

        def _answer(self, found: Path | None) -> None:
            self.send_response(204 if found is None else 200)
            if found is not None:
                self.send_header("Content-Type", _TYPES.get(found.suffix, "application/octet-stream"))
            self.end_headers()
            if found is not None:
                self.wfile.write(found.read_bytes())

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        drawn.set()
        server.shutdown()
        server.server_close()


def _find(path: str, form: Path, libraries: Path) -> Path | None:
    if path == "/":
        return HERE / "print_in_chromium.html"
    if path == "/form.pdf":
        return form
    found = libraries / path.lstrip("/")
    return found if path.startswith("/pdfjs-dist/") and found.is_file() else None
