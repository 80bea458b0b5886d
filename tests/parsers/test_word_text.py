"""What counts as the text of a cell in a Word file (ECMA-376 Part 1, 17), tracked changes accepted."""

import pytest
from lxml import etree

from parsers.word import read_word
from parsers.word.text import read_words
from tests.parsers.files import W, control, docx_parts, make_zip, paragraph, run, table


def words(body: str) -> tuple[str, set[str]]:
    document = etree.fromstring(str(docx_parts(body)["word/document.xml"]))
    read = read_words(document)
    return read.text, set(read.noticed)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(run("one")) + paragraph(run("two")), "one\ntwo"),
        (paragraph(run("one")) + paragraph() + paragraph(run("two")) + paragraph(), "one\n\ntwo\n"),
        (paragraph("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r>"), "a\nb\nc"),
        (
            paragraph("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"),
            "a\tb",
        ),
        (paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/></w:r>"), "a\u2011b\u00ad"),
        (paragraph("<w:hyperlink>", run("link"), "</w:hyperlink>"), "link"),
        (paragraph("<w:smartTag>", run("tag"), "</w:smartTag>", run("!")), "tag!"),
        (
            paragraph(
                "<w:ruby><w:rt>", run("ri"), "</w:rt><w:rubyBase>", run("日"), "</w:rubyBase></w:ruby>"
            ),
            "日",
        ),
        (paragraph("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), "x=1"),
        (paragraph("<!-- never text -->", run("a"), "<?never text?>"), "a"),
    ],
)
def test_lines_tabs_hyphens_and_inline_parts_read_as_they_show(body: str, text: str) -> None:
    assert words(body) == (text, set())


def test_two_texts_in_one_run_have_lost_the_break_between_them() -> None:
    run_of_two = "<w:r><w:t>One.</w:t><w:t>Two.</w:t></w:r>"
    assert words(paragraph(run_of_two)) == ("One.\nTwo.", {"break-lost"})
    assert words(paragraph(run("One."), run("Two."))) == ("One.Two.", set())
    apart = "<w:r><w:t>One.</w:t><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r>"
    assert words(paragraph(apart)) == ("One.Two.", set())


@pytest.mark.parametrize(
    ("application", "is_sure"),
    [("LibreOffice/7.4.7.2$Linux_X86_64", True), ("Microsoft Office Word", False), (None, False)],
)
def test_only_blank_lines_are_lost_where_libreoffice_puts_two_texts_in_a_run(
    application: str | None, is_sure: bool
) -> None:
    held = control("case_reference", "<w:r><w:t>One.</w:t><w:t>Two.</w:t></w:r>")
    parts = docx_parts(table(paragraph(held)))
    if application is not None:
        properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
        parts["docProps/app.xml"] = (
            f'<Properties xmlns="{properties}"><Application>{application}</Application></Properties>'
        )
    reading = read_word(make_zip(parts))
    assert reading.found[0].text == "One.\nTwo."
    assert [finding.needs_a_person for finding in reading.findings if finding.field] == [not is_sure]


def test_a_field_is_its_result_and_not_its_instruction() -> None:
    body = paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> DATE </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r>',
        run("3 June"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    assert words(body)[0] == "3 June"


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    body = paragraph("<w:ins>", run("new"), "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
    assert words(body) == ("new", {"tracked-insertion", "tracked-deletion"})


def test_moved_text_counts_once_where_it_went() -> None:
    body = paragraph("<w:moveFrom>", run("moved"), "</w:moveFrom>") + paragraph(
        "<w:moveTo>", run("moved"), "</w:moveTo>"
    )
    assert words(body)[0].strip() == "moved"


def test_a_prompt_typed_over_with_changes_tracked_is_no_deletion_worth_a_look() -> None:
    prompt = "Click or tap here to enter text."
    body = paragraph(
        f"<w:del><w:r><w:delText>{prompt}</w:delText></w:r></w:del><w:ins>", run("new"), "</w:ins>"
    )
    assert words(body) == ("new", {"tracked-insertion"})


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = paragraph("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", run("one ")) + paragraph(run("two"))
    assert words(body)[0] == "one two"


def test_a_text_box_is_read_once_though_the_file_holds_it_twice() -> None:
    inside = f"<w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent>"
    body = paragraph(
        run("before"),
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>',
        f"{inside}</wps:txbx></wps:wsp></w:drawing></mc:Choice>",
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert words(body) == ("before\nboxed\n", {"text-box"})


@pytest.mark.parametrize("picture", ["<w:drawing/>", "<w:pict/>", "<w:object/>"])
def test_a_picture_in_an_answer_is_noticed(picture: str) -> None:
    assert words(paragraph(f"<w:r>{picture}</w:r>"))[1] == {"picture"}


def test_a_line_across_the_page_as_pasted_from_an_e_mail_is_no_picture() -> None:
    line = '<w:pict><v:rect xmlns:o="urn:schemas-microsoft-com:office:office" o:hr="{}"/></w:pict>'
    assert words(paragraph(run("one"), f"<w:r>{line.format('t')}</w:r>")) == ("one", set())
    assert words(paragraph(f"<w:r>{line.format('f')}</w:r>"))[1] == {"picture"}


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("<w:footnoteReference/>", "footnote"),
        ("<w:endnoteReference/>", "footnote"),
    ],
)
def test_what_is_said_elsewhere_about_an_answer_is_noticed(mark: str, code: str) -> None:
    assert words(paragraph(run("a"), f"<w:r>{mark}</w:r>")) == ("a", {code})


@pytest.mark.parametrize(
    ("inside", "text", "noticed"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑", set()),
        ('<w:sym w:font="Wingdings 2" w:char="F050"/>', "✓", set()),
        ('<w:sym w:font="Wingdings" w:char="F0E0"/>', "→", set()),
        ('<w:sym w:font="Arial" w:char="0041"/>', "A", set()),
        ('<w:sym w:font="Wingdings" w:char="F021"/>', "\uf021", {"symbol-unknown"}),
        ('<w:sym w:font="Arial" w:char="D800"/>', "\ufffd", {"symbol-unknown"}),
        ('<w:sym w:font="Wingdings" w:char="nonsense"/>', "\ufffd", {"symbol-unknown"}),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fc</w:t>', "✓", set()),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>ü, o</w:t>', "✓, ☐", set()),
    ],
)
def test_symbol_fonts_are_read_as_the_marks_they_draw(inside: str, text: str, noticed: set[str]) -> None:
    assert words(paragraph(f"<w:r>{inside}</w:r>")) == (text, noticed)


@pytest.mark.parametrize(
    ("code", "shown", "noticed"),
    [
        ("1F60A", "😊", set()),
        ("0001F44D", "👍", set()),
        ("2714", "✔", set()),
        ("D83D", "\ufffd", {"symbol-unknown"}),
        ("110000", "\ufffd", {"symbol-unknown"}),
    ],
)
def test_an_emoji_as_word_writes_it_is_part_of_the_answer(code: str, shown: str, noticed: set[str]) -> None:
    fonts = '<w:rPr><mc:AlternateContent><mc:Choice Requires="w16se"/><mc:Fallback><w:rFonts/></mc:Fallback>'
    body = paragraph(
        run("so "),
        f"<w:r>{fonts}</mc:AlternateContent></w:rPr>"
        '<mc:AlternateContent><mc:Choice Requires="w16se">'
        f'<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="{code}"/></mc:Choice>'
        f"<mc:Fallback><w:t>{shown}</w:t></mc:Fallback></mc:AlternateContent></w:r>",
        run(" ok"),
    )
    assert words(body) == (f"so {shown} ok", noticed)


def test_a_deleted_row_is_left_out() -> None:
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('gone'))}</w:tc></w:tr></w:tbl>"
    assert words(body) == ("", {"tracked-deletion"})


def test_elements_of_no_known_vocabulary_hide_no_text() -> None:
    root = etree.fromstring(f'<w:p xmlns:w="{W}"><x xmlns="urn:x"><w:r><w:t>kept</w:t></w:r></x></w:p>')
    assert read_words(root).text == "kept"
