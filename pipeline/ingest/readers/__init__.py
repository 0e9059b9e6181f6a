"""One module per file format; `READERS` maps a suffix to the reader of that format.

Raise a reader's version with every change to the text it gives.
"""

from collections.abc import Mapping
from typing import Final

from pipeline.ingest.readers.base import Reader

_PDF: Final = Reader("pdf", 2, has_second_engine=True)
_DOCX: Final = Reader("docx", 1)
_HTML: Final = Reader("html", 1)
_MARKDOWN: Final = Reader("markdown", 1)
_TEXT: Final = Reader("text", 1)
_RST: Final = Reader("rst", 1)
_PPTX: Final = Reader("pptx", 1)
_SHEET: Final = Reader("sheet", 1)
_CSV_TEXT: Final = Reader("csv_text", 1)
_EPUB: Final = Reader("epub", 1)
_MAIL: Final = Reader("mail", 1)
_MSG: Final = Reader("msg", 1)
_JSON_TEXT: Final = Reader("json_text", 1)
_ARCHIVE: Final = Reader("archive", 1)

READERS: Final[Mapping[str, Reader]] = {
    ".pdf": _PDF,
    ".docx": _DOCX,
    ".html": _HTML,
    ".htm": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _TEXT,
    ".text": _TEXT,
    ".log": _TEXT,
    ".rst": _RST,
    ".pptx": _PPTX,
    ".xlsx": _SHEET,
    ".xlsm": _SHEET,
    ".xlsb": _SHEET,
    ".xls": _SHEET,
    ".ods": _SHEET,
    ".csv": _CSV_TEXT,
    ".tsv": _CSV_TEXT,
    ".epub": _EPUB,
    ".eml": _MAIL,
    ".msg": _MSG,
    ".json": _JSON_TEXT,
    ".jsonl": _JSON_TEXT,
    ".ndjson": _JSON_TEXT,
    ".zip": _ARCHIVE,
    ".tar": _ARCHIVE,
    ".tgz": _ARCHIVE,
    ".gz": _ARCHIVE,
    ".bz2": _ARCHIVE,
    ".xz": _ARCHIVE,
}
"""A format nobody lists is a format nobody can read."""
