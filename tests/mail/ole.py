"""Write made-up Outlook messages: an OLE file ([MS-CFB]) of the streams that [MS-OXMSG] asks for."""

import datetime as dt
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR, SMALL_SECTOR, SMALL = 512, 64, 4096
FREE, END, TABLE, NOBODY = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
PROPERTIES = "__properties_version1.0"
SUBJECT, HEADERS, SENDER, ID, SUBMITTED, DELIVERED = 0x0037, 0x007D, 0x0C1F, 0x1035, 0x0039, 0x0E06
HTML, LONG_NAME, METHOD, DATA, TYPE, CONTENT_ID, HIDDEN = (
    0x1013,
    0x3707,
    0x3705,
    0x3701,
    0x370E,
    0x3712,
    0x7FFE,
)
TEXT_TYPE, BYTES_TYPE, INT_TYPE, BOOL_TYPE, TIME_TYPE, OBJECT_TYPE = 0x1F, 0x102, 0x3, 0xB, 0x40, 0xD

Value = str | bytes | int | bool | dt.datetime
Folder = Mapping[str, "bytes | Folder"]


@dataclass
class Attached:
    """An attachment of an Outlook message: bytes, another message, or a link to a file elsewhere."""

    name: str
    content: "bytes | Letter | None" = None
    kind: str = ""
    content_id: str = ""
    method: int | None = None

    def folder(self) -> dict[str, "bytes | Folder"]:
        is_message = isinstance(self.content, Letter)
        method = self.method if self.method is not None else 5 if is_message else 1
        values: dict[int, Value] = {LONG_NAME: self.name, METHOD: method}
        values |= {tag: text for tag, text in ((TYPE, self.kind), (CONTENT_ID, self.content_id)) if text}
        if isinstance(self.content, bytes):
            values[DATA] = self.content
        made = property_streams(values, header=8)
        if isinstance(self.content, Letter):
            made[f"__substg1.0_{DATA:04X}{OBJECT_TYPE:04X}"] = self.content.folder(header=24)
        return made


@dataclass
class Letter:
    """An Outlook message: its properties by tag, and what is attached to it."""

    values: Mapping[int, Value] = field(default_factory=dict)
    attached: Sequence[Attached] = ()

    def folder(self, header: int) -> dict[str, "bytes | Folder"]:
        made = property_streams(self.values, header)
        for number, attachment in enumerate(self.attached):
            made[f"__attach_version1.0_#{number:08X}"] = attachment.folder()
        return made


def write_msg(letter: Letter) -> bytes:
    return write_ole(letter.folder(header=32))


def property_streams(values: Mapping[int, Value], header: int) -> dict[str, "bytes | Folder"]:
    streams: dict[str, bytes | Folder] = {}
    rows = b""
    for tag, value in sorted(values.items()):
        kind, payload, stream = property_of(value)
        rows += struct.pack("<HHL", kind, tag, 6) + payload
        if stream is not None:
            streams[f"__substg1.0_{tag:04X}{kind:04X}"] = stream
    return {PROPERTIES: bytes(header) + rows, **streams}


def property_of(value: Value) -> tuple[int, bytes, bytes | None]:
    match value:
        case bool():
            return BOOL_TYPE, struct.pack("<Q", value), None
        case int():
            return INT_TYPE, struct.pack("<Q", value), None
        case str():
            text = value.encode("utf-16-le", "surrogatepass")
            return TEXT_TYPE, struct.pack("<LL", len(text) + 2, 0), text
        case bytes():
            return BYTES_TYPE, struct.pack("<LL", len(value), 0), value
        case dt.datetime():
            since = value - dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
            return TIME_TYPE, struct.pack("<Q", since // dt.timedelta(microseconds=1) * 10), None


@dataclass
class Entry:
    name: str
    kind: int
    content: bytes = b""
    kids: list[int] = field(default_factory=list)
    left: int = NOBODY
    right: int = NOBODY
    child: int = NOBODY
    start: int = END


def write_ole(folder: Folder) -> bytes:
    """Return an OLE file that holds these streams and storages."""
    entries = [Entry("Root Entry", ROOT)]
    add_entries(entries, entries[0], folder)
    small_table, small_stream = pack_small(entries)
    entries[0].content = small_stream
    body = bytearray()
    table: list[int] = []
    for entry in entries:
        if entry.kind == ROOT or len(entry.content) >= SMALL:
            entry.start = append_chain(body, table, entry.content)
    small_start = append_chain(body, table, b"".join(struct.pack("<L", one) for one in small_table))
    directory_start = append_chain(body, table, b"".join(map(pack_entry, entries)))
    first_table, tables = add_tables(table)
    packed = b"".join(struct.pack("<L", one) for one in table)
    places = [first_table + number if number < tables else FREE for number in range(109)]
    small_sectors = -(-4 * len(small_table) // SECTOR)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack(
        "<LLLLLLLLL", 0, tables, directory_start, 0, SMALL, small_start, small_sectors, END, 0
    )
    return header + struct.pack("<109L", *places) + bytes(body) + packed


def add_entries(entries: list[Entry], parent: Entry, folder: Folder) -> None:
    for name, inside in folder.items():
        entry = Entry(name, STREAM, inside) if isinstance(inside, bytes) else Entry(name, STORAGE)
        parent.kids.append(len(entries))
        entries.append(entry)
        if not isinstance(inside, bytes):
            add_entries(entries, entry, inside)
    kids = sorted(parent.kids, key=lambda kid: (len(entries[kid].name), entries[kid].name.upper()))
    parent.child = balance(entries, kids)


def balance(entries: list[Entry], kids: list[int]) -> int:
    """Join siblings to a balanced tree, and return its root."""
    if not kids:
        return NOBODY
    middle = len(kids) // 2
    entries[kids[middle]].left = balance(entries, kids[:middle])
    entries[kids[middle]].right = balance(entries, kids[middle + 1 :])
    return kids[middle]


def pack_small(entries: list[Entry]) -> tuple[list[int], bytes]:
    table: list[int] = []
    stream = bytearray()
    for entry in entries:
        if entry.kind == STREAM and 0 < len(entry.content) < SMALL:
            entry.start = append_chain(stream, table, entry.content, SMALL_SECTOR)
    return table, bytes(stream)


def append_chain(body: bytearray, table: list[int], content: bytes, sector: int = SECTOR) -> int:
    """Append content in whole sectors, chained in the table, and return the first of them."""
    if not content:
        return END
    first, count = len(table), -(-len(content) // sector)
    body += content.ljust(count * sector, b"\x00")
    table += [*range(first + 1, first + count), END]
    return first


def add_tables(table: list[int]) -> tuple[int, int]:
    """Append the sectors of the allocation table to itself, and return the first of them and how many there are."""
    first, count = len(table), 0
    while (len(table) + count) * 4 > count * SECTOR:
        count += 1
    table += [TABLE] * count
    table += [FREE] * (count * SECTOR // 4 - len(table))
    if count > 109:
        raise ValueError("too large for this writer")
    return first, count


def pack_entry(entry: Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    links = struct.pack("<BBLLL", entry.kind, 1, entry.left, entry.right, entry.child)
    place = struct.pack("<LQ", entry.start, len(entry.content))
    return name.ljust(64, b"\x00") + struct.pack("<H", len(name) + 2) + links + bytes(36) + place
