"""What keeps a field from being asked, printed or read, beyond what its own keys accept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from escalation.definitions import GRID, Field, Kind
from escalation.faults import Fault
from escalation.loading.board_files import Place
from escalation.loading.drafts import BoardDraft, Piece
from escalation.loading.model_faults import say_near, say_value
from escalation.stamps import NOT_SELECTED, PROMPTS

_NESTED = frozenset({Kind.PERSON, Kind.ROWS})
_TYPED = frozenset({Kind.TEXT, Kind.LONG_TEXT})


def check_field(piece: Piece[Field], draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with one field of a form, but for the keys that the model refused already."""
    if piece.value is not None:
        found = _check_field(piece.value, piece.place, draft)
        yield from (fault for fault in found if fault.key not in piece.refused)


def _check_field(field: Field, place: Place, draft: BoardDraft) -> Iterator[Fault]:
    yield from _check_question(field, place)
    yield from _check_rows(field, place)
    yield from _check_event(field, place, draft.event_keys)
    yield from check_known("stage", field.stage or "", draft.stage_keys, place)


def check_known(key: str, name: object, known: Iterable[str] | None, place: Place) -> Iterator[Fault]:
    """Yield a fault where a name is given that nothing has; `known` is None where nobody can tell."""
    if name and isinstance(name, str) and known is not None and name not in known:
        yield place.fault(key, f'"{name}", which is nowhere', say_near(name, sorted(known)))


def check_twice(key: str, names: Iterable[str], place: Place, accepted: str) -> Iterator[Fault]:
    """Yield a fault for each name that stands more than once."""
    for name, count in Counter(name for name in names if name).items():
        if count > 1:
            yield place.fault(key, f"{say_value(name)} {count} times", accepted)


def _check_question(field: Field, place: Place) -> Iterator[Fault]:
    if not field.label.strip():
        yield place.fault("label", "no words", "the words that are printed, also for a hidden label")
    if field.max_length is not None and field.kind not in _TYPED:
        yield place.fault("max_length", f"it on a field of kind {field.kind}", "only on text and long text")
    if field.office is not None and field.kind is not Kind.PERSON:
        yield place.fault("office", f"it on a field of kind {field.kind}", "only on a field of kind person")
    if field.kind is Kind.CHOICE:
        yield from _check_options(field.options, place)
    elif field.options:
        yield place.fault(
            "options", f"them on a field of kind {field.kind}", "only on a field of kind choice"
        )


def _check_options(options: Mapping[str, str], place: Place) -> Iterator[Fault]:
    if len(options) < 2:
        yield place.fault(
            "options", str(len(options)), 'two or more, as options = { yes = "Yes", no = "No" }'
        )
    labels = [" ".join(label.split()) for label in options.values()]
    accepted = "words that tell each option from the others"
    yield from check_twice("options", labels, place, accepted)
    for label in labels:
        if not label or label in PROMPTS:
            yield place.fault("options", f"{say_value(label)}, which looks like no answer", accepted)
    if NOT_SELECTED in options:
        yield place.fault("options", NOT_SELECTED, "another key: this one stands for no answer in a PDF")


def _check_rows(field: Field, place: Place) -> Iterator[Fault]:
    if field.kind is not Kind.ROWS:
        for key, found in (("column", field.columns), ("entries", field.entries)):
            if found:
                yield place.fault(key, f"it on a field of kind {field.kind}", "only on a field of kind rows")
        return
    if not field.columns:
        yield place.fault("column", "none", "a [[section.field.column]] for each thing that a row asks")
    if not field.entries:
        yield place.fault("entries", "none", "the number of rows that a blank offers, 1 to 60")
    yield from check_twice("column", (column.key for column in field.columns), place, "each column key once")
    yield from _check_widths(field, place)
    for number, column in enumerate(field.columns, start=1):
        yield from _check_column(column, place.within("column", number, {"key": column.key}))


def _check_widths(field: Field, place: Place) -> Iterator[Fault]:
    widths = [column.width for column in field.columns]
    needed = sum(widths) + widths.count(0)
    if widths and (needed > GRID or (0 not in widths and needed != GRID)):
        said = ", ".join(str(width or "none") for width in widths)
        accepted = f"widths that add up to {GRID}, or less where a column without a width shares the rest"
        yield place.fault("column", f"widths {said}", accepted)


def _check_column(column: Field, place: Place) -> Iterator[Fault]:
    if column.kind in _NESTED:
        accepted = ", ".join(kind for kind in Kind if kind not in _NESTED)
        yield place.fault("kind", f'"{column.kind}" within a row', accepted)
    if column.event:
        yield place.fault(
            "event", say_value(column.event), "nothing: a date in a row dates no event of the case"
        )
    yield from _check_question(column, place)


def _check_event(field: Field, place: Place, known: frozenset[str] | None) -> Iterator[Fault]:
    if field.event and field.kind is not Kind.DATE:
        yield place.fault("event", f"it on a field of kind {field.kind}", "only on a field of kind date")
    yield from check_known("event", field.event, known, place)
