"""A letter that a procedure asks for, as a board's `letters.toml` describes it: what it says, from which fields."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field as Setting
from pydantic import StringConstraints, field_validator

from escalation.definitions import Key, Slug
from escalation.frozen import Frozen

_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_KEY = re.compile(r"\{([a-z][a-z0-9_]*)\}")


class LetterPart(Frozen):
    """A part of a letter: a heading, a paragraph, and answers set out in full, each as far as it is given.

    `text` is plain words in which `{met_on}` stands for the answer to the field of that key; `answers` are the
    keys of fields whose answers stand below it, each under its label; a single one under the title, where there is
    one.
    """

    title: str = ""
    text: str = ""
    answers: tuple[Key, ...] = ()

    @field_validator("text")
    @classmethod
    def _braces_hold_keys(cls, text: str) -> str:
        if re.search(r"[{}]", _KEY.sub("", text)):
            raise ValueError("braces only around the key of a field, such as {met_on}")
        return text

    @property
    def named(self) -> tuple[str, ...]:
        """The keys of the fields that the text draws on, in order."""
        return tuple(_KEY.findall(self.text))

    def pieces(self) -> Iterator[tuple[str, str]]:
        """Yield the text in pieces: words, and then the key that follows them; empty after the last."""
        *most, last = _KEY.split(self.text)
        yield from zip(most[::2], most[1::2], strict=True)
        yield last, ""


class Letter(Frozen):
    """A letter: what it is called, the clause that asks for it, and what it says, part by part.

    It is filled in from the records of one `form`: the same key on another form may be about another meeting.
    `dated`, `sender` and `recipients` are keys of fields: the day of the letter, and the people it is from and
    to, who may stand in rows. `named_because` says why a letter must name the child, or the adult at risk;
    without it, none does.
    """

    key: Slug
    title: _Text
    clause: _Text
    quote: _Text
    form: Slug
    dated: str = ""
    sender: str = ""
    recipients: tuple[Key, ...] = ()
    named_because: str = ""
    parts: tuple[LetterPart, ...] = Setting(alias="part", min_length=1)


class LettersFile(Frozen):
    """What `letters.toml` holds, where a board has one."""

    letters: tuple[Letter, ...] = Setting(default=(), alias="letter")
