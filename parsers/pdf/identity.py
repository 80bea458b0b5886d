"""Which form a PDF says it is: by its document information, its XMP metadata, or the data attached to it."""

import json
from collections.abc import Iterator
from functools import lru_cache

import pikepdf
from pikepdf import Array, Dictionary, Stream

from escalation.definitions import FormReference
from parsers.errors import Unread
from parsers.identity import make_reference
from parsers.pdf.fields import DIRECT, entry
from parsers.pdf.strings import read_stream, read_text
from parsers.safe_xml import parse_xml

ATTACHMENT = "form.json"
_KEYS = ("FormBoard", "FormId", "FormVersion")
_LONGEST = 100_000
"""The most bytes that the form's data takes: it has a line or so for each field."""
_OWN, _PLACE = {"board", "form", "version", "fields"}, {"page", "rect"}
"""All that the form's data says, of itself and of each of its fields."""


def find_identity(pdf: pikepdf.Pdf) -> FormReference | None:
    """Return the form's reference; None where the file holds none."""
    for look in (_in_information, _in_metadata, _in_attachment):
        held = look(pdf)
        reference = make_reference(*(held.get(key) for key in _KEYS))
        if reference is not None:
            return reference
    return None


def has_files_attached(pdf: pikepdf.Pdf) -> bool:
    """Say whether any file but the form's own data hangs on a PDF: by a name (7.11.4), or on it or its pages (14.13).

    The form's own data is known by what it holds: anybody may attach another file of its name.
    """
    named = list(_named_files(pdf))
    marks = {file.objgen for file in named} - {DIRECT}
    hung = [file for holder in (pdf.Root, *(page.obj for page in pdf.pages)) for file in _hung_files(holder)]
    others = [file for file in hung if file.objgen not in marks]
    return any(not _is_own_data(file) for file in (*named, *others))


def _named_files(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    names = entry(pdf.Root, "/Names")
    tree = entry(names, "/EmbeddedFiles") if isinstance(names, Dictionary) else None
    if not isinstance(tree, Dictionary):
        return
    held = entry(tree, "/Names")
    if isinstance(held, Array) and "/Kids" not in tree:
        yield from held.as_list()[1::2]
    else:
        yield from (pdf.attachments[name].obj for name in pdf.attachments)


def _hung_files(holder: pikepdf.Object) -> list[pikepdf.Object]:
    held = entry(holder, "/AF")
    if isinstance(held, Array):
        return list(held.as_list())
    return [held] if isinstance(held, Dictionary) else []


def _is_own_data(file: pikepdf.Object) -> bool:
    """Say whether an attached file is the form's own data and nothing more."""
    if not isinstance(file, Dictionary) or read_text(entry(file, "/UF") or entry(file, "/F")) != ATTACHMENT:
        return False
    streams = entry(file, "/EF")
    stream = entry(streams, "/F") if isinstance(streams, Dictionary) else None
    try:
        content = read_stream(stream) if isinstance(stream, Stream) else b""
    except pikepdf.PdfError:
        return False
    return len(content) <= _LONGEST and _says_places_alone(content)


@lru_cache(maxsize=64)
def _says_places_alone(content: bytes) -> bool:
    """Say whether a file's content is a form's data. It is the same in all returns on a form, so this is kept."""
    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        return False
    places = held.get("fields") if isinstance(held, dict) and held.keys() == _OWN else None
    return isinstance(places, dict) and all(
        isinstance(place, dict) and place.keys() == _PLACE for place in places.values()
    )


def _in_information(pdf: pikepdf.Pdf) -> dict[str, str | None]:
    information = pdf.trailer.get("/Info")
    if not isinstance(information, Dictionary):
        return {}
    return {key: read_text(information.get(f"/{key}")) for key in _KEYS}


def _in_metadata(pdf: pikepdf.Pdf) -> dict[str, str | None]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
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
