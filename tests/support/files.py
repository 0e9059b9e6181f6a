"""Real files for tests, harmless and hostile, built in memory."""

import zlib
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from io import BytesIO
from typing import Final, Protocol, cast
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from pypdf import PdfWriter
from pypdf.generic import RectangleObject

Row = Sequence[str]
_LEFT: Final = 72
_TOP: Final = 760
_COLUMN: Final = 120
_LINE: Final = 18
_STEP: Final = 4
_ENCRYPTION: Final = import_module("reportlab.lib.pdfencrypt")
_DRAWING: Final = import_module("reportlab.pdfgen.canvas")


class _Canvas(Protocol):
    def drawString(self, x: float, y: float, text: str) -> None: ...  # noqa: N802
    def stringWidth(self, text: str) -> float: ...  # noqa: N802
    def showPage(self) -> None: ...  # noqa: N802
    def save(self) -> None: ...
    def addPageLabel(  # noqa: N802
        self,
        pageNum: int,  # noqa: N803
        style: str | None = None,
        start: int | None = None,
    ) -> None: ...


def pdf(
    *pages: Sequence[str | Row],
    user_password: str | None = None,
    owner_password: str | None = None,
    roman_pages: int = 0,
) -> bytes:
    """Draw pages of lines; a line that is a sequence is a row of a table.

    The first `roman_pages` are labelled i, ii, iii, the others from 1.
    """
    target = BytesIO()
    make = cast("Callable[..., _Canvas]", _DRAWING.Canvas)
    encrypt: object = None
    if user_password is not None or owner_password is not None:
        lock = cast("Callable[..., object]", _ENCRYPTION.StandardEncryption)
        encrypt = lock(user_password or "", owner_password or user_password)
    canvas = make(target, encrypt=encrypt, invariant=True)
    if roman_pages:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(roman_pages, style="ARABIC", start=1)
    for page in pages:
        for number, line in enumerate(page):
            cells = [line] if isinstance(line, str) else line
            for column, cell in enumerate(cells):
                x, y = _LEFT + column * _COLUMN, _TOP - number * _LINE
                canvas.drawString(x, y, cell)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def raw_pdf(objects: Iterable[bytes]) -> bytes:
    """Assemble objects 1, 2, 3 … into a file; the first is its catalogue."""
    out = bytearray(b"%PDF-1.7\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(offsets) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _stream(entries: bytes, data: bytes) -> bytes:
    head = b"<< %b /Length %d >>\nstream\n" % (entries, len(data))
    return head + data + b"\nendstream"


def _one_page(contents: bytes, *more: bytes) -> bytes:
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                b"/Resources << /XObject << /F0 5 0 R >> >> >>"
            ),
            contents,
            *more,
        ]
    )


def hanging_pdf(levels: int = 40) -> bytes:
    """Make forms that each call the next one twice: 2 ** levels calls in all."""
    box = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792]"
    forms = [
        _stream(
            b"%b /Resources << /XObject << /F0 %d 0 R >> >>" % (box, 6 + level),
            b"/F0 Do " * 2,
        )
        for level in range(levels)
    ]
    last = _stream(box, b"0 0 m 1 1 l S")
    return _one_page(_stream(b"", b"/F0 Do"), *forms, last)


def flate_bomb_pdf(megabytes: int) -> bytes:
    """Hold a page of that many megabytes of spaces, in about a thousandth of it."""
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    bomb = b"\x78\xda" + block * megabytes + b"\x03\x00" + bytes(4)
    return _one_page(_stream(b"/Filter /FlateDecode", bomb))


def scanned_pdf() -> bytes:
    """Make three pages: one typed, one that is a picture, one blank."""
    dot = _stream(
        b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        b"/ColorSpace /DeviceGray",
        b"\x80",
    )
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] %b >>"
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 3 >>",
            page % b"/Contents 6 0 R /Resources << /Font << /F1 9 0 R >> >>",
            page % b"/Contents 7 0 R /Resources << /XObject << /Im 8 0 R >> >>",
            page % b"",
            _stream(b"", b"BT /F1 12 Tf 72 700 Td (typed) Tj ET"),
            _stream(b"", b"q 612 0 0 792 0 0 cm /Im Do Q"),
            dot,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def shattered_pdf(lines: Sequence[str]) -> bytes:
    """Place every character by itself, each a little lower than the one before.

    PDFium takes most of them for lines of their own, as it does in some filings.
    """
    target = BytesIO()
    make = cast("Callable[..., _Canvas]", _DRAWING.Canvas)
    canvas = make(target, invariant=True)
    for number, line in enumerate(lines):
        x = float(_LEFT)
        for place, character in enumerate(line):
            y = _TOP - number * _LINE - (place % 2) * _STEP
            if character != " ":
                canvas.drawString(x, y, character)
            x += canvas.stringWidth(character)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def cropped_pdf(inside: str, outside: str) -> bytes:
    """Show only the lower half of a page that has text in both."""
    writer = PdfWriter(BytesIO(pdf([outside, *[""] * 30, inside])))
    writer.pages[0].cropbox = RectangleObject((0, 0, 612, 400))
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def pdf_with_attachment(lines: Sequence[str], name: str, data: bytes) -> bytes:
    """Carry a file inside a PDF, and an outline, a title and an author."""
    writer = PdfWriter(BytesIO(pdf(lines)))
    writer.add_attachment(name, data)
    chapter = writer.add_outline_item(title="Chapter", page_number=0)
    writer.add_outline_item(title="Section", page_number=0, parent=chapter)
    writer.add_metadata({"/Title": "The title", "/Author": "An author"})
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def aes_pdf(lines: Sequence[str], password: str) -> bytes:
    """Lock a PDF as today's programs do, with AES-256."""
    writer = PdfWriter(BytesIO(pdf(lines)))
    writer.encrypt(password, algorithm="AES-256")
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def locked_zip(name: str, text: str, password: str) -> bytes:
    """Lock a stored member with PKWARE's first cipher (APPNOTE 6.1)."""
    key = _ZipKey(password.encode())
    data = text.encode()
    crc = zlib.crc32(data)
    head = bytes(11) + bytes([crc >> 24])
    locked = bytes(key.lock(byte) for byte in head + data)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(name, locked)
    whole = bytearray(target.getvalue())
    for mark, flags, sums in ((b"PK\x03\x04", 6, 14), (b"PK\x01\x02", 8, 16)):
        at = whole.index(mark)
        whole[at + flags] |= 1
        whole[at + sums : at + sums + 4] = crc.to_bytes(4, "little")
        size = at + sums + 8
        whole[size : size + 4] = len(data).to_bytes(4, "little")
    return bytes(whole)


class _ZipKey:
    def __init__(self, password: bytes) -> None:
        self._keys = [0x12345678, 0x23456789, 0x34567890]
        for byte in password:
            self._turn(byte)

    def _turn(self, byte: int) -> None:
        first, second, third = self._keys
        first = _crc(first, byte)
        second = ((second + (first & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        self._keys = [first, second, _crc(third, second >> 24)]

    def lock(self, byte: int) -> int:
        last = (self._keys[2] | 2) & 0xFFFF
        locked = byte ^ (last * (last ^ 1) >> 8 & 0xFF)
        self._turn(byte)
        return locked


def _crc(crc: int, byte: int) -> int:
    return zlib.crc32(bytes([byte]), crc ^ 0xFFFFFFFF) ^ 0xFFFFFFFF


def many_pages_pdf(pages: int) -> bytes:
    """Make that many pages, each with its number, as small as they can be."""
    font = 3 + 2 * pages
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, pages),
    ]
    for number in range(pages):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (4 + 2 * number, font),
            _stream(b"", b"BT /F1 12 Tf 72 700 Td (page %d) Tj ET" % (number + 1)),
        ]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    return raw_pdf(objects)


def looping_pages_pdf() -> bytes:
    """Make a page tree whose branch holds itself, and one page."""
    return raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>",
            b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 2 >>",
        ]
    )


def nested_bomb_pdf() -> bytes:
    """Pack a gigabyte of spaces twice: PDFium aborts on such a file."""
    once = zlib.compressobj(9)
    data = b"".join(once.compress(b" " * (1 << 20)) for _ in range(1 << 10))
    twice = zlib.compress(data + once.flush(), 9)
    return _one_page(_stream(b"/Filter [/FlateDecode /FlateDecode]", twice))


def object_stream_bomb_pdf(megabytes: int) -> bytes:
    """Hide the catalogue in an object stream of that many megabytes of spaces."""
    body = b"1 0 " + b"<< /Type /Catalog /Pages 2 0 R >>"
    packer = zlib.compressobj(9)
    data = packer.compress(body)
    data += b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes))
    data += packer.flush()
    stream = _stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", data)
    head = b"%PDF-1.7\n"
    second = head + b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    third = second + b"3 0 obj\n" + stream + b"\nendobj\n"
    table = zlib.compress(
        bytes([0, 0, 0, 0, 0, 0])
        + bytes([2, 0, 0, 0, 3, 0])
        + b"\x01"
        + len(head).to_bytes(4, "big")
        + b"\x00"
        + b"\x01"
        + len(second).to_bytes(4, "big")
        + b"\x00"
        + b"\x01"
        + len(third).to_bytes(4, "big")
        + b"\x00"
    )
    entries = b"/Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R /Filter /FlateDecode"
    end = b"4 0 obj\n" + _stream(entries, table) + b"\nendobj\n"
    return third + end + b"startxref\n%d\n%%%%EOF\n" % len(third)


def broken_xref_pdf(lines: Sequence[str]) -> bytes:
    """Point the table of contents of a file at the wrong places."""
    data = bytearray(pdf(lines))
    start = data.index(b"xref\n0 ") + 30
    for at in range(start, data.index(b"trailer")):
        if chr(data[at]).isdigit():
            data[at] = ord("7")
    return bytes(data)


def docx(*blocks: str | tuple[str, str] | Sequence[Row]) -> bytes:
    """Write paragraphs, (style, text) pairs, and tables as sequences of rows."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        elif isinstance(block, tuple):
            style, text = cast("tuple[str, str]", block)
            document.add_paragraph(text, style=style)
        else:
            table = document.add_table(rows=len(block), cols=len(block[0]))
            for number, row in enumerate(block):
                for column, text in enumerate(row):
                    table.cell(number, column).text = text
    return _saved(document)


def merged_docx() -> bytes:
    """Make a table of three rows: 'wide' spans two columns, 'tall' two rows."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for number, text in enumerate(["wide", "", "c", "tall", "e", "f", "", "h", "i"]):
        table.cell(*divmod(number, 3)).text = text
    table.cell(0, 0).merge(table.cell(0, 1)).text = "wide"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "tall"
    return _saved(document)


def _saved(document: WordDocument) -> bytes:
    target = BytesIO()
    document.save(target)
    return target.getvalue()
