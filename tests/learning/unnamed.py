"""A form of ours whose file no longer says which form it is."""

import io
import zipfile

from tests.parsers.files import make_zip


def unnamed(data: bytes) -> bytes:
    """Return a Word file without custom properties and footers."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts: dict[str, bytes | str] = {
            name: source.read(name)
            for name in source.namelist()
            if name != "docProps/custom.xml" and "footer" not in name
        }
    return make_zip(parts)
