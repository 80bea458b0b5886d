"""Merge what minutes say with what the meeting's file says: what is open is filled in, and what differs is asked.

Nothing that a person wrote is replaced. What differs keeps its place in the file, and the other stands above it as a
comment, for a person to choose.
"""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from boardforms.minutes.told import Entry, Told, ToldMinutes, Value, say_accepted

Held: TypeAlias = Mapping[str, Any]
"""The meeting's file as TOML reads it."""

IDENTITY: Mapping[str, tuple[str, ...]] = {
    "attendance": ("name",),
    "information": ("agency",),
    "decision": ("decision",),
    "dissent": ("who",),
    "action": ("action",),
    "open_action": ("action",),
    "circulation": ("name",),
}
"""The part by which an entry of a list is known again."""

REQUIRED = {"information": "agency", "decision": "decision", "dissent": "who", "action": "action",
            "open_action": "action", "circulation": "name"}  # fmt: skip
"""The part without which the meeting's file takes no entry."""

WHAT_LACKS: Mapping[str, str] = {
    "information": "which agency said this",
    "decision": "what was decided",
    "dissent": "who did not agree",
    "action": "what is to be done",
    "open_action": "what is to be done",
    "circulation": "who receives the minutes",
}
"""What is asked of an entry whose required part the minutes leave open."""

NOT_UNDERSTOOD = "could not be understood"
_SEE = "See whether what the file says is right"
_COMPARED = 500
"""How many characters of two sentences are compared: enough to know them again, and soon done."""

_REWORDED = frozenset({"decision", "action", "open_action"})
"""Lists whose entries are told apart by a sentence, which somebody may have put in other words."""
_LIKE = 0.6
"""How alike two sentences are (difflib's ratio, 0 to 1) that may be one in other words."""


@dataclass(frozen=True)
class Place:
    """A key of the meeting's file: at the top, in a table (`chair`), or in an entry of a list (`action`, 2)."""

    key: str
    table: str = ""
    number: int | None = None

    def __str__(self) -> str:
        """Give the place as a person looks it up."""
        where = f"{self.table} {self.number}" if self.number else self.table
        return ", ".join(part for part in (where, self.key) if part)


@dataclass(frozen=True)
class Fill:
    """What the minutes say where the file says nothing."""

    at: Place
    told: Told


@dataclass(frozen=True)
class Append:
    """An entry that the file's list has not."""

    table: str
    entry: Entry

    @property
    def lacks(self) -> str:
        """What the minutes leave open of it, and the file must hold; empty where nothing is."""
        return "" if REQUIRED.get(self.table, "") in {"", *self.entry} else WHAT_LACKS[self.table]

    def __str__(self) -> str:
        """Say what is left open, and where the entry stands in the minutes."""
        place = next(iter(self.entry.values())).place
        where = f" ({place})" if place else ""
        return f"{self.table}: the minutes{where} do not say {self.lacks}. Write it into the file."


@dataclass(frozen=True)
class Ask:
    """What the minutes say otherwise than the file, or say and nobody understood: a person decides.

    `is_answered` where the file has an answer of its own.
    """

    at: Place
    told: Told
    why: str
    is_answered: bool = True

    def __str__(self) -> str:
        """Say what differs, and what to do: only what the file says too is there to be chosen from."""
        where = f" ({self.told.place})" if self.told.place else ""
        if self.why != NOT_UNDERSTOOD:
            return f"{self.at}: the minutes {self.why}{where}. Both stand in the file: choose."
        said = f"{self.at}: what the minutes say{where} could not be understood, and is a comment in the file"
        return f"{said}. {self.asks}."

    @property
    def asks(self) -> str:
        """What a person is to do in the file."""
        if self.why != NOT_UNDERSTOOD:
            return "Choose"
        return _SEE if self.is_answered else f"Write {say_accepted(self.at.key)}"


@dataclass(frozen=True)
class Keep:
    """Words of the minutes for which the file has no place: a person says where they belong."""

    text: str
    place: str


Step: TypeAlias = Fill | Append | Ask | Keep


@dataclass(frozen=True)
class Merged:
    """What to do to a meeting's file; `remarks` are for the person alone, and change nothing."""

    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


def merge(held: Held, told: ToldMinutes) -> Merged:
    """Return what minutes add to a meeting's file, and where the two differ."""
    steps = list(_merge_texts(held, told.texts))
    remarks: list[str] = []
    for table, entries in told.lists.items():
        merging = _MergedList(table, held.get(table, ()), entries)
        steps += merging.steps()
        remarks += merging.remarks()
    remarks += [str(step) for step in steps if isinstance(step, Append) and step.lacks]
    for table in told.empty:
        if held.get(table):
            remarks.append(f"{table}: the minutes say that there is none, and the file has some. Both stand.")
        elif table not in held:
            steps.append(Fill(Place(table), Told((), "", "")))
    steps += [Keep(one.text, one.place) for one in told.left if one.text]
    return Merged(tuple(steps), tuple(remarks))


def _merge_texts(held: Held, texts: Mapping[str, Told]) -> Iterator[Step]:
    for name, told in texts.items():
        table, _, key = name.rpartition(".")
        around = held.get(table, {}) if table else held
        yield from _merge_one(Place(key, table), around.get(key), told)


def _merge_one(at: Place, held: Value, told: Told) -> Iterator[Step]:
    if told.value is None:
        yield Ask(at, told, NOT_UNDERSTOOD, held not in (None, ""))
    elif held in (None, ""):
        yield Fill(at, told)
    elif not _same(held, told.value):
        yield Ask(at, told, "say otherwise")


def _same(held: Value, told: Value) -> bool:
    if isinstance(held, str) and isinstance(told, str):
        return _lines(held) == _lines(told)
    return str(held) == str(told) and isinstance(held, bool) == isinstance(told, bool)


def _lines(text: str) -> list[str]:
    """Return a text's lines for comparison: Word and TOML may end them otherwise, or end a text with white space."""
    return [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")]


class _MergedList:
    """The entries of a list in the file and in the minutes, each with the other's that it is."""

    def __init__(self, table: str, held: Iterable[Held], told: Iterable[Entry]) -> None:
        self._table = table
        self._held = list(held)
        self._told = list(told)
        self._pairs: dict[int, int] = {}
        self._alike: dict[int, int] = {}
        for is_match in (self._is_equal, self._is_one, self._is_of_role):
            self._pair(is_match, self._pairs)
        if table in _REWORDED:
            self._pair(self._is_alike, self._alike)

    def _pair(self, is_match: Callable[[Held, Entry], bool], pairs: dict[int, int]) -> None:
        for at, entry in enumerate(self._told):
            if at not in self._pairs and at not in self._alike:
                taken = {*self._pairs.values(), *self._alike.values()}
                found = (n for n, one in enumerate(self._held) if n not in taken and is_match(one, entry))
                number = next(found, None)
                if number is not None:
                    pairs[at] = number

    def _is_equal(self, held: Held, entry: Entry) -> bool:
        return all(_same(held.get(key, ""), one.value) for key, one in entry.items())

    def _is_one(self, held: Held, entry: Entry) -> bool:
        mine, theirs = _identity(held, self._table), _identity(_raw(entry), self._table)
        if mine or theirs:
            return mine == theirs
        keys = ("role", "agency")
        return all(_squeeze(held.get(key, "")) == _squeeze(_raw(entry).get(key, "")) for key in keys)

    def _is_of_role(self, held: Held, entry: Entry) -> bool:
        """A role without a name, as a draft invites one, is whoever the minutes name for it."""
        keys = ("role", "agency")
        if self._table != "attendance" or held.get("name") or not held.get("role"):
            return False
        return all(_squeeze(held.get(key, "")) == _squeeze(_raw(entry).get(key, "")) for key in keys)

    def _is_alike(self, held: Held, entry: Entry) -> bool:
        mine, theirs = _identity(held, self._table), _identity(_raw(entry), self._table)
        match = difflib.SequenceMatcher(None, mine[:_COMPARED], theirs[:_COMPARED], autojunk=False)
        return match.real_quick_ratio() >= _LIKE and match.quick_ratio() >= _LIKE and match.ratio() >= _LIKE

    def steps(self) -> Iterator[Step]:
        for at, entry in enumerate(self._told):
            number = self._pairs.get(at, self._alike.get(at))
            if number is None:
                yield Append(self._table, entry)
                continue
            for key, told in entry.items():
                is_name = key in IDENTITY[self._table] and at in self._pairs
                held = self._held[number].get(key)
                if not (is_name and held):
                    yield from _merge_one(Place(key, self._table, number + 1), held, told)

    def remarks(self) -> Iterator[str]:
        missing = [
            n + 1 for n in range(len(self._held)) if n not in {*self._pairs.values(), *self._alike.values()}
        ]
        if missing and not self._told:
            yield f"{self._table}: the minutes have none, and the file has {len(missing)}. They stand."
        elif missing:
            numbers = ", ".join(str(number) for number in missing)
            yield f"{self._table}: number {numbers} of the file is not in the minutes. See whether it stands."


def _identity(entry: Held, table: str) -> str:
    """Return what an entry is known by; of a recipient the name, without the role that a form gives beside it."""
    said = " ".join(_squeeze(entry.get(key, "")) for key in IDENTITY[table])
    return said.partition(",")[0] if table == "circulation" else said


def _raw(entry: Entry) -> dict[str, str]:
    return {key: told.raw for key, told in entry.items()}


def _squeeze(text: object) -> str:
    return " ".join(str(text).split()).casefold()
