"""The fonts of the fields, as PDF objects.

People type in a simple TrueType font, which every PDF program can draw with (ISO 32000-1, 9.6.3). Letters beyond its
codes come in a composite one (9.7), which only the appearance of a prefilled answer calls for.
"""

import itertools
from collections.abc import Iterable
from functools import cache

import pikepdf
from fontTools.agl import LEGACY_AGL2UV, UV2AGL
from pikepdf import Array, Dictionary, Name, Stream

from docgen.pdf.encoding import characters_by_code, codes_by_character, differences, encode
from docgen.pdf.faces import ASCENT, CAPITALS, DESCENT, Face, field_face, spare_face

FIELD_FONT, SPARE_FONT = "NotoSans", "NotoMore"
"""The names under which appearances call for the fonts: `/NotoSans 10 Tf`."""

_NONSYMBOLIC = 32
_LACKING = ("00", "\ufffd")
"""The code that pdftk draws for each letter that the font does not have, and what a reader is told that it is."""


def split_by_font(line: str) -> list[tuple[str, bytes]]:
    """Return a line as runs of one font each: the font's name, and the run as that font's codes."""
    own = codes_by_character()
    runs = []
    for is_own, run in itertools.groupby(line, key=lambda sign: sign in own):
        text = "".join(run)
        runs.append((FIELD_FONT, encode(text)) if is_own else (SPARE_FONT, _as_glyphs(text)))
    return runs


def _as_glyphs(text: str) -> bytes:
    glyphs = spare_face().glyphs
    return b"".join(glyphs[sign].to_bytes(2, "big") for sign in text)


def embed_field_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Put the font that people type in in a document, and return it as an indirect object."""
    face, characters = field_face(), characters_by_code()
    name, first = Name("/BFORMS+NotoSans-Regular"), min(characters)
    codes = (_LACKING, *((f"{code:02X}", character) for code, character in characters.items()))
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            FirstChar=first,
            LastChar=255,
            Widths=Array([face.widths.get(characters.get(code, ""), 0) for code in range(first, 256)]),
            Encoding=_encoding(),
            FontDescriptor=_descriptor(pdf, face, name),
            ToUnicode=_to_unicode(pdf, codes, 1),
        )
    )


def embed_spare_font(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Put the font of the further letters in a document, and return it as an indirect object."""
    face, name = spare_face(), Name("/BFMORE+NotoSans-Regular")
    codes = ((f"{glyph:04X}", character) for character, glyph in face.glyphs.items())
    glyphs = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=_descriptor(pdf, face, name),
        W=Array([0, Array(face.advances)]),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(glyphs)]),
            ToUnicode=_to_unicode(pdf, codes, 2),
        )
    )


def _descriptor(pdf: pikepdf.Pdf, face: Face, name: Name) -> pikepdf.Object:
    program = Stream(pdf, face.deflated, Filter=Name.FlateDecode, Length1=face.length)
    return pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=name,
            Flags=_NONSYMBOLIC,
            FontBBox=Array(face.bounds),
            ItalicAngle=0,
            Ascent=round(ASCENT * 1000),
            Descent=-round(DESCENT * 1000),
            CapHeight=round(CAPITALS * 1000),
            StemV=80,
            FontFile2=pdf.make_indirect(program),
        )
    )


def _encoding() -> Dictionary:
    named: list[int | Name] = []
    for code, character in sorted(differences().items()):
        named += [code, Name(f"/{glyph_name(character)}")]
    return Dictionary(Type=Name.Encoding, BaseEncoding=Name.WinAnsiEncoding, Differences=Array(named))


@cache
def glyph_name(character: str) -> str:
    """Return a character's name in the Adobe Glyph List: the usual one, or one that only the full list has."""
    point = ord(character)
    known = (name for name, points in LEGACY_AGL2UV.items() if points == [point])
    return str(UV2AGL.get(point) or next(known))


def _to_unicode(pdf: pikepdf.Pdf, codes: Iterable[tuple[str, str]], width: int) -> pikepdf.Object:
    """Return the CMap that gives each code its character (ISO 32000-1, 9.10.3): at most 100 lines a block."""
    lines = [f"<{code}> <{ord(character):04X}>" for code, character in codes]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    cmap = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'00' * width}> <{'FF' * width}>\nendcodespacerange\n{mapped}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
    return pdf.make_indirect(Stream(pdf, cmap.encode("ascii")))
