"""On which line of a TOML file a table or a key stands, so that a mistake can be looked up."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.\"'-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')\s*=")
_LONG = ('"""', "'''")


def find_line(text: str, table: str, key: str) -> int | None:
    """Return the line, from 1, of a key in a table, or of the table where it has no such key; None for neither.

    A key of the file may be a table, or the first of a list of tables.
    `table` is empty for the top of the file, `chair` for `[chair]`, and `action 2` for the second `[[action]]`.
    """
    first, table = key.partition(".")[0], re.sub(r' \(key "[^"]*"\)$', "", table)
    table_line = None if table else 1
    for number, held_in, found in _entries(text):
        is_key = held_in == table and found == first
        if is_key or (not found and held_in.partition(" ")[0] == key and not table):
            return number
        if not found and held_in == table:
            table_line = number
    return table_line


def find_item(text: str, item: str) -> int | None:
    """Return the line of what `pack check` names, such as `chair`, `date` or `action 2`; None where it is not there.

    Entries of a list that is written on one line have the line of the list.
    """
    lists = item.partition(" ")[0]
    entries = [(number, table, key) for number, table, key in _entries(text) if not (table and key)]
    for name in (item, f"{item} 1", lists):
        for number, table, key in entries:
            if name == (table or key):
                return number
    return None


def find_about(text: str, line: int) -> str:
    """Return the key or entry in or above which a comment on a line stands, as `pack check` names it.

    Empty for a comment at the end of a file.
    """
    return next((table or key for number, table, key in _entries(text) if number > line), "")


def find_value(text: str, key: str, value: str) -> int | None:
    """Return the first line, from 1, on which a key has that text in quotes; None where none has."""
    asked = re.compile(rf"(?<![\w-]){re.escape(key)}\s*=\s*([\"']){re.escape(value)}\1")
    return next((number for number, line in _outside_long_texts(text) if asked.search(line)), None)


def find_named(text: str, key: str, name: str) -> int | None:
    """Return the line, from 1, on which a key at the top of a file gives a name, alone or in its list.

    The key's own line where the name is spelt in a way that is not found; None where there is no such key.
    """
    start = find_line(text, "", key)
    if start is None or key not in {found for _, table, found in _entries(text) if not table}:
        return None
    quoted = re.compile(rf"([\"']){re.escape(name)}\1")
    end = next((number for number, _, _ in _entries(text) if number > start), text.count("\n") + 2)
    lines = enumerate(text.split("\n")[start - 1 : end - 1], start=start)
    return next((number for number, line in lines if quoted.search(line)), start)


def _entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each header (with no key) and each key: its line, the table it stands in, and the key."""
    table, counts = "", dict[str, int]()
    for number, line in _outside_long_texts(text):
        if header := _HEADER.match(line):
            name = header[2].strip("\"'")
            if header[1] == "[[":
                counts[name] = counts.get(name, 0) + 1
                name = f"{name} {counts[name]}"
            table = name
            yield number, table, ""
        elif found := _KEY.match(line):
            yield number, table, found[1].strip("\"'")


def _outside_long_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file, without those that stand within a text of several lines."""
    ends_with = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not ends_with:
            yield number, line
        ends_with = _still_open(line, ends_with)


def _still_open(line: str, ends_with: str) -> str:
    """Return the signs that will end the text in which a line ends; nothing where it ends in none."""
    at = 0
    while True:
        found = [
            (where, sign)
            for sign in ((ends_with,) if ends_with else _LONG)
            if (where := line.find(sign, at)) >= 0
        ]
        if not found:
            return ends_with
        where, sign = min(found)
        ends_with, at = ("" if ends_with else sign), where + len(sign)
