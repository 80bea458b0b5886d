"""Subsets of Noto Sans for the fields: the letters a person can type, and more that only a prefilled form shows."""

import io
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from docgen.pdf.encoding import codes_by_character
from docgen.pdf.fonts import upright_face

ASCENT, DESCENT, CAPITALS = 1.069, 0.293, 0.714
"""Noto Sans: how far letters rise and fall, and the height of capitals, for a size of one."""

LEADING = ASCENT + DESCENT
"""The distance between two lines for a size of one, as PDF programs set lines."""

_UNSHAPED = (
    *range(0x00A0, 0x0250),  # Latin
    *range(0x0370, 0x0530),  # Greek and Cyrillic
    *range(0x1E00, 0x1F00),  # Latin, with Vietnamese
    *range(0x2010, 0x2045),  # punctuation
    *range(0x20A0, 0x20C0),  # currencies
)
"""Scripts whose letters stand side by side as they are: all others need shaping, which a field cannot do."""


@dataclass(frozen=True)
class Face:
    """A font file, deflated, with each character's glyph and width, and each glyph's width, in thousandths."""

    deflated: bytes
    length: int
    glyphs: dict[str, int]
    widths: dict[str, int]
    advances: tuple[int, ...]
    bounds: tuple[int, int, int, int]


@cache
def field_face() -> Face:
    """Return the face in which people type: the characters of the field's encoding. Made once a process."""
    return _make_face("".join(codes_by_character()))


@cache
def spare_face() -> Face:
    """Return the face of further letters for prefilled answers, with no character of the field's own."""
    with TTFont(upright_face(), lazy=True, recalcTimestamp=False) as font:
        held = set(font.getBestCmap())
    letters = (chr(point) for point in _UNSHAPED if point in held)
    own = codes_by_character()
    return _make_face("".join(one for one in letters if one not in own and not unicodedata.combining(one)))


def _make_face(text: str) -> Face:
    with TTFont(upright_face(), lazy=True, recalcTimestamp=False) as font:
        _take_subset(font, text)
        instantiateVariableFont(
            font, {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}, inplace=True
        )
        names, metrics, head = font.getBestCmap(), font["hmtx"], font["head"]
        written = io.BytesIO()
        font.save(written)
        return Face(
            deflated=zlib.compress(written.getvalue(), 9),
            length=len(written.getvalue()),
            glyphs={sign: font.getGlyphID(names[ord(sign)]) for sign in text if ord(sign) in names},
            widths={sign: metrics[names[ord(sign)]][0] for sign in text if ord(sign) in names},
            advances=tuple(metrics[name][0] for name in font.getGlyphOrder()),
            bounds=(head.xMin, head.yMin, head.xMax, head.yMax),
        )


def _take_subset(font: TTFont, text: str) -> None:
    options = Options(
        hinting=False, layout_features=[], notdef_outline=True, glyph_names=False, recalc_timestamp=False
    )
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "HVAR", "MVAR", "STAT", "avar", "gasp"]
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font["cmap"].tables = [
        table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 1)
    ]


def is_showable(character: str) -> bool:
    """True where a field can show a character: typed, or at least prefilled."""
    return character in codes_by_character() or character in spare_face().widths


def width_of(text: str, size: float) -> float:
    """Return the width of a text in points, at a size in points. KeyError for a character fields cannot show."""
    usual = field_face().widths
    try:
        thousandths = sum(map(usual.__getitem__, text))
    except KeyError:
        thousandths = sum(usual[sign] if sign in usual else spare_face().widths[sign] for sign in text)
    return thousandths * size / 1000
