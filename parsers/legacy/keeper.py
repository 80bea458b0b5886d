"""Run a program, and end it with all that it began as soon as whoever asked for it closes our input or is gone.

Run by its path, in a process of its own: `python -I keeper.py PROGRAM ARGUMENT...`. Needs the standard library alone.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

MOST_MEMORY = 4 * 2**30
"""Bytes of address space. LibreOffice starts in less than two thousand million."""
_RESTART = 81
"""LibreOffice ends with this code where it has made its profile, and wants to be begun again."""
_TRIES = 3


def main(command: Sequence[str]) -> int:
    """Run a command, again where it asks for that, and return how it ended."""
    _set_memory()
    code = _RESTART
    for _ in range(_TRIES):
        if code == _RESTART:
            code = _run(command)
    return code


def _run(command: Sequence[str]) -> int:
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as child:
        watch = threading.Thread(target=_end_with_input, args=(child,), daemon=True)
        watch.start()
        return child.wait()


def _end_with_input(child: "subprocess.Popen[bytes]") -> None:
    """Wait for the end of our input, which comes with the end of the process that began us, and end everything."""
    sys.stdin.buffer.read()
    if os.name == "posix":
        os.killpg(0, signal.SIGKILL)  # the child's group is ours: this process is the first of its session
    with contextlib.suppress(OSError):
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(child.pid)], check=False, capture_output=True)  # noqa: S607
    os._exit(1)


def _set_memory() -> None:
    """Take more memory than a reader may have, as far as this machine allows it."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - Windows has none

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = MOST_MEMORY if most == resource.RLIM_INFINITY else min(MOST_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
