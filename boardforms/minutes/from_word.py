"""What minutes say that staff wrote in Word, in the office's own template."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from boardforms.minutes.told import Entry, Left, Told, ToldMinutes, understand, understand_times
from docgen.packs.minutes.word import NOBODY, NONE
from escalation.codes import notice
from parsers.word.minutes import ReadMinutes, Written

NAMES = {"decisions": "decision", "actions": "action", "open_actions": "open_action"}
"""Lists whose tables have another name in the meeting's file."""

_KEYS = {"day": "date"}
_OFFICES = {"chair": "chair", "minutes taken by": "minute_taker"}
_QUESTIONS = {
    "is the disagreement resolved?": "resolved",
    "is a referral required?": "referral_required",
    "was a review considered?": "review_considered",
    "date of the review": "review_date",
}
_OURS = frozenset({"board", "marking", "case", "title", "stage", "date", "ends", "source"})
"""What the template prints and nobody is asked to write; `day` says the date."""
_PRINTED = frozenset({"chairs", "circulation_due", "agenda"})
_HEAD_OF_ENTRY = {"decision": "decision", "dissent": "who", "action": "action"}
_NO_OPTIONS: Mapping[str, Mapping[str, bool]] = MappingProxyType({})
_NOTHING = frozenset({NOBODY.casefold(), NONE.casefold(), "no one", "nil", "n/a", "none."})


def tell_word(
    read: ReadMinutes, printed: Collection[str], options: Mapping[str, Mapping[str, bool]] = _NO_OPTIONS
) -> ToldMinutes:
    """Return what minutes say, by the keys of the meeting's file.

    `printed` are the sentences that the program itself put into them: any other in their place is somebody's.
    `options` are the board's own words for yes and no (`boardforms.minutes.forms.options_of`).
    """
    ours = {_squeeze(text) for text in printed}
    texts = dict(_texts(read, options))
    lists: dict[str, tuple[Entry, ...]] = {}
    empty: set[str] = set()
    for name, entries in read.lists.items():
        if name in {"offices", "considered"}:
            continue
        key = NAMES.get(name, name)
        told = tuple(entry for entry in (dict(_entry(held)) for held in entries) if entry)
        says_nothing = len(told) == 1 and _says_nothing(key, told[0])
        lists[key] = () if says_nothing else told
        empty |= {key} if says_nothing else set()
    return ToldMinutes(texts, lists, frozenset(empty), tuple(_left(read, ours)))


def _says_nothing(key: str, entry: Entry) -> bool:
    """Say whether the one entry of a list is a word for none: `Nobody`."""
    head = _HEAD_OF_ENTRY.get(key, "")
    return head in entry and len(entry) == 1 and entry[head].raw.strip().casefold() in _NOTHING


def _texts(read: ReadMinutes, options: Mapping[str, Mapping[str, bool]]) -> Iterator[tuple[str, Told]]:
    for name, written in read.texts.items():
        if written.text and name not in _OURS and name not in _PRINTED:
            yield from _text(_KEYS.get(name, name), written)
    for office in read.lists.get("offices", ()):
        who = _OFFICES.get(_squeezed(office.get("office")))
        for part in ("name", "role", "agency") if who else ():
            if part in office and office[part].text:
                yield f"{who}.{part}", _told(part, office[part])
    for question in read.lists.get("considered", ()):
        key = _QUESTIONS.get(_squeezed(question.get("asked")))
        if key and "answer" in question and question["answer"].text:
            yield key, _answered(key, question["answer"], options.get(key, {}))


def _answered(key: str, written: Written, options: Mapping[str, bool]) -> Told:
    """Return an answer to a question of yes or no; one in the words of the board's own form is understood too."""
    told = _told(key, written)
    meant = options.get(_squeeze(written.text).rstrip(". "))
    return told if told.value is not None or meant is None else replace(told, value=meant, sure=written.sure)


def _text(key: str, written: Written) -> Iterator[tuple[str, Told]]:
    if key == "time":
        yield from understand_times(written.text, written.place, sure=written.sure)
    elif key in _OFFICES.values():
        # A template of the office's own may give a person on one line: which part is what, nobody can be sure.
        parts = [part.strip() for part in written.text.split(",", 2)]
        for part, said in zip(("name", "role", "agency"), parts, strict=False):
            yield f"{key}.{part}", Told(said, said, written.place, sure=False)
    else:
        yield key, _told(key, written)


def _entry(held: Mapping[str, Written]) -> Iterator[tuple[str, Told]]:
    return ((part, _told(part, written)) for part, written in held.items() if written.text)


def _told(key: str, written: Written) -> Told:
    return understand(key, written.text, written.place, sure=written.sure)


def _squeezed(written: Written | None) -> str:
    return _squeeze(written.text) if written else ""


def _squeeze(text: str) -> str:
    return " ".join(text.split()).casefold()


def _left(read: ReadMinutes, ours: Collection[str]) -> Iterator[Left]:
    """Yield what stands in the minutes and has no place in the meeting's file, and what is missing from them."""
    texts: dict[str, list[str]] = {}
    for written in (*read.outside, *_in_our_places(read), *_in_other_rows(read)):
        if not set(map(_squeeze, written.text.split("\n"))) <= {"", *ours}:
            texts.setdefault(written.place, []).append(written.text)
    for place, held in texts.items():
        yield Left("minutes-text-outside", place, "\n".join(held))
    for name in dict.fromkeys(one.partition(".")[0] for one in read.missing):
        if name != "open_actions" and name not in _PRINTED:
            yield Left("minutes-part-missing", name)
    yield from (Left(finding.code, "") for finding in read.findings if finding.needs_a_person)
    for written in _emptied(read):
        yield from (
            Left(code, written.place) for code in sorted(written.codes) if notice(code).needs_a_person
        )


def _emptied(read: ReadMinutes) -> Iterator[Written]:
    """Yield the places of which a person must know though nothing stands there: a decision deleted as a whole."""
    entries = (one for held in read.lists.values() for entry in held for one in entry.values())
    yield from (one for one in (*read.texts.values(), *entries) if not one.text and not one.sure)


def _in_our_places(read: ReadMinutes) -> Iterator[Written]:
    return (read.texts[name] for name in sorted(_PRINTED & read.texts.keys()))


def _in_other_rows(read: ReadMinutes) -> Iterator[Written]:
    """Yield the rows whose question or office is none of those that the template asks for."""
    for name, known, key in (("offices", _OFFICES, "office"), ("considered", _QUESTIONS, "asked")):
        for entry in read.lists.get(name, ()):
            if key not in entry or _squeeze(entry[key].text) not in known:
                yield from (one for one in entry.values() if one.text)
