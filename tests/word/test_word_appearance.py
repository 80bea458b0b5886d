"""Words of an answer that are not seen as plain words on paper ask, and small figures keep what they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers import read as read_file
from parsers.reading import Reading
from parsers.word.raised import write_raised
from tests.parsers.files import W, control, docx_parts, make_zip, paragraph, run, table

STYLES = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"


def styled(properties: str, text: str) -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(answer: str, *, styles: str = "", about: str = "") -> Reading:
    """Read a file with one answer, and with styles where given; `about` are the properties of its paragraph."""
    parts = docx_parts(table(paragraph(about, control("summary", answer))))
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
        types, own = (
            str(parts["[Content_Types].xml"]),
            f'<Override PartName="/word/styles.xml" ContentType="{STYLES}"/>',
        )
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{own}</Types>")
    return read_file(make_zip(parts))


def answer_of(reading: Reading) -> tuple[object, set[str]]:
    codes = {finding.code for finding in reading.findings if finding.field == "summary"}
    return reading.found[0].text, codes


def style(
    name: str, properties: str, *, kind: str = "character", more: str = "", attributes: str = ""
) -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}" {attributes}>{more}<w:rPr>{properties}</w:rPr></w:style>'


RAISED = '<w:vertAlign w:val="superscript"/>'
LOWERED = '<w:vertAlign w:val="subscript"/>'


@pytest.mark.parametrize(
    ("before", "properties", "text", "read_as"),
    [
        ("a BMI over 10", RAISED, "2", "a BMI over 10²"),
        ("10", RAISED, "-3", "10⁻³"),
        ("CO", LOWERED, "2", "CO₂"),
        ("agreed", '<w:position w:val="6"/>', "1", "agreed¹"),
        ("H", '<w:position w:val="-4"/>', "2", "H₂"),
        ("on the 3", RAISED, "rd", "on the 3rd"),
        ("the 21", RAISED, "st", "the 21st"),
        ("the 12", RAISED, "TH", "the 12TH"),
        ("as said", RAISED, " … ", "as said … "),
        ("plain", '<w:vertAlign w:val="baseline"/>', "2", "plain2"),
        ("plain", '<w:position w:val="0"/>', "2", "plain2"),
    ],
)
def test_figures_over_or_under_the_line_are_written_as_such_and_ordinals_stay(
    before: str, properties: str, text: str, read_as: str
) -> None:
    assert answer_of(read(run(before) + styled(properties, text))) == (read_as, set())


@pytest.mark.parametrize(
    ("before", "text"), [("10", "n"), ("x", "2a"), ("Smith", "rd"), ("see", "note"), ("3", "4th")]
)
def test_letters_over_the_line_that_are_no_ordinal_ask(before: str, text: str) -> None:
    assert answer_of(read(run(before) + styled(RAISED, text))) == (before + text, {"raised-letters"})


@given(st.text(max_size=5), st.sampled_from(["superscript", "subscript"]), st.text(max_size=5))
def test_a_raised_text_is_as_long_as_it_was_and_never_plain_digits(
    text: str, stands: str, before: str
) -> None:
    raised = write_raised(text, stands, before)
    if raised is not None:
        assert len(raised) == len(text)
        assert not any("0" <= letter <= "9" for letter in raised)


UNSEEN = [
    '<w:color w:val="FFFFFF"/>',
    '<w:color w:val="fefefe"/>',
    '<w:highlight w:val="black"/>',
    '<w:color w:val="000000"/><w:highlight w:val="black"/>',
    '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>',
    '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="F3F2F1"/>',
    '<w:sz w:val="2"/>',
    '<w:sz w:val="4"/>',
    "<w:vanish/>",
    "<w:webHidden/>",
]


@pytest.mark.parametrize("properties", UNSEEN)
def test_words_that_cannot_be_seen_are_read_and_ask(properties: str) -> None:
    answer = run("Health") + styled(properties, " and Education")
    assert answer_of(read(answer)) == ("Health and Education", {"hidden-text"})


@pytest.mark.parametrize(
    "properties",
    [
        '<w:color w:val="auto"/>',
        '<w:color w:val="000000"/>',
        '<w:color w:val="C00000" w:themeColor="accent1"/>',
        '<w:color w:val="808080"/>',
        '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000080"/>',
        '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>',
        '<w:color w:val="nonsense"/>',
        '<w:highlight w:val="yellow"/>',
        '<w:highlight w:val="none"/>',
        '<w:sz w:val="12"/>',
        '<w:sz w:val="x"/>',
        "<w:b/><w:u w:val='single'/>",
        '<w:webHidden w:val="0"/>',
    ],
)
def test_words_that_are_seen_ask_nothing_however_they_are_set(properties: str) -> None:
    assert answer_of(read(run("Health") + styled(properties, " and Education")))[1] == set()


def test_white_words_on_a_dark_paragraph_are_seen() -> None:
    dark = '<w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'
    assert answer_of(read(styled('<w:color w:val="FFFFFF"/>', "Health"), about=dark))[1] == set()


@pytest.mark.parametrize(
    ("direction", "text", "codes"),
    [
        ("rtl", "Health 12/06", {"steering-characters"}),
        ("rtl", "12", {"steering-characters"}),
        ("ltr", "שלום", {"steering-characters"}),
        ("rtl", "שלום", set()),
        ("ltr", "Health", set()),
    ],
)
def test_words_that_are_turned_round_ask(direction: str, text: str, codes: set[str]) -> None:
    assert answer_of(read(f'<w:bdo w:val="{direction}">{run(text)}</w:bdo>')) == (text, codes)


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ("<w:strike/>", "struck-through"),
        ("<w:dstrike/>", "struck-through"),
        ("<w:vanish/>", "hidden-text"),
        ('<w:color w:val="FFFFFF"/>', "hidden-text"),
        ('<w:sz w:val="1"/>', "hidden-text"),
    ],
)
def test_a_style_counts_as_what_it_says_also_by_the_style_that_it_is_based_on(
    properties: str, code: str
) -> None:
    styles = style("Base", properties) + style("Own", "<w:b/>", more='<w:basedOn w:val="Base"/>')
    answer = run("Health") + styled('<w:rStyle w:val="Own"/>', " and Education")
    assert answer_of(read(answer, styles=styles))[1] == {code}
    off = "".join(f'<w:{name} w:val="0"/>' for name in ("strike", "dstrike", "vanish"))
    shown = styled(f'<w:rStyle w:val="Own"/>{off}<w:color w:val="000000"/><w:sz w:val="22"/>', "Health")
    assert answer_of(read(shown, styles=styles))[1] == set()
    assert answer_of(read(run("Health"), styles=styles))[1] == set()


def test_the_style_of_a_paragraph_counts_and_so_does_the_usual_one() -> None:
    struck = style("Gone", "<w:strike/>", kind="paragraph")
    about = '<w:pPr><w:pStyle w:val="Gone"/></w:pPr>'
    assert answer_of(read(run("Health"), styles=struck, about=about))[1] == {"struck-through"}
    usual = style("Normal", "<w:strike/>", kind="paragraph", attributes='w:default="1"')
    assert answer_of(read(run("Health"), styles=usual))[1] == {"struck-through"}


def test_a_style_raises_figures_too() -> None:
    answer = run("10") + styled('<w:rStyle w:val="Small"/>', "2")
    assert answer_of(read(answer, styles=style("Small", RAISED))) == ("10²", set())


@pytest.mark.parametrize(
    "styles", ["<w:style", style("A", "<w:strike/>", more='<w:basedOn w:val="A"/>'), "\x00"]
)
def test_styles_that_are_damaged_or_go_in_a_circle_stop_nothing(styles: str) -> None:
    assert answer_of(read(run("Health"), styles=styles)) == ("Health", set())
