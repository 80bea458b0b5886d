"""Messages made to hang or to fill memory: each ends soon, in content or with a reason."""

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.containers import open_parts, opening
from parsers.mail.headers import read_headers
from parsers.mail.parts import Opened
from tests.mail.letters import FORM, contents, letter, parts_of, reasons, with_files, zip_of
from tests.mail.test_trees import check_accounted_for

HEADERS = b"From: a@b.example\nTo: c@d.example\n"
PIECES = [
    b"From ada Tue Jun  3 23:30:00 2025\n",
    HEADERS,
    b"Content-Type: multipart/mixed; boundary=b\n\n",
    b"Content-Type: multipart/mixed; boundary*0=b; boundary*1*=%zz\n\n",
    b"Content-Type: message/rfc822\n\n",
    b"Content-Type: ;;;=\n",
    b"Content-Disposition: attachment; filename*=x'y'%zz; filename*0=\n",
    b"Content-Transfer-Encoding: base64\n\n",
    b"Content-Transfer-Encoding: x-uuencode\n\nbegin 6\n",
    b"Date: =?x?q?=?=\n",
    b"--b\n",
    b"--b--\n",
    b"\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\x78\x9f\x3e\x22",
    b"\xff\xd8\xff\xe0",
]


@contextmanager
def within(seconds: float, megabytes: float) -> Iterator[None]:
    """Fail where what is done takes more processor time, or more memory at once, than that."""
    tracemalloc.start()
    begun = time.process_time()
    try:
        yield
        taken, peak = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert taken < seconds
    assert peak < megabytes * 1_000_000


def nested(groups: int) -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%06d\n\n--b%06d\n" % (n, n) for n in range(groups)
    )
    return HEADERS + opened + b"\nthe end"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(HEADERS + b"X: " + b"a" * 600_000 + b"\n\ntext", "headers-too-long", id="a long header"),
        pytest.param(HEADERS + b"Y: b\n" * 200_000 + b"\ntext", "headers-too-long", id="many headers"),
        pytest.param(
            HEADERS + b"To:\n" + b" ,a" * 140_000 + b"\n\ntext",
            "message-without-form",
            id="a header of 420 kB",
        ),
        pytest.param(
            HEADERS + b"Content-Type: x/y;" + b" a=b;" * 40_000 + b"\n\ntext",
            "headers-too-long",
            id="many parameters",
        ),
        pytest.param(
            HEADERS + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 200_000,
            "too-many-parts",
            id="parts",
        ),
        pytest.param(nested(300), "too-deep", id="groups in groups"),
        pytest.param(nested(100_000), "too-deep", id="a hundred thousand groups"),
        pytest.param(
            HEADERS + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + b"\n--bb" * 900_000,
            "too-many-parts",
            id="near",
        ),
        pytest.param(
            (HEADERS + b"Content-Type: message/rfc822\n\n") * 40, "too-deep", id="messages in messages"
        ),
        pytest.param(
            HEADERS + b"Date: " + b"(" * 7_000 + b"\nSubject: " + b"=?a?q?" * 9_000 + b"\n\n",
            "message-without-form",
            id="odd",
        ),
        pytest.param(
            HEADERS + b'Content-Type: a/b; name="' + b"=?a?q?" * 1_200 + b'"\n\n%PDF',
            "",
            id="encoded words without end",
        ),
    ],
)
def test_a_message_made_to_do_harm_ends_soon(data: bytes, reason: str) -> None:
    with within(seconds=4, megabytes=60):
        parts = parts_of(data)
    check_accounted_for(parts)
    assert reasons(parts)[-1:] == ([reason] if reason else [])


@pytest.mark.parametrize("fault", [RecursionError, RuntimeError, IndexError])
def test_a_fault_that_nobody_foresaw_is_a_reason_and_the_rest_is_read(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def break_down(data: bytes) -> Opened:
        raise fault(len(data))

    monkeypatch.setattr(opening, "read_message", break_down)
    parts = parts_of(zip_of({"a.eml": letter().as_bytes(), "f.pdf": FORM}))
    assert (reasons(parts), contents(parts)) == (["unreadable"], [FORM])


def test_want_of_memory_is_left_to_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(data: bytes) -> Opened:
        raise MemoryError(len(data))

    monkeypatch.setattr(opening, "read_message", run_out)
    with pytest.raises(MemoryError):
        parts_of(letter())


def test_a_header_of_four_hundred_kilobytes_is_passed_over_and_the_form_is_read() -> None:
    message = b"X-Long: " + b"a, <" * 105_000 + b"\n" + with_files(letter(), {"f.pdf": FORM}).as_bytes()
    with within(seconds=2, megabytes=20):
        assert contents(parts_of(message)) == [FORM]


def test_the_parts_before_a_group_that_is_too_deep_are_read() -> None:
    boundary = b"Content-Type: multipart/mixed; boundary=top\n\n--top\n"
    form = b"Content-Type: application/pdf\n\n" + FORM + b"\n--top\n"
    parts = parts_of(HEADERS + boundary + form + nested(50)[len(HEADERS) :] + b"\n--top--\n")
    assert contents(parts) == [FORM]
    assert reasons(parts) == ["too-deep"]


def test_a_base64_attachment_of_many_megabytes_takes_a_few_times_its_size() -> None:
    data = (
        HEADERS
        + b"Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n"
        + b"QUFB" * 5_000_000
    )
    with within(seconds=5, megabytes=80):
        (part,) = parts_of(data)
    assert part.content is not None
    assert len(part.content) == 15_000_000


def test_zip_folders_that_hold_many_zip_folders_are_left_at_a_limit() -> None:
    inner = zip_of({f"{number}.pdf": b"%PDF" for number in range(1_500)})
    with within(seconds=20, megabytes=60):
        parts = parts_of(zip_of({f"{number}.zip": inner for number in range(8)}))
    assert reasons(parts) == ["too-many-parts"]
    assert len(contents(parts)) == 5_000 - 5


def test_zip_folders_that_unpack_to_more_in_all_than_is_allowed_are_left_at_a_limit() -> None:
    inner = zip_of({f"{number}": b"%PDF".ljust(900_000, b"\x00") for number in range(100)})
    with within(seconds=20, megabytes=60):
        parts = open_parts(zip_of({f"{number}.zip": inner for number in range(8)}), "forms.zip")
        taken, codes = 0, []
        for part in parts:
            taken += len(part.content or b"")
            codes += reasons([part])
    assert codes == ["bomb"]
    assert 400_000_000 < taken <= 450_000_000


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=40), max_size=25).map(b"".join))
def test_no_bytes_raise_or_are_left_out(data: bytes) -> None:
    check_accounted_for(parts_of(data, "\u202e../x\x00"))


@given(st.binary(max_size=300))
def test_no_headers_raise(data: bytes) -> None:
    headers, body = read_headers(data)
    assert 0 <= body <= len(data)
    assert headers.file_name == " ".join(headers.file_name.split())
    assert isinstance(headers.sender + headers.message_id + headers.content_type, str)
