"""Read a returned PDF form: which form it is, and what stands in each of its fields."""

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

from escalation.codes import notice
from escalation.definitions import FormReference
from escalation.findings import Finding
from escalation.stamps import box_name
from parsers.errors import Failed, Refused, Unread
from parsers.pdf.fields import PdfField, dictionaries, entry, find_fields
from parsers.pdf.identity import find_identity
from parsers.pdf.opening import open_pdf
from parsers.pdf.strings import UNDECODABLE, read_text
from parsers.reading import Found, Reading

PDF_FIELD = "pdf field"

_RENAMED = re.compile(r"^[0-9]+\.|\+[0-9]+$")
"""What joiners make of the second return's fields: `1.summary` (pdftk) and `summary+1` (qpdf)."""
_HARMLESS = "common error handled correctly"
"""What qpdf says of a table of contents that every reader understands, such as pypdf's after an update."""
_RADIO, _PUSH = 1 << 15, 1 << 16
_OFF = frozenset({"", "Off"})
_NOTES = frozenset(
    {"/FreeText", "/Text", "/Ink", "/Stamp", "/Caret", "/StrikeOut", "/Line", "/Square", "/Circle"}
    | {"/Polygon", "/PolyLine", "/FileAttachment"}
)
_LOOK_AT_PAGES = 20


def read_pdf(data: bytes) -> Reading:
    """Return what the fields of a PDF hold. A copy locked with an empty password is opened.

    Raises Refused for what is not one of our forms, holds no fields or more than one return, and Failed for
    a damaged file.
    """
    try:
        with open_pdf(data) as pdf:
            return _read(pdf)
    except Unread:
        raise
    except (pikepdf.PdfError, TypeError, ValueError, AttributeError, KeyError, RuntimeError) as error:
        raise Failed("damaged") from error


def _read(pdf: pikepdf.Pdf) -> Reading:
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        raise Refused("xfa")
    fields = tuple(field for field in find_fields(pdf) if _is_answer(field))
    if not fields:
        raise Refused("pdf-scan" if _is_scan(pdf) else "pdf-no-fields")
    _check_single(fields)
    reference = _identity(pdf)
    found = tuple(_make_found(field) for field in fields)
    about_fields = (_about_field(*pair) for pair in zip(fields, found, strict=True))
    return Reading(
        format="pdf",
        reference=reference,
        found=found,
        findings=(*_about_file(pdf), *(finding for findings in about_fields for finding in findings)),
    )


def _identity(pdf: pikepdf.Pdf) -> FormReference:
    reference = find_identity(pdf)
    if reference is None:
        raise Refused("not-our-form")
    return reference


def _is_answer(field: PdfField) -> bool:
    is_push = field.type == "/Btn" and field.flags & _PUSH
    return bool(field.name) and field.type != "/Sig" and not is_push


def _check_single(fields: tuple[PdfField, ...]) -> None:
    """Refuse returns joined into one file: the joiner renames the second's fields, or gives two of each name."""
    names = Counter(field.name for field in fields)
    if any(times > 1 or _RENAMED.search(name) for name, times in names.items()):
        raise Refused("merged-returns")


def _make_found(field: PdfField) -> Found:
    place = f"page {field.pages[0]}" if field.pages else ""
    return Found(box=box_name(field.name), text=_value(field), origin=PDF_FIELD, place=place)


def _value(field: PdfField) -> str | bool | None:
    if field.type == "/Btn" and not field.flags & _RADIO:
        return _is_on(field.value) or any(state not in _OFF for state in field.states)
    if isinstance(field.value, Array):
        texts = [text for item in field.value.as_list() if (text := read_text(item)) is not None]
        return "\n".join(texts) if texts else None
    return read_text(field.value)


def _is_on(value: object) -> bool:
    """Say whether a tick's value is on: a name, or, as some clients write it, the string `/Yes`."""
    text = read_text(value) if isinstance(value, Name | pikepdf.String) else None
    return text is not None and text.removeprefix("/") not in _OFF


def _about_field(field: PdfField, found: Found) -> Iterator[Finding]:
    name, value = found.box, found.text
    if isinstance(value, bool):
        if field.states and {_is_on(field.value)} != {state not in _OFF for state in field.states}:
            yield notice("tick-differs", name)
    elif value is not None and UNDECODABLE in value:
        yield notice("text-undecodable", name)
    if len(field.pages) > 1:
        yield notice("duplicate-box", name)


def _about_file(pdf: pikepdf.Pdf) -> Iterator[Finding]:
    notes = (note for page in pdf.pages for note in dictionaries(entry(page.obj, "/Annots")))
    if not _NOTES.isdisjoint(str(entry(note, "/Subtype")) for note in notes):
        yield notice("pdf-notes")
    if any(_HARMLESS not in str(warning) for warning in pdf.get_warnings()):
        yield notice("pdf-repaired")


def _is_scan(pdf: pikepdf.Pdf) -> bool:
    """Say whether the pages hold pictures and no letters."""
    kinds = [_page_holds(page) for page in pdf.pages[:_LOOK_AT_PAGES]]
    return any(pictures for pictures, _ in kinds) and not any(letters for _, letters in kinds)


def _page_holds(page: pikepdf.Page) -> tuple[bool, bool]:
    resources = page.resources
    drawn = resources.get("/XObject")
    values = list(drawn.as_dict().values()) if isinstance(drawn, Dictionary) else []
    pictures = any(isinstance(x, pikepdf.Stream) and x.get("/Subtype") == Name.Image for x in values)
    return pictures, bool(resources.get("/Font"))
