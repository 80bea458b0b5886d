"""Make docs/findings.md from the registry of codes: `python tools/make_findings_page.py`."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from escalation.codes import GROUPS, Code
from escalation.findings import Severity

PAGE = Path(__file__).parent.parent / "docs" / "findings.md"

INTRO = """# Findings

Made from `escalation/codes/` by `python tools/make_findings_page.py`.

A finding is something noticed about a return or a case. One marked **needs a person** keeps a record from being
called complete; the others are notes. A code once issued keeps its meaning. Messages hold nothing that a
person wrote.
"""


def page() -> str:
    """Return the page: a table a group, a row a code, with what it means and what to do."""
    return INTRO + "".join(
        f"\n## {title}\n\n{''.join(_table(rows.items()))}" for title, rows in GROUPS.items()
    )


def _table(rows: Iterable[tuple[str, Code]]) -> Iterator[str]:
    yield "| code | | what it means | what to do |\n|---|---|---|---|\n"
    for code, row in rows:
        weight = "needs a person" if row.severity is Severity.REVIEW else "note"
        yield f"| `{code}` | {weight} | {row.means} | {row.action} |\n"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
