"""Read each box of a scan by its place on the blank's sheet.

Ticks are told by ink; dates, choices and references by what two readings of their pictures agree on, where the form
can hold that; other text is read, and always goes to a person. Ink that does not read as print is not read at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from escalation.boxes import Box, form_boxes
from escalation.codes import notice
from escalation.definitions import FormDefinition, Kind
from escalation.findings import Finding
from escalation.layouts import Layout, PdfPlace
from parsers.geometry import SCAN_PLACE, PagesAligned, PlacedBox
from parsers.pages import ReadPage, Rectangle
from parsers.reading import Found
from parsers.scan.ink import INK, NO_INK, Shades, darkest, has_ink
from parsers.scan.meanings import read_meanings
from parsers.scan.sheets import LaidPage, lay_pages
from parsers.scan.ticks import Tick, read_tick

_EDGE = 1.5
"""How much of a box, in points at each side, the lines of its table may cover."""
_BESIDE = 2.0
_SHOWN, _ALL_SHOWN = 0.9, 0.95
"""The least share of its frame that a box shows, and that a third of a page's boxes show where lines are seen at all.

Of simulated grey scans' boxes every one shows at least 0.99; of black and white ones, the black frames of ticks do,
and the others at most 0.3.
"""
_FRAMES = {True: 2.0, False: 6.0}
"""How far beside a tick, and beside any other box, its frame is printed, in points."""

_TICKS = {
    Tick.TICKED: (True, ()),
    Tick.EMPTY: (False, ()),
    Tick.FILLED: (True, ("tick-filled",)),
    Tick.UNCLEAR: (None, ("tick-unclear",)),
}


@dataclass(frozen=True)
class _Spot:
    """A box, its place on the blank's page in points from the top left, and the scanned page that has it.

    `is_hidden`: its frame does not show as others' do, so that paper is torn or folded there, or something covers it.
    """

    box: Box
    place: Rectangle
    laid: LaidPage
    is_hidden: bool = False

    def _is_there(self) -> bool:
        """Say whether a box is where the blank has it. On somebody else's form, which has no code, rows may grow."""
        return (
            self.laid.is_known
            and not self.is_hidden
            and (self.laid.page.code is not None or self.laid.sheet.keeps_print(self.place))
        )

    def found(self, text: str | bool | None, codes: Iterable[str], confidence: float | None) -> PlacedBox:
        """Return the box with what was found in it."""
        page = self.laid.page.number
        doubts = () if self._is_there() else ("place-unsure",)
        found = Found(self.box.name, text, SCAN_PLACE, f"page {page}")
        return PlacedBox(found, (*doubts, *codes), page, self.laid.on_scan(self.place), confidence)


def align_scan(
    pages: Sequence[ReadPage], blank_pages: Sequence[ReadPage], layout: Layout, form: FormDefinition
) -> PagesAligned:
    """Return what stands in each box of a scanned return; as `parsers.geometry.align_pages`, by ink and print.

    A box without a code is sure. Never raises for what a person wrote; Failed where tesseract does not work.
    """
    held = list(lay_pages(pages, blank_pages, form.reference))
    laid = [one for _, one in held if one is not None]
    spots_of = [spot for one in laid for spot in _with_hidden(tuple(_spots(one, layout, form)))]
    came = Counter(one.blank.number for one in laid)
    missing = tuple(sorted(_numbers(layout) - came.keys()))
    about = tuple(_about(held, came, missing, layout))
    is_longer = any(finding.code == "text-outside" for finding in about)
    return PagesAligned(tuple(_once(_read(spots_of))), (), about, missing, is_longer)


def _numbers(layout: Layout) -> set[int]:
    return {place.page for place in layout.places.values() if isinstance(place, PdfPlace)}


def _spots(laid: LaidPage, layout: Layout, form: FormDefinition) -> Iterator[_Spot]:
    boxes = {box.name: box for box in form_boxes(form)}
    for name, place in layout.places.items():
        if isinstance(place, PdfPlace) and place.page == laid.blank.number and name in boxes:
            yield _Spot(boxes[name], _from_top(place, laid.blank.height), laid)


def _with_hidden(on_page: Sequence[_Spot]) -> Iterator[_Spot]:
    """Yield the boxes of a page, those that are hidden known to be. Ticks have frames of another kind.

    Where a scanner left out the lines of tables, as in black and white, no frame tells anything.
    """
    for is_tick, beside in _FRAMES.items():
        spots = [spot for spot in on_page if (spot.box.kind is Kind.TICK) == is_tick]
        shown = [spot.laid.sheet.share_shown(spot.place, beside) for spot in spots]
        has_lines = bool(shown) and sorted(shown)[-1 - len(shown) // 3] >= _ALL_SHOWN
        for spot, share in zip(spots, shown, strict=True):
            yield replace(spot, is_hidden=has_lines and share < _SHOWN)


def _from_top(place: PdfPlace, height: float) -> Rectangle:
    return Rectangle(place.left, height - place.top, place.right, height - place.bottom)


def _read(found: Sequence[_Spot]) -> Iterator[PlacedBox]:
    """Read ticks and empty boxes by their ink; then all that is written, together."""
    written: list[_Spot] = []
    for spot in found:
        if spot.box.kind is Kind.TICK:
            ticked, codes = _TICKS[read_tick(spot.laid.sheet, spot.place)]
            yield spot.found(ticked, codes, None)
        elif (is_empty := _is_empty(spot)) is not False:
            yield spot.found("", () if is_empty else ("ink-faint",), None)
        else:
            written.append(spot)
    for spot, meaning in zip(
        written, read_meanings([(spot.box, _cut(spot)) for spot in written]), strict=True
    ):
        over = ("over-edge",) if _goes_over(spot) else ()
        yield spot.found(meaning.text, (*over, *meaning.codes), meaning.confidence)


def _is_empty(spot: _Spot) -> bool | None:
    """Say whether a box has no ink but the blank's own; None where there may be some."""
    most = darkest(_cut(spot))
    return True if most <= NO_INK else None if most < INK else False


def _cut(spot: _Spot) -> Shades:
    """Return the picture of a box: the ink that the blank does not have."""
    sheet = spot.laid.sheet
    return np.ascontiguousarray(sheet.added[sheet.part(spot.place, _EDGE)])


def _goes_over(spot: _Spot) -> bool:
    """Say whether somebody wrote over the edge of a box, or close beside it."""
    sheet = spot.laid.sheet
    around = sheet.added[sheet.part(spot.place, -_BESIDE)].copy()
    edge = round((_BESIDE + 1) * sheet.point)
    around[edge:-edge, edge:-edge] = 0
    return darkest(around) >= INK


def _once(placed: Iterable[PlacedBox]) -> Iterator[PlacedBox]:
    """Yield each box once; where two copies of its page differ, all of them, for a person to tell."""
    copies: dict[str, list[PlacedBox]] = defaultdict(list)
    for one in placed:
        copies[one.found.box].append(one)
    for held in copies.values():
        if len({(one.found.text, one.codes) for one in held}) == 1:
            yield held[0]
        else:
            yield from (replace(one, codes=("duplicate-box", *one.codes)) for one in held)


def _about(
    held: Sequence[tuple[ReadPage, LaidPage | None]],
    came: Counter[int],
    missing: Sequence[int],
    layout: Layout,
) -> Iterator[Finding]:
    yield notice("read-from-picture")
    for number in missing:
        said = f"Page {number} of the form is missing. Ask the sender for it."
        yield notice("page-missing", message=said)
    if any(times > 1 for times in came.values()):
        yield notice("page-twice")
    if any(laid is None for _, laid in held):
        yield notice("page-foreign")
    if any(_has_more(laid, layout) for _, laid in held if laid is not None):
        yield notice("text-outside")


def _has_more(laid: LaidPage, layout: Layout) -> bool:
    """Say whether somebody wrote outside the boxes of a page."""
    sheet = laid.sheet
    rest = sheet.added.copy()
    for place in layout.places.values():
        if isinstance(place, PdfPlace) and place.page == laid.blank.number:
            rest[sheet.part(_from_top(place, laid.blank.height), -3.0)] = 0
    margin = round(10 * sheet.point)
    return has_ink(rest[margin:-margin, margin:-margin])
