"""Where the shipped content lies: beside the packages in a checkout, inside `boardforms` in an installed wheel."""

from pathlib import Path

TEMPLATES_FOLDER = "templates"
"""The folder of the shipped templates, and in a board's folder of an office's own boards that of its own."""


def content_folder(name: str) -> Path:
    """Return the folder of that name (`forms`, `templates`, `samples`).

    Raises FileNotFoundError where the installation is broken and has neither.
    """
    top = Path(__file__).resolve().parent.parent
    for folder in (top / "boardforms" / name, top / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the {name} folder is missing: install boardforms again")
