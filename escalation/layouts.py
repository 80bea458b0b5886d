"""Where each box sits in one blank of one version: the map by which a return is read."""

from typing import Literal

from escalation.definitions import FormReference
from escalation.frozen import Frozen


class WordPlace(Frozen):
    """A cell of a Word table, all counted from 1, with the text printed in it beside the answer."""

    table: int
    row: int
    cell: int
    printed: str = ""

    def __str__(self) -> str:
        """Give the place as a person would look for it."""
        return f"table {self.table}, row {self.row}, cell {self.cell}"


class PdfPlace(Frozen):
    """A rectangle of a PDF page: page counted from 1, points from the bottom left (ISO 32000-1, 8.3.2.3)."""

    page: int
    left: float
    bottom: float
    right: float
    top: float

    def __str__(self) -> str:
        """Give the place as a person would look for it."""
        return f"page {self.page}"


class Layout(Frozen):
    """The place of each box, by box name, in one blank."""

    form: FormReference
    format: Literal["word", "pdf"]
    places: dict[str, WordPlace | PdfPlace]
