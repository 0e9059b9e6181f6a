"""Prose and a size in, the bytes of a file of each format out, the same every time."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from email.message import EmailMessage
from functools import cache
from html import escape
from textwrap import wrap
from typing import Final

from docx import Document
from reportlab.pdfgen.canvas import Canvas

from benchmarks.prose import Block, Prose

_LINE: Final = 90
_LINES_PER_PAGE: Final = 52
_PAGES: Final = (1, 5, 20, 80, 200)
_CHARACTERS_PER_PAGE: Final = 3_600
_MARK: Final = "~" * _LINE
_BODY: Final = "~body~"


def txt(prose: Prose, size: int) -> bytes:
    return "\n\n".join(_plain(block) for block in prose.blocks(size)).encode()


def _plain(block: Block) -> str:
    return "\n".join("\t".join(row) for row in block.rows)


def md(prose: Prose, size: int) -> bytes:
    return "\n\n".join(_md(block) for block in prose.blocks(size)).encode()


def _md(block: Block) -> str:
    if block.kind == "heading":
        return f"## {block.text}"
    if block.kind == "text":
        return block.text
    head, *body = [f"| {' | '.join(row)} |" for row in block.rows]
    return "\n".join([head, "| --- | --- | --- | --- |", *body])


def html(prose: Prose, size: int) -> bytes:
    body = "\n".join(_html(block) for block in prose.blocks(size))
    head = f"<!doctype html><meta charset=utf-8><title>{prose.title()}</title>"
    return f"{head}<body>\n{body}\n</body>\n".encode()


def _html(block: Block) -> str:
    if block.kind == "heading":
        return f"<h2>{escape(block.text)}</h2>"
    if block.kind == "text":
        return f"<p>{escape(block.text)}</p>"
    rows = ["".join(f"<td>{escape(cell)}" for cell in row) for row in block.rows]
    return "<table>\n<tr>" + "\n<tr>".join(rows) + "\n</table>"


def csv_(prose: Prose, size: int) -> bytes:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(["number", "name", "year", "amount", "remark"])
    for number in range(max(1, size // 150)):
        name, year, amount = prose.title(), 1990 + number % 35, number * 37 % 9_973
        rows.writerow([number, name, year, amount, prose.paragraph()[:100]])
    return out.getvalue().encode()


def json_(prose: Prose, size: int) -> bytes:
    texts = [_plain(block) for block in prose.blocks(size)]
    return json.dumps(
        [{"id": number, "text": text} for number, text in enumerate(texts)], indent=1
    ).encode()


def eml(prose: Prose, size: int) -> bytes:
    message = EmailMessage()
    message["From"] = "Ada Carr <ada@example.com>"
    message["To"] = "Bo Finch <bo@example.com>"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0000"
    message["Subject"] = prose.title()
    message.set_content(txt(prose, size).decode())
    return message.as_bytes()


def zip_(prose: Prose, size: int) -> bytes:
    """Pack five files that stand nowhere else; `size` is what they hold together."""
    members = {
        f"{number}{suffix}": FORMATS[suffix](prose, size // 5)
        for number, suffix in enumerate((".txt", ".md", ".html", ".csv", ".pdf"))
    }
    return _packed(members)


def _packed(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(prose: Prose, size: int) -> bytes:
    """Fill the body of one template: python-docx itself would take minutes."""
    members = dict(_docx_template())
    body = "".join(_docx(block) for block in prose.blocks(size))
    text = members["word/document.xml"].decode()
    paragraph = re.compile(rf"<w:p>(?:(?!<w:p>).)*{_BODY}.*?</w:p>", re.DOTALL)
    filled = paragraph.sub(lambda _: body, text)
    members["word/document.xml"] = filled.encode()
    return _packed(members)


@cache
def _docx_template() -> Mapping[str, bytes]:
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(_BODY)
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _docx(block: Block) -> str:
    if block.kind == "heading":
        style = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
        return f"<w:p>{style}{_run(block.text)}</w:p>"
    if block.kind == "text":
        return f"<w:p>{_run(block.text)}</w:p>"
    cell = "<w:tc><w:tcPr/><w:p>{}</w:p></w:tc>"
    rows = ["".join(cell.format(_run(c)) for c in row) for row in block.rows]
    grid = "<w:tblGrid>" + "<w:gridCol/>" * 4 + "</w:tblGrid>"
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{grid}{body}</w:tbl>"


def _run(text: str) -> str:
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


def pdf(prose: Prose, size: int) -> bytes:
    """Overwrite the marks of a template: the bytes of a line stand where they stood."""
    wanted = size // _CHARACTERS_PER_PAGE
    pages = max([n for n in _PAGES if n <= wanted], default=_PAGES[0])
    lines = _lines(prose)
    template = _pdf_template(pages)
    return re.sub(re.escape(_MARK.encode()), lambda _: next(lines), template)


def _lines(prose: Prose) -> Iterator[bytes]:
    """Yield lines without end, each as long as a mark, none with a bracket in it."""
    for block in prose.blocks(1 << 62):
        for row in block.rows:
            text = "".join(f"{cell:<20}" for cell in row) if row[1:] else row[0]
            for line in wrap(text, _LINE):
                yield line.ljust(_LINE).encode("ascii")


@cache
def _pdf_template(pages: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=0, invariant=1)
    for _ in range(pages):
        text = canvas.beginText(40, 790)
        text.setFont("Helvetica", 10)
        for _ in range(_LINES_PER_PAGE):
            text.textLine(_MARK)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


FORMATS: Final[Mapping[str, Callable[[Prose, int], bytes]]] = {
    ".pdf": pdf,
    ".docx": docx,
    ".html": html,
    ".md": md,
    ".txt": txt,
    ".csv": csv_,
    ".json": json_,
    ".eml": eml,
    ".zip": zip_,
}
