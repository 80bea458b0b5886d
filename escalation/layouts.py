"""Where each box sits in one blank of one version: the map by which a return is read."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field as Setting
from pydantic import StringConstraints

from escalation.definitions import FormReference, Slug
from escalation.frozen import Frozen

NO_BOX = "none"
"""The box of printed words that answer nothing."""
OTHER_BOX = "other"
"""The box of an answer that the form has no field for: what is written there goes to a person."""


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


class LearnedCell(Frozen):
    """A place of a form that the project did not make: its printed words, and the box that it answers.

    `words` stand before the answer, and `prompt` in the blank where the answer goes (`Choose an item.`, `☐`, dots).
    A place may stand here more than once, for each of its answers in their order. On a page of a PDF, `rectangle` is
    where the answer goes (left, top, right and bottom, in points from the top left of the page), `words` are
    those printed around it, and `field` is the name of its AcroForm field, where it has one. `merged`: it is a
    cell of a Word table that the blank has merged with one over or under it, so that both stand in the file.
    """

    place: Annotated[
        str,
        StringConstraints(
            pattern=r"^(table [1-9][0-9]*, row [1-9][0-9]*, cell [1-9][0-9]*|(paragraph|page) [1-9][0-9]*)$"
        ),
    ]
    words: str = ""
    prompt: str = ""
    box: str = NO_BOX
    rectangle: tuple[float, float, float, float] | None = None
    field: str = ""
    merged: bool = False

    @property
    def line(self) -> str:
        """The row of a table or the paragraph that it stands in; the page of a PDF."""
        return self.place.partition(", cell ")[0]

    @property
    def holds_answer(self) -> bool:
        """True where somebody writes, whether or not the form has a box for it."""
        return self.box != NO_BOX


class LearnedMargin(Frozen):
    """A paragraph that the blank of a Word form has in a header, a footer or a note."""

    place: Literal["header", "footer", "footnote", "endnote"]
    words: str = Setting(min_length=1)


class LayoutFile(Frozen):
    """What a file of a layout holds: whose form it is of, and its places in the order of the page.

    Returns are read by it once `confirmed`. `source` says which file or publication it was learned from. `sha256` is
    that of the blank PDF kept beside it, whose words and places tell returns on it; a Word file's layout has none.
    `margins` and `pictures` are what a Word blank has beside its answers: what stands in its headers, footers and
    notes, and how many paragraphs outside the answers show a picture. A layout that does not say has none.
    """

    form: Slug
    version: str
    format: Literal["word", "pdf"]
    confirmed: bool
    source: str = Setting(min_length=1)
    learned_on: dt.date
    sha256: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{64})?$")] = ""
    pictures: int = Setting(default=0, ge=0)
    margins: tuple[LearnedMargin, ...] = Setting(default=(), alias="margin")
    cells: tuple[LearnedCell, ...] = Setting(alias="cell", min_length=1)


class LearnedLayout(LayoutFile):
    """The layout of a form that the project did not make, of a board, keyed by the name of its file.

    `blank` is the form itself, where it is a PDF.
    """

    board: Slug
    name: str
    blank: bytes = Setting(default=b"", repr=False)

    @property
    def reference(self) -> FormReference:
        """The form whose questions it asks."""
        return FormReference(board=self.board, form=self.form, version=self.version)
