"""Answers written into Word forms come back the same, or are shown as what they are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from docgen import render_word
from docgen.word.controls import number_controls, shorten
from docgen.word.elements import holds_forbidden
from escalation.findings import Severity
from tests.word.made_up import dyffryn
from tests.word.opened import OpenedForm, attribute, find, full

FORM, BOARD = dyffryn()
XML_TEXT = st.text().filter(lambda text: text and not holds_forbidden(text))


def opened(**answers: object) -> OpenedForm:
    return OpenedForm(render_word(FORM, BOARD, answers).content)  # type: ignore[arg-type]


def marker(form: OpenedForm, tag: str, name: str) -> list[object]:
    return list(find(form.control(tag), f"w:sdtPr/{name}"))


@given(text=XML_TEXT, key=st.sampled_from(["summary", "child_name"]))
@example(text="{{ 7*7 }} {% raw %} <b>&amp; =1+1 'it’s' \"x\"", key="child_name")
@example(text=" مرحبا 😀 שלום தமிழ் \u202e\u00ad\u2028 ", key="summary")
@example(text="  \t\n\n x \n", key="summary")
@example(text="\n", key="summary")
@example(text="one\ntwo", key="child_name")
@example(text="x\r\ny\rz", key="summary")
@example(text="ab c\n" * 4_000, key="summary")
def test_any_text_stands_in_its_control_to_the_letter(text: str, key: str) -> None:
    rendered = render_word(FORM, BOARD, {key: text})
    assert OpenedForm(rendered.content).answer(key) == text.replace("\r\n", "\n").replace("\r", "\n")
    assert not rendered.findings


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u0001b", "a[U+0001]b"),
        ("form\ffeed", "form[U+000C]feed"),
        ("half \ud83d of a pair", "half [U+D83D] of a pair"),
        ("\ufffe", "[U+FFFE]"),
    ],
)
@pytest.mark.parametrize("key", ["summary", "child_name", "date_raised", "outcome"])
def test_a_character_that_xml_forbids_is_shown_as_a_code_with_a_finding(
    key: str, text: str, shown: str
) -> None:
    rendered = render_word(FORM, BOARD, {key: text})
    assert OpenedForm(rendered.content).answer(key) == shown
    assert [(found.code, found.severity, found.field) for found in rendered.findings] == [
        ("character-shown-as-code", Severity.NOTE, key)
    ]
    assert text not in rendered.findings[0].message


def test_a_long_answer_has_a_paragraph_a_line_because_libreoffice_moves_breaks() -> None:
    form = opened(summary="one\n\nthree")
    assert len(find(form.control("summary"), "w:sdtContent/w:p")) == 3
    assert not list(form.control("summary").iter(full("w:br")))


def test_a_short_answer_of_several_lines_is_not_held_as_plain_text() -> None:
    assert marker(opened(child_name="one"), "child_name", "w:text")
    assert not marker(opened(child_name="one\ntwo"), "child_name", "w:text")


def test_a_date_is_shown_in_uk_order_and_stored_as_a_date() -> None:
    form = opened(date_raised="2026-03-07")
    assert form.answer("date_raised") == "07/03/2026"
    about = "w:sdtPr/w:date"
    control = form.control("date_raised")
    assert attribute(control, about, "w:fullDate") == "2026-03-07T00:00:00Z"
    assert attribute(control, f"{about}/w:dateFormat") == "dd/MM/yyyy"
    assert attribute(control, f"{about}/w:lid") == "en-GB"


def test_a_date_of_long_ago_keeps_its_four_figures() -> None:
    assert opened(date_raised="0987-03-07").answer("date_raised") == "07/03/0987"


@pytest.mark.parametrize("text", ["31/02/2026", "last Tuesday"])
def test_a_date_that_is_none_is_shown_as_it_is_and_stored_as_no_date(text: str) -> None:
    form = opened(date_raised=text)
    assert form.answer("date_raised") == text
    assert attribute(form.control("date_raised"), "w:sdtPr/w:date", "w:fullDate") is None


def test_a_blank_date_stores_no_date() -> None:
    assert attribute(opened().control("date_raised"), "w:sdtPr/w:date", "w:fullDate") is None


def test_a_choice_is_shown_by_its_label_and_listed_with_its_key() -> None:
    form = opened(outcome="continues")
    assert form.answer("outcome") == "Not resolved: goes to the next stage"
    items = find(form.control("outcome"), "w:sdtPr/w:dropDownList/w:listItem")
    assert [(item.get(full("w:displayText")), item.get(full("w:value"))) for item in items] == [
        (None, "Choose an item."),
        ("Resolved", "resolved"),
        ("Not resolved: goes to the next stage", "continues"),
    ]


def test_a_choice_that_the_form_does_not_offer_is_shown_as_it_is() -> None:
    assert opened(outcome="withdrawn").answer("outcome") == "withdrawn"


@pytest.mark.parametrize(
    ("value", "shown", "checked"), [(True, "☒", "1"), (False, "☐", "0"), (None, "☐", "0")]
)
def test_a_tick_is_shown_and_stored(value: bool | None, shown: str, checked: str) -> None:
    form = opened(reason_drift=value)
    assert form.answer("reason_drift") == shown
    assert attribute(form.control("reason_drift"), "w:sdtPr/w14:checkbox/w14:checked", "w14:val") == checked


def test_an_answered_control_no_longer_shows_its_prompt_but_can_get_it_back() -> None:
    form = opened(child_name="Ffion")
    assert not marker(form, "child_name", "w:showingPlcHdr")
    assert marker(form, "child_name", "w:placeholder")
    assert marker(form, "case_reference", "w:showingPlcHdr")


def test_an_empty_answer_is_no_answer() -> None:
    assert opened(child_name="", summary="").parts == opened().parts


def test_people_and_rows_stand_in_their_own_boxes_and_rows_are_added_as_needed() -> None:
    attendees = [{"name": f"Person {number}", "present": "apologies"} for number in range(1, 6)]
    form = opened(raised_by={"name": "Carys", "role": None, "agency": "Health"}, attendees=attendees)
    assert (form.answer("raised_by.name"), form.answer("raised_by.agency")) == ("Carys", "Health")
    assert [form.answer(f"attendees.{number}.name") for number in range(1, 6)] == [
        f"Person {number}" for number in range(1, 6)
    ]
    assert form.answer("attendees.5.present") == "Apologies"


@pytest.mark.parametrize("answers", [{"reason_drift": "yes"}, {"child_name": True}, {"nickname": "Ffion"}])
def test_an_answer_that_has_no_place_is_refused_by_name_without_being_repeated(
    answers: dict[str, str],
) -> None:
    with pytest.raises(ValueError, match=next(iter(answers))) as refused:
        render_word(FORM, BOARD, answers)
    assert "Ffion" not in str(refused.value)


@given(st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), unique=True))
def test_control_ids_are_positive_unique_and_drawn_from_the_tag_alone(names: list[str]) -> None:
    numbers = number_controls(names)
    assert len(set(numbers.values())) == len(names)
    assert all(0 < number < 2**31 for number in numbers.values())
    assert all(number_controls([name])[name] == numbers[name] for name in names)


def test_two_tags_that_draw_the_same_id_get_two_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    class Drawn:
        def __init__(self, _: bytes) -> None: ...

        def digest(self) -> bytes:
            return b"\x7f\xff\xff\xff"

    monkeypatch.setattr("docgen.word.controls.sha256", Drawn)
    assert number_controls(["a", "b", "c"]) == {"a": 2**31 - 1, "b": 1, "c": 2}


@given(st.text(min_size=1, max_size=200))
def test_a_title_fits_what_word_allows(label: str) -> None:
    assert len(shorten(label)) <= 64
    assert len(label) > 64 or shorten(label) == label


def test_a_long_label_is_cut_at_a_word() -> None:
    assert shorten("One professional/agency believes that progress towards improved outcomes, and so on") == (
        "One professional/agency believes that progress towards improved…"
    )
