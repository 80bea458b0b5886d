"""Records as JSON lines: written by `parse`, read by `check` and by packs."""

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from boardforms.errors import Unusable
from escalation.records import Record
from escalation.steering import escape_steering

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

RECORD_SUFFIXES = (".jsonl", ".ndjson", ".json")
"""How the names of files of JSON lines end."""


def record_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one JSON line."""
    return {"$schema": DIALECT, **Record.model_json_schema(by_alias=True, mode="serialization")}


def write_line(record: Record) -> str:
    """Return a record as one line of JSON, without the line's end; what would steer a terminal stands as codes."""
    return escape_steering(record.model_dump_json(by_alias=True))


def read_lines(lines: Iterable[str], name: str) -> Iterator[Record]:
    """Yield the records of JSON lines; empty lines are passed over.

    Raises Unusable, naming the line, where one is not a record.
    """
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Record.model_validate_json(line)
            except ValidationError as error:
                first = error.errors(include_input=False, include_url=False)[0]
                place = ".".join(str(part) for part in first["loc"])
                raise Unusable(
                    f"{name}, line {number}: not a record as `boardforms parse` prints it"
                    f" ({place + ': ' if place else ''}{first['msg']})"
                ) from None


def read_file(path: Path) -> tuple[Record, ...]:
    """Return the records of a file of JSON lines, in UTF-8, or UTF-16 as Windows PowerShell writes it.

    Raises Unusable where it is no such text, or a line is not a record.
    """
    with path.open("rb") as content:
        encoding = "utf-16" if content.read(2) in _UTF_16 else "utf-8-sig"
    try:
        with path.open(encoding=encoding) as lines:
            return tuple(read_lines(lines, path.name))
    except UnicodeError:
        raise Unusable(f"{path.name}: not text: write it again with `boardforms parse --to`") from None


def write_lines(records: Iterable[Record], stream: TextIO) -> None:
    """Write records as JSON lines."""
    stream.writelines(write_line(record) + "\n" for record in records)
