"""Make the records of the sample meetings anew: each is written as a form, read back, and kept as it was read.

The forms of one case are kept as files too, for its pack to hold as they came.

Run by hand after a change of the forms, the writers or the readers: `python tools/make_meeting_records.py`.
"""

import hashlib
from pathlib import Path, PurePath

from boardforms.blanks import Format, render
from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.desk import Desk, read_return
from boardforms.records import read_file, write_lines
from escalation.boxes import BoxValue, gather
from escalation.records import Record

MEETINGS = Path(__file__).parent.parent / "samples" / "meetings"
RECORDS, RETURNS = MEETINGS / "records", MEETINGS / "returns"
RETURNED = "mer-2025-008"
"""The case whose returned forms are kept as files."""


def main() -> None:
    """Write every file of records over with what the readers make of the same answers."""
    desk = Desk(load_catalogue())
    for path in sorted(RECORDS.glob("*.jsonl")):
        records = [_read_again(record, desk, is_kept=path.stem == RETURNED) for record in read_file(path)]
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            write_lines(records, stream)


def _read_again(record: Record, desk: Desk, *, is_kept: bool) -> Record:
    data = write_return(record, desk.catalogue)
    if is_kept:
        RETURNS.mkdir(exist_ok=True)
        (RETURNS / record.source.path).write_bytes(data)
    source = record.source.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})
    [read] = read_return(data, desk, source)
    return read


def write_return(record: Record, catalogue: Catalogue) -> bytes:
    """Return the file of the form that a record came on, with what stood in each box, readable or not."""
    if record.form is None:
        raise ValueError(f"{record.id} is on no form")
    form = catalogue.find(record.form)
    if form is None:
        raise ValueError(f"{record.id} is on a form that is not at hand")
    stood = {name: _stood(reading.value, reading.raw) for name, reading in record.fields.items()}
    kind = Format.PDF if PurePath(record.source.path).suffix == ".pdf" else Format.WORD
    return render(form, catalogue.board(form.board), kind, gather(form, stood)).content


def _stood(value: BoxValue, raw: BoxValue) -> BoxValue:
    return raw if value is None and isinstance(raw, str) and raw else value


if __name__ == "__main__":
    main()
