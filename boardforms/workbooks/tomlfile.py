"""Write the table of a board's file as TOML that a person reads aloud: laid out as those written by hand.

Lists of tables stand as [[section]] and [[section.field]]; short ones that only belong to another table (rows,
columns, rules) stand in it, one a line. A table's note is the comment above it. No library lays a
file out like this, and there is little to write: texts, numbers, days, lists and tables.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

NOTE = "#"
"""The key under which a table keeps its note: no key of a definition can be this."""

Held: TypeAlias = Mapping[str, Any]

_WIDE = 118
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\ufffe\uffff]')
_IN_LINES = re.compile(r'[\\\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff]|"""|"\Z|[^\S\n](?=\n|\Z)')
"""What keeps a text from standing in lines of its own between three quotation marks."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")
INLINE = frozenset({"row", "column", "meets", "chairs", "minutes", "receives", "considers"})
"""The lists of short tables, which stand in the table that holds them and have no notes."""
_SPREAD = frozenset({"row", "column"})
"""The lists that stand one item a line even where there is only one."""


def write_toml(table: Held) -> str:
    """Return a file's table as TOML. Keys keep their order, but what has a header follows what has none."""
    note = list(_comment(table, ""))
    text = "\n".join([*note, *_body(table, (), "")]) + "\n"
    # A comment on the very first line is the file's own: that of its first table stands a line lower.
    return text if note or text.startswith("\n#") else text.removeprefix("\n")


def quote(text: str) -> str:
    """Return a text in quotation marks, on one line, as TOML writes it."""
    return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), text) + '"'


def _escape(letter: str) -> str:
    return _ESCAPES.get(letter) or f"\\u{ord(letter):04X}"


def _body(table: Held, path: tuple[str, ...], indent: str) -> Iterator[str]:
    held = {key: value for key, value in table.items() if key != NOTE}
    write_key = _key if all(_BARE.fullmatch(key) for key in held) else quote
    for key, value in held.items():
        if not _is_headed(path, key, value):
            yield f"{indent}{write_key(key)} = {_value(key, value, indent)}"
    for key, value in held.items():
        if _is_headed(path, key, value):
            yield from _headed((*path, key), value)


def _is_headed(path: tuple[str, ...], key: str, value: object) -> bool:
    """Say whether what a key of the table at a path holds stands under a header of its own."""
    return len(path) < 2 and (isinstance(value, dict) or (_is_tables(value) and key not in INLINE))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _headed(path: tuple[str, ...], value: Any) -> Iterator[str]:
    indent = "  " * (len(path) - 1)
    name = ".".join(_key(step) for step in path)
    if isinstance(value, dict):
        if not indent:
            yield ""
        yield f"{indent}[{name}]"
        yield from _body(value, path, indent)
        return
    for item in value:
        yield ""
        yield from _comment(item, indent)
        yield f"{indent}[[{name}]]"
        yield from _body(item, path, indent)


def _comment(table: Held, indent: str) -> Iterator[str]:
    for line in table[NOTE].split("\n") if NOTE in table else ():
        yield f"{indent}# {line}".rstrip()


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else quote(key)


def _value(key: str, value: Any, indent: str) -> str:
    if isinstance(value, list):
        return _list(key, value, indent)
    if isinstance(value, str) and "\n" in value and not _IN_LINES.search(value):
        return f'"""\n{value}"""'
    return _inline(value)


def _list(key: str, value: list[Any], indent: str) -> str:
    line = _inline(value)
    spread = key in _SPREAD or len(value) > 1 if _is_tables(value) else len(line) > _WIDE
    if not spread:
        return line
    inner = "".join(f"{indent}  {_inline(item)},\n" for item in value)
    return f"[\n{inner}{indent}]"


def _inline(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case dt.date():
            return value.isoformat()
        case dict():
            held = ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items())
            return f"{{ {held} }}" if held else "{}"
        case list():
            return f"[{', '.join(_inline(one) for one in value)}]"
        case _:
            return quote(str(value))
