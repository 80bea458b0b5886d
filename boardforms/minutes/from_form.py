"""What a returned form for minutes says."""

from collections.abc import Iterator, Mapping

from boardforms.minutes.forms import DISSENT, TIME, MinutesForm, person_boxes, texts_of
from boardforms.minutes.told import Entry, Left, Told, ToldMinutes, understand, understand_times
from escalation.records import FieldReading, Record
from escalation.stamps import NOT_SELECTED, PROMPTS

MISSING = "required-missing"
"""The code of what a form requires and its return does not answer."""

_NOBODY = frozenset({"nobody", "none", "no one", "nil"})
_LONGEST_NAME = 100


def tell_form(record: Record, known: MinutesForm) -> ToldMinutes:
    """Return what a returned form for minutes says, by the keys of the meeting's file.

    What it requires and does not say is no part of it: `boardforms.minutes.on_record.find_missing`.
    """
    read = {name: reading for name, reading in record.fields.items() if _is_said(reading)}
    texts = dict(_tell_texts(read, known))
    lists = {key: tuple(_tell_rows(read, *place)) for key, place in known.lists.items()}
    dissent, says_nobody = _tell_dissent(read, lists.get(DISSENT, ()))
    lists[DISSENT] = dissent
    left = tuple(
        Left(finding.code, finding.field or "")
        for finding in record.findings
        if finding.needs_a_person and finding.code != MISSING
    )
    return ToldMinutes(texts, lists, frozenset({DISSENT}) if says_nobody else frozenset(), left)


def _is_said(reading: FieldReading) -> bool:
    """Say whether anything is written in a box. A prompt left behind, or a choice not made, is no answer.

    Where the form requires one, that is noticed, and the reading is not sure.
    """
    if not isinstance(reading.raw, str) or not reading.raw.strip():
        return False
    is_left = reading.sure or reading.raw.strip() in PROMPTS | {NOT_SELECTED}
    return reading.value is not None or not is_left


def _tell_texts(read: Mapping[str, FieldReading], known: MinutesForm) -> Iterator[tuple[str, Told]]:
    for key, name in texts_of(known):
        if name in read and not (key == "referral_required" and read[name].value == "open"):
            yield key, _tell_outcome(read[name], known) if key == "resolved" else _told(key, read[name])
    if TIME in read:
        held = read[TIME]
        yield from understand_times(str(held.raw), held.place, sure=held.sure)
    for name in person_boxes():
        if name in read:
            yield name, _told(name.partition(".")[2], read[name])


def _tell_outcome(reading: FieldReading, known: MinutesForm) -> Told:
    option = reading.value if isinstance(reading.value, str) else ""
    resolved = known.outcomes.get(option)
    return Told(resolved, str(reading.raw), reading.place, reading.sure and resolved is not None)


def _tell_rows(read: Mapping[str, FieldReading], field: str, columns: Mapping[str, str]) -> Iterator[Entry]:
    numbers = sorted({int(name.split(".")[1]) for name in read if name.startswith(f"{field}.")})
    for number in numbers:
        names = {key: f"{field}.{number}.{column}" for key, column in columns.items()}
        entry = {key: _told(key, read[name]) for key, name in names.items() if name in read}
        role = read.get(f"{field}.{number}.role")
        if role and "role" not in columns and "name" in entry:
            entry["name"] = _with_role(entry["name"], role)
        if entry:
            yield entry


def _with_role(name: Told, role: FieldReading) -> Told:
    """Return who receives the minutes with their role, for which the meeting's file has no place of its own."""
    said = f"{name.raw.strip()}, {str(role.raw).strip()}"
    return understand("name", said, name.place, sure=name.sure and role.sure)


def _tell_dissent(
    read: Mapping[str, FieldReading], rows: tuple[Entry, ...]
) -> tuple[tuple[Entry, ...], bool]:
    """Return who dissents, and whether it is said that nobody does: from rows, or from one text.

    A text is no list, so that a person must look at what was made of it: `who: why` on a line.
    """
    if rows or DISSENT not in read:
        is_nobody = len(rows) == 1 and rows[0].keys() == {"who"} and _names_nobody(rows[0]["who"])
        return ((), True) if is_nobody else (rows, False)
    reading = read[DISSENT]
    if reading.sure and _is_nobody(str(reading.raw)):
        return (), True
    lines = [line.strip() for line in str(reading.raw).split("\n") if line.strip()]
    parted = [line.partition(":") for line in lines]
    if all(why.strip() and len(who) <= _LONGEST_NAME for who, _, why in parted):
        return tuple(_dissent(who.strip(), why.strip(), reading.place) for who, _, why in parted), False
    return (_dissent("(Named in the text)", str(reading.raw).strip(), reading.place),), False


def _names_nobody(who: Told) -> bool:
    return who.sure and _is_nobody(who.raw)


def _is_nobody(text: str) -> bool:
    return text.strip().rstrip(".").casefold() in _NOBODY


def _dissent(who: str, why: str, place: str) -> Entry:
    return {"who": Told(who, who, place, sure=False), "why": Told(why, why, place, sure=False)}


def _told(key: str, reading: FieldReading) -> Told:
    """Return a reading under a key: its value where that has the key's kind already, else what its text means."""
    said = reading.value if isinstance(reading.value, str) and reading.value else str(reading.raw)
    told = understand(key, said, reading.place, sure=reading.sure)
    return Told(told.value, str(reading.raw), told.place, told.sure)
