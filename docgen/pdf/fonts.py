"""The fonts of every document: they come as wheels, so that a page looks the same on every machine."""

from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import typst
from fontTools.ttLib import TTFont

_PACKAGES = (fontpkg_noto_sans, fontpkg_noto_sans_arabic)


def _folders() -> tuple[Path, ...]:
    return tuple(Path(package.__file__).parent / "files" for package in _PACKAGES)


def _upright(folder: Path) -> Path:
    return next(path for path in sorted(folder.glob("*.ttf")) if "Italic" not in path.name)


@cache
def typst_fonts() -> typst.Fonts:
    """Return the fonts that Typst may use, and no others: neither the system's nor its own."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in _folders()],
    )


@cache
def upright_face() -> Path:
    """Return the variable Noto Sans, upright, whose default instance is the regular weight."""
    return _upright(_folders()[0])


@cache
def covered() -> frozenset[int]:
    """Return the code points that at least one upright face has a glyph for."""
    points: set[int] = set()
    for folder in _folders():
        with TTFont(_upright(folder), lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)
