"""Why a command cannot do its work, and the exit codes that say so to a script."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's end means."""

    WELL = 0
    NEEDS_A_PERSON = 1
    WRONG_USAGE = 2
    COULD_NOT_WORK = 3


class CannotWork(Exception):
    """The work cannot be done. The message says what, where, and what to do next."""

    code = ExitCode.COULD_NOT_WORK


class WrongUsage(CannotWork):
    """The command was asked for something that does not exist or does not fit together."""

    code = ExitCode.WRONG_USAGE


class Unusable(CannotWork):
    """A file given to the program has faults: the message lists them all, one a line."""
