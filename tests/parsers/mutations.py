"""Returns changed where a reader looks: elements of a Word part, objects of a PDF, members of a zip file."""

import io
import warnings
import zipfile
from random import Random

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from tests.parsers.files import make_zip

XML_PARTS = (
    "word/document.xml",
    "docProps/custom.xml",
    "[Content_Types].xml",
    "_rels/.rels",
    "word/footer1.xml",
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = (
    "p",
    "r",
    "t",
    "tc",
    "tr",
    "tbl",
    "sdt",
    "sdtPr",
    "sdtContent",
    "tag",
    "ins",
    "del",
    "rPr",
    "pPr",
    "br",
    "sym",
)
_VALUES = ("", "0", "1", "-1", "99999999999", "\u202e", "x" * 3_000, "{not}a name", "2026-02-30T00:00:00Z")
_KEYS = (
    "/V",
    "/T",
    "/FT",
    "/Ff",
    "/Kids",
    "/Parent",
    "/AS",
    "/Fields",
    "/Annots",
    "/Subtype",
    "/Type",
    "/Count",
    "/Rect",
)


def change_word(data: bytes, chance: Random) -> bytes:
    """Return a Word file with elements of one part moved, doubled, taken away, renamed or given other values."""
    parts = _parts(data)
    name = chance.choice([part for part in XML_PARTS if part in parts])
    root = etree.fromstring(parts[name])
    for _ in range(chance.randint(1, 6)):
        _change_element(list(root.iter()), chance)
    return make_zip({**parts, name: etree.tostring(root)})


def change_members(data: bytes, chance: Random) -> bytes:
    """Return a zip file with members renamed, emptied, swapped, doubled or taken away."""
    parts = _parts(data)
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    match chance.randrange(5):
        case 0:
            parts[chance.choice([other, one.upper(), f"../{one}", "a\x00b", one + "/"])] = parts.pop(one)
        case 1:
            parts[one] = b""
        case 2:
            parts[one], parts[other] = parts[other], parts[one]
        case 3:
            parts[one] += parts[other]
        case _:
            del parts[one]
    return make_zip(parts)


def change_pdf(data: bytes, chance: Random) -> bytes:
    """Return a PDF with entries of its objects changed: what qpdf itself can still write."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf, warnings.catch_warnings(action="ignore"):
        holders = [item for item in pdf.objects if isinstance(item, Dictionary) and set(_KEYS) & item.keys()]
        for _ in range(chance.randint(1, 6)):
            holder = chance.choice(holders)
            key = chance.choice([key for key in _KEYS if key in holder] or list(_KEYS))
            _change_entry(holder, key, chance.choice(holders), chance)
        pdf.save(held, object_stream_mode=chance.choice(list(pikepdf.ObjectStreamMode)))
    return held.getvalue()


def change_bytes(data: bytes, chance: Random) -> bytes:
    """Return bytes with stretches cut, doubled or overwritten, most of them small."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(changed) + 1), chance.choice([0, 1, 4, 60, 3_000])
        piece = bytes(changed[at : at + length])
        changed[at : at + length] = chance.choice(
            [b"", piece * 2, chance.randbytes(length), chance.randbytes(4)]
        )
    return bytes(changed)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _change_element(elements: list[etree._Element], chance: Random) -> None:
    one, other = chance.choice(elements), chance.choice(elements)
    parent = one.getparent()
    match chance.randrange(6):
        case 0 if parent is not None:
            parent.remove(one)
        case 1 if parent is not None and other not in set(one.iter()):
            other.append(one)
        case 2 if parent is not None:
            parent.insert(0, etree.fromstring(etree.tostring(one)))
        case 3:
            one.tag = f"{_W}{chance.choice(_NAMES)}"
        case 4:
            one.text = chance.choice(_VALUES)
        case _:
            one.set(f"{_W}{chance.choice(('val', 'fullDate', 'ascii', 'char'))}", chance.choice(_VALUES))


def _change_entry(holder: Dictionary, key: str, other: Dictionary, chance: Random) -> None:
    match chance.randrange(6):
        case 0 if key in holder:
            del holder[key]
        case 1:
            holder[key] = other if other.is_indirect else String("other")
        case 2:
            holder[key] = Array([other] * chance.randint(0, 9) if other.is_indirect else [])
        case 3:
            holder[key] = chance.choice([0, -1, 2**31 - 1, 1 << 15, True])
        case 4:
            holder[key] = Name(
                chance.choice(["/Tx", "/Btn", "/Ch", "/Sig", "/Off", "/Yes", "/Widget", "/Page"])
            )
        case _:
            holder[key] = String(chance.choice(_VALUES))
