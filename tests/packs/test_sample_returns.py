"""The sample meetings' records are those that `tools/make_meeting_records.py` makes, and one pack holds what came."""

import hashlib

import pytest

from boardforms.catalogue import load_catalogue
from boardforms.enclosures import find_enclosures, open_enclosures
from boardforms.records import read_file
from docgen.packs.enclosing.enclosures import Original, ReadyPages
from escalation.records import record_id
from tests.minutes.samples import sample
from tests.packs.samples import MEETINGS
from tools.make_meeting_records import RECORDS, RETURNED, RETURNS, write_return

CATALOGUE = load_catalogue()


@pytest.mark.parametrize("name", sorted(path.name for path in RECORDS.glob("*.jsonl")))
def test_the_tool_makes_the_files_that_the_sample_records_were_read_from(name: str) -> None:
    for record in read_file(RECORDS / name):
        made = hashlib.sha256(write_return(record, CATALOGUE)).hexdigest()
        assert (made, record.id) == (record.source.sha256, record_id(record.source)), record.source.path


def test_a_sample_meeting_has_its_returned_forms_a_pdf_to_join_and_a_word_file_to_attach() -> None:
    held = sample(RETURNED)
    wanted = find_enclosures(held.meeting, held.board, held.case, MEETINGS)
    opened = {one.file: type(one.became) for one in open_enclosures(wanted, 0)}
    assert set(opened) == {path.name for path in RETURNS.iterdir()}
    assert set(opened.values()) == {ReadyPages, Original}
