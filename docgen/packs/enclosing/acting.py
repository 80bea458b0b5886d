"""What in a PDF does something, or reaches outside it: found, so that it can be said that it was left behind."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

SCRIPTS = "instructions that run by themselves"
PROGRAMS = "instructions to start other programs"
LINKS = "links to places outside it"
SENDING = "instructions to send on what is typed"
FILES = "files inside it"
MEDIA = "sound, film or models"
FIELDS = "boxes to type in, which are now part of the page"
XFA = "an Adobe XFA form beside its pages"

ACTIONS = {
    "/JavaScript": SCRIPTS,
    "/Named": SCRIPTS,
    "/SetOCGState": SCRIPTS,
    "/Hide": SCRIPTS,
    "/Launch": PROGRAMS,
    "/URI": LINKS,
    "/GoToR": LINKS,
    "/GoToE": LINKS,
    "/Thread": LINKS,
    "/SubmitForm": SENDING,
    "/ImportData": SENDING,
    "/ResetForm": SENDING,
    "/Sound": MEDIA,
    "/Movie": MEDIA,
    "/Rendition": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
}
"""The kinds of action (ISO 32000-1, 12.6.4) that do more than go to a page of the same document."""

_ANNOTATIONS = {
    "/FileAttachment": FILES,
    "/Sound": MEDIA,
    "/Movie": MEDIA,
    "/Screen": MEDIA,
    "/RichMedia": MEDIA,
    "/3D": MEDIA,
    "/Widget": FIELDS,
}
_MOST_LINKED = 20
"""How many actions that follow one another are looked at."""


def find_acting(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    """Return what a document holds that acts, each kind once, in words for people."""
    return tuple(sorted({*_in_catalogue(pdf), *_on_pages(pdf)}))


def annotations(page: pikepdf.Page) -> Iterator[pikepdf.Object]:
    """Yield what lies on a page as annotations (ISO 32000-1, 12.5), leaving out what is none."""
    listed = page.obj.get("/Annots", Array())
    for annotation in listed if isinstance(listed, Array) else ():
        if isinstance(annotation, Dictionary):
            yield annotation


def _in_catalogue(pdf: pikepdf.Pdf) -> Iterator[str]:
    yield from _actions(pdf.Root.get("/OpenAction"))
    yield from _additional(pdf.Root)
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        if "/JavaScript" in names:
            yield SCRIPTS
        if "/EmbeddedFiles" in names:
            yield FILES
    if "/AF" in pdf.Root:
        yield FILES
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, Dictionary) and "/XFA" in form:
        yield XFA


def _on_pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        yield from _additional(page.obj)
        for annotation in annotations(page):
            kind = str(annotation.get("/Subtype", ""))
            if kind in _ANNOTATIONS:
                yield _ANNOTATIONS[kind]
            yield from _actions(annotation.get("/A"))
            yield from _additional(annotation)


def _additional(holder: pikepdf.Object) -> Iterator[str]:
    held = holder.get("/AA")
    if isinstance(held, Dictionary):
        for action in held.values():
            yield from _actions(action)


def _actions(action: pikepdf.Object | None) -> Iterator[str]:
    """Yield what an action does, and those that follow it."""
    for _ in range(_MOST_LINKED):
        if not isinstance(action, Dictionary):
            return
        kind = str(action.get("/S", ""))
        if kind in ACTIONS:
            yield ACTIONS[kind]
        following = action.get("/Next")
        action = following[0] if isinstance(following, Array) and len(following) else following


def is_action(held: pikepdf.Object) -> bool:
    """Say whether a dictionary acts: an action of a kind above, a script, or a file that is named or held."""
    kinds = (held.get("/S"), held.get("/Type"))
    return (
        (isinstance(kinds[0], Name) and str(kinds[0]) in ACTIONS)
        or kinds[1] in {Name.Action, Name.Filespec, Name.EmbeddedFile}
        or "/JS" in held
        or "/EF" in held
    )
