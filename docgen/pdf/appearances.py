"""What a field looks like before any program has touched it: its appearance streams (ISO 32000-1, 12.5.5)."""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from docgen.pdf.faces import ASCENT, CAPITALS, LEADING, width_of
from docgen.pdf.fieldfont import split_by_font
from docgen.pdf.wrapping import PADDING, Fitted, end_with, fit, lines_in, showable

INK, MUTED = "0.043 g", "0.31 g"


@dataclass(frozen=True)
class Area:
    """The room of a field, in points, with the size of its text and whether that wraps."""

    width: float
    height: float
    size: float = 10.0
    many_lined: bool = False


def fit_in(area: Area, text: str) -> Fitted:
    """Return the lines that the area shows of a text, and whether those are all of it."""
    return fit(showable(text)[0], area.width - 2 * PADDING, lines_in_area(area), area.size)


def lines_in_area(area: Area) -> int:
    """Return how many lines the area shows."""
    return lines_in(area.height, area.size) if area.many_lined else 1


def lines_to_show(area: Area, text: str, continued_on: int | None) -> tuple[str, ...]:
    """Return the lines that the area shows; the last says on which page the whole answer stands, if it does."""
    fitted = fit_in(area, text)
    if continued_on is None:
        return fitted.lines
    wide = area.width - 2 * PADDING
    endings = (f"… continued on page {continued_on}", f"… see page {continued_on}", f"… p. {continued_on}")
    fitting = (ending for ending in endings if width_of(ending, area.size) <= wide * 0.75)
    ending = next(fitting, endings[-1])
    if len(fitted.lines) < lines_in_area(area):
        return (*fitted.lines, ending)
    return end_with(fitted.lines, ending, wide, area.size)


def draw_lines(lines: tuple[str, ...], area: Area, colour: str = INK) -> bytes:
    """Return the content stream that draws the lines: from the top where they wrap, else half-way up."""
    if not any(lines):
        return b"/Tx BMC\nEMC\n"
    top = area.height - PADDING - ASCENT * area.size
    first = top if area.many_lined else (area.height - CAPITALS * area.size) / 2
    shown = f" 0 {-LEADING * area.size:.2f} Td\n".join(_draw_line(line, area.size) for line in lines)
    clip = f"1 1 {area.width - 2:.2f} {area.height - 2:.2f} re W n"
    text = f"BT {colour} {PADDING:g} {first:.2f} Td\n{shown} ET"
    return f"/Tx BMC\nq {clip}\n{text} Q\nEMC\n".encode("ascii")


def _draw_line(line: str, size: float) -> str:
    return " ".join(f"/{font} {size:g} Tf <{codes.hex()}> Tj" for font, codes in split_by_font(line))


def draw_tick(side: float) -> bytes:
    """Return the content stream of a tick in a square of that side, in points."""
    across = side / 10
    points = ((2, 5.2), (4.2, 2.6), (8, 7.8))
    (x, y), *rest = ((px * across, py * across) for px, py in points)
    strokes = " ".join(f"{px:.2f} {py:.2f} l" for px, py in rest)
    return f"q 1.6 w 1 J 1 j {x:.2f} {y:.2f} m {strokes} S Q\n".encode("ascii")


def as_appearance(
    pdf: pikepdf.Pdf, content: bytes, area: Area, fonts: dict[str, pikepdf.Object]
) -> pikepdf.Object:
    """Return a form XObject of that content, as large as the area. `fonts` are those it calls for, by name."""
    resources = Dictionary(Font=Dictionary(_as_names(fonts))) if fonts else Dictionary()
    box = Array([0, 0, round(area.width, 3), round(area.height, 3)])
    form = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=resources)
    return pdf.make_indirect(form)


def _as_names(fonts: dict[str, pikepdf.Object]) -> dict[str, pikepdf.Object]:
    return {f"/{name}": font for name, font in fonts.items()}
