"""Every key of every model has a place in the workbook, or the layout says that one has not."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, create_model

from boardforms.workbooks import layout
from boardforms.workbooks.keys import NoPlace, keys_of
from boardforms.workbooks.layout import Entries, lay_out
from boardforms.workbooks.notes import without_notes
from boardforms.workbooks.words import ABOUT, LEFT_OUT, REFERS
from escalation.boards import Clause, Event, Stage, TimeframesFile
from escalation.definitions import FormFile
from escalation.loading.loader import MODELS


def models_in(hint: Any, seen: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """Return every model that is reached from one, by any way at all."""
    if isinstance(hint, type) and issubclass(hint, BaseModel) and hint not in seen:
        seen.add(hint)
        for info in hint.model_fields.values():
            models_in(info.annotation, seen)
    for part in getattr(hint, "__args__", ()):
        models_in(part, seen)
    return seen


def places() -> Iterator[str]:
    for file in lay_out().once:
        yield from (step for column in file.settings for step in column.path)
        yield from (entries.key for entries in file.lists)
    for lists in lay_out().sheets.values():
        for entries in lists:
            yield entries.key
            yield from (step for column in entries.columns for step in column.path)


def test_every_key_of_every_model_is_a_column_or_a_sheet() -> None:
    models: set[type[BaseModel]] = set()
    for model in (*MODELS.values(), FormFile):
        models_in(model, models)
    assert Stage in models
    asked = {ask.key for model in models for ask in keys_of(model)}
    assert asked <= set(places())


def test_every_sheet_is_explained_and_every_reference_stands() -> None:
    assert set(ABOUT) == {layout.SETTINGS, *lay_out().sheets}
    for sheet, header in REFERS.values():
        assert header in layout.headers_of(lay_out().sheets[sheet])


def test_nothing_is_left_out_but_rows_within_rows() -> None:
    assert {("columns", "column")} == LEFT_OUT


def laid_out_with(monkeypatch: pytest.MonkeyPatch, **keys: Any) -> dict[str, tuple[Entries, ...]]:
    """Return the sheets that there would be if events had more keys."""
    event = create_model("Event", __base__=Event, **keys)
    file = create_model("TimeframesFile", __base__=TimeframesFile, events=(tuple[event, ...], ()))
    monkeypatch.setattr(layout, "MODELS", {**MODELS, "timeframes.toml": file})
    return lay_out.__wrapped__().sheets


def test_a_new_simple_key_is_a_column(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = laid_out_with(
        monkeypatch, told_to=(str, ""), days=(tuple[int, ...], ()), scope=(Clause | None, None)
    )
    headers = layout.headers_of(sheets["events"])
    assert {"told_to", "days", "scope.what", "scope.clause", "scope.quote"} <= set(headers)


def test_a_list_within_a_table_of_one_stops_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoPlace, match="meets"):
        laid_out_with(monkeypatch, told_to=(Stage | None, None))


@pytest.mark.parametrize("hint", [float, dict[str, int], tuple[tuple[str, ...], ...], str | int, Any])
def test_a_key_without_a_place_stops_the_tests(monkeypatch: pytest.MonkeyPatch, hint: Any) -> None:
    with pytest.raises(NoPlace, match="told_to"):
        laid_out_with(monkeypatch, told_to=(hint, None))


def test_a_list_of_tables_is_a_sheet_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    [entries] = laid_out_with(monkeypatch, witnesses=(tuple[Event, ...], ()))["witnesses"]
    assert entries.parents == ("events",)


def test_notes_are_no_part_of_a_definition() -> None:
    assert without_notes({"#": "why", "a": [{"#": "x", "b": 1}]}) == {"a": [{"b": 1}]}
