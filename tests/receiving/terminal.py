"""A command at a terminal of its own, as a person sits at it: what it shows is read, and keys are pressed."""

import codecs
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

PATIENCE = 30.0
"""Seconds that a machine with much to do may take over anything here."""

_CHILD = (
    "import fcntl, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "signal.signal(signal.SIGINT, signal.default_int_handler);"  # a shell's background jobs are deaf to it
    "from boardforms.cli import main; main(sys.argv[1:])"
)

_CTRL_C = "\x03"
_ECHO = "^C"
_SOON = 5.0
"""Seconds after which somebody who sees nothing happen presses Ctrl-C again."""


class Terminal:
    """`boardforms` run at a pseudo-terminal, which is its controlling one: Ctrl-C reaches it as from a keyboard."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.keyboard, screen = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, *arguments],
            stdin=screen,
            stdout=screen,
            stderr=screen,
            start_new_session=True,
            env={**os.environ, "TERM": "dumb"},
        )
        os.close(screen)
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.shown = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.keyboard)

    def read_until(self, wanted: str) -> str:
        """Return what was shown up to and with a text, and be done with it."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.shown:
            assert time.monotonic() < end, f"{wanted!r} never came; this did: {self.shown}"
            assert self._read(), f"the command ended without {wanted!r}: {self.shown}"
        before, _, self.shown = self.shown.partition(wanted)
        return before + wanted

    def press(self, keys: str) -> None:
        """Press keys, and Enter."""
        os.write(self.keyboard, f"{keys}\r".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C until something happens: Python misses it in the instant before it waits for a line."""
        end = time.monotonic() + PATIENCE
        while not self.shown.replace(_ECHO, "").strip():
            assert time.monotonic() < end, "Ctrl-C did nothing"
            os.write(self.keyboard, _CTRL_C.encode())
            while select.select([self.keyboard], [], [], _SOON)[0] and self._read():
                pass

    def wait(self) -> int:
        """Return the exit code, once all that is shown was read."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        """Wait for what is shown next, and keep it; False once the command has ended."""
        ready, _, _ = select.select([self.keyboard], [], [], PATIENCE)
        assert ready, f"nothing more was shown: {self.shown}"
        try:
            read = os.read(self.keyboard, 65536)
        except OSError:  # Linux says so when nobody holds the other end any more
            return False
        self.shown = (self.shown + self.decoder.decode(read)).replace("\r\n", "\n")
        return bool(read)
