"""Lay the returns of one matter beside each other, and say what each return's standing is."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field

from boardforms.catalogue import Catalogue
from boardforms.receiving.corrections import Dated, Verdict, is_same_as_read, judge, stage_reached
from boardforms.receiving.decisions import about_correction
from boardforms.receiving.journal import Journal
from boardforms.receiving.standing import Standing, standing_by_key, standing_of
from escalation.records import State

_WORST_FIRST = (State.FAILED, State.REFUSED, State.REVIEW, State.COMPLETE)

SUPERSEDED, SETTLED = "superseded", "settled"
"""The standings that are no state of a record: another return stands in its place; a person dealt with it."""


BOTH_STAND = "both"
"""What a person says of two returns that are not one and its correction."""

EARLIER_STANDS = "earlier"
"""What a person says of two returns where the later is only an old copy, or was sent by mistake."""


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
    together = _Matter(journal, catalogue)
    for key in keys:
        together.add(standing_by_key(journal, key).dated)
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
        "SELECT key, min(received) AS day, min(CAST(sent AS REAL)) AS moment, min(arrival.id) AS number"
        " FROM record JOIN arrival USING (sha256) WHERE matter = ? AND role = 'return' GROUP BY key"
        " ORDER BY day IS NULL, day, moment IS NULL, moment, number, key",
        matter,
    )
    return [row[0] for row in rows]


@dataclass
class _Matter:
    """The returns of a matter as they are gone through: those that stand, and which pairs of them both do.

    `apart` holds the pairs of which a person said so: what corrects one of a pair inherits that. `replaced` holds,
    for each that stands, those in whose place it does.
    """

    journal: Journal
    catalogue: Catalogue
    standing: list[Dated] = field(default_factory=list)
    apart: set[frozenset[str]] = field(default_factory=set)
    replaced: dict[str, tuple[Dated, ...]] = field(default_factory=dict)

    def add(self, later: Dated) -> None:
        """Lay a return beside those of its stage that stand, the last first, and write down what it is to them.

        One that repeats another is nothing to the rest. Of those that it may correct, one is asked about at a time.
        """
        beside = [one for one in reversed(self.standing) if self._is_of_one_stage(one, later)]
        verdicts = {earlier.key: self._verdict(earlier, later) for earlier in beside}
        for earlier in beside:
            if verdicts[earlier.key] in {Verdict.REPEATS, EARLIER_STANDS}:
                self._pass_over(later, earlier, verdicts[earlier.key])
                return
        corrected = self._corrected(verdicts)
        for key in corrected:
            self._replace(key, later.key)
        gone = tuple(one for one in self.standing if one.key in corrected)
        self.replaced[later.key] = sum((self.replaced.get(key, ()) for key in corrected), gone)
        self.standing = [one for one in self.standing if one.key not in corrected] + [later]
        open_pairs = (key for key, verdict in verdicts.items() if verdict == Verdict.UNSURE)
        asked = next((key for key in open_pairs if frozenset({key, later.key}) not in self.apart), None)
        if asked is not None:
            self._write(later.key, asked, Verdict.UNSURE)

    def _is_of_one_stage(self, earlier: Dated, later: Dated) -> bool:
        """Say whether a return has come as far as another one, as that stands or as it was read.

        Where a person changed a date, and with it the stage, the same return sent again still finds its own.
        """
        stages = {stage_reached(record, self.catalogue) for record in (earlier.record, earlier.as_read)}
        if stage_reached(later.record, self.catalogue) in stages:
            return True
        return bool(earlier.unedited or later.unedited) and is_same_as_read(earlier, later)

    def _pass_over(self, later: Dated, earlier: Dated, verdict: str) -> None:
        """Write down that a return stands for nothing beside an earlier one that says the same, or holds."""
        if verdict == Verdict.REPEATS:
            self._write(later.key, earlier.key, Verdict.REPEATS)
        else:
            self.replaced[earlier.key] = (*self.replaced.get(earlier.key, ()), later)
            self._write(earlier.key, later.key, Verdict.CORRECTS)

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
        return verdict or judge(earlier, later, form, self.replaced.get(earlier.key, ()))

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
    if not has_come_again(journal, sha256):
        journal.change(is_settled, SETTLED, sha256, State.REFUSED, State.FAILED)


def has_come_again(journal: Journal, sha256: str) -> bool:
    """Say whether a content came again after somebody dealt with it, in another message or as a file of its own."""
    again = journal.ask(
        "SELECT 1 FROM arrival WHERE sha256 = ?1 AND role = 'return' AND settled = '' AND (message IS NULL OR"
        " message NOT IN (SELECT message FROM arrival WHERE sha256 = ?1 AND settled <> '' AND message IS NOT NULL))",
        sha256,
    )
    return again.fetchone() is not None


def settle_copies(journal: Journal) -> None:
    """Settle what was not opened where it lay in the same place of the same message as what somebody dealt with.

    Mail programs write into their mailboxes, or rename what is in them, when a message is read. One without a
    Message-ID cannot be known again.
    """
    journal.change(
        "UPDATE arrival SET settled = dealt_with.settled FROM"
        " (SELECT message, place, finding, min(settled) AS settled FROM arrival WHERE role = 'unopened'"
        " AND settled <> '' AND json_extract(message, '$.id') <> '' GROUP BY message, place, finding) AS dealt_with"
        " WHERE role = 'unopened' AND arrival.settled = '' AND arrival.message = dealt_with.message"
        " AND arrival.place = dealt_with.place AND arrival.finding = dealt_with.finding"
    )


def _worst(records: tuple[Standing, ...]) -> str:
    states = {one.record.state for one in records if not one.superseded}
    return next((state.value for state in _WORST_FIRST if state in states), SUPERSEDED)
