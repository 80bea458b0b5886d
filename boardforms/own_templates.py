"""Give an office a template of its own to edit in Word, where every command then finds it."""

from pathlib import Path

from boardforms.errors import WrongUsage
from boardforms.outputs import write_whole
from docgen.word.prose import find_template, own_template
from escalation.boards import Board


def write_own_template(kind: str, board: Board, outside: Path) -> Path:
    """Copy the shipped template of a kind of document into the folder of one's own boards, and return the copy.

    Raises WrongUsage where there is one already: it may have been worked on.
    """
    path = own_template(kind, board, outside)
    if path.exists():
        raise WrongUsage(f"{path} is there already: edit it in Word, or move it away to start again")
    write_whole(path, find_template(kind, board).read_bytes())
    return path
