"""Returns that were filled in, printed and scanned, read back: what is sure is right."""

from collections import Counter

import pytest

from boardforms.catalogue import load_catalogue
from escalation.boards import Board
from escalation.definitions import FormDefinition
from tests.parsers.returns import EVERY_KIND, MADE_UP
from tests.programs import need
from tests.scans.measuring import RIGHT, RIGHT_ASKED, TOLD, WRONG, Outcome, count_of, measure_scan, tell
from tests.scans.simulated import SCANNERS, Scanner

CATALOGUE = load_catalogue()
MEDWAY, MORAY = CATALOGUE.board("medway"), CATALOGUE.board("moray")

SAMPLE: list[tuple[Board, FormDefinition, Scanner]] = [
    (MADE_UP, EVERY_KIND, SCANNERS[3]),
    (MEDWAY, CATALOGUE.form(MEDWAY, "escalation-record"), SCANNERS[0]),
    (MORAY, CATALOGUE.form(MORAY, "dates-sheet"), SCANNERS[5]),
    (MORAY, CATALOGUE.form(MORAY, "escalation-record"), SCANNERS[7]),
]
"""What the usual run reads; `tests/matrix` reads every form through every scanner."""


@pytest.fixture(scope="module")
def outcomes() -> Counter[Outcome]:
    need("tesseract")
    total: Counter[Outcome] = Counter()
    for board, form, scanner in SAMPLE:
        total += measure_scan(form, board, scanner)
    print(f"\n{tell(total)}")  # noqa: T201 - for those who run it with -s
    return total


def test_nothing_on_a_scan_is_silently_wrong(outcomes: Counter[Outcome]) -> None:
    assert count_of(outcomes, {kind for kind, _ in outcomes}, WRONG) == 0, tell(outcomes)


def test_ticks_dates_choices_and_references_are_right(outcomes: Counter[Outcome]) -> None:
    told = sum(count for (kind, _), count in outcomes.items() if kind in TOLD)
    assert told > 50
    assert count_of(outcomes, TOLD, RIGHT, RIGHT_ASKED) >= 0.99 * told, tell(outcomes)


def test_nearly_all_of_them_are_sure(outcomes: Counter[Outcome]) -> None:
    told = sum(count for (kind, _), count in outcomes.items() if kind in TOLD)
    assert count_of(outcomes, TOLD, RIGHT) >= 0.95 * told, tell(outcomes)
