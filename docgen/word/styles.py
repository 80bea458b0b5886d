"""How the forms look: the styles of the base document (ISO/IEC 29500-1, 17.7).

The colours are those of the GOV.UK Design System. Text is left to the reader's own colour unless it is grey, and
each grey has a contrast of at least 4.5 to 1 on what it stands on (WCAG 2.2, 1.4.3).
"""

from typing import NamedTuple

from lxml import etree

from docgen.word.elements import element

CM = 567
"""A centimetre in twips, Word's twentieths of a point."""

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 2 * CM
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
FONT = "Arial"
GREY, RULE, SHADE, PROMPT = "505A5F", "6F777B", "F3F2F1", "595959"


class Rule(NamedTuple):
    """A line along one side of a paragraph: its width in eighths of a point, its distance in points."""

    side: str
    eighths: int
    distance: int


class ParagraphLook(NamedTuple):
    """How a paragraph style looks: sizes and spaces in points, the indent in twips."""

    id: str
    name: str
    size: float = 11
    bold: bool = False
    colour: str = ""
    before: float = 0
    after: float = 0
    line: float = 1.1
    heading: int = 0
    keep_with_next: bool = False
    rule: Rule | None = None
    right_stop: bool = False
    indent: int = 0
    centred: bool = False


_MARGINAL = ParagraphLook("", "", 9, right_stop=True)

LOOKS = (
    ParagraphLook("Heading1", "heading 1", 22, bold=True, after=8, line=1.05, heading=1, keep_with_next=True),
    ParagraphLook("Heading2", "heading 2", 15, bold=True, before=14, after=6, heading=2, keep_with_next=True),
    _MARGINAL._replace(id="Header", name="header", rule=Rule("bottom", 4, 4)),
    _MARGINAL._replace(id="Footer", name="footer", rule=Rule("top", 4, 4)),
    ParagraphLook("FormMarking", "Form Marking", 9, before=2, centred=True),
    ParagraphLook("FormStanding", "Form Standing", after=10, rule=Rule("left", 36, 10), indent=300),
    ParagraphLook("FormIntro", "Form Intro", after=8, keep_with_next=True),
    ParagraphLook("FormLabel", "Form Label", line=1.05),
    ParagraphLook("FormHint", "Form Hint", 9.5, colour=GREY, before=1.5, line=1.05),
    ParagraphLook("FormAnswer", "Form Answer"),
    ParagraphLook("FormTick", "Form Tick", 14, line=1, centred=True),
    ParagraphLook("FormGap", "Form Gap", 6, line=1),
)
"""The paragraph styles that the forms use."""


def make_styles() -> etree._Element:
    """Return the root of the styles part."""
    return element(
        "w:styles",
        _defaults(),
        _built_in("paragraph", "Normal", "Normal"),
        *(_paragraph_style(look) for look in LOOKS),
        _built_in("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _character_style("Strong", "Strong", element("w:b"), element("w:bCs")),
        _character_style("PlaceholderText", "Placeholder Text", element("w:color", val=PROMPT), *_size(9.5)),
        _built_in("table", "TableNormal", "Normal Table"),
        _table_style(),
    )


def _defaults() -> etree._Element:
    fonts = element("w:rFonts", ascii=FONT, eastAsia=FONT, hAnsi=FONT, cs=FONT)
    language = element("w:lang", val="en-GB", eastAsia="en-GB", bidi="ar-SA")
    letters = element("w:rPr", fonts, *_size(11), language)
    return element("w:docDefaults", element("w:rPrDefault", letters), element("w:pPrDefault"))


def _size(points: float) -> tuple[etree._Element, etree._Element]:
    half_points = round(points * 2)
    return element("w:sz", val=half_points), element("w:szCs", val=half_points)


def _paragraph_style(look: ParagraphLook) -> etree._Element:
    weight = [element("w:b"), element("w:bCs")] if look.bold else []
    colour = [element("w:color", val=look.colour)] if look.colour else []
    own = {"customStyle": 1} if look.id.startswith("Form") else {}
    return element(
        "w:style",
        element("w:name", val=look.name),
        element("w:basedOn", val="Normal"),
        element("w:qFormat"),
        _paragraph_layout(look),
        element("w:rPr", *weight, *colour, *_size(look.size)),
        type="paragraph",
        styleId=look.id,
        **own,
    )


def _paragraph_layout(look: ParagraphLook) -> etree._Element:
    """Return a style's paragraph settings in the order that the schema wants (17.3.1.26)."""
    layout = element("w:pPr")
    if look.keep_with_next:
        layout.extend([element("w:keepNext"), element("w:keepLines")])
    if look.rule:
        side, eighths, distance = look.rule
        line = element(f"w:{side}", val="single", sz=eighths, space=distance, color=RULE)
        layout.append(element("w:pBdr", line))
    if look.right_stop:
        layout.append(element("w:tabs", element("w:tab", val="right", pos=TEXT_WIDTH)))
    before, after, line_height = round(look.before * 20), round(look.after * 20), round(look.line * 240)
    layout.append(element("w:spacing", before=before, after=after, line=line_height, lineRule="auto"))
    if look.indent:
        layout.append(element("w:ind", left=look.indent))
    if look.centred:
        layout.append(element("w:jc", val="center"))
    if look.heading:
        layout.append(element("w:outlineLvl", val=look.heading - 1))
    return layout


def _built_in(kind: str, style: str, name: str) -> etree._Element:
    return element("w:style", element("w:name", val=name), type=kind, default=1, styleId=style)


def _character_style(style: str, name: str, *letters: etree._Element) -> etree._Element:
    about = [element("w:name", val=name), element("w:basedOn", val="DefaultParagraphFont")]
    return element("w:style", *about, element("w:rPr", *letters), type="character", styleId=style)


def _table_style() -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (element(f"w:{side}", val="single", sz=4, space=0, color=RULE) for side in sides)
    room = {"top": 85, "left": 113, "bottom": 85, "right": 113}
    margins = (element(f"w:{side}", w=width, type="dxa") for side, width in room.items())
    look = element("w:tblPr", element("w:tblBorders", *borders), element("w:tblCellMar", *margins))
    about = [element("w:name", val="Form Table"), element("w:basedOn", val="TableNormal")]
    return element("w:style", *about, look, type="table", customStyle=1, styleId="FormTable")
