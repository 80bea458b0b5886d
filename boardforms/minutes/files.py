"""Write what was merged into the meeting's file, line by line: what a person wrote there stays as it is.

No library at hand keeps comments, and there is little to do: a line put in, an empty answer filled, an entry added.
What comes of it is read again, and the file is written only where it says what was meant.
"""

import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from boardforms.minutes.merging import (
    NOT_UNDERSTOOD,
    REQUIRED,
    Append,
    Ask,
    Fill,
    Keep,
    Merged,
    Place,
    Step,
)
from boardforms.minutes.told import LONGEST_PROSE, Told
from boardforms.workbooks.tomlfile import write_toml
from docgen.packs.lines import find_line
from docgen.packs.unread import IN_MINUTES

_WIDTH = 110
ASK = "ASK"
"""How a comment begins that a person is to answer."""


class NotAsMeant(Exception):
    """The file is laid out in a way that this cannot add to; `at` is what could not be written."""

    def __init__(self, at: str) -> None:
        """Take where it was to be written."""
        super().__init__(at)
        self.at = at


def apply(text: str, merged: Merged, source: str) -> str:
    """Return the text of a meeting's file with all that was merged; `source` says what the minutes were (an id).

    Raises NotAsMeant where the file holds a list or a table on one line, so that nothing can be put into it.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    text = text.replace("\r\n", "\n")
    for step in merged.steps:
        text = _take(text, step, source)
    text = _keep(text, [step for step in merged.steps if isinstance(step, Keep)], source)
    text = _append(text, [step for step in merged.steps if isinstance(step, Append)], source)
    return text.replace("\n", ending)


def add_record(text: str, name: str) -> str:
    """Return the text of a meeting's file that names a file of records beside those it has. Raises NotAsMeant."""
    names = tomllib.loads(text).get("records", [])
    return text if name in names else _set(text, Place("records"), [*names, name], ())


def _take(text: str, step: Step, source: str) -> str:
    match step:
        case Fill(at, told):
            note = _say_from(told, source)
            is_said = bool(at.table) and "\n".join(note) in text
            value: Any = list(told.value) if isinstance(told.value, tuple) else told.value
            return _set(text, at, value, () if is_said else note)
        case Ask(at=at):
            return _ask(text, at, _comment(step, source))
        case Append() | Keep():
            return text


def _say_from(told: Told, source: str) -> Sequence[str]:
    doubt = "" if told.sure else " NOT SURE: look at what is written there."
    return _wrap(f"From the minutes, return {source}{_where(told.place)}.{doubt}")


def _where(place: str) -> str:
    """Say where something stands; of a table, the row is near enough."""
    return f", {place.partition(', cell')[0]}" if place else ""


def _wrap(text: str) -> list[str]:
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return [f"# {line}" for line in textwrap.wrap(shown, _WIDTH, break_on_hyphens=False)]


def _comment(ask: Ask, source: str) -> list[str]:
    """Return what the minutes say under a key as lines of a comment, with what a person is to do."""
    key, told = ask.at.key, ask.told
    said = write_toml({key: told.raw if told.value is None else told.value}).rstrip("\n").split("\n")
    told_by = f"the minutes, return {source}{_where(told.place)}, {ask.why}"
    start = f"{ASK}: {told_by}. {ask.asks}, and take this comment away:"
    return [*_wrap(start), *(f"# {line}".rstrip() for line in said)]


def _keep(text: str, kept: Sequence[Keep], source: str) -> str:
    """Return the text with each of them as a comment, once, below the keys at its top."""
    comments = [_comment_words(one, source) for one in kept]
    new = [line for comment in comments if "\n".join(comment) not in text for line in ("", *comment)]
    at = _end_of(text, 0)
    return _insert(text, at, [*new, ""] if new and "".join(text.split("\n")[at : at + 1]).strip() else new)


def _comment_words(kept: Keep, source: str) -> list[str]:
    """Return words of the minutes, line by line, as lines of a comment, with what a person is to do with them."""
    told_by = f"the minutes, return {source}{_where(kept.place)}, say what this file has no place for"
    start = f"{ASK}: {told_by}. Write it where it belongs, and take this comment away:"
    cut = kept.text[:LONGEST_PROSE].split("\n")
    more = ["(There is more: see the minutes.)"] if len(kept.text) > LONGEST_PROSE else []
    return [*_wrap(start), *(shown for line in (*cut, *more) for shown in _wrap(line) or ["#"])]


def _ask(text: str, at: Place, comment: Sequence[str]) -> str:
    """Return the text with a comment, once, above the key or the entry that it is about."""
    if "\n".join(comment) in text:
        return text
    line = _line_of(text, at)
    lines = text.split("\n")
    put = _end_of(text, 0) if line is None else line - 1
    return "\n".join([*lines[:put], *comment, *lines[put:]])


def _line_of(text: str, at: Place) -> int | None:
    """Return the line, from 1, of a key, or of the header of its table where it has no such key."""
    table = f"{at.table} {at.number}" if at.number else at.table
    if not table and at.key not in tomllib.loads(text):
        return None
    return find_line(text, table, at.key)


def _held(text: str, at: Place) -> Any:
    table: Any = tomllib.loads(text)
    if at.table:
        table = table.get(at.table, {})
        if at.number:
            table = table[at.number - 1]
    return table.get(at.key)


def _set(text: str, at: Place, value: Any, note: Sequence[str]) -> str:
    """Return the text with a value where nothing, or nothing but an empty one, stands."""
    written = [*note, *write_toml({at.key: value}).rstrip("\n").split("\n")]
    before = _held(text, at)
    line = _line_of(text, at)
    if before is not None and line is not None:
        changed = _replace(text, line, written, at)
    elif at.table and line is None and at.number is None:
        changed = text.rstrip("\n") + "\n\n" + "\n".join([f"[{at.table}]", *written]) + "\n"
    else:
        changed = _insert(text, _end_of(text, line if at.table and line else 0), written)
    if not _reads(changed) or _held(changed, at) != _as_toml(at.key, value):
        raise NotAsMeant(str(at))
    return changed


def _as_toml(key: str, value: Any) -> Any:
    return tomllib.loads(write_toml({key: value}))[key]


def _reads(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _replace(text: str, line: int, written: Sequence[str], at: Place) -> str:
    """Return the text with other lines in place of those that a key and its value take up."""
    lines = text.split("\n")
    for end in range(line, len(lines) + 1):
        part = "\n".join(lines[line - 1 : end])
        if _reads(part) and list(tomllib.loads(part)) == [at.key]:
            return "\n".join([*lines[: line - 1], *written, *lines[end:]])
    raise NotAsMeant(str(at))


def _insert(text: str, after: int, written: Sequence[str]) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:after], *written, *lines[after:]])


def _end_of(text: str, header: int) -> int:
    """Return after which line the keys below a header end (0: those at the top of a file).

    The comment above the next header belongs to that.
    """
    lines = text.split("\n")
    end = min((line for line in _headers(text) if line > header), default=len(lines) + 1) - 1
    while end > header and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _headers(text: str) -> Iterator[int]:
    """Yield the line of each header. A list or a table that stands on one line has none."""
    for name, value in tomllib.loads(text).items():
        numbered = [f"{name} {n}" for n in range(1, len(value) + 1)] if isinstance(value, list) else []
        for table in [name] if isinstance(value, dict) else numbered:
            if line := find_line(text, table, ""):
                yield line


def _append(text: str, added: Sequence[Append], source: str) -> str:
    """Return the text with other entries of lists at its end."""
    if not added:
        return text
    changed = "\n\n".join([text.rstrip("\n"), *(_entry(one, source) for one in added)]) + "\n"
    before, count = tomllib.loads(text), Counter(one.table for one in added)
    after = tomllib.loads(changed) if _reads(changed) else {}
    for table, number in count.items():
        if len(after.get(table, [])) != len(before.get(table, [])) + number:
            raise NotAsMeant(table)
    return changed


def _entry(added: Append, source: str) -> str:
    """Return an entry of a list as TOML, and above it where it is from and what of it nobody understood."""
    told = added.entry
    values = {key: one.value for key, one in told.items() if one.value is not None}
    lead = REQUIRED.get(added.table)
    if lead is not None and lead not in values:
        values = {lead: IN_MINUTES, **values}
    place = next(iter(told.values())).place
    note = [*_say_from(Told("", "", place, all(one.sure for one in told.values())), source)]
    for key, one in told.items():
        if one.value is None:
            note += _comment(Ask(Place(key, added.table), one, NOT_UNDERSTOOD, is_answered=False), source)
    if added.lacks:
        asks = f"do not say {added.lacks}. Write it where ‘{lead}’ stands, and take this comment away."
        note += _wrap(f"{ASK}: the minutes, return {source}{_where(place)}, {asks}")
    return "\n".join([*note, f"[[{added.table}]]", *write_toml(values).rstrip("\n").split("\n")])
