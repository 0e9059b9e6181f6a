"""One module per file format; `READERS` maps a suffix to the reader of that format."""

from collections.abc import Mapping
from typing import Final

from pipeline.ingest.readers import (
    archive,
    csv_text,
    docx,
    epub,
    html,
    json_text,
    mail,
    markdown,
    msg,
    pdf,
    pptx,
    rst,
    sheet,
    text,
)
from pipeline.ingest.readers.base import Reader

READERS: Final[Mapping[str, Reader]] = {
    ".pdf": pdf.READER,
    ".docx": docx.READER,
    ".html": html.READER,
    ".htm": html.READER,
    ".md": markdown.READER,
    ".markdown": markdown.READER,
    ".txt": text.READER,
    ".text": text.READER,
    ".log": text.READER,
    ".rst": rst.READER,
    ".pptx": pptx.READER,
    ".xlsx": sheet.READER,
    ".xlsm": sheet.READER,
    ".xlsb": sheet.READER,
    ".xls": sheet.READER,
    ".ods": sheet.READER,
    ".csv": csv_text.READER,
    ".tsv": csv_text.READER,
    ".epub": epub.READER,
    ".eml": mail.READER,
    ".msg": msg.READER,
    ".json": json_text.READER,
    ".jsonl": json_text.READER,
    ".ndjson": json_text.READER,
    ".zip": archive.READER,
    ".tar": archive.READER,
    ".tgz": archive.READER,
    ".gz": archive.READER,
    ".bz2": archive.READER,
    ".xz": archive.READER,
}
"""A format nobody lists is a format nobody can read."""
