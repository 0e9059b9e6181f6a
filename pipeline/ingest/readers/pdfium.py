"""The part of pypdfium2 that is used here, with types: the package has none."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Protocol, cast

import numpy as np
import pypdfium2
import pypdfium2.raw

from pipeline.ingest.readers.base import Attached
from pipeline.ingest.readers.pdf_lines import lines_of, shattered
from pipeline.records import Heading

NEEDS_PASSWORD: Final = 4
"""FPDF_ERR_PASSWORD of PDFium's public header fpdfview.h."""
_LAST_NARROW: Final = 0x2FFF
"""PDFium's quicker way cuts characters beyond U+FFFF to 16 bits: most land above."""
_MOST_HEADINGS: Final = 5_000
_DETAILS: Final = {"Author": "author", "Subject": "subject", "CreationDate": "created"}
_OUTLINE_DEPTH: Final = 8
_DEEPEST: Final = 4
_MOST_OBJECTS: Final = 10_000
"""How far a page without text is searched for something that could be some."""


class PdfiumError(Exception):
    """PDFium refuses the file."""

    def __init__(self, message: str, *, needs_password: bool) -> None:
        super().__init__(message)
        self.needs_password = needs_password


@dataclass(frozen=True, slots=True)
class PdfPage:
    label: str
    text: str
    bare: bool
    """Holds nothing that could be text, such as a scan."""
    pictures: bool
    """Looked at only where there is no text: whether it shows anything."""


class _TextPage(Protocol):
    def get_text_bounded(self, *, errors: str) -> str: ...
    def get_text_range(self, *, errors: str) -> str: ...
    def close(self) -> None: ...


class _Object(Protocol):
    type: int


class _Bitmap(Protocol):
    def to_numpy(self) -> Any: ...


class _Page(Protocol):
    def get_textpage(self) -> _TextPage: ...
    def get_mediabox(self) -> tuple[float, ...]: ...
    def get_cropbox(self) -> tuple[float, ...]: ...
    def get_objects(self, *, max_depth: int) -> Iterator[_Object]: ...
    def get_size(self) -> tuple[float, float]: ...
    def render(self, *, scale: float) -> _Bitmap: ...
    def close(self) -> None: ...


class _Target(Protocol):
    def get_index(self) -> int | None: ...


class _Bookmark(Protocol):
    level: int

    def get_title(self) -> str: ...
    def get_dest(self) -> _Target | None: ...


class _Attachment(Protocol):
    def get_name(self) -> str: ...
    def get_data(self) -> bytes: ...


class _Document(Protocol):
    def __len__(self) -> int: ...
    def get_page(self, index: int) -> _Page: ...
    def get_page_label(self, index: int) -> str: ...
    def get_metadata_dict(self, *, skip_empty: bool) -> dict[str, str]: ...
    def get_toc(self, *, max_depth: int) -> Iterator[_Bookmark]: ...
    def count_attachments(self) -> int: ...
    def get_attachment(self, index: int) -> _Attachment: ...
    def close(self) -> None: ...


class Pdfium:
    """One open document. Whatever a part of it is broken by, the others are given."""

    def __init__(self, document: _Document) -> None:
        self._document = document

    def pages(self) -> Iterator[PdfPage]:
        """Yield each page; one that cannot be loaded has no text."""
        document = self._document
        labelled = len(document) and (self._label(0) or self._label(len(document) - 1))
        for index in range(len(document)):
            label = self._label(index) if labelled else ""
            yield PdfPage(label, *self._read(index))

    def _label(self, index: int) -> str:
        with suppress(*_BROKEN):
            return self._document.get_page_label(index)
        return ""

    def _read(self, index: int) -> tuple[str, bool, bool]:
        try:
            with closing(self._document.get_page(index)) as page:
                with closing(page.get_textpage()) as read:
                    text = _text(page, read)
                if text.strip():
                    return text, False, True
                shown = islice(page.get_objects(max_depth=_DEEPEST), _MOST_OBJECTS)
                kinds = {item.type for item in shown}
        except pypdfium2.PdfiumError:
            return "", False, True
        return "", _RAW.FPDF_PAGEOBJ_TEXT not in kinds, bool(kinds)

    def look(self, index: int, *, scale: float, longest: int) -> Any | None:
        """Draw a page as an array of height x width x 3 bytes, `scale` x 72 dpi.

        No side gets longer than `longest` pixels, whatever size the page claims.
        A page that cannot be loaded has no look.
        """
        try:
            with closing(self._document.get_page(index)) as page:
                scale = min(scale, longest / max(page.get_size()))
                return page.render(scale=scale).to_numpy()
        except pypdfium2.PdfiumError:
            return None

    def details(self) -> dict[str, str]:
        """Return what the file says of itself: title, author, subject, created."""
        with suppress(*_BROKEN):
            found = self._document.get_metadata_dict(skip_empty=True)
            names = {"Title": "title", **_DETAILS}
            return {names[key]: text for key, text in found.items() if key in names}
        return {}

    def outline(self) -> list[Heading]:
        headings: list[Heading] = []
        with suppress(*_BROKEN):
            for mark in self._document.get_toc(max_depth=_OUTLINE_DEPTH):
                if len(headings) == _MOST_HEADINGS:
                    break
                target = mark.get_dest()
                index = target.get_index() if target is not None else None
                number = None if index is None else index + 1
                headings.append(
                    Heading(level=mark.level + 1, title=mark.get_title(), page=number)
                )
        return headings

    def attached(self) -> list[Attached]:
        found: list[Attached] = []
        with suppress(*_BROKEN):
            count = self._document.count_attachments()
            found.extend(_attached(self._document, index) for index in range(count))
        return found


_RAW = cast("Any", pypdfium2.raw)
_BROKEN: Final = (pypdfium2.PdfiumError, UnicodeError)
"""The second: text of a file that is no UTF-16, which it should be."""


@contextmanager
def opened(data: bytes, password: str | None = None) -> Generator[Pdfium]:
    """Open a file of these bytes; raise `PdfiumError` where PDFium refuses."""
    open_ = cast("Callable[..., _Document]", pypdfium2.PdfDocument)
    try:
        document = open_(data, password=password)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise PdfiumError(str(error), needs_password=code == NEEDS_PASSWORD) from error
    with closing(document):
        yield Pdfium(document)


def _attached(document: _Document, index: int) -> Attached:
    try:
        attachment = document.get_attachment(index)
        name = attachment.get_name() or f"attachment {index + 1}"
    except pypdfium2.PdfiumError as error:
        return Attached(
            f"attachment {index + 1}", None, f"cannot be taken out: {error}"
        )
    try:
        return Attached(name, bytes(attachment.get_data()))
    except _BROKEN as error:
        return Attached(name, None, f"cannot be taken out: {error}")


def _text(page: _Page, read: _TextPage) -> str:
    """Return the text with a line end for each line PDFium sees.

    Asked for "all in this box", it gives nothing outside the page and every character
    beyond U+FFFF, but loses line ends on some pages, which glues the cells of a table
    together. So that is done only where the difference may matter.
    """
    ranged = read.get_text_range(errors="replace").replace("\ufffe", "\x02")
    if shattered(ranged) and not shattered(placed := lines_of(read)):
        return placed
    widest = np.frombuffer(ranged.encode("utf-16-le"), dtype="<u2").max(initial=0)
    if widest <= _LAST_NARROW and page.get_cropbox() == page.get_mediabox():
        return ranged
    bounded = read.get_text_bounded(errors="replace")
    same = "".join(ranged.split()) == "".join(bounded.split())
    return ranged if same else bounded
