"""How a run of a Word document is shown where that is otherwise than as plain words on paper.

Words may be struck through, hidden, too small or too pale to be seen, turned round, raised or lowered (ISO 29500-1,
17.3.2); and a person may have pointed them out with a highlighter or a line under them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from unicodedata import bidirectional

from lxml import etree

from parsers.word.names import OFF, attribute, child, local_name_of

_SWITCHES = MappingProxyType(
    {
        "strike": "struck-through",
        "dstrike": "struck-through",
        "vanish": "hidden-text",
        "webHidden": "hidden-text",
    }
)
PROPERTIES = frozenset(
    {*_SWITCHES, "sz", "color", "highlight", "shd", "vertAlign", "position", "u"},
)
"""The properties of a run for which one looks."""
_PLAIN = frozenset({"", "none", "nil", "auto", "baseline", "0"})
_TINY = 4
"""Half-points of letters that nobody can read."""
_LEAST_CONTRAST = 1.25
"""How much lighter than the other, at least, letters or their ground are (WCAG 2.1, 1.4.3), for them to be seen."""
_LEAST_COLOUR = 24
"""How far apart, at least, the most and the least of red, green and blue are in what is no grey, of 255."""
_PAPER = "FFFFFF"
_DARK = ("0", "1", "2", "3")
"""How greys begin that are so dark that black letters on them cannot be seen."""
_HIGHLIGHTS = MappingProxyType(
    {
        "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF",
        "red": "FF0000", "yellow": "FFFF00", "white": _PAPER, "darkBlue": "000080", "darkCyan": "008080",
        "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000",
        "darkGray": "808080", "lightGray": "C0C0C0",
    }
)  # fmt: skip
_LEFTWARDS = frozenset({"R", "AL"})

Properties = Mapping[str, etree._Element]
"""The properties of a run by their local names: its own, and else those of its style."""


@dataclass(frozen=True)
class Appearance:
    """How a run is shown: the code of what asks, whether it stands over or under the line, and is pointed out."""

    code: str | None = None
    raised: str | None = None
    pointed_out: bool = False


def is_rare(name: str, mark: etree._Element) -> bool:
    """Say whether a property of a run may show it otherwise than as plain words: most sizes and colours do not."""
    value = attribute(mark, "val") or ""
    if name == "sz":
        return _is_tiny(value)
    if name == "color":
        return value not in _PLAIN and _contrast(value, _PAPER) < _LEAST_CONTRAST
    if name == "shd":
        return is_colourful(mark) or (attribute(mark, "fill") or "").startswith(_DARK)
    return name in _SWITCHES or value not in _PLAIN


def own_properties(run: etree._Element) -> dict[str, etree._Element]:
    """Return the properties that a run has of its own, without its style's."""
    held = child(run, "rPr")
    return {
        name: part
        for part in (() if held is None else held)
        if (name := local_name_of(part.tag)) in PROPERTIES
    }


def find_appearance(run: etree._Element, properties: Properties, turn: etree._Element | None) -> Appearance:
    """Return how a run with those properties is shown. `turn` is the element that turns it round."""
    code = next(
        (_SWITCHES[name] for name in _SWITCHES if name in properties and _is_on(properties[name])), None
    )
    if code is None and (_is_tiny(_value(properties, "sz")) or _is_unseen(run, properties)):
        code = "hidden-text"
    if code is None and turn is not None and _is_turned(run, attribute(turn, "val") or ""):
        code = "steering-characters"
    return Appearance(code, _raised(properties), _is_pointed_out(properties))


def is_colourful(shade: etree._Element) -> bool:
    """Say whether a shade behind words has a colour, as those of the project's own forms have not."""
    return _has_colour(attribute(shade, "fill") or "")


@lru_cache(maxsize=256)
def _has_colour(fill: str) -> bool:
    colour = _rgb(fill)
    return colour is not None and max(colour) - min(colour) >= _LEAST_COLOUR


def _is_on(switch: etree._Element) -> bool:
    return (attribute(switch, "val") or "") not in OFF


def _value(properties: Properties, name: str) -> str:
    return (attribute(properties[name], "val") or "") if name in properties else ""


def _is_tiny(size: str) -> bool:
    return size.isdecimal() and len(size) == 1 and int(size) <= _TINY


def _raised(properties: Properties) -> str | None:
    """Return whether a run stands over its line (superscript) or under it (subscript)."""
    stands = _value(properties, "vertAlign")
    if stands in {"superscript", "subscript"}:
        return stands
    moved = _value(properties, "position")
    return None if moved in _PLAIN else "subscript" if moved.startswith("-") else "superscript"


def _is_pointed_out(properties: Properties) -> bool:
    is_lined = _value(properties, "u") not in _PLAIN
    is_lit = _value(properties, "highlight") not in _PLAIN | {"white"}
    return is_lined or is_lit or ("shd" in properties and is_colourful(properties["shd"]))


def _is_unseen(run: etree._Element, properties: Properties) -> bool:
    """Say whether letters are of the colour of what is behind them, or blacked out."""
    letters, highlight = _value(properties, "color"), _HIGHLIGHTS.get(_value(properties, "highlight"))
    if letters in _PLAIN:
        return highlight == "000000"
    return _contrast(letters, highlight or _ground(run, properties)) < _LEAST_CONTRAST


def _ground(run: etree._Element, properties: Properties) -> str:
    """Return the colour behind a run: its own shade, or its paragraph's, cell's or table's."""
    around = (child(child(part, f"{local_name_of(part.tag)}Pr"), "shd") for part in run.iterancestors())
    fills = (
        attribute(shade, "fill") or "" for shade in (properties.get("shd"), *around) if shade is not None
    )
    return next((fill for fill in fills if _rgb(fill) is not None), _PAPER)


def _rgb(colour: str) -> tuple[int, int, int] | None:
    try:
        whole = int(colour, 16) if len(colour) == len(_PAPER) else -1
    except ValueError:
        return None
    return None if whole < 0 else (whole >> 16, whole >> 8 & 255, whole & 255)


@lru_cache(maxsize=256)
def _contrast(one: str, other: str) -> float:
    """Return the contrast of two colours by WCAG 2.1: 1 is none. Of no colour, the most."""
    lights = [_luminance(colour) for colour in (_rgb(one), _rgb(other)) if colour is not None]
    return 21.0 if len(lights) < 2 else (max(lights) + 0.05) / (min(lights) + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_turned(run: etree._Element, direction: str) -> bool:
    """Say whether a direction is against that of a run's own letters and digits."""
    text = "".join(part.text or "" for part in run.iter("{*}t"))
    leftwards = {bidirectional(letter) in _LEFTWARDS for letter in text if letter.isalnum()}
    return (direction != "rtl") in leftwards
