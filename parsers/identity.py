"""A form's identity as a file gives it: three words that may be missing, or not ours."""

from escalation.definitions import FormReference
from escalation.stamps import find_reference


def make_reference(board: str | None, form: str | None, version: str | None) -> FormReference | None:
    """Return a form's reference; None where a part is missing or cannot be one of ours."""
    said = f"{board}/{form} {version}"
    found = find_reference(said)
    return found if str(found) == said else None
