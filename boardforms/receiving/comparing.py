"""Lay the returns of one matter beside each other, and say what each return's standing is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from boardforms.catalogue import Catalogue
from boardforms.receiving.corrections import Dated, Verdict, judge, stage_reached
from boardforms.receiving.decisions import about_correction
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import Standing, standing_by_key, standing_of
from escalation.records import State

_WORST_FIRST = (State.FAILED, State.REFUSED, State.REVIEW, State.COMPLETE)

SUPERSEDED, SETTLED = "superseded", "settled"
"""The standings that are no state of a record: another return stands in its place; a person dealt with it."""


BOTH_STAND = "both"
"""What a person says of two returns that are not one and its correction."""


def compare_all(journal: Journal, catalogue: Catalogue) -> None:
    """Compare each return that is new, or that came again, with the others of its matter."""
    for sha256 in journal.not_compared():
        if not _is_compared(journal, sha256):
            for matter in _matters_of(journal, sha256):
                _compare_matter(journal, catalogue, matter)
            refresh(journal, sha256)
            journal.change("UPDATE content SET compared = 1 WHERE sha256 = ?", sha256)
        journal.settle()


def _is_compared(journal: Journal, sha256: str) -> bool:
    return bool(journal.ask("SELECT compared FROM content WHERE sha256 = ?", sha256).fetchone()[0])


def _matters_of(journal: Journal, sha256: str) -> list[str]:
    question = "SELECT DISTINCT matter FROM record WHERE sha256 = ? AND matter IS NOT NULL ORDER BY matter"
    return [row[0] for row in journal.ask(question, sha256)]


def _compare_matter(journal: Journal, catalogue: Catalogue, matter: str) -> None:
    """Compare the returns of a matter, each with the last before it that stands and has come to the same stage.

    Where a form of theirs is not at hand, what was found before is left as it is.
    """
    keys = _keys_in_order(journal, matter)
    if len(keys) == 1:
        _forget(journal, keys)
        return
    if any(stage_reached(standing_by_key(journal, key).record, catalogue) is None for key in keys):
        return
    _forget(journal, keys)
    sides: dict[str, _Side] = {}
    for key in keys:
        dated = standing_by_key(journal, key).dated
        stage = stage_reached(dated.record, catalogue) or ""
        sides.setdefault(stage, _Side(journal, catalogue)).add(dated)
    for sha256 in dict.fromkeys(key.partition("-")[0] for key in keys):
        refresh(journal, sha256)
        if _matters_of(journal, sha256) == [matter]:
            journal.change("UPDATE content SET compared = 1 WHERE sha256 = ?", sha256)


def _forget(journal: Journal, keys: Iterable[str]) -> None:
    for key in keys:
        journal.change("DELETE FROM correction WHERE later = ?1 OR earlier = ?1", key)


def _keys_in_order(journal: Journal, matter: str) -> list[str]:
    """Return the records of a matter in the order in which they came."""
    rows = journal.ask(
        "SELECT key, min(received), min(sent), min(arrival.id) FROM record JOIN arrival USING (sha256)"
        " WHERE matter = ? AND role = 'return' GROUP BY key"
        " ORDER BY min(received) IS NULL, min(received), min(sent) IS NULL, min(sent), min(arrival.id), key",
        matter,
    )
    return [row[0] for row in rows]


@dataclass
class _Side:
    """The returns of a matter that have come to one stage: those that stand, and which pairs of them both do.

    `apart` holds the pairs of which a person said so. What corrects one of a pair inherits that.
    """

    journal: Journal
    catalogue: Catalogue
    standing: list[Dated] = field(default_factory=list)
    apart: set[frozenset[str]] = field(default_factory=set)

    def add(self, later: Dated) -> None:
        """Lay a return beside all that stand, the last first, and write down what it is to them.

        One that repeats another is nothing to the rest. Of those that it may correct, one is asked about at a time.
        """
        verdicts = {earlier.key: self._verdict(earlier, later) for earlier in reversed(self.standing)}
        repeated = next((key for key, verdict in verdicts.items() if verdict == Verdict.REPEATS), None)
        if repeated is not None:
            self._write(later.key, repeated, Verdict.REPEATS)
            return
        corrected = self._corrected(verdicts)
        for key in corrected:
            self._replace(key, later.key)
        self.standing = [one for one in self.standing if one.key not in corrected] + [later]
        open_pairs = (key for key, verdict in verdicts.items() if verdict == Verdict.UNSURE)
        asked = next((key for key in open_pairs if frozenset({key, later.key}) not in self.apart), None)
        if asked is not None:
            self._write(later.key, asked, Verdict.UNSURE)

    def _corrected(self, verdicts: dict[str, str]) -> list[str]:
        """Return what a return corrects: the last before it, and others but those that stand beside that one."""
        plain = [key for key, verdict in verdicts.items() if verdict == Verdict.CORRECTS]
        return [key for key in plain if frozenset({key, plain[0]}) not in self.apart]

    def _verdict(self, earlier: Dated, later: Dated) -> str:
        """Return what a person said of two returns, else what their answers say."""
        decided = self.journal.ask(
            "SELECT new FROM decision WHERE record = ? AND about = ? ORDER BY id DESC LIMIT 1",
            *(later.key, about_correction(earlier.key)),
        ).fetchone()
        verdict = json.loads(decided[0]) if decided else None
        if verdict == BOTH_STAND:
            self.apart.add(frozenset({earlier.key, later.key}))
        form = self.catalogue.find(later.record.form) if later.record.form else None
        assert form is not None  # noqa: S101 - returns are compared where their form is at hand
        return verdict or judge(earlier, later, form)

    def _replace(self, earlier: str, later: str) -> None:
        """Write down a correction. What was asked about the one replaced is asked about the one in its place."""
        self.journal.change(
            "DELETE FROM correction WHERE verdict = 'unsure' AND (later = ?1 OR earlier = ?1)", earlier
        )
        self.apart |= {pair - {earlier} | {later} for pair in self.apart if earlier in pair}
        self._write(later, earlier, Verdict.CORRECTS)

    def _write(self, later: str, earlier: str, verdict: Verdict) -> None:
        self.journal.change("INSERT INTO correction VALUES (?, ?, ?)", later, earlier, verdict)


def refresh(journal: Journal, sha256: str) -> None:
    """Write down how a content stands: as the worst of its records that nothing stands in place of."""
    records = tuple(standing_of(journal, sha256))
    if records:
        journal.change("UPDATE content SET standing = ? WHERE sha256 = ?", _worst(records), sha256)
    is_settled = "UPDATE content SET standing = ? WHERE sha256 = ? AND settled <> '' AND outcome IN (?, ?)"
    journal.change(is_settled, SETTLED, sha256, State.REFUSED, State.FAILED)


def _worst(records: tuple[Standing, ...]) -> str:
    states = {one.record.state for one in records if not one.superseded}
    return next((state.value for state in _WORST_FIRST if state in states), SUPERSEDED)
