"""What a pack is made of, for whoever must show later what was sent: sums, and nothing that names anybody."""

import hashlib
import json
from collections.abc import Iterator, Mapping

from docgen.packs.enclosing.enclosures import LeftOut, Original, Placed, ReadyPages
from docgen.packs.pdf import RenderedPack
from escalation.cases import Case

Entry = Mapping[str, str | int | list[str] | None]


def say_manifest(
    pack: RenderedPack, case: Case, written: bytes, meeting: bytes = b"", minutes: bytes = b""
) -> str:
    """Return the manifest of a pack as JSON lines: the pack, meeting's file, minutes, records set out, each file.

    `written` is the file as it was written, locked or not; `meeting` the meeting's file, and `minutes` the Word
    minutes that were written with the pack: neither has a line where it is empty.
    `sha256` is always that of the plain content, so that a pack made again from the same papers can be compared.
    """
    beside = [_say_beside(what, held) for what, held in (("meeting", meeting), ("minutes", minutes)) if held]
    entries = [_say_pack(pack, case, written), *beside, *_say_records(case), *map(_say_file, pack.enclosed)]
    return "".join(f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in entries)


def _say_pack(pack: RenderedPack, case: Case, written: bytes) -> Entry:
    return {
        "what": "pack",
        "board": case.board,
        "version": pack.issue,
        "sha256": _sum(pack.content),
        "written_sha256": _sum(written),
        "bytes": len(pack.content),
        "pages": pack.pages,
    }


def _say_beside(what: str, content: bytes) -> Entry:
    return {"what": what, "sha256": _sum(content), "bytes": len(content)}


def _say_records(case: Case) -> Iterator[Entry]:
    for record in case.records:
        yield {
            "what": "record",
            "id": record.id,
            "form": str(record.form) if record.form else None,
            "sha256": _sum(record.model_dump_json(by_alias=True).encode()),
            "returned_sha256": record.source.sha256,
        }


def _say_file(placed: Placed) -> Entry:
    one = placed.enclosure
    entry: dict[str, str | int | list[str] | None] = {
        "what": "file",
        "key": one.key,
        "records": list(one.records),
        "sha256": one.sha256 or None,
        "bytes": one.size,
    }
    match one.became:
        case ReadyPages():
            return entry | {"became": "pages", "first_page": placed.first, "last_page": placed.last}
        case Original():
            return entry | {"became": "attachment", "name": one.attached_as}
        case LeftOut(code=code):
            return entry | {"became": "left out", "why": code}


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
