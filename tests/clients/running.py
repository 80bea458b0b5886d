"""Run the programs of a client, each call under a deadline, and say what one of them said where it fails."""

import subprocess
from pathlib import Path

DEADLINE = 600


class ClientFailedError(Exception):
    """A client's program did not do its work; the message holds the end of what it said."""


def run(*command: str | Path) -> None:
    """Run a program to its end. Raises ClientFailedError where it ends with an error, or not in time."""
    line = [str(part) for part in command]
    program = Path(line[0]).name
    try:
        done = subprocess.run(line, check=False, capture_output=True, timeout=DEADLINE)
    except subprocess.TimeoutExpired as error:
        raise ClientFailedError(f"{program} did not end in {DEADLINE} s") from error
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).decode(errors="replace").split())
        raise ClientFailedError(f"{program} ended with {done.returncode}: {said[-300:]}")
