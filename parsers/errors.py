"""Why a file became no reading: refused (we will not read it) or failed (we could not)."""

from typing import ClassVar

from escalation.codes import CODES
from escalation.records import State


class Unread(Exception):
    """A file that was not read. `message` says what to do next, and holds neither a name nor the file's content."""

    state: ClassVar[State]

    def __init__(self, code: str, message: str = "") -> None:
        """Take a code of `escalation.codes.CODES`, and words of its own where there is more to say."""
        self.code = code
        self.message = message or CODES[code].message
        super().__init__(self.message)

    def __reduce__(self) -> tuple[type["Unread"], tuple[str, str]]:
        """Let a worker process hand the error back."""
        return type(self), (self.code, self.message)


class Refused(Unread):
    """We will not read the file: it is not one of our forms, or it is not safe to open."""

    state = State.REFUSED


class Failed(Unread):
    """We could not read the file: it is damaged, or reading it went wrong."""

    state = State.FAILED
