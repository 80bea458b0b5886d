"""The minutes in Word: a template that staff edit, which can do nothing but lay out text."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document

from docgen.packs.minutes.template import make_template
from docgen.packs.minutes.word import render_minutes
from docgen.word.elements import qualify
from docgen.word.prose import find_template
from escalation.faults import DefinitionError
from tests.clients.libreoffice import convert
from tests.packs.samples import ROOT, Prepared, moray, mscb
from tests.validators import openxml


def minutes_of(prepared: Prepared, template: Path | None = None) -> Document:
    return docx.Document(io.BytesIO(render_minutes(*prepared.papers(), template=template)))


def tables_of(document: Document) -> dict[str, list[list[str]]]:
    """Return the rows of each table by the head of its first column and second."""
    held = {}
    for table in document.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        held["/".join(rows[0][:2])] = rows[1:]
    return held


def edited(folder: Path, old: str, new: str) -> Path:
    """Return a template in which somebody changed a text in Word."""
    document = docx.Document(io.BytesIO(make_template()))
    (paragraph,) = [one for one in document.paragraphs if one.text == old]
    paragraph.runs[0].text = new
    path = folder / "edited.docx"
    document.save(str(path))
    return path


def test_the_template_is_made_the_same_each_time() -> None:
    assert make_template() == make_template()


def test_a_template_made_anew_gives_what_the_kept_one_gives(tmp_path: Path) -> None:
    path = tmp_path / "made.docx"
    path.write_bytes(make_template())
    made, kept = minutes_of(mscb(), path), minutes_of(mscb())
    assert tables_of(made) == tables_of(kept)
    assert [one.text for one in made.paragraphs] == [one.text for one in kept.paragraphs]


def test_all_that_the_meeting_file_says_stands_in_the_minutes() -> None:
    prepared = mscb()
    document = minutes_of(prepared)
    tables = tables_of(document)
    assert [row[0] for row in tables["Name/Role"]] == [one.name for one in prepared.meeting.attendance]
    assert tables["Name/Role"][5][3] == "Apologies"
    assert [row[1] for row in tables["No./Action"]] == [one.action for one in prepared.meeting.actions]
    assert tables["No./Action"][0] == [
        "1",
        "Breakfast place at nursery every weekday, offered to Kofi’s mother in person",
        "Pilar Quint",
        "Education",
        "6 January 2025",
    ]
    assert [row[1] for row in tables["No./Decision"]] == [one.decision for one in prepared.meeting.decisions]
    assert ["Is a referral required?", "No"] in tables["Question/Answer"]
    assert ["Łucja Wiśniewska", "Justice & Co (voluntary sector)", "Secure e-mail"] in tables["Name/Agency"]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert prepared.meeting.discussion in texts
    assert prepared.meeting.child_views in texts


def test_the_limit_and_the_house_target_stand_over_the_circulation_list() -> None:
    text = "\n".join(paragraph.text for paragraph in minutes_of(mscb()).paragraphs)
    assert "due by Thursday 9 January 2025. House target, not the limit: Monday 23 December 2024" in text


def test_before_the_meeting_there_are_rows_to_write_in() -> None:
    tables = tables_of(minutes_of(moray()))
    assert tables["No./Action"] == [[str(number), "", "", "", ""] for number in range(1, 5)]
    assert [row[0] for row in tables["Name/Role"]] == ["Callum Strachan", "Eilidh Farquhar", "Morven Skene"]


def test_head_and_foot_say_marking_board_case_and_page() -> None:
    section = minutes_of(mscb()).sections[0]
    head = "\n".join(paragraph.text for paragraph in section.header.paragraphs)
    foot = "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
    assert "OFFICIAL-SENSITIVE" in head
    assert "OFFICIAL-SENSITIVE" in foot
    assert "MSCB-2024-017, 16 December 2024" in foot
    fields = [
        one.get(qualify("w:instr"), "").strip()
        for one in section.footer._element.iter(qualify("w:fldSimple"))
    ]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_document_says_what_it_is_and_never_names_the_child() -> None:
    content = render_minutes(*mscb().but(title="Meeting about Kofi").papers())
    core = docx.Document(io.BytesIO(content)).core_properties
    assert core.title == "Minutes: Case progression meeting, 16 December 2024"
    assert (core.author, core.language) == ("MSCB", "en-GB")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        about = b"".join(package.read(name) for name in package.namelist() if name.startswith("docProps"))
    assert b"Kofi" not in about


def test_headings_are_headings_and_header_rows_repeat() -> None:
    document = minutes_of(mscb())
    styles = [paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading1") == 1
    assert styles.count("Heading2") >= 10
    lists = [table for table in document.tables if table.rows[0].cells[0].text != "Case reference"]
    assert len(lists) >= 6
    assert all(table.rows[0]._tr.find(f".//{qualify('w:tblHeader')}") is not None for table in lists)


def test_every_table_has_a_caption_and_every_cell_a_paragraph() -> None:
    body = minutes_of(mscb()).element.body
    assert all(one.find(f".//{qualify('w:tblCaption')}") is not None for one in body.iter(qualify("w:tbl")))
    assert all(cell.find(qualify("w:p")) is not None for cell in body.iter(qualify("w:tc")))


def test_no_sign_of_the_template_is_left() -> None:
    for prepared in (mscb(), moray()):
        with zipfile.ZipFile(io.BytesIO(render_minutes(*prepared.papers()))) as package:
            parts = b"".join(package.read(name) for name in package.namelist())
        assert b"{{" not in parts
        assert b"{%" not in parts


def test_the_same_input_makes_the_same_bytes() -> None:
    assert render_minutes(*mscb().papers()) == render_minutes(*mscb().papers())


def test_what_staff_change_in_the_template_is_what_comes_out(tmp_path: Path) -> None:
    template = edited(tmp_path, "Discussion", "What was said, on {{ day }}")
    texts = [paragraph.text for paragraph in minutes_of(mscb(), template).paragraphs]
    assert "What was said, on Monday 16 December 2024" in texts


def test_a_board_may_have_a_template_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "word").mkdir()
    monkeypatch.setattr("docgen.word.prose.content_folder", lambda _: tmp_path)
    assert find_template("minutes", mscb().board).name == "minutes.docx"
    (tmp_path / "word" / "minutes-mscb.docx").touch()
    assert find_template("minutes", mscb().board).name == "minutes-mscb.docx"
    assert find_template("minutes", moray().board).name == "minutes.docx"


def test_a_name_misspelt_in_the_template_is_a_fault_and_not_a_blank(tmp_path: Path) -> None:
    template = edited(tmp_path, "Discussion", "{{ discusion }}")
    with pytest.raises(DefinitionError, match=r"‘{{ discusion }}’ in a heading: .*accepted: discussion, if"):
        render_minutes(*mscb().papers(), template=template)


@pytest.mark.parametrize(
    "code",
    [
        "{{ cycler.__init__.__globals__.os.system('touch RAN') }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__['os'].popen('touch RAN').read() }}",
        "{{ attendance.append('x') }}",
        "{{ '%s'.__mod__.__self__.__class__.__base__ }}",
        "{{ ('{0.__class__.__init__.__globals__}').format(board) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% for a in range(999999999) %}x{% endfor %}",
        "{{ discussion|safe }}",
        "{{ 1 // 0 }}",
        "{{ board.upper( }}",
    ],
)
def test_a_hostile_template_runs_nothing_and_is_refused(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = edited(tmp_path, "Discussion", code)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(DefinitionError) as caught:
        render_minutes(*mscb().papers(), template=template)
    assert [fault.file for fault in caught.value.faults] == ["edited.docx"]
    assert not (tmp_path / "RAN").exists()


def test_a_template_that_is_no_word_file_is_a_fault(tmp_path: Path) -> None:
    template = tmp_path / "notes.docx"
    for content in (b"", b"not a zip", (ROOT / "pyproject.toml").read_bytes()):
        template.write_bytes(content)
        with pytest.raises(DefinitionError, match=r"notes\.docx"):
            render_minutes(*mscb().papers(), template=template)


def test_a_filter_in_the_template_sees_text_and_its_answer_is_still_only_text(tmp_path: Path) -> None:
    template = edited(tmp_path, "Discussion", "{{ discussion|upper }} {{ place|e }}")
    prepared = mscb().but(discussion="a & <b> {_{ c", place="d & e")
    texts = [paragraph.text for paragraph in minutes_of(prepared, template).paragraphs]
    assert "A & <B> {_{ C d & e" in texts


def test_microsofts_validator_finds_nothing(tmp_path: Path) -> None:
    paths = [tmp_path / "mscb.docx", tmp_path / "moray.docx"]
    for path, prepared in zip(paths, (mscb(), moray()), strict=True):
        path.write_bytes(render_minutes(*prepared.papers()))
    assert openxml.failures([*paths, ROOT / "templates" / "word" / "minutes.docx"]) == []


def test_libreoffice_opens_the_minutes(tmp_path: Path) -> None:
    path = tmp_path / "minutes.docx"
    path.write_bytes(render_minutes(*mscb().papers()))
    convert([path], "txt:Text", tmp_path / "text")
    text = (tmp_path / "text" / "minutes.txt").read_text(encoding="utf-8-sig")
    assert "Minutes: Case progression meeting" in text
    assert "Łucja Wiśniewska" in text
