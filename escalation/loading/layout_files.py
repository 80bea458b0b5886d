"""The layouts that were learned for a board: `layouts/FORM.NAME.toml` in its folder, each of a form not ours.

The blank of a PDF stands beside its layout, as `FORM.NAME.pdf`.
"""

import hashlib
import math
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from escalation.boxes import find_box
from escalation.definitions import FormDefinition
from escalation.faults import DefinitionError, Fault, Weight
from escalation.layouts import NO_BOX, OTHER_BOX, LayoutFile, LearnedCell, LearnedLayout
from escalation.loading.board_files import Place, Table
from escalation.loading.model_faults import model_faults, say_value

LAYOUTS_FOLDER = "layouts"


def load_layouts(folder: Path, forms: Sequence[FormDefinition]) -> tuple[LearnedLayout, ...]:
    """Return the learned layouts of a board's folder, by name. Raises DefinitionError with all their faults."""
    found = [_read_layout(path, forms) for path in _files(folder)]
    faults = tuple(fault for _, faults in found for fault in faults if fault.weight is Weight.ERROR)
    if faults:
        raise DefinitionError(faults)
    return tuple(layout for layout, _ in found if layout is not None)


def inspect_layouts(folder: Path, forms: Sequence[FormDefinition]) -> Iterator[Fault]:
    """Yield what is wrong with each learned layout of a board, and a warning for one that nobody has confirmed."""
    for path in _files(folder):
        layout, faults = _read_layout(path, forms)
        yield from faults
        if layout is not None and not layout.confirmed:
            accepted = "true, once a person has compared it with the form: returns are not read by it before"
            yield _place(path).fault("confirmed", "false", accepted, Weight.WARNING)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / LAYOUTS_FOLDER).glob("*.toml") if path.is_file())


def _place(path: Path) -> Place:
    return Place(f"{path.absolute().parent.parent.name}/{LAYOUTS_FOLDER}/{path.name}")


def _read_layout(
    path: Path, forms: Sequence[FormDefinition]
) -> tuple[LearnedLayout | None, tuple[Fault, ...]]:
    place = _place(path)
    try:
        table = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        found = f"a file that cannot be read ({error.__class__.__name__})"
        return None, (place.fault("", found, "a layout as `boardforms learn` writes it"),)
    faults = tuple(model_faults(LayoutFile, table, place))
    if faults:
        return None, faults
    held = {"board": path.absolute().parent.parent.name, "name": path.stem}
    layout = LearnedLayout.model_validate({**table, **held, "blank": _read_blank(path, table)})
    return layout, (*_check_blank(layout, path, place), *_check(layout, table, forms, place))


def _read_blank(path: Path, table: Table) -> bytes:
    """Return the blank beside a layout of a PDF; nothing where there is none."""
    try:
        return path.with_suffix(".pdf").read_bytes() if table["format"] == "pdf" else b""
    except OSError:
        return b""


def _check_blank(layout: LearnedLayout, path: Path, place: Place) -> Iterator[Fault]:
    """See that the blank beside a layout is the very file that the layout was learned from."""
    if layout.format == "pdf" and hashlib.sha256(layout.blank).hexdigest() != layout.sha256:
        found = "another file" if layout.blank else "no file"
        accepted = "the blank that the layout was learned from; learn the form again where it has changed"
        yield place.fault("sha256", f"{found} as {path.with_suffix('.pdf').name}", accepted)


def _check(
    layout: LearnedLayout, table: Table, forms: Sequence[FormDefinition], place: Place
) -> Iterator[Fault]:
    form = next((form for form in forms if form.reference == layout.reference), None)
    if form is None:
        known = ", ".join(f"{form.key} {form.version}" for form in forms)
        yield place.fault("form", f"{layout.form} {layout.version}", f"a form of the board: {known}")
        return
    for number, cell in enumerate(layout.cells, start=1):
        here = place.within("cell", number, table["cell"][number - 1])
        if cell.box not in {NO_BOX, OTHER_BOX} and find_box(form, cell.box) is None:
            accepted = (
                f'a box of the form, "{NO_BOX}" for printed words, or "{OTHER_BOX}" for any other answer'
            )
            yield here.fault("box", say_value(cell.box), accepted)
        if cell.place.startswith("page ") is not (layout.format == "pdf"):
            accepted = "a page in a PDF's layout, a paragraph or a cell of a table in a Word file's"
            yield here.fault("place", say_value(cell.place), accepted)
        if layout.format == "pdf" and not _is_placed(cell):
            yield here.fault("rectangle", say_value(cell.rectangle), "left, top, right and bottom, in points")
    boxes = Counter(cell.box for cell in layout.cells if cell.box not in {NO_BOX, OTHER_BOX})
    for box in (box for box, times in boxes.items() if times > 1):
        yield place.fault("box", f'"{box}" more than once', "each box of the form in one place")
    if not boxes:
        yield place.fault("box", "no box of the form", "at least one place that answers a box")


def _is_placed(cell: LearnedCell) -> bool:
    """Say whether a place of a page has room for an answer, or needs none."""
    if cell.rectangle is None:
        return not cell.holds_answer
    left, top, right, bottom = cell.rectangle
    return 0 <= left < right < math.inf and 0 <= top < bottom < math.inf
