"""Write forms, blank and prefilled, and packs."""

from docgen.pdf.render import render_pdf as render_pdf
from docgen.word.document import render_word as render_word
