"""What keeps a form from being used: who it is, what it rests on, and whether its keys tell its fields apart."""

from collections.abc import Iterator

from escalation.definitions import CASE_REFERENCE, Field, Kind
from escalation.faults import Fault
from escalation.loading.drafts import BoardDraft, FormDraft, Piece
from escalation.loading.field_checks import check_field, check_known, check_twice
from escalation.loading.model_faults import say_value
from escalation.loading.row_checks import check_layout
from escalation.loading.version_checks import check_form_versions, check_period


def check_forms(draft: BoardDraft) -> Iterator[Fault]:
    """Yield what is wrong with the forms of a board, each by itself and its versions together."""
    for form in draft.forms:
        yield from _check_identity(form)
        yield from check_period(form.table, form.place)
        yield from _check_keys(form)
        yield from _check_reference(form)
        for section in form.sections:
            yield from check_known("stage", section.table.get("stage"), draft.stage_keys, section.place)
            yield from check_layout(section)
        for field in form.fields:
            yield from check_field(field, draft)
    yield from check_form_versions(draft)
    yield from _check_shared(draft)


def _check_identity(form: FormDraft) -> Iterator[Fault]:
    given = [key for key in ("source", "derived_from") if form.table.get(key)]
    if len(given) != 1:
        accepted = (
            'source = "Appendix 2" on a form that the Board published, or derived_from = "¶12" on any other'
        )
        yield form.place.fault("source", "both source and derived_from" if given else "neither", accepted)
    _, at, version = form.name.removesuffix(".toml").partition("@")
    if at and version != form.table.get("version"):
        accepted = (
            f"{version}, as the file's name says" if version else "the same after the @ of the file's name"
        )
        yield form.place.fault("version", say_value(form.table.get("version", "")), accepted)


def _check_keys(form: FormDraft) -> Iterator[Fault]:
    sections = (str(section.table.get("key", "")) for section in form.sections)
    yield from check_twice("section", sections, form.place, "each section key once in a form")
    yield from check_twice(
        "field", (field.key for field in form.fields), form.place, "each field key once in a form"
    )


def _check_reference(form: FormDraft) -> Iterator[Fault]:
    found = next((field for field in form.fields if field.key == CASE_REFERENCE), None)
    accepted = 'required = true and kind = "text", so that the records of a case can be joined'
    if found is None:
        yield form.place.fault("field", f"no {CASE_REFERENCE}", f"a field of that key, with {accepted}")
    elif found.value and not (found.value.required and found.value.kind is Kind.TEXT):
        yield found.place.fault("required", f"{CASE_REFERENCE} that may be missing", accepted)


def _check_shared(draft: BoardDraft) -> Iterator[Fault]:
    """The forms of a case are joined by their keys, so that one key must mean one thing."""
    first: dict[str, tuple[FormDraft, Piece[Field]]] = {}
    for form in draft.forms:
        for field in form.fields:
            earlier, other = first.setdefault(field.key, (form, field))
            for key in ("kind", "event") if earlier.key != form.key else ():
                here, there = field.table.get(key, "none"), other.table.get(key, "none")
                if here != there and key not in field.refused | other.refused:
                    accepted = f"{say_value(there)}, as in {earlier.place.file}, or another key for the field"
                    yield field.place.fault(key, say_value(here), accepted)
