"""The page on findings says what the registry of codes says, and every code is used somewhere."""

from pathlib import Path

import pytest

from escalation.codes import CODES
from tools.make_findings_page import PAGE, page

ROOT = Path(__file__).parent.parent
SOURCE = "\n".join(
    path.read_text(encoding="utf-8")
    for package in ("escalation", "docgen", "parsers", "boardforms")
    for path in (ROOT / package).rglob("*.py")
    if path.name != "codes.py"
)


def test_the_page_is_made_from_the_registry() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run python tools/make_findings_page.py"


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_given_somewhere(code: str) -> None:
    assert f'"{code}"' in SOURCE


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_it_means_and_where_a_person_is_needed_what_to_do(code: str) -> None:
    row = CODES[code]
    assert row.means.endswith((".", "?"))
    if row.severity == "review":
        assert row.action.endswith((".", "?"))
