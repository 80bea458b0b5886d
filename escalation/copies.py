"""Copies of a meeting's papers by role: what each may show, and on what ground."""

from enum import StrEnum

from pydantic import Field as Setting
from pydantic import field_validator

from escalation.definitions import Key, Kind, Sensitivity
from escalation.frozen import Frozen
from escalation.limits import Text


class Role(StrEnum):
    """Who a copy is for, where it is not for everybody at the meeting."""

    AGENCY = "agency"
    FAMILY = "family"
    LEARNING = "learning"


class Copy(Frozen):
    """What a copy for one role releases, and the `clause` that says so, or `house rule`.

    An answer is released where its sensitivity is one of `releases`, its kind one of `kinds` (any, where none is
    given) and its field none of `withholds`. Free text is never released by a rule: a person reads it first. `own`
    releases to an agency what the meeting's file gives as its own: its information and its actions. `timeframes`
    says of each limit whether it was kept, and by how many days, also where its dates are withheld.
    """

    role: Role
    releases: tuple[Sensitivity, ...] = Setting(min_length=1)
    kinds: tuple[Kind, ...] = ()
    withholds: tuple[Key, ...] = ()
    own: bool = False
    timeframes: bool = False
    clause: Text
    quote: str = ""

    @field_validator("releases")
    @classmethod
    def _never_free_text(cls, releases: tuple[Sensitivity, ...]) -> tuple[Sensitivity, ...]:
        if Sensitivity.FREE_TEXT in releases:
            raise ValueError("no free text: a person releases it, text by text, in the meeting's file")
        return releases

    def gives(self, sensitivity: Sensitivity) -> bool:
        """Say whether answers of a sensitivity are released."""
        return sensitivity in self.releases

    def gives_kind(self, kind: Kind) -> bool:
        """Say whether answers of a kind are released."""
        return not self.kinds or kind in self.kinds


class CopiesFile(Frozen):
    """What `templates/copies.toml` holds: the rules of a board that has none of its own."""

    copies: tuple[Copy, ...] = Setting(default=(), alias="copy")
