"""One module per file format; `READERS` maps a suffix to the reader of that format."""

from collections.abc import Mapping
from typing import Final

from pipeline.ingest.readers import archive, docx, html, markdown, pdf, text
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
    ".zip": archive.READER,
    ".tar": archive.READER,
    ".tgz": archive.READER,
    ".gz": archive.READER,
    ".bz2": archive.READER,
    ".xz": archive.READER,
}
"""A format nobody lists is a format nobody can read."""
