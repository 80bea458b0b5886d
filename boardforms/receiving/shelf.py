"""The files of a journal: each content once, under its SHA-256, so that no name from outside is ever a path."""

import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4


def make_private(folder: Path) -> None:
    """Make a folder, and those above it, where it is not there yet; nobody else may look into it. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o777 if sys.platform == "win32" else 0o700, exist_ok=True)


@dataclass(frozen=True)
class Shelf:
    """A journal's folder, as far as files go. Several processes may keep files on it at once.

    `files/` holds the contents, `begun/` a mark for each content that is being read, `crops/` pictures of places
    that a person must look at.
    """

    folder: Path

    @property
    def crops(self) -> Path:
        """Where pictures of places go."""
        return self.folder / "crops"

    def set_up(self) -> None:
        """Make the folders, and clear what a run that was killed left half written. Raises OSError."""
        for name in ("files", "begun", "crops", "half-written"):
            make_private(self.folder / name)
        for left in (self.folder / "half-written").iterdir():
            left.unlink(missing_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Return where a content is, if it is kept. The name has no ending, so that no double click opens it."""
        return self.folder / "files" / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Keep a content, whole and on the disk when this returns, and return its SHA-256. Raises OSError."""
        digest = hashlib.sha256(data).hexdigest()
        if not self._holds(digest, len(data)):
            half = self._half_written()
            with half.open("xb") as stream:
                stream.write(data)
                os.fsync(stream.fileno())
            self._put(half, digest)
        return digest

    def read(self, sha256: str) -> bytes:
        """Return a content. Raises OSError where it is not here, or no longer what it was."""
        data = self.path_of(sha256).read_bytes()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise OSError(f"{self.path_of(sha256)} is no longer what was kept there")
        return data

    def begin(self, sha256: str) -> None:
        """Mark that the reading of a content begins. Raises OSError.

        The mark outlives the process that makes it, which is all that it is for: it is not forced to the disk.
        """
        with self._mark_of(sha256).open("ab") as mark:
            mark.write(b".")

    def begun(self, sha256: str) -> int:
        """Return how often the reading of a content began and nobody learnt how it ended."""
        try:
            return self._mark_of(sha256).stat().st_size
        except FileNotFoundError:
            return 0

    def end(self, sha256: str) -> None:
        """Take away the marks of a content: its reading has ended, and it is known how."""
        self._mark_of(sha256).unlink(missing_ok=True)

    def _mark_of(self, sha256: str) -> Path:
        return self.folder / "begun" / sha256

    def _holds(self, sha256: str, size: int) -> bool:
        try:
            return self.path_of(sha256).stat().st_size == size
        except FileNotFoundError:
            return False

    def _half_written(self) -> Path:
        return self.folder / "half-written" / uuid4().hex

    def _put(self, half: Path, sha256: str) -> None:
        path = self.path_of(sha256)
        make_private(path.parent)
        half.replace(path)
        if sys.platform != "win32":  # which has no folders to open
            folder = os.open(path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
