"""The same returns read by us and by programs that take text or fields out of any file: `python -m bench.extraction`.

Each file is read once by everybody, in turn, in one process, after one reading that is not counted; nobody has a
process apart to protect them. How much each gets right is counted as `bench.finding` says.
"""

import argparse
import io
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median

import pdfplumber
import pypdf
from pdfminer.utils import decode_text

from bench.answered import Returned, returned_files
from bench.contest import OURS
from bench.finding import Found, Given
from bench.pdf import read_with_pdfplumber
from boardforms.blanks import Format
from boardforms.catalogue import Catalogue, load_catalogue
from boardforms.desk import Desk, read_return
from escalation.records import Record, Source
from escalation.stamps import box_name

HEADER = ("files", "", "read", "a file", "by its name", "after its label", "anywhere")
"""`a file` is the median time of one."""
_FORMATS = {Format.WORD: "Word", Format.PDF: "PDF"}


@dataclass(frozen=True)
class Extractor:
    """Somebody who makes something of a file. `package` is what must be installed for it."""

    name: str
    format: Format
    extract: Callable[[bytes], Given]
    package: str = ""

    @property
    def is_here(self) -> bool:
        """True where its package is installed."""
        return not self.package or find_spec(self.package) is not None


def extractors(catalogue: Catalogue) -> tuple[Extractor, ...]:
    """Return everybody, ours first for each format."""
    desk = Desk(catalogue)

    def read(data: bytes) -> Given:
        return read_ours(data, desk)

    return (
        Extractor(OURS, Format.WORD, read),
        Extractor("docx2python", Format.WORD, read_with_docx2python, "docx2python"),
        Extractor("markitdown", Format.WORD, read_with_markitdown, "markitdown"),
        Extractor(OURS, Format.PDF, read),
        Extractor("pypdf, fields", Format.PDF, read_fields_with_pypdf),
        Extractor("pypdf, text", Format.PDF, read_text_with_pypdf),
        Extractor("pdfplumber, fields", Format.PDF, read_fields_with_pdfplumber),
        Extractor("pdfplumber, text", Format.PDF, read_text_with_pdfplumber),
    )


def read_ours(data: bytes, desk: Desk) -> Given:
    """Return the values of the record, as a command would: the form found, every box interpreted."""
    records = records_of(data, desk)
    return Given(named={name: held.value for record in records for name, held in record.fields.items()})


def records_of(data: bytes, desk: Desk) -> tuple[Record, ...]:
    """Return our records of a file, in process."""
    return read_return(data, desk, Source(path="returned", sha256="0" * 64))


def read_with_docx2python(data: bytes) -> Given:
    """Return the text of a Word file."""
    from docx2python import docx2python  # noqa: PLC0415 - only there where the benchmarks are

    with docx2python(io.BytesIO(data)) as document:
        return Given(text=document.text)


def read_with_markitdown(data: bytes) -> Given:
    """Return a Word file as Markdown, by markitdown's own converter for Word: it need not find out the kind."""
    from markitdown import StreamInfo  # noqa: PLC0415 - only there where the benchmarks are
    from markitdown.converters import DocxConverter  # noqa: PLC0415

    return Given(text=DocxConverter().convert(io.BytesIO(data), StreamInfo(extension=".docx")).markdown)


def read_fields_with_pypdf(data: bytes) -> Given:
    """Return the values of a PDF's fields; none where it has no form."""
    fields = pypdf.PdfReader(io.BytesIO(data)).get_fields() or {}
    return Given(named={box_name(name): _text_of(held.get("/V")) for name, held in fields.items()})


def read_text_with_pypdf(data: bytes) -> Given:
    """Return the text on a PDF's pages."""
    return Given(text="\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages))


def read_fields_with_pdfplumber(data: bytes) -> Given:
    """Return the values of a PDF's fields as pdfplumber's own guide reads them; none where it has no form."""
    try:
        fields = read_with_pdfplumber(data)
    except KeyError:
        return Given(named={})
    return Given(named={box_name(decode_text(name)): _text_of(value) for name, value in fields.items()})


def read_text_with_pdfplumber(data: bytes) -> Given:
    """Return the text on a PDF's pages."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return Given(text="\n".join(page.extract_text() for page in pdf.pages))


def _text_of(value: object) -> str | None:
    name = getattr(value, "name", None)  # a name, as pdfminer gives one
    held = name if isinstance(name, str) else value
    return None if held is None else decode_text(held) if isinstance(held, bytes) else str(held)


def extract_all(
    files: Sequence[Returned],
    everybody: Iterable[Extractor],
    clock: Callable[[], float] = time.perf_counter,
) -> Mapping[Extractor, Found]:
    """Let everybody read every file of their format once, in turn, and return what was found in what they give."""
    sums = {one: Found() for one in everybody}
    for one in sums:
        one.extract(next(file.data for file in files if file.format is one.format))
    for file in files:
        for one in (one for one in sums if one.format is file.format):
            began = clock()
            given = one.extract(file.data)
            sums[one].add(file.written, given, clock() - began)
    return sums


def rows(sums: Mapping[Extractor, Found]) -> Iterator[str]:
    """Yield the lines of the table for `docs/benchmarks.md`."""
    yield "| " + " | ".join(HEADER) + " |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for one, found in sums.items():
        shares = (_share(number, found.of) for number in (found.named, found.labelled, found.anywhere))
        took = f"{median(found.seconds) * 1000:.3g} ms"
        read = f"{found.files} files, {found.of:,} values"
        yield "| " + " | ".join((_FORMATS[one.format], one.name, read, took, *shares)) + " |"


def _share(number: int | None, of: int) -> str:
    return "–" if number is None else f"{number:,} ({number / of:.1%})"


def main() -> None:
    """Read, count and print; whoever is not installed is named and left out."""
    argparse.ArgumentParser(prog="python -m bench.extraction", description=__doc__).parse_args()
    for name in ("pypdf", "pdfminer"):
        logging.getLogger(name).setLevel(logging.ERROR)
    catalogue = load_catalogue()
    everybody = extractors(catalogue)
    sums = extract_all(list(returned_files(catalogue)), [one for one in everybody if one.is_here])
    print("\n".join(rows(sums)))
    for one in everybody:
        if not one.is_here:
            print(f"{one.name} is not installed: `make bench` installs it")


if __name__ == "__main__":
    main()
