"""The comments of a board's files, as notes of the tables that they stand in or above, and tables without them."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from boardforms.workbooks.tomlfile import NOTE

Way: TypeAlias = tuple[tuple[str, int], ...]
"""The way to a table under a [[header]]: for each step its list and its number in it, from 0. Empty: the file."""

_HEADER = re.compile(r"\s*(\[\[?[^\[\]{}=]+\]\]?)\s*")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")
_TOKEN = re.compile(
    r"""(?:"{3}(?:[^"\\]|\\.|"(?!""))*"{3}|'{3}(?:[^']|'(?!''))*'{3})"""
    r"""|(?P<opens>"{3}|'{3})|"(?:[^"\\]|\\.)*"|'[^']*'|(?P<comment>#.*)"""
)
"""What can hold a `#` on one line of TOML, and what begins a text that goes on for more lines."""


def take_notes(table: dict[str, Any], text: str) -> None:
    """Put the comments of a file's text into its table, each as the note of the table it is about.

    A comment is about the table whose header follows it on the next line; else about the one it stands in. One
    that begins on the first line is about the file.
    """
    for way, said in _notes_in(text):
        held = _follow(table, way)
        note = tidy_note("\n".join((held.get(NOTE, ""), said)))
        if note:
            held[NOTE] = note


def tidy_note(text: str) -> str:
    """Return a note as a comment can hold it: no spaces around its lines, and nothing that cannot be seen."""
    seen = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return "\n".join(line.strip() for line in seen.split("\n")).strip()


def carry_notes(source: Any, target: Any) -> None:
    """Give the tables of one the notes that the same tables of another have."""
    if isinstance(source, dict):
        if note := tidy_note(source.get(NOTE, "")):
            target[NOTE] = note
        for key in source.keys() & target.keys() - {NOTE}:
            carry_notes(source[key], target[key])
    elif isinstance(source, list):
        for one, other in zip(source, target, strict=True):
            carry_notes(one, other)


def _follow(table: dict[str, Any], way: Way) -> dict[str, Any]:
    for name, number in way:
        inner = table.get(name)
        if not isinstance(inner, list) or number >= len(inner):
            break
        table = inner[number]
    return table


def _notes_in(text: str) -> Iterator[tuple[Way, str]]:
    here: Way = ()
    waiting: list[str] = []
    seen: Counter[Way] = Counter()
    first = text.startswith("#")
    for line, comment in _lines_of(text):
        if comment and not line.strip():
            waiting.append(comment[1:])
            continue
        header = _HEADER.fullmatch(line)
        there = _way_of(header[1], here, seen) if header else here
        if waiting:
            yield () if first else there, "\n".join(waiting)
            waiting = []
        here, first = there, False
        if comment:
            key = _KEY.match(line)
            yield here, (f"{key[1]}: " if key else "") + comment[1:].strip()
    if waiting:
        yield () if first else here, "\n".join(waiting)


def _lines_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line of a file, and the comment it ends in; of a text over many lines only what follows it."""
    closing = ""
    for line in text.split("\n"):
        before, closed, rest = line.partition(closing) if closing else ("", "", line)
        if closing and not closed:
            continue
        closing, end = "", len(rest)
        for token in _TOKEN.finditer(rest):
            closing = token["opens"] or ""
            end = token.start("comment") if token["comment"] else end
            if closing:
                break
        yield before + closed + rest[:end], rest[end:]


def _way_of(header: str, here: Way, seen: Counter[Way]) -> Way:
    """Return the way to the table that a header opens; for one that is not in a list, to what it belongs to."""
    try:
        held: Any = tomllib.loads(header)
    except tomllib.TOMLDecodeError:
        return here
    way: Way = ()
    while held:
        name, held = next(iter(held.items()))
        known = seen[(*way, (name, -1))]
        if isinstance(held, list):
            seen[(*way, (name, -1))] += 1
            return (*way, (name, known))
        if known:
            way = (*way, (name, known - 1))
    return way


def without_notes(held: Any) -> Any:
    """Return a table without the notes in it, as a definition is read from it."""
    if isinstance(held, Mapping):
        return {key: without_notes(value) for key, value in held.items() if key != NOTE}
    return [without_notes(one) for one in held] if isinstance(held, list) else held
