"""The rules that stand in for the validator's blind spots can fail: each notices a fault planted for it."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from lxml import etree

from docgen import render_word
from tests.word.faults import (
    RULES,
    Rule,
    cells_end_with_a_paragraph,
    content_types_cover_all,
    controls_are_plain,
    controls_are_told_apart,
    controls_are_whole,
    newer_elements_can_be_ignored,
    prompts_can_come_back,
    relationships_resolve,
    rows_fill_the_grid,
    styles_exist,
)
from tests.word.made_up import dyffryn
from tests.word.opened import NAMES, OpenedForm, full


def first(root: etree._Element, path: str) -> etree._Element:
    held = root.find(f".//{path}", NAMES)
    assert held is not None
    return held


def remove(root: etree._Element, path: str) -> None:
    held = first(root, path)
    parent = held.getparent()
    assert parent is not None
    parent.remove(held)


def copy_id(root: etree._Element) -> None:
    ids = root.findall(".//w:sdtPr/w:id", NAMES)
    ids[1].set(full("w:val"), ids[0].get(full("w:val"), ""))


PLANTED: list[tuple[Rule, Callable[[etree._Element], object]]] = [
    (cells_end_with_a_paragraph, lambda root: remove(root, "w:tc[2]/w:p")),
    (rows_fill_the_grid, lambda root: first(root, "w:gridSpan").set(full("w:val"), "3")),
    (rows_fill_the_grid, lambda root: remove(root, "w:gridCol")),
    (controls_are_whole, lambda root: remove(root, "w:sdtContent")),
    (controls_are_whole, lambda root: remove(root, "w:lock")),
    (controls_are_told_apart, copy_id),
    (controls_are_told_apart, lambda root: first(root, "w:alias").set(full("w:val"), "x" * 65)),
    (controls_are_plain, lambda root: first(root, "w:text").set(full("w:multiLine"), "1")),
    (prompts_can_come_back, lambda root: first(root, "w:docPart").set(full("w:val"), "Other")),
    (newer_elements_can_be_ignored, lambda root: root.attrib.pop(full("mc:Ignorable"))),
    (styles_exist, lambda root: first(root, "w:pStyle").set(full("w:val"), "Other")),
]


@pytest.mark.parametrize(("rule", "plant"), PLANTED, ids=[rule.__name__ for rule, _ in PLANTED])
def test_a_planted_fault_is_noticed(rule: Rule, plant: Callable[[etree._Element], object]) -> None:
    form = blank()
    assert list(rule(form)) == []
    plant(form.document)
    form.parts["word/document.xml"] = etree.tostring(form.document)
    assert list(rule(form))


@pytest.mark.parametrize("rule", [relationships_resolve, content_types_cover_all])
def test_a_lost_part_is_noticed(rule: Rule) -> None:
    form = blank()
    assert list(rule(form)) == []
    del form.parts["word/header1.xml"]
    assert list(rule(form))


def test_every_rule_has_a_fault_planted_for_it() -> None:
    assert {rule for rule, _ in PLANTED} | {relationships_resolve, content_types_cover_all} == set(RULES)


def test_a_fixed_package_says_nothing_of_when_or_where_it_was_written() -> None:
    form, board = dyffryn()
    with ZipFile(BytesIO(render_word(form, board).content)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


def blank() -> OpenedForm:
    form, board = dyffryn()
    return OpenedForm(render_word(form, board).content)
