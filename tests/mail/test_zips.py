"""Zip folders: each member is taken out or has its own reason."""

import io
import struct
import warnings
import zipfile

import pytest

from tests.mail.letters import FORM, OTHER_FORM, contents, letter, parts_of, reasons, with_files, zip_of

MEMBER, ENTRY = b"PK\x03\x04", b"PK\x01\x02"


def mark_encrypted(data: bytes, name: str) -> bytes:
    """Return a zip file in which a member says that it is locked with a password."""
    changed = bytearray(data)
    for mark, flags, place in ((MEMBER, 6, 30), (ENTRY, 8, 46)):
        at = changed.find(mark)
        while changed[at + place : at + place + len(name)] != name.encode():
            at = changed.find(mark, at + 1)
        changed[at + flags] |= 1
    return bytes(changed)


def test_a_locked_member_is_refused_and_the_others_are_read() -> None:
    data = mark_encrypted(zip_of({"a.pdf": FORM, "b.pdf": FORM, "c.pdf": OTHER_FORM}), "b.pdf")
    parts = parts_of(data, "forms.zip")
    assert contents(parts) == [FORM, OTHER_FORM]
    assert [(part.name, part.chain) for part in parts if not part.content] == [("b.pdf", ("forms.zip",))]
    assert reasons(parts) == ["password"]


def test_two_members_of_one_name_are_both_taken_out() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = zip_of([("f.pdf", FORM), ("f.pdf", OTHER_FORM)])
    parts = parts_of(data)
    assert contents(parts) == [FORM, OTHER_FORM]
    assert [part.name for part in parts] == ["f.pdf", "f.pdf"]


def test_a_member_that_leads_out_of_its_folder_is_only_a_name() -> None:
    (part,) = parts_of(zip_of({"../../etc/f.pdf": FORM}))
    assert (part.content, part.name) == (FORM, "f.pdf")


def test_a_member_packed_by_another_method_is_refused_and_the_others_are_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.pdf", FORM, zipfile.ZIP_LZMA)
        archive.writestr("b.pdf", OTHER_FORM)
    parts = parts_of(stream.getvalue())
    assert (reasons(parts), contents(parts)) == (["zip-method"], [OTHER_FORM])


def test_a_damaged_member_fails_and_the_others_are_read() -> None:
    data = bytearray(zip_of({"a.pdf": FORM, "b.pdf": OTHER_FORM}, zipfile.ZIP_STORED))
    data[data.index(FORM)] ^= 0xFF
    parts = parts_of(bytes(data))
    assert (reasons(parts), contents(parts)) == (["damaged"], [OTHER_FORM])


def test_a_member_that_unpacks_to_far_more_is_refused_and_the_others_are_read() -> None:
    parts = parts_of(zip_of({"bomb": bytes(5_000_000), "b.pdf": FORM}))
    assert (reasons(parts), contents(parts)) == (["bomb"], [FORM])


def test_a_member_that_says_less_than_it_unpacks_to_gives_no_more_than_it_said() -> None:
    data = bytearray(zip_of({"bomb": bytes(5_000_000)}))
    for mark, place in ((MEMBER, 22), (ENTRY, 24)):
        struct.pack_into("<L", data, data.index(mark) + place, 10)
    assert reasons(parts_of(bytes(data))) == ["damaged"]


def test_members_that_lie_over_one_another_are_refused_whole() -> None:
    data = bytearray(zip_of({"a.pdf": FORM, "b.pdf": OTHER_FORM}))
    second = data.index(ENTRY, data.index(ENTRY) + 1)
    struct.pack_into("<L", data, second + 42, 0)
    assert reasons(parts_of(bytes(data))) == ["unsafe-zip"]


@pytest.mark.parametrize(("members", "taken"), [(2_000, 2_000), (2_001, 0)])
def test_two_thousand_members_are_taken_out_and_more_are_refused(members: int, taken: int) -> None:
    parts = parts_of(zip_of({f"{number}.pdf": FORM for number in range(members)}))
    assert len(contents(parts)) == taken
    assert reasons(parts) == ([] if taken else ["too-many-parts"])


def test_more_unpacked_in_all_than_a_file_may_hold_is_refused() -> None:
    data = bytearray(zip_of({"a": b"", "b": b""}))
    at = data.index(ENTRY)
    struct.pack_into("<LL", data, at + 20, 300_000_001, 300_000_001)
    assert reasons(parts_of(bytes(data))) == ["bomb"]


def test_zip_folders_in_one_another_are_opened_to_a_depth() -> None:
    data = FORM
    for _ in range(8):
        data = zip_of({"in.zip": data})
    assert contents(parts_of(data)) == [FORM]
    assert reasons(parts_of(zip_of({"in.zip": data}))) == ["too-deep"]


def test_a_member_without_a_name_is_read() -> None:
    data = zip_of({"f": FORM})
    for mark, length, place in ((MEMBER, 26, 30), (ENTRY, 28, 46)):
        at = data.index(mark)
        data = data[: at + length] + b"\x00\x00" + data[at + length + 2 : at + place] + data[at + place + 1 :]
    end = data.index(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", data, end + 12)
    data = data[: end + 12] + struct.pack("<LL", size - 1, start - 1) + data[end + 20 :]
    (part,) = parts_of(data)
    assert (part.content, part.name) == (FORM, "unnamed")


def test_an_empty_zip_folder_is_accounted_for() -> None:
    assert reasons(parts_of(zip_of({}), "nothing.zip")) == ["empty-file"]


def test_a_message_in_a_zip_folder_is_the_evidence_of_its_own_attachment_alone() -> None:
    message = with_files(letter(), {"f.pdf": FORM}).as_bytes()
    first, second = (
        part for part in parts_of(zip_of({"a.eml": message, "b.pdf": OTHER_FORM})) if part.content
    )
    assert first.message is not None
    assert second.message is None
