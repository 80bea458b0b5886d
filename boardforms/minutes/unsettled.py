"""What the program asked a person in the comments of a meeting's file, and nobody has settled yet."""

import re

from boardforms.minutes.files import ASK

_ASKS = re.compile(rf"\b{ASK}:\W+the\W+minutes|\bNOT\W+SURE:\W+look")
_COMMENT = re.compile(r"^[ \t]*#.*(?:\n[ \t]*#.*)*", re.MULTILINE)


def find_unsettled(text: str) -> tuple[int, ...]:
    """Return the lines of a meeting's file, from 1, on which a comment of ours begins to ask: `NOT SURE`, `ASK`.

    Such words may run over the end of a line of the comment. What people wrote outside comments is not looked at.
    """
    found = (
        comment.start() + asks.start()
        for comment in _COMMENT.finditer(text)
        for asks in _ASKS.finditer(comment[0])
    )
    return tuple(text.count("\n", 0, at) + 1 for at in found)
