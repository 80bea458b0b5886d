"""The reader of PDF files: by their fields (ISO 32000-1, 12.7), or by their pages as they look."""

from parsers.pdf.reader import read_pdfs

__all__ = ["read_pdfs"]
