"""The first bytes of a file and its suffix in, the suffix it should have had out."""

import re
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

_HEAD: Final = 1_024
_LONGEST_TYPE: Final = 1_024
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_PARTS: Final = {"word/": ".docx", "ppt/": ".pptx", "xl/": ".xlsx"}
_OLE_STREAMS: Final = {"__properties_version1.0": ".msg", "Workbook": ".xls"}
_SHEETS: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_BINARY: Final = frozenset(
    {".pdf", ".docx", ".pptx", ".epub", ".msg"}
    | {".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"}
    | _SHEETS
)


def sniffed(data: bytes, suffix: str) -> str:
    """Return `suffix`, or the one its content speaks for where they disagree.

    Text may hold anything: only a binary format's mark speaks against its suffix.
    """
    found = _of_content(data)
    if found is None or (found == ".html" and suffix not in _BINARY):
        return suffix
    return suffix if {found, suffix} <= _SHEETS else found


def _of_content(data: bytes) -> str | None:
    if data.startswith(b"%PDF-"):  # further in, it may be what a text talks about
        return ".pdf"
    if data.startswith(_ZIP):
        return _of_zip(data)
    if data.startswith(_OLE):
        return _of_ole(data)
    return ".html" if _HTML.match(data[:_HEAD]) else None


def _of_zip(data: bytes) -> str | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                mimetype = archive.read("mimetype")[:64] if _small(archive) else b""
                return {
                    b"application/epub+zip": ".epub",
                    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
                }.get(mimetype.strip())
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    if "[Content_Types].xml" in names:
        starts = (kind for name in names for kind in _PARTS if name.startswith(kind))
        return _PARTS.get(next(starts, ""))
    return ".zip"


def _small(archive: ZipFile) -> bool:
    return archive.getinfo("mimetype").file_size < _LONGEST_TYPE


def _of_ole(data: bytes) -> str | None:
    names = ((name.encode("utf-16-le"), kind) for name, kind in _OLE_STREAMS.items())
    return next((kind for name, kind in names if name in data), None)
