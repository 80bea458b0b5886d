"""The glossary part: Word's own prompts, which it puts back when somebody clears an answer."""

from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from docgen.word.elements import element, paragraph, styled_run, write_xml
from escalation.stamps import PROMPT_CHOICE, PROMPT_DATE, PROMPT_TEXT

_PARTS = {PROMPT_TEXT: "PromptText", PROMPT_CHOICE: "PromptChoice", PROMPT_DATE: "PromptDate"}


def prompt_part(prompt: str) -> str:
    """Return the name of the glossary entry that holds a prompt."""
    return _PARTS[prompt]


def attach_prompts(document: Document) -> None:
    """Give a document its glossary, with an entry a prompt and the document's own styles."""
    package = document.part.package
    entries = element("w:docParts", *(_entry(name, prompt) for prompt, name in _PARTS.items()))
    root = element("w:glossaryDocument", entries)
    glossary = Part(
        PackURI("/word/glossary/document.xml"), CONTENT_TYPE.WML_DOCUMENT_GLOSSARY, write_xml(root), package
    )
    styles = Part(
        PackURI("/word/glossary/styles.xml"),
        CONTENT_TYPE.WML_STYLES,
        write_xml(document.styles.element),
        package,
    )
    glossary.relate_to(styles, RELATIONSHIP_TYPE.STYLES)
    document.part.relate_to(glossary, RELATIONSHIP_TYPE.GLOSSARY_DOCUMENT)


def _entry(name: str, prompt: str) -> etree._Element:
    return element(
        "w:docPart",
        element(
            "w:docPartPr",
            element("w:name", val=name),
            element("w:category", element("w:name", val="General"), element("w:gallery", val="placeholder")),
            element("w:types", element("w:type", val="bbPlcHdr")),
            element("w:behaviors", element("w:behavior", val="content")),
            element("w:guid", val=f"{{{str(uuid5(NAMESPACE_URL, name)).upper()}}}"),
        ),
        element("w:docPartBody", paragraph("FormAnswer", styled_run(prompt, "PlaceholderText"))),
    )
