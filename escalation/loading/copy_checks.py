"""Whether a board's rules for copies say one thing a role, and name fields that there are."""

from collections.abc import Iterator

from escalation.faults import Fault
from escalation.loading.board_files import STAGES_FILE
from escalation.loading.drafts import BoardDraft
from escalation.loading.field_checks import check_known, check_twice


def check_copies(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with the rules for copies of a board; nothing where it has none."""
    roles = (piece.value.role for piece in draft.copies if piece.value)
    yield from check_twice("copy", roles, draft.files.place(STAGES_FILE), "each role once")
    for piece in draft.copies:
        for key in piece.value.withholds if piece.value else ():
            yield from check_known("withholds", key, draft.asked, piece.place)
