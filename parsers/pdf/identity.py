"""Which form a PDF says it is: by its document information, its XMP metadata, or the data attached to it."""

import json
from collections.abc import Iterator

import pikepdf

from escalation.definitions import FormReference
from parsers.errors import Unread
from parsers.identity import make_reference
from parsers.pdf.fields import entry
from parsers.pdf.strings import read_stream, read_text
from parsers.safe_xml import parse_xml

ATTACHMENT = "form.json"
_KEYS = ("FormBoard", "FormId", "FormVersion")


def find_identity(pdf: pikepdf.Pdf) -> FormReference | None:
    """Return the form's reference; None where the file holds none."""
    for look in (_in_information, _in_metadata, _in_attachment):
        held = look(pdf)
        reference = make_reference(*(held.get(key) for key in _KEYS))
        if reference is not None:
            return reference
    return None


def has_files_attached(pdf: pikepdf.Pdf) -> bool:
    """Say whether any file but the form's own data is attached to a PDF (7.11.4)."""
    names = entry(pdf.Root, "/Names")
    tree = entry(names, "/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if not isinstance(tree, pikepdf.Dictionary):
        return False
    held = entry(tree, "/Names")
    if isinstance(held, pikepdf.Array) and "/Kids" not in tree:
        return any(read_text(name) != ATTACHMENT for name in held.as_list()[::2])
    return any(name != ATTACHMENT for name in pdf.attachments)


def _in_information(pdf: pikepdf.Pdf) -> dict[str, str | None]:
    information = pdf.trailer.get("/Info")
    if not isinstance(information, pikepdf.Dictionary):
        return {}
    return {key: read_text(information.get(f"/{key}")) for key in _KEYS}


def _in_metadata(pdf: pikepdf.Pdf) -> dict[str, str | None]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    try:
        return dict(_metadata_entries(read_stream(stream)))
    except (Unread, pikepdf.PdfError):
        return {}


def _metadata_entries(content: bytes) -> Iterator[tuple[str, str]]:
    for element in parse_xml(content).iter():
        yield str(element.tag).rpartition("}")[2], (element.text or "").strip()
        for name, value in element.attrib.items():
            yield str(name).rpartition("}")[2], str(value)


def _in_attachment(pdf: pikepdf.Pdf) -> dict[str, str | None]:
    """Read the form's data; its keys are those of a FormReference, at the top or under `form`."""
    try:
        held = json.loads(read_stream(pdf.attachments[ATTACHMENT].get_file().obj))
    except (KeyError, ValueError, RecursionError, pikepdf.PdfError):
        return {}
    inner = held.get("form") if isinstance(held, dict) and isinstance(held.get("form"), dict) else held
    if not isinstance(inner, dict):
        return {}
    values = (inner.get(key) for key in ("board", "form", "version"))
    return {key: value if isinstance(value, str) else None for key, value in zip(_KEYS, values, strict=True)}
