"""What a client of the matrix is given: returns to make, and the files that it may start from."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Literal, TypeAlias

from docgen.pdf.render import render_pdf
from docgen.rendered import RenderedForm
from docgen.word.document import render_word
from escalation.boards import Board
from escalation.boxes import Answers, Box, flatten, form_boxes
from escalation.definitions import FormDefinition, Kind
from escalation.stamps import pdf_name

Kept: TypeAlias = Literal["word", "pdf"]
_RENDER = {"word": render_word, "pdf": render_pdf}
_SUFFIX: Mapping[Kept, str] = {"word": ".docx", "pdf": ".pdf"}


@dataclass(frozen=True)
class Return:
    """A form, and what somebody answers on it. `name` is the name of its files, without their suffix."""

    name: str
    board: Board
    form: FormDefinition
    answers: Answers

    def render(self, kept: Kept, answers: Answers | None) -> RenderedForm:
        """Return the form as this project writes it, with those answers or none."""
        return _RENDER[kept](self.form, self.board, answers)


@dataclass(frozen=True)
class Entry:
    """What a person types, chooses or ticks in one box: `shown` is how the form itself would show it."""

    box: str
    kind: Literal["text", "choice", "tick"]
    value: str | bool
    shown: str


def entries_of(sent: Return) -> tuple[Entry, ...]:
    """Return what is put into each box of a blank that has an answer, in the order of the form."""
    flat = flatten(sent.form, sent.answers)
    return tuple(_enter(box, flat[box.name]) for box in form_boxes(sent.form) if box.name in flat)


def _enter(box: Box, value: str | bool | None) -> Entry:
    if isinstance(value, bool):
        return Entry(box.name, "tick", value, "☒" if value else "☐")
    text = value or ""
    if box.kind is Kind.CHOICE:
        return Entry(box.name, "choice", text, box.asks.options[text])
    shown = f"{dt.date.fromisoformat(text):%d/%m/%Y}" if box.kind is Kind.DATE else text
    return Entry(box.name, "text", shown, shown)


@dataclass(frozen=True)
class Papers:
    """Returns, and the folder that has their blanks and filled forms once they are written."""

    returns: Sequence[Return]
    folder: Path
    _locks: dict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))

    def write(self) -> None:
        """Write each return's blank, and the form as this project fills it in, as Word and as PDF."""
        for kept, suffix in _SUFFIX.items():
            for state in ("blank", "filled"):
                folder = self.folder / f"{state}-{kept}"
                folder.mkdir(parents=True, exist_ok=True)
                for sent in self.returns:
                    made = sent.render(kept, sent.answers if state == "filled" else None)
                    (folder / (sent.name + suffix)).write_bytes(made.content)

    def filled(self, kept: Kept) -> tuple[Path, ...]:
        """Return the files of all returns, filled in by this project."""
        return self._written("filled", kept)

    def blanks(self, kept: Kept) -> tuple[Path, ...]:
        """Return a blank of each return's form."""
        return self._written("blank", kept)

    def jobs(self, into: Path) -> Path:
        """Return a JSON file that tells another program which PDF blanks to fill with what, and where to save."""
        jobs = [
            {"blank": str(blank), "saved": str(into / blank.name), "fields": _fields(sent)}
            for blank, sent in zip(self.blanks("pdf"), self.returns, strict=True)
        ]
        path = into.with_suffix(".json")
        path.write_text(json.dumps(jobs), encoding="utf-8")
        return path

    def once(self, name: str, make: Callable[[Path], None]) -> tuple[Path, ...]:
        """Return the files of a step that several clients share; whichever of them comes first makes them."""
        folder = self.folder / name
        with self._locks[name]:
            if not folder.exists():
                folder.mkdir(parents=True)
                make(folder)
        return tuple(sorted(path for path in folder.iterdir() if path.is_file()))

    def _written(self, state: str, kept: Kept) -> tuple[Path, ...]:
        return tuple(self.folder / f"{state}-{kept}" / (sent.name + _SUFFIX[kept]) for sent in self.returns)


def _fields(sent: Return) -> list[dict[str, str | bool]]:
    return [
        {"name": pdf_name(entry.box), "kind": entry.kind, "value": entry.value, "shown": entry.shown}
        for entry in entries_of(sent)
    ]
