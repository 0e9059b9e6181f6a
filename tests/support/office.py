"""Workbooks and books for tests, written by hand where no library writes them."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final, Protocol
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches, Length

from tests.support.ole import ole

_ZERO: Final = Length(0)
Cells = Sequence[Sequence[str | float]]
_OPF: Final = "http://www.idpf.org/2007/opf"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def member(data: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name)


def changed(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Write an archive again with some members changed, or left out."""
    with ZipFile(BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    wanted = {**members, **changes}
    return zipped({name: new for name, new in wanted.items() if new is not None})


def zip_bomb(name: str, megabytes: int) -> bytes:
    """Hold a member of that many megabytes of spaces."""
    return zipped({name: b" " * (megabytes << 20)})


def lying_zip(name: str, megabytes: int) -> bytes:
    """Say of that member that it holds ten bytes, with the checksum of those ten."""
    data = bytearray(zip_bomb(name, megabytes))
    told = struct.pack("<I", zlib.crc32(b" " * 10))
    size = struct.pack("<I", 10)
    entry = data.rindex(b"PK\x01\x02")
    data[14:18] = data[entry + 16 : entry + 20] = told
    data[22:26] = data[entry + 24 : entry + 28] = size
    return bytes(data)


def pptx(*slides: Sequence[str]) -> bytes:
    """Write a slide of text boxes each; the first text of a slide is its title."""
    deck = Presentation()
    for texts in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        for number, text in enumerate(texts):
            if number == 0 and slide.shapes.title is not None:
                slide.shapes.title.text_frame.text = text
            else:
                box = slide.shapes.add_textbox(_ZERO, Inches(2 + number), _ZERO, _ZERO)
                box.text_frame.text = text
    return saved(deck)


def xlsx(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(book)


class _Savable(Protocol):
    def save(self, target: BytesIO, /) -> None: ...


def saved(document: _Savable) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def epub(
    parts: Mapping[str, str],
    *,
    title: str = "Der Prozeß",
    extra: Mapping[str, str] | None = None,
) -> bytes:
    """Write a book whose parts are read in the order given, from `OEBPS/text/`."""
    items = "".join(
        f'<item id="i{n}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(parts)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(parts)))
    package = (
        f'<?xml version="1.0"?><package xmlns="{_OPF}" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>Franz Kafka</dc:creator></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/book.opf": package,
            **{f"OEBPS/text/{name}": text for name, text in parts.items() if text},
            **(extra or {}),
        }
    )


def ods(name: str, rows: Cells) -> bytes:
    def cell(value: str | float) -> str:
        if isinstance(value, str):
            said, shown = 'office:value-type="string"', value
        else:
            said = f'office:value-type="float" office:value="{value}"'
            shown = f"{value:,}"
        return f"<table:table-cell {said}><text:p>{shown}</text:p></table:table-cell>"

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows
    )
    spaces = " ".join(
        f'xmlns:{short}="{_ODF}:{short}:1.0"' for short in ("office", "table", "text")
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"/>',
            "content.xml": f"<office:document-content {spaces}><office:body>"
            f'<office:spreadsheet><table:table table:name="{name}">{lines}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        }
    )


def xls(name: str, rows: Cells) -> bytes:
    """Write a workbook of Excel 97 with one sheet."""

    def record(kind: int, *parts: bytes) -> bytes:
        data = b"".join(parts)
        return struct.pack("<HH", kind, len(data)) + data

    def cell(row: int, column: int, value: str | float) -> bytes:
        place = struct.pack("<HHH", row, column, 0)
        if isinstance(value, str):
            text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
            return record(0x204, place, text)
        return record(0x203, place, struct.pack("<d", value))

    def begin(kind: int) -> bytes:
        return record(0x809, struct.pack("<HHHH8x", 0x600, kind, 0, 1996))

    end = record(0x0A)
    sheet = record(0x85, struct.pack("<IBBBB", 0, 0, 0, len(name), 0), name.encode())
    start = len(begin(5) + sheet + end)
    sheet = record(
        0x85, struct.pack("<IBBBB", start, 0, 0, len(name), 0), name.encode()
    )
    size = record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, len(rows[0]), 0))
    cells = [cell(r, c, v) for r, row in enumerate(rows) for c, v in enumerate(row)]
    book = begin(5) + sheet + end + begin(0x10) + size + b"".join(cells) + end
    return ole({"Workbook": book})


def xlsb(name: str, rows: Cells) -> bytes:
    """Write a binary workbook of Excel 2007 with one sheet."""

    def record(kind: int, data: bytes = b"") -> bytes:
        low = kind if kind < 0x80 else kind & 0x7F | 0x80
        high = b"" if kind < 0x80 else bytes([kind >> 7])
        assert len(data) < 0x80
        return bytes([low]) + high + bytes([len(data)]) + data

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def cell(column: int, value: str | float) -> bytes:
        place = struct.pack("<II", column, 0)
        if isinstance(value, str):
            return record(6, place + text(value))
        return record(5, place + struct.pack("<d", value))

    lines = b"".join(
        record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0))
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1)
    sheet = [
        record(129),
        record(148, size),
        record(145),
        lines,
        record(146),
        record(130),
    ]
    about = struct.pack("<II", 0, 1) + text("rId1") + text(name)
    book = [record(131), record(143), record(156, about), record(144), record(132)]
    relation = f'Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.bin"'
    return zipped(
        {
            "xl/workbook.bin": b"".join(book),
            "xl/worksheets/sheet1.bin": b"".join(sheet),
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_RELATIONS}">'
            f"<Relationship {relation}/></Relationships>",
        }
    )
