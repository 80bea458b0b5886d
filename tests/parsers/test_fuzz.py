"""Whatever becomes of a file on its way, reading it ends in a reading, a refusal or a failure: nothing else."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import parsers
from docgen.pdf.render import render_pdf
from docgen.word.document import render_word
from escalation.codes import CODES
from parsers import Reading, Unread
from parsers.kinds import identify
from parsers.readers import READERS
from tests.parsers.files import make_zip
from tests.parsers.mutations import change_members, change_pdf, change_word
from tests.parsers.returns import EVERY_KIND, FILLED, MADE_UP, source_of

KINDS = ["word", "pdf"]


@lru_cache
def returned(kind: str) -> bytes:
    return (render_word if kind == "word" else render_pdf)(EVERY_KIND, MADE_UP, FILLED).content


def read_or_not(data: bytes) -> Reading | None:
    """Read a file, and make a record of what comes of it: any exception but those two fails the test."""
    source = source_of(data)
    try:
        reading = parsers.read(data)
    except Unread as error:
        record, result = parsers.record_unread(error, source), None
    else:
        record, result = parsers.interpret(reading, EVERY_KIND, None, source), reading
    assert all(finding.message and finding.code in CODES for finding in record.findings)
    return result


@given(st.binary(max_size=2_000))
@example(b"PK\x05\x06" + b"\x00" * 18)
@example(b"%PDF-1.7\nstream\n")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
def test_noise_is_never_read(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"%PDF-1.7\n"):
        assert read_or_not(head + data) is None


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_a_return_with_bytes_changed_cut_or_doubled_is_read_or_not(kind: str, data: st.DataObject) -> None:
    changed = bytearray(returned(kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(changed) - 1, 0)))
        length = data.draw(st.integers(0, 300))
        changed[at : at + length] = data.draw(
            st.one_of(st.binary(max_size=8), st.just(bytes(changed[at : at + length]) * 2))
        )
    read_or_not(bytes(changed))


@given(data=st.data())
def test_a_word_return_with_a_part_changed_inside_is_read_or_not(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(returned("word"))) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(
        st.sampled_from(["word/document.xml", "docProps/custom.xml", "[Content_Types].xml", "_rels/.rels"])
    )
    part = parts[name]
    assert isinstance(part, bytes)
    at = data.draw(st.integers(0, len(part)))
    length = data.draw(st.integers(0, 60))
    parts[name] = part[:at] + data.draw(st.binary(max_size=12)) + part[at + length :]
    read_or_not(make_zip(parts))


@pytest.mark.parametrize(
    ("kind", "change"),
    [("word", change_word), ("word", change_members), ("pdf", change_pdf)],
    ids=["elements", "members", "objects"],
)
@given(chance=st.randoms(use_true_random=False))
def test_a_return_changed_where_a_reader_looks_trips_no_reader(
    kind: str, change: Callable[[bytes, Random], bytes], chance: Random
) -> None:
    data = change(returned(kind), chance)
    read_or_not(data)
    with suppress(Unread):
        READERS[identify(data)](data)  # whatever else it raises, `parsers.read` would hide as `unreadable`


@pytest.mark.parametrize("kind", KINDS)
def test_a_return_cut_anywhere_is_never_taken_for_whole(kind: str) -> None:
    whole = returned(kind)
    for end in range(0, len(whole) - 32, max(len(whole) // 60, 1)):
        reading = read_or_not(whole[:end])
        assert reading is None or any(finding.needs_a_person for finding in reading.findings)
