"""Leave of a drawn page only what draws it (ISO 32000-1, 7.8.3, 8.9, 8.10)."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from docgen.packs.enclosing.acting import is_action

_PACKED = frozenset({"/Length", "/Filter", "/DecodeParms", "/Type"})
_FORM = _PACKED | {"/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group"}
_IMAGE = _PACKED | {
    "/Subtype",
    "/Width",
    "/Height",
    "/ColorSpace",
    "/BitsPerComponent",
    "/Intent",
    "/ImageMask",
    "/Mask",
    "/Decode",
    "/Interpolate",
    "/SMask",
    "/SMaskInData",
    "/Matte",
}
_KEPT = {"/Form": _FORM, "/Image": _IMAGE}
"""What an object that is drawn may hold: no metadata, no other file that it stands for, no tags, no layers."""

_RESOURCES = frozenset({"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"})
_NOWHERE = ("/Metadata", "/PieceInfo", "/AF")
_ELSEWHERE = ("/F", "/FFilter", "/FDecodeParms")
"""What says that a stream's bytes stand in another file (ISO 32000-1, 7.3.8.2)."""

_MARKS = re.compile(rb"\b(?:BDC|BMC|EMC|DP|MP)\b")
_MARKING = frozenset({"BDC", "BMC", "EMC", "DP", "MP"})
_DEEPEST = 50


def scrub(pdf: pikepdf.Pdf) -> None:
    """Take out of a document of drawn pages whatever does not draw them. Raises pikepdf.PdfError if damaged."""
    for held in pdf.objects:
        if isinstance(held, Stream):
            _scrub_stream(held)
        if isinstance(held, Dictionary | Stream | Array):
            _scrub_within(held, _DEEPEST)


def brings_fonts(pdf: pikepdf.Pdf) -> bool:
    """Say whether text comes with the pages, in fonts that others chose."""
    drawn = (held.get("/Resources") for held in pdf.objects if isinstance(held, Stream))
    return any(isinstance(resources, Dictionary) and "/Font" in resources for resources in drawn)


def _scrub_stream(held: Stream) -> None:
    for key in _ELSEWHERE:
        if key in held:
            del held[key]
    kept = _KEPT.get(str(held.get("/Subtype")))
    for key in [key for key, _ in held.items() if kept is not None and key not in kept]:
        del held[key]
    if held.get("/Subtype") == Name.Form or held.get("/PatternType") == 1:
        _scrub_resources(held.get("/Resources"))
        _unmark(held)


def _scrub_resources(resources: pikepdf.Object | None) -> None:
    if isinstance(resources, Dictionary):
        for key in [key for key, _ in resources.items() if key not in _RESOURCES]:
            del resources[key]


def _unmark(drawn: Stream) -> None:
    """Take the marks of tags and layers out of a content: they name things of a document that is left behind."""
    content = drawn.read_bytes()
    if _MARKS.search(content):
        instructions = pikepdf.parse_content_stream(drawn)
        kept = [one for one in instructions if str(one.operator) not in _MARKING]
        drawn.write(pikepdf.unparse_content_stream(kept))


def _scrub_within(held: pikepdf.Object, depth: int) -> None:
    """Take out what acts, however deep it stands within an object."""
    if isinstance(held, Array):
        for index, value in enumerate(held):
            if isinstance(value, Dictionary) and is_action(value):
                held[index] = None
            elif _is_within(value) and depth:
                _scrub_within(value, depth - 1)
        return
    for key, value in [*held.items()]:
        if key in _NOWHERE or (isinstance(value, Dictionary) and is_action(value)):
            del held[key]
        elif _is_within(value) and depth:
            _scrub_within(value, depth - 1)


def _is_within(value: object) -> bool:
    """Say whether a value is part of the object that holds it, and no object of its own."""
    return isinstance(value, Dictionary | Array) and not value.is_indirect
