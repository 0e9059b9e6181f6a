"""PDF: PDFium reads, pypdf is the second try for a file or a page it cannot read."""

import logging
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final, NamedTuple

from pypdf import PasswordType, PdfReader
from pypdf.errors import FileNotDecryptedError

from pipeline.ingest.readers.base import (
    NO_TEXT_LAYER,
    READ_BY_LOOK,
    Attached,
    Contents,
    Options,
    PageText,
    UnreadableError,
)
from pipeline.ingest.readers.clean import hyphens, page
from pipeline.ingest.readers.ocr import Ocr
from pipeline.ingest.readers.pdf_lines import shattered
from pipeline.ingest.readers.pdfium import Pdfium, PdfiumError, PdfPage, opened
from pipeline.records import Heading

_PDFIUM: Final = "pypdfium2"
_PYPDF: Final = "pypdf"
_PATIENCE: Final = 20
"""Second tries without any gain after which a file is taken as it is: pypdf is slow."""


class _Page(NamedTuple):
    label: str
    text: str
    engine: str
    note: str | None = None


class _About(NamedTuple):
    details: dict[str, str]
    outline: Sequence[Heading] = ()
    attached: Sequence[Attached] = ()


def read(data: bytes, options: Options) -> Contents:
    if options.second_engine:
        return _contents(*_second_reading(data, options))
    locked: PdfiumError | None = None
    for password in (None, *options.passwords):
        try:
            with opened(data, password) as document:
                pages = list(_first_reading(document, data, password, options))
                about = _About(
                    document.details(), document.outline(), document.attached()
                )
                return _contents(pages, about)
        except PdfiumError as error:
            if not error.needs_password:
                return _contents(*_second_reading(data, options))
            locked = error
    raise _locked(options) from locked


def _contents(pages: Sequence[_Page], about: _About) -> Contents:
    details = dict(about.details)
    return Contents(
        _cleaned(pages),
        title=details.pop("title", "").strip() or None,
        details=details,
        outline=about.outline,
        attached=about.attached,
    )


def _cleaned(pages: Sequence[_Page]) -> list[PageText]:
    texts = hyphens([found.text for found in pages])
    return [
        page(
            number,
            found.label,
            text,
            engine=found.engine,
            note=found.note,
            given=found.text,
        )
        for number, (found, text) in enumerate(zip(pages, texts, strict=True), 1)
    ]


def _first_reading(
    document: Pdfium, data: bytes, password: str | None, options: Options
) -> Iterator[_Page]:
    second = _SecondTry(data, password)
    ocr = Ocr() if options.ocr else None
    room = options.most_characters
    for index, found in enumerate(document.pages()):
        better = second.better(index, found)
        if not better.text.strip() and found.pictures:
            better = better._replace(note=NO_TEXT_LAYER)
            if ocr and (seen := _seen(ocr, document, index)):
                better = _Page(found.label, seen, ocr.engine, READ_BY_LOOK)
        yield better
        room -= len(better.text)
        if room < 0:
            return


def _seen(ocr: Ocr, document: Pdfium, index: int) -> str:
    picture = document.look(index, scale=ocr.scale, longest=ocr.longest)
    return "" if picture is None else ocr.read(picture)


def _second_reading(data: bytes, options: Options) -> tuple[list[_Page], _About]:
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted and not _unlocked(reader, options.passwords):
        raise _locked(options)
    try:
        pages = [_Page("", found.extract_text(), _PYPDF) for found in reader.pages]
    except FileNotDecryptedError as error:
        raise _locked(options) from error
    title = reader.metadata.title if reader.metadata else None
    return pages, _About({"title": title or ""})


def _unlocked(reader: PdfReader, passwords: Sequence[str]) -> bool:
    tried = ("", *passwords)
    return any(reader.decrypt(p) is not PasswordType.NOT_DECRYPTED for p in tried)


def _locked(options: Options) -> UnreadableError:
    if options.passwords:
        return UnreadableError("needs a password, and none of those given opens it")
    return UnreadableError("needs a password: set DOCQA_DOCUMENT_PASSWORD")


class _SecondTry:
    """Reads single pages again with pypdf, opened when the first is asked for."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password
        self._reader: PdfReader | None = None
        self._patience = _PATIENCE

    def better(self, index: int, found: PdfPage) -> _Page:
        """Return the page as whoever read more of it gives it."""
        mine = _Page(found.label, found.text, _PDFIUM)
        fine = found.text.strip() and not shattered(found.text)
        if fine or found.bare or not self._patience:
            return mine
        again = self._read(index)
        if again.strip() and not shattered(again):
            self._patience = _PATIENCE
            return _Page(found.label, again, _PYPDF)
        self._patience -= 1
        return mine

    def _read(self, index: int) -> str:
        try:
            self._reader = self._reader or PdfReader(
                BytesIO(self._data), strict=False, password=self._password
            )
            return self._reader.pages[index].extract_text()
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  # hostile bytes: pypdf raises what it likes
            logging.getLogger(__name__).debug("no second try for page %d", index + 1)
            return ""
