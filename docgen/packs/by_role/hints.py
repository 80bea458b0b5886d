"""What in a released text may tell who somebody is, or was not meant for its reader: a person looks.

No program can know each short form of a name, and withholding on a guess would empty honest texts.
"""

import re
from collections.abc import Iterable, Iterator

from docgen.packs.by_role.known_names import KnownNames, words_of

_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z][.\s-]{0,2}){1,3}[A-Z](?:\.|(?!\w))")
_LETTER = re.compile(r"(?<![\w.'’-])(?![AI]\b)[A-Z](?:\.(?!\w)|(?![\w'’.]))")
_CAPITAL = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_PLACES = (
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"),
    re.compile(
        r"\b\d+[A-Za-z]?\s+(?:[A-Z][\w’']*\s+){1,3}"
        r"(?:Road|Rd|Street|St|Close|Avenue|Ave|Lane|Drive|Court|Crescent|Place|Way|Terrace|Gardens|Grove|Square)\b"
    ),
)
"""A postcode, and a house in a street."""
_NOT_MEANT = re.compile(
    r"\b(?:confidential|third[- ]party|not (?:to be )?(?:shared|disclosed)"
    r"|not for the (?:family|parents?|mother|father))\b",
    re.IGNORECASE,
)
_LEAST = 3
"""A shorter piece of a name begins too many words."""
_WORDS = frozenset(
    {"she", "her", "him", "his", "the", "they", "them", "that", "this", "there", "was", "were", "has", "had", "not",
     "but", "and", "all", "any", "are", "can", "did", "for", "how", "may", "now", "one", "our", "see", "who", "will"}
)  # fmt: skip
"""What begins a sentence, and a name as well."""
_PET = re.compile(r"(?:ie|y|s)$")
"""How short forms end: `Charlie`, `Immy`."""


def find_hints(text: str, names: KnownNames, *, gives_names: bool = False) -> tuple[str, ...]:
    """Return the pieces of a text at which a person should look before it is shown, each once, in their order.

    They are initials and short forms of `names`, addresses, and words that say that something is not for everybody.
    With `gives_names` the text goes to those who are given the names: only those last words count.
    """
    found = [(one.start(), one[0]) for one in _NOT_MEANT.finditer(text)]
    if not gives_names:
        found += _short_names(text, names)
        found += [(one.start(), one[0]) for place in _PLACES for one in place.finditer(text)]
    return tuple(dict.fromkeys(" ".join(said.split()) for _, said in sorted(found)))


def _short_names(text: str, names: KnownNames) -> Iterator[tuple[int, str]]:
    known = names.words | {word.casefold() for word in names.short}
    initials = {"".join(word[0] for word in phrase.split() if word in known) for phrase in names.phrases} - {
        ""
    }
    first = {word[0] for word in names.words}
    for one in _INITIALS.finditer(text):
        if _is_of("".join(words_of(one[0])), initials):
            yield one.start(), one[0]
    for one in _LETTER.finditer(text):
        if one[0][0].casefold() in first:
            yield one.start(), one[0]
    for one in _CAPITAL.finditer(text):
        said = "".join(words_of(one[0]))
        stems = {stem for stem in (said, _PET.sub("", said)) if len(stem) >= _LEAST}
        if said not in names.words | _WORDS and any(
            word.startswith(stem) for word in names.words for stem in stems
        ):
            yield one.start(), one[0]


def _is_of(said: str, initials: Iterable[str]) -> bool:
    """Say whether letters are somebody's initials, or the first and last of them: `TP` of Tegan Oduya Pryce."""
    return any(said in {one, one[0] + one[-1]} for one in initials)
