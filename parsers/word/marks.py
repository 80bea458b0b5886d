"""What is rare in a Word document and changes how the text around it reads, looked for once and not at each element.

These are the tracked changes of a row or of a paragraph's end, the runs whose font draws pictures for letters, those
that are shown otherwise than plain words are (`parsers.word.appearance`), and what was done to the form around the
answers: words highlighted or underlined, cells coloured or crossed out, rows hidden.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from parsers.word.appearance import (
    PROPERTIES,
    Appearance,
    find_appearance,
    is_colourful,
    is_rare,
    own_properties,
)
from parsers.word.names import OFF, attribute, local_name_of, word_name
from parsers.word.styles import NO_STYLES, Styles
from parsers.word.symbols import is_symbol_font

_DIAGONALS = frozenset({"tl2br", "tr2bl"})
_LOOKED_FOR = ("del", "ins", "rFonts", "bdo", "hidden", *_DIAGONALS, *PROPERTIES)
_NO_BORDER = frozenset({"nil", "none"})


@dataclass(frozen=True)
class Marks:
    """Rows taken away, paragraphs whose end was put in or taken away, and the symbol font of a run that has one.

    `shown_otherwise` has the code of each run that is not shown as plain words, and `raised` says of each that stands
    over or under its line which. `pointed_out` are the runs, paragraphs and cells with a colour or a line under them,
    `crossed_cells` and `hidden_rows` what they say. All are by element.
    """

    deleted_rows: frozenset[etree._Element]
    inserted_ends: frozenset[etree._Element]
    deleted_ends: frozenset[etree._Element]
    symbol_fonts: Mapping[etree._Element | None, str]
    shown_otherwise: Mapping[etree._Element | None, str]
    raised: Mapping[etree._Element | None, str]
    pointed_out: frozenset[etree._Element]
    crossed_cells: frozenset[etree._Element]
    hidden_rows: frozenset[etree._Element]


@dataclass(frozen=True)
class _Noticed:
    """What was come upon, before it is judged."""

    deleted_rows: set[etree._Element] = field(default_factory=set)
    inserted_ends: set[etree._Element] = field(default_factory=set)
    deleted_ends: set[etree._Element] = field(default_factory=set)
    symbol_fonts: dict[etree._Element | None, str] = field(default_factory=dict)
    turned: list[etree._Element] = field(default_factory=list)
    runs: set[etree._Element] = field(default_factory=set)
    pointed_out: set[etree._Element] = field(default_factory=set)
    crossed_cells: set[etree._Element] = field(default_factory=set)
    hidden_rows: set[etree._Element] = field(default_factory=set)

    def add(self, name: str, mark: etree._Element) -> None:
        """Add an element that was looked for, by its local name."""
        if name in {"del", "ins"}:
            self._add_tracked(name, mark)
        elif name == "rFonts":
            self._add_font(mark)
        elif name == "bdo":
            self.turned.append(mark)
        elif name == "hidden":
            self.hidden_rows.update(
                _owners(mark, "trPr") if (attribute(mark, "val") or "") not in OFF else ()
            )
        elif name in _DIAGONALS:
            is_drawn = (attribute(mark, "val") or "nil") not in _NO_BORDER
            self.crossed_cells.update(_owners(mark, "tcPr", "tcBorders") if is_drawn else ())
        elif is_rare(name, mark):
            self.runs.update(_owners(mark, "rPr"))
            if name == "shd" and is_colourful(mark):
                self.pointed_out.update((*_owners(mark, "tcPr"), *_owners(mark, "pPr")))

    def _add_tracked(self, name: str, mark: etree._Element) -> None:
        if name == "del":
            self.deleted_rows.update(_owners(mark, "trPr"))
        ends = self.deleted_ends if name == "del" else self.inserted_ends
        ends.update(_owners(mark, "pPr", "rPr"))

    def _add_font(self, fonts: etree._Element) -> None:
        font = attribute(fonts, "ascii") or ""
        if is_symbol_font(font):
            self.symbol_fonts.update((run, font) for run in _owners(fonts, "rPr"))


def find_marks(element: etree._Element, styles: Styles = NO_STYLES) -> Marks:
    """Return what stands under an element. `styles` are those of its file that are not shown as plain words."""
    noticed = _Noticed()
    for mark in element.iter(*(f"{{*}}{name}" for name in _LOOKED_FOR)):
        noticed.add(local_name_of(mark.tag), mark)
    looks = dict(_appearances(element, noticed, styles))
    return Marks(
        deleted_rows=frozenset(noticed.deleted_rows),
        inserted_ends=frozenset(noticed.inserted_ends),
        deleted_ends=frozenset(noticed.deleted_ends),
        symbol_fonts=noticed.symbol_fonts,
        shown_otherwise={run: look.code for run, look in looks.items() if look.code},
        raised={run: look.raised for run, look in looks.items() if look.raised},
        pointed_out=frozenset(noticed.pointed_out | {run for run, look in looks.items() if look.pointed_out}),
        crossed_cells=frozenset(noticed.crossed_cells),
        hidden_rows=frozenset(noticed.hidden_rows),
    )


def _appearances(
    element: etree._Element, noticed: _Noticed, styles: Styles
) -> Iterator[tuple[etree._Element, Appearance]]:
    """Yield how each run is shown that has a property of its own, or of a style, for which one looks."""
    styled = styles.properties_of_runs(element)
    turned = {run: turn for turn in noticed.turned for run in turn.iter("{*}r")}
    for run in noticed.runs | styled.keys() | turned.keys():
        properties = {**styled.get(run, {}), **own_properties(run)}
        yield run, find_appearance(run, properties, turned.get(run))


def _owners(mark: etree._Element, *inside: str) -> Iterator[etree._Element]:
    """Yield the `w:` element in whose properties a mark stands: none or one."""
    around = mark.getparent()
    for name in reversed(inside):
        if around is None or local_name_of(around.tag) != name:
            return
        around = around.getparent()
    if around is not None and word_name(around):
        yield around
