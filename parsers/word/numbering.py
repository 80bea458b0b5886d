"""Numbers that Word puts before the paragraphs of a list by itself (ISO 29500-1, 17.9), which stand in no text.

Letters, Roman and plain numbers are told where that is plain; bullets carry no words, and are left out. What
is not plain is not guessed: lists that somebody styled in rarer ways, or whose items are partly deleted.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from lxml import etree

from parsers.errors import Unread
from parsers.safe_xml import parse_xml
from parsers.word.names import attribute, child, number_in, shown, word_name
from parsers.word.package import Package
from parsers.word.styles import line_up, styles_by_name

NUMBERS_LEFT_OUT = "numbers-left-out"
Numbers: TypeAlias = Mapping[etree._Element, str | None]
"""What Word shows before each numbered paragraph, with a space; None where that is not plain."""
_TAKEN_AWAY = ("del", "moveFrom")
_SILENT = frozenset({"bullet", "none"})
_RARE = ("lvlRestart", "isLgl", "AlternateContent")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_HIGHEST = 999
_LEVELS = 9
"""As many levels as a list has, counted from 0."""


@dataclass(frozen=True)
class _Level:
    """One level of a list: how its number is written, and after which number of itself it goes on."""

    start: int
    kind: str
    text: str
    after: str
    style: str
    is_plain: bool


@dataclass(frozen=True)
class _List:
    """A `w:num`: whose counters it shares, its levels (none where they are not plain), and those it begins anew."""

    counters: str
    levels: Mapping[int, _Level]
    begins: Mapping[int, int]


_UNKNOWN = _List("", {}, {})
NO_NUMBERS: Numbers = MappingProxyType({})


@dataclass
class _Counters:
    """How far the lists that share counters have come: the number of each level, and what each list began anew."""

    held: dict[int, int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def count(self, name: str, list_: _List, at: int) -> None:
        """Count a paragraph of a level of a list: deeper levels begin again."""
        first = list_.levels[at].start if at in list_.levels else 1
        if at in list_.begins and (name, at) not in self.begun:
            self.begun.add((name, at))
            self.held[at] = list_.begins[at] - 1
        self.held[at] = self.held.get(at, first - 1) + 1
        self.held = {level: number for level, number in self.held.items() if level <= at}


class _Item(NamedTuple):
    """A paragraph of a list: the list's name, its level, and its style where the level is the one of that style."""

    paragraph: etree._Element
    list_name: str
    level: int
    style: str


def find_numbers(body: etree._Element, package: Package) -> Numbers:
    """Return what Word shows before each numbered paragraph of a document's body."""
    styles = _styles_of(package)
    if b"numPr" not in styles and next(body.iter("{*}numPr"), None) is None:
        return NO_NUMBERS
    by_style = dict(_numbered_styles(styles))
    items = [item for part in shown(body, "p") if (item := _item_of(part, by_style)) is not None]
    return dict(_tell(items, dict(_read_lists(package)))) if items else NO_NUMBERS


def _tell(items: Sequence[_Item], lists: Mapping[str, _List]) -> Iterator[tuple[etree._Element, str | None]]:
    counters: dict[str, _Counters] = defaultdict(_Counters)
    unsure = {
        lists[item.list_name].counters
        for item in items
        if item.list_name in lists and _may_not_count(item.paragraph)
    }
    for item in items:
        list_ = lists.get(item.list_name, _UNKNOWN)
        by_style = (at for at, level in list_.levels.items() if item.style and level.style == item.style)
        level = next(by_style, item.level)
        counters[list_.counters].count(item.list_name, list_, level)
        number = _write(list_, level, counters[list_.counters].held)
        if number != "":
            yield item.paragraph, None if list_.counters in unsure else number


def numbers_beside_labels(numbers: Numbers) -> Numbers:
    """Return the numbered paragraphs of a form of somebody else's that are an answer's for sure, without numbers.

    Its labels may be numbered too: of a cell the first paragraph may be one, and any that stands in no cell.
    """
    return {paragraph: None for paragraph in numbers if _is_in_cell(paragraph)}


def _is_in_cell(paragraph: etree._Element) -> bool:
    before = paragraph.getprevious()
    is_first = before is None or word_name(before) != "p"
    return not is_first and next(paragraph.iterancestors("{*}tc"), None) is not None


def _may_not_count(paragraph: etree._Element) -> bool:
    """Say whether a tracked change takes a paragraph away, or it may stand in the file twice, as text boxes do."""
    mark = child(child(paragraph, "pPr"), "rPr")
    if any(child(mark, name) is not None for name in _TAKEN_AWAY):
        return True
    around = paragraph.iterancestors("{*}tr", "{*}txbxContent", "{*}AlternateContent")
    return any(word_name(part) != "tr" or child(child(part, "trPr"), "del") is not None for part in around)


def _item_of(paragraph: etree._Element, by_style: Mapping[str, tuple[str, int]]) -> _Item | None:
    """Return what a paragraph says of its list, or its style for it; None for a paragraph of no list."""
    properties = child(paragraph, "pPr")
    name, level = _list_of(child(properties, "numPr"))
    named = child(properties, "pStyle")
    style = "" if named is None else attribute(named, "val") or ""
    if name is None and style in by_style:
        name, of_style = by_style[style]
        level, style = (of_style, style) if level is None else (level, "")
    else:
        style = ""
    return None if name in {None, "0"} else _Item(paragraph, str(name), level or 0, style)


def _list_of(numbering: etree._Element | None) -> tuple[str | None, int | None]:
    name, level = child(numbering, "numId"), child(numbering, "ilvl")
    return None if name is None else attribute(name, "val"), None if level is None else min(
        number_in(level, 0), _LEVELS
    )


def _styles_of(package: Package) -> bytes:
    try:
        return package.styles
    except Unread:
        return b""


def _numbered_styles(part: bytes) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the styles of paragraphs that number them, each with the list and level."""
    try:
        root = parse_xml(part) if b"numPr" in part else None
    except Unread:
        return
    if root is None:
        return
    styles = styles_by_name(root)
    for name in styles:
        list_, level = _resolve(name, styles)
        if list_ is not None:
            yield name, (list_, level or 0)


def _resolve(name: str, styles: Mapping[str, etree._Element]) -> tuple[str | None, int | None]:
    list_: str | None = None
    level: int | None = None
    for style in line_up(name, styles):
        own, own_level = _list_of(child(child(style, "pPr"), "numPr"))
        list_, level = list_ if list_ is not None else own, level if level is not None else own_level
        if list_ is not None:
            break
    return list_, level


def _read_lists(package: Package) -> Iterator[tuple[str, _List]]:
    """Yield the lists of a file by name. A part that cannot be read has none."""
    try:
        root = package.xml(posixpath.join(posixpath.dirname(package.main), "numbering.xml"))
    except Unread:
        return
    if root is None:
        return
    made = {
        attribute(one, "abstractNumId") or "": dict(_levels_of(one))
        for one in root.iterchildren("{*}abstractNum")
    }
    for num in root.iterchildren("{*}num"):
        refers = child(num, "abstractNumId")
        counters = "" if refers is None else attribute(refers, "val") or ""
        yield attribute(num, "numId") or "", _read_list(num, counters, made.get(counters, {}))


def _read_list(num: etree._Element, counters: str, levels: Mapping[int, _Level]) -> _List:
    overrides = tuple(num.iterchildren("{*}lvlOverride"))
    is_plain = all(child(override, "lvl") is None for override in overrides)
    begins = {
        _level_of(override): number_in(start, 1)
        for override in overrides
        if (start := child(override, "startOverride")) is not None
    }
    return _List(counters, levels if is_plain else {}, begins)


def _level_of(element: etree._Element) -> int:
    return number_in(element, 0, "ilvl")


def _levels_of(abstract: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in (level for level in abstract.iterchildren("{*}lvl") if _level_of(level) < _LEVELS):
        held = {name: child(level, name) for name in ("numFmt", "lvlText", "suff", "pStyle", "start")}
        told = {name: "" if mark is None else attribute(mark, "val") or "" for name, mark in held.items()}
        yield (
            _level_of(level),
            _Level(
                start=number_in(held["start"], 0),
                kind=told["numFmt"] or "decimal",
                text=told["lvlText"],
                after="" if told["suff"] == "nothing" else " ",
                style=told["pStyle"],
                is_plain=all(child(level, name) is None for name in _RARE),
            ),
        )


def _write(list_: _List, at: int, held: Mapping[int, int]) -> str | None:
    """Return what a level shows; nothing for a bullet, None where that is not plain."""
    level = list_.levels.get(at)
    if level is None or not level.is_plain:
        return None
    if level.kind in _SILENT and not _PLACE.search(level.text):
        return "" if level.kind == "bullet" or not level.text.strip() else None
    written: list[str | None] = []
    for place in _PLACE.findall(level.text):
        other = list_.levels.get(int(place) - 1)
        number = held.get(int(place) - 1)
        written.append(None if other is None or number is None else _in_kind(number, other.kind))
    parts = iter(written)
    if None in written:
        return None
    return _PLACE.sub(lambda _: next(parts) or "", level.text) + level.after


def _in_kind(number: int, kind: str) -> str | None:
    """Write a number in a kind of numbers; None for a kind that is not known."""
    if kind == "decimal":
        return str(number)
    if not 0 < number <= _HIGHEST:
        return None
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if kind == "lowerRoman" else roman.upper()
    return None


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written
