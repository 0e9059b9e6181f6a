"""PDF: PDFium reads, pypdf is the second try for a file or a page it cannot read."""

import logging
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from pypdf import PdfReader
from pypdf.errors import FileNotDecryptedError

from pipeline.ingest.readers import pdfium
from pipeline.ingest.readers.base import PageText, Reader, UnreadableError, label
from pipeline.ingest.readers.clean import characters, hyphens, layout

_PDFIUM: Final = "pypdfium2"
_PYPDF: Final = "pypdf"
_PATIENCE: Final = 20
"""Second tries without any gain after which a file is taken as it is: scans have
hundreds of pages without text, and pypdf is slow."""
_SHATTERED_LINES: Final = 20
_SHATTERED_CHARACTERS: Final = 2


def read(data: bytes) -> list[PageText]:
    try:
        first = list(pdfium.read_pages(data))
    except pdfium.PdfiumError as error:
        if error.needs_password:
            message = "needs a password"
            raise UnreadableError(message) from error
        pages = _second_reading(data)
    else:
        second = _SecondTry(data)
        pages = [
            (name, *second.better(index, text))
            for index, (name, text) in enumerate(first)
        ]
    texts = hyphens([text for _, text, _ in pages])
    return [
        PageText(label(characters(name), str(number)), layout(characters(text)), engine)
        for number, ((name, _, engine), text) in enumerate(
            zip(pages, texts, strict=True), 1
        )
    ]


def _second_reading(data: bytes) -> list[tuple[str, str, str]]:
    reader = PdfReader(BytesIO(data), strict=False)
    try:
        return [("", page.extract_text(), _PYPDF) for page in reader.pages]
    except FileNotDecryptedError as error:
        message = "needs a password"
        raise UnreadableError(message) from error


class _SecondTry:
    """Reads single pages again with pypdf, opened when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._reader: PdfReader | None = None
        self._patience = _PATIENCE

    def better(self, index: int, text: str) -> tuple[str, str]:
        """Return the text to keep and who read it."""
        if not self._patience or (text.strip() and not _shattered(text)):
            return text, _PDFIUM
        again = self._read(index)
        if again.strip() and not _shattered(again):
            self._patience = _PATIENCE
            return again, _PYPDF
        self._patience -= 1
        return text, _PDFIUM

    def _read(self, index: int) -> str:
        try:
            self._reader = self._reader or PdfReader(BytesIO(self._data), strict=False)
            return self._reader.pages[index].extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # hostile bytes: pypdf raises what it likes
            logging.getLogger(__name__).debug("no second try for page %d", index + 1)
            return ""


def _shattered(text: str) -> bool:
    """Whether most lines hold a character or two, as PDFium sees some tables."""
    lines = list(_lines(text))
    short = sum(len(line) <= _SHATTERED_CHARACTERS for line in lines)
    return len(lines) > _SHATTERED_LINES and short > len(lines) / 2


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


READER: Final = Reader("pdf", 1, read)
