"""The reader of fillable PDF files (ISO 32000-1, 12.7)."""

from parsers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
