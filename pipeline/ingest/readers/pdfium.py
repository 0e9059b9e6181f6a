"""The part of pypdfium2 that is used here, with types: the package has none."""

from collections.abc import Iterator
from contextlib import closing
from typing import Final, Protocol, cast

import pypdfium2

NEEDS_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD of PDFium's public header fpdfview.h."""


class PdfiumError(Exception):
    """PDFium refuses the file."""

    def __init__(self, message: str, *, needs_password: bool) -> None:
        super().__init__(message)
        self.needs_password = needs_password


class _TextPage(Protocol):
    def get_text_bounded(self, *, errors: str) -> str: ...
    def get_text_range(self, *, errors: str) -> str: ...
    def close(self) -> None: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def close(self) -> None: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def get_page(self, index: int) -> _Page: ...
    def get_page_label(self, index: int) -> str: ...
    def close(self) -> None: ...


def read_pages(data: bytes) -> Iterator[tuple[str, str]]:
    """Yield label and text of each page; a page that cannot be loaded has no text."""
    with closing(_open(data)) as document:
        for index in range(len(document)):
            yield document.get_page_label(index), _text(document, index)


def _open(data: bytes) -> _Document:
    try:
        return cast("_Document", pypdfium2.PdfDocument(data))
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise PdfiumError(str(error), needs_password=code == NEEDS_PASSWORD) from error


def _text(document: _Document, index: int) -> str:
    try:
        with (
            closing(document.get_page(index)) as page,
            closing(page.get_textpage()) as text,
        ):
            bounded = text.get_text_bounded(errors="replace")
            ranged = text.get_text_range(errors="replace").replace("\ufffe", "\x02")
    except pypdfium2.PdfiumError:
        return ""
    # The first has the characters beyond U+FFFF and nothing outside the page, but
    # loses line ends on some pages, which glues the cells of a table together.
    return ranged if ranged.count("\n") > bounded.count("\n") else bounded
