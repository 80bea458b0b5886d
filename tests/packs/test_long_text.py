"""What is too long for a line, a cell or a page goes on, on the next one: nothing runs off the paper."""

import io

import pdfplumber

from docgen.packs.by_role.audiences import find_audience
from docgen.packs.by_role.copies import render_copy
from docgen.packs.by_role.releasing_meeting import part_names
from docgen.packs.pdf import render_pack
from escalation.definitions import Kind
from tests.packs.samples import Prepared, make_record, mscb
from tests.packs.test_copies import releasing

LONG = " ".join(f"word{number}" for number in range(800)) + " theverylast"
MIDDLING = "x" * 230
ENTRIES = [{"decision": LONG, "reason": "Short"}, {"decision": "Second", "reason": LONG}]


def long() -> Prepared:
    prepared = mscb()
    form = prepared.board.form("escalation-record")
    rows = next(one for one in form.fields if one.kind is Kind.ROWS)
    values = {f"{rows.key}.1.{column.key}": LONG for column in rows.columns}
    values |= {f"{rows.key}.2.{column.key}": MIDDLING for column in rows.columns}
    lines = {one.key: LONG for one in form.fields if one.kind is Kind.TEXT and one.key != "case_reference"}
    record = make_record(prepared, "escalation-record", {**values, **lines})
    shown = record.model_copy(update={"values": {"case_reference": prepared.case.reference}})
    meeting = prepared.with_records(shown)
    return meeting.but(decisions=ENTRIES, actions=[{"action": LONG, "owner": "Dan", "agency": "Health"}])


def off_the_paper(content: bytes) -> list[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return [
            f"page {page.page_number}: {sign['text']}"
            for page in pdf.pages
            for sign in page.chars
            if not (0 <= sign["x0"] <= sign["x1"] <= page.width and 30 <= sign["top"] <= page.height - 30)
        ]


def count_last(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return sum(page.extract_text().count("theverylast") for page in pdf.pages)


def test_nothing_of_a_pack_runs_off_the_paper() -> None:
    content = render_pack(*long().papers()).content
    assert off_the_paper(content) == []
    assert count_last(content) > len(ENTRIES) + 1


def test_nothing_of_a_copy_runs_off_the_paper() -> None:
    names = part_names()
    held = mscb().but(decisions=ENTRIES, actions=[{"action": LONG, "owner": "Dan", "agency": "Health"}])
    prepared = releasing(held, *({"part": names[key], "to": ["family"]} for key in ("decisions", "actions")))
    content = render_copy(
        *prepared.papers(), find_audience("family", prepared.meeting, prepared.board)
    ).content
    assert off_the_paper(content) == []
    assert count_last(content) == len(ENTRIES) + 1
