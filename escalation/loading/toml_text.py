"""Read TOML that people type: each line that is none is said in plain words, and the others are read without it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_MOST = 20
"""Lines that are taken out: a file with more is some other kind of file."""
_KEY = r"\s*[A-Za-z0-9_.\"'-]+\s*=\s*"
_QUOTED = 'a text in quotes: key = "text"'
_USUAL = 'key = "text", key = 2026-11-01, key = true, [table] or [[table]], as TOML has it'
_SLIPS = (
    (
        re.compile(_KEY + r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s*(?:#.*)?"),
        "a day that does not begin with the year",
        "year, month and day, without quotes, such as 2026-11-01",
    ),
    (
        re.compile(_KEY + r"\d{4}-\d{1,2}-\d{1,2}\s*(?:#.*)?"),
        "no day of any calendar, or one with a single digit",
        "year, month and day in two digits each, such as 2026-11-01",
    ),
    (
        re.compile(_KEY + r"\d{1,2}:\d{2}\s*(?:[ap]m)?\s*(?:#.*)?", re.IGNORECASE),
        "a time without its seconds, or with am or pm",
        "a time of the 24-hour clock such as 14:30:00",
    ),
    (
        re.compile(_KEY + r"[“”„‘’].*"),
        "the curly quotes that Word types",
        'straight quotes: key = "text"',
    ),
    (
        re.compile(_KEY + r'"[^"]*\\.*'),
        "a backslash between double quotes",
        "single quotes, such as 'papers\\report.pdf', or a stroke: \"papers/report.pdf\"",
    ),
    (
        re.compile(_KEY + r"(?:yes|no)\s*(?:#.*)?", re.IGNORECASE),
        "yes or no",
        "true or false, in small letters and without quotes",
    ),
    (re.compile(_KEY + r"(?:\"[^\"]*|'[^']*)"), "a text whose last quote is missing", _QUOTED),
    (re.compile(_KEY + r"[A-Za-z].*"), "a text without quotes", _QUOTED),
    (re.compile(r"\s*\[.*"), "the head of a table that does not end", "[table] or [[table]]"),
)  # fmt: skip
_OPENS = re.compile(r"\"\"\"|'''|=\s*'[^']*$")
_TWICE = re.compile(r"Cannot overwrite a value|Cannot declare .* twice|Duplicate ")


@dataclass(frozen=True)
class Slip:
    """A line that is not TOML, counted from 1; None where only the end of the file shows it."""

    line: int | None
    found: str
    accepted: str


@dataclass(frozen=True)
class TomlText:
    """A file as it can be read: its table, without the lines that are no TOML, and what is wrong with each of those.

    `table` is None where the rest cannot be understood without them.
    """

    table: Mapping[str, Any] | None
    slips: tuple[Slip, ...] = ()


def read_toml(text: str) -> TomlText:
    """Return what a text holds, and every line of it that is not TOML. Nothing is raised."""
    lines, slips = text.replace("\r\n", "\n").split("\n"), list[Slip]()
    while len(slips) < _MOST:
        try:
            return TomlText(tomllib.loads("\n".join(lines)), tuple(slips))
        except tomllib.TOMLDecodeError as error:
            slip = _slip_of(str(error), lines)
            slips.append(slip)
        if slip.line is None or not _take_out(lines, slip.line):
            break
    return TomlText(None, tuple(slips))


def decode_text(data: bytes) -> str:
    """Return a file's text. Raises UnicodeDecodeError where it is not in UTF-8.

    Windows Notepad may put a byte order mark first, which TOML does not allow.
    """
    return data.decode("utf-8-sig")


def line_of(error: UnicodeDecodeError) -> int:
    """Return on which line, from 1, the first letter stands that is not in UTF-8."""
    return error.object.count(b"\n", 0, error.start) + 1


def _slip_of(message: str, lines: Sequence[str]) -> Slip:
    at, said = _AT.search(message), _AT.sub("", message)
    number = int(at[1]) if at and at[1] else None
    if _TWICE.search(said):
        return Slip(number, "a key or table that the file has already", "each key once in its table")
    if number is None:
        return Slip(
            _open_text(lines), "a text that does not end", "the same quotes at its end as at its beginning"
        )
    line = lines[number - 1]
    for shape, found, accepted in _SLIPS:
        if shape.fullmatch(line):
            return Slip(number, found, accepted)
    return Slip(number, f"what is not TOML ({said[:1].lower()}{said[1:]})", _USUAL)


def _open_text(lines: Sequence[str]) -> int | None:
    """Return the line that opens the last text of the file; None where there is none."""
    opens = (number for number in range(len(lines), 0, -1) if _OPENS.search(lines[number - 1]))
    return next(opens, None)


def _take_out(lines: list[str], number: int) -> bool:
    """Take the value of a key out of a text. Returns whether the rest still means what it did."""
    line = lines[number - 1]
    if not re.match(_KEY, line) or re.search(r"\"\"\"|'''|[\[{]", line):
        return False
    lines[number - 1] = ""
    return True
