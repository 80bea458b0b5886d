"""A sample of the matrix (`make matrix` runs the whole): two forms through clients of every sort."""

from collections.abc import Mapping

import pikepdf
import pytest

from tests import programs
from tests.clients.papers import Entry, entries_of
from tests.matrix.clients import CLIENTS, Group
from tests.matrix.counting import Verdict
from tests.matrix.page import READ_THIS, page
from tests.matrix.returns import IN_A_LINE, PLAIN, SPREAD, every_form, every_return
from tests.matrix.running import Row, run_matrix
from tests.matrix.table import HEADINGS, markdown

FORMS = ("dyffryn-every-kind", "moray-escalation-record")
SAMPLE = (
    "controls unwrapped (Google Docs)", "LibreOffice, .docx", "LibreOffice, filled by UNO", "pandoc", "pdftk, FDF",
    "mutool", "pdf-lib", "pdf.js (Firefox)", "PDFium (Chromium)", "poppler, cairo", "PDFium, printed (Chromium)",
)  # fmt: skip
LOSSLESS = [client.name for client in CLIENTS if client.name in SAMPLE and client.plain >= 0.995]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Row]:
    catalogue = every_form()
    returns = [sent for sent in every_return(catalogue) if sent.name.startswith(FORMS)]
    clients = [client for client in CLIENTS if client.name in SAMPLE]
    folder = tmp_path_factory.mktemp("matrix")
    return {row.client.name: row for row in run_matrix(clients, returns, catalogue, folder)}


@pytest.mark.parametrize("client", SAMPLE)
def test_nothing_that_a_client_left_is_silently_wrong(rows: Mapping[str, Row], client: str) -> None:
    row = rows[client]
    if row.missing:
        programs.do_without(client, row.missing)
    assert row.tally.files == row.asked == 2 * len(FORMS)
    assert row.tally.silently_wrong == ()


@pytest.mark.parametrize("client", LOSSLESS)
def test_plain_answers_are_read_right_where_the_client_loses_none(
    rows: Mapping[str, Row], client: str
) -> None:
    row = rows[client]
    if row.missing:
        programs.do_without(client, row.missing)
    assert row.tally.answered(PLAIN).share(Verdict.RIGHT) >= row.client.plain


def test_the_table_has_a_row_for_each_client(rows: Mapping[str, Row]) -> None:
    lines = list(markdown(list(rows.values())))
    for name in rows:
        assert sum(line.startswith(f"| {name} |") for line in lines) == 1
    assert {line.count("|") for line in lines if line.startswith("|")} == {len(HEADINGS) + 1}


def test_the_page_says_how_to_read_it_and_what_it_was_made_with(rows: Mapping[str, Row]) -> None:
    lines = "\n".join(page(list(rows.values())))
    assert "silently wrong" in READ_THIS.read_text(encoding="utf-8")
    assert lines.startswith(READ_THIS.read_text(encoding="utf-8"))
    assert f"pikepdf {pikepdf.__version__}" in lines


def test_every_client_has_a_name_of_its_own_and_every_sort_is_there() -> None:
    assert len({client.name for client in CLIENTS}) == len(CLIENTS)
    assert {client.group for client in CLIENTS} == set(Group)


def test_the_returns_hold_every_awkward_text_and_no_answer_that_its_box_cannot_take() -> None:
    returns = list(every_return(every_form()))
    entries: list[Entry] = [entry for sent in returns for entry in entries_of(sent)]
    assert {*IN_A_LINE, *SPREAD} <= {entry.value for entry in entries}
    assert {entry.kind for entry in entries} == {"text", "choice", "tick"}


def test_every_form_has_turns_at_the_scanners_and_every_scanner_at_forms() -> None:
    names = [sent.name for sent in every_return(every_form()) if sent.name.endswith(PLAIN)]
    taken = {
        client.name: [name for number, name in enumerate(names) if client.takes(2 * number, name)]
        for client in CLIENTS
        if client.turn is not None
    }
    assert all(taken.values())
    assert {name for held in taken.values() for name in held} == set(names)
