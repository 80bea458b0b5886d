"""From a board's folder to a Board, and everything that is wrong with the folder on the way."""

from escalation.loading.layout_files import LAYOUTS_FOLDER, load_layouts
from escalation.loading.lint import lint_board
from escalation.loading.loader import BOARD_FILE, STAGES_FILE, TIMEFRAMES_FILE, load_board

__all__ = [
    "BOARD_FILE",
    "LAYOUTS_FOLDER",
    "STAGES_FILE",
    "TIMEFRAMES_FILE",
    "lint_board",
    "load_board",
    "load_layouts",
]
