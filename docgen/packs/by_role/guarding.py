"""What stands between a meeting's papers and a copy of them: every answer is asked for before it is released."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.packs.by_role.audiences import Audience
from docgen.packs.by_role.known_names import KnownNames
from docgen.packs.by_role.traces import Traces
from escalation.copies import Copy
from escalation.definitions import Field, Kind, Sensitivity

FREE_TEXT = "Free text, which nobody has released to this copy"
CHANGED_SINCE = "Released, but not in the words that stand here now: somebody must read it again"
HOLDS_A_NAME = "Holds a name, day, reference or number that this copy does not give"
NOT_READ = "Could not be read, so that what stands there may say anything"
NOT_ASKED = "The form has no question for it"
WITHHELD_BY_RULE = "Withheld by the rule for this copy"
RESTS_ON_WITHHELD = "Rests on what is withheld"

_SENSITIVITIES = {
    Sensitivity.CHILD: "Names the child",
    Sensitivity.ADULT: "Names the adult at risk",
    Sensitivity.PROFESSIONAL: "Names a professional",
    Sensitivity.NEUTRAL: WITHHELD_BY_RULE,
}
_KINDS = {
    Kind.TEXT: "Typed by somebody, and this copy gives no typed answer",
    Kind.DATE: "A day, and this copy gives none",
    Kind.TICK: "A tick, and this copy gives none",
    Kind.CHOICE: "A choice, and this copy gives none",
    Kind.PERSON: "Names a professional",
    Kind.ROWS: "A table, and this copy gives none",
}


@dataclass(frozen=True)
class Withheld:
    """Something that a copy does not show: its label, where it stands and the ground. Never what it says."""

    what: str
    where: str
    ground: str


@dataclass(frozen=True)
class Guard:
    """The rule of a copy, whom it is for, and the names and traces that it may not give."""

    audience: Audience
    rule: Copy
    names: KnownNames
    traces: Traces = field(default_factory=Traces)

    def ground(self, sensitivity: Sensitivity, kind: Kind) -> str:
        """Return on what ground the rule withholds answers of a sensitivity and kind; nothing where it does not."""
        if sensitivity is Sensitivity.FREE_TEXT or kind is Kind.LONG_TEXT:
            return FREE_TEXT
        if not self.rule.gives(sensitivity):
            return _SENSITIVITIES[sensitivity]
        return "" if self.rule.gives_kind(kind) else _KINDS[kind]

    def ground_for(self, asked: Field) -> str:
        """Return on what ground the rule withholds a field; nothing where it does not.

        A person whose sensitivity nobody has thought of is a professional.
        """
        if asked.key in self.rule.withholds:
            return WITHHELD_BY_RULE
        is_person = asked.kind is Kind.PERSON and asked.sensitivity is Sensitivity.NEUTRAL
        return self.ground(Sensitivity.PROFESSIONAL if is_person else asked.sensitivity, asked.kind)

    def ground_in(self, texts: Iterable[str]) -> str:
        """Return on what ground texts are withheld although they were released; nothing where they are not."""
        holds = any(self.names.are_in(text) or self.traces.are_in(text) for text in texts)
        return HOLDS_A_NAME if holds else ""

    def is_for(self, to: Iterable[str]) -> bool:
        """Say whether what a person releases to those roles is released to this copy."""
        return any(self._is_this(role) for role in to)

    def _is_this(self, asked: str) -> bool:
        role, colon, agency = asked.partition(":")
        is_role = role.strip().casefold() == self.rule.role
        return is_role and (not colon or _plain(agency) == _plain(self.audience.agency))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
