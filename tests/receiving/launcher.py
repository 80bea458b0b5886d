"""A program with everything imported, that begins `boardforms` as a process of its own as often as it is told.

Each line on standard input is JSON: a list of arguments, answered with the number of the process that does it, or
such a number, answered with how it ended. What the processes say goes to the file that is named to the launcher.
"""

import json
import os
import sys
from contextlib import suppress

import boardforms.cli.receive
import boardforms.receiving.receive  # noqa: F401 - so that each process it begins has it
from boardforms.cli import run


def begin(arguments: list[str], log: str) -> int:
    """Begin the program in a session of its own, so that all its processes can be found."""
    process = os.fork()
    if process == 0:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for stream in (1, 2):
            os.dup2(said, stream)
        code = 99
        with suppress(BaseException):
            code = run(arguments)
        os._exit(code)
    return process


def answer(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if isinstance(asked, int):
            _, status = os.waitpid(asked, 0)
            answer(os.waitstatus_to_exitcode(status))
        else:
            answer(begin(asked, sys.argv[1]))


if __name__ == "__main__":
    main()
