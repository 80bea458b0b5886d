"""Draw what was typed in the fields of a PDF where the program that filled it did not (ISO 32000-1, 12.7.3.3)."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from docgen.packs.enclosing.acting import annotations
from docgen.pdf.appearances import Area, as_appearance, draw_lines, fit_in
from docgen.pdf.fieldfont import FIELD_FONT, SPARE_FONT, embed_field_font, embed_spare_font

_SIZES = tuple(size / 2 for size in range(20, 11, -1))
"""Points: a text is drawn as large as it fits whole."""
_MANY_LINED = 1 << 12
_DEEPEST = 30


def draw_missing(pdf: pikepdf.Pdf) -> None:
    """Draw every text that has no drawing, and all of them where the document asks for it, as viewers do.

    What the sender's program drew otherwise stands, because that is what the sender saw.
    """
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    redraws, fonts = bool(form.get("/NeedAppearances", False)), dict[str, pikepdf.Object]()
    for page in pdf.pages:
        for widget in annotations(page):
            if widget.get("/Subtype") == Name.Widget:
                _draw(pdf, widget, fonts, redraws=redraws)
    form.NeedAppearances = False


def is_drawn(annotation: pikepdf.Object) -> bool:
    """Say whether an annotation brings a drawing of its own."""
    appearance = annotation.get("/AP")
    return isinstance(appearance, Dictionary) and "/N" in appearance


def typed_in(widget: pikepdf.Object) -> Iterator[str]:
    """Yield what stands in a field as people read it: of a choice, the words that are shown for it."""
    value = inherited(widget, "/V")
    shown = _shown(inherited(widget, "/Opt")) if inherited(widget, "/FT") == Name.Ch else {}
    for one in value if isinstance(value, Array) else (value,):
        text = text_of(one)
        if text:
            yield shown.get(text, text)


def inherited(field: pikepdf.Object, key: str) -> object:
    """Return what a field has under a key, or what it takes from those above it (ISO 32000-1, 12.7.3.1)."""
    held: object = field
    for _ in range(_DEEPEST):
        if not isinstance(held, Dictionary):
            return None
        if key in held:
            return held[key]
        held = held.get("/Parent")
    return None


def text_of(held: object) -> str:
    """Return a text of a document, its line ends as Python has them; empty for what is none."""
    if isinstance(held, pikepdf.Stream):
        held = String(held.read_bytes())
    return str(held).replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(held, String) else ""


def box_of(annotation: pikepdf.Object) -> tuple[float, float, float, float] | None:
    """Return where an annotation stands: left, bottom, right, top in the page's own points; None for nowhere."""
    rectangle = annotation.get("/Rect", Array())
    try:
        x, y, other_x, other_y = (float(number) for number in rectangle)
    except (TypeError, ValueError):
        return None
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _shown(options: object) -> dict[str, str]:
    listed = options if isinstance(options, Array) else ()
    pairs = (one for one in listed if isinstance(one, Array) and len(one) == 2)
    return {text_of(exported): text_of(shown) for exported, shown in pairs}


def _draw(
    pdf: pikepdf.Pdf, widget: pikepdf.Object, fonts: dict[str, pikepdf.Object], *, redraws: bool
) -> None:
    kind, box = inherited(widget, "/FT"), box_of(widget)
    if kind == Name.Btn:
        _set_state(widget)
    elif kind in {Name.Tx, Name.Ch} and box and (redraws or not is_drawn(widget)):
        flags = inherited(widget, "/Ff")
        many_lined = kind == Name.Tx and isinstance(flags, int) and bool(flags & _MANY_LINED)
        text = ("\n" if many_lined else " ").join(typed_in(widget))
        area = _area(text, box, many_lined=many_lined)
        content = draw_lines(fit_in(area, text if many_lined else " ".join(text.split())).lines, area)
        widget.AP = Dictionary(N=as_appearance(pdf, content, area, _fonts_for(pdf, content, fonts)))


def _set_state(widget: pikepdf.Object) -> None:
    """Show a tick that a program has set without saying so where the drawing is chosen."""
    value = inherited(widget, "/V")
    if "/AS" not in widget and isinstance(value, Name):
        widget.AS = value


def _area(text: str, box: tuple[float, float, float, float], *, many_lined: bool) -> Area:
    width, height = max(box[2] - box[0], 5), max(box[3] - box[1], 5)
    areas = [Area(width, height, size, many_lined) for size in _SIZES]
    return next((area for area in areas if fit_in(area, text).whole), areas[-1])


def _fonts_for(
    pdf: pikepdf.Pdf, content: bytes, fonts: dict[str, pikepdf.Object]
) -> dict[str, pikepdf.Object]:
    """Return the fonts that a drawing calls for, each put into the document once."""
    for name, embed in ((FIELD_FONT, embed_field_font), (SPARE_FONT, embed_spare_font)):
        if f"/{name} ".encode() in content and name not in fonts:
            fonts[name] = embed(pdf)
    return {name: font for name, font in fonts.items() if f"/{name} ".encode() in content}
