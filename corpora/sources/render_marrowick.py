"""Render the made documents of the Marrowick archive from their sources.

The same sources give the same bytes each time, so that a changed document in the
repository always means a changed source.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from pathlib import Path

import click
from docx import Document
from docx.document import Document as DocxDocument
from marrowick import pages, records, tariffs
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Table,
    TableStyle,
)

Row = tuple[str, ...]

SOURCES = Path(__file__).parent / "marrowick"
OUTPUT = Path(__file__).parents[1] / "archives" / "marrowick"
FIXED = datetime(2025, 3, 3, 9, 0, 0)  # noqa: DTZ001 - zip times have no zone
ZIP_TIME = (2025, 3, 3, 9, 0, 0)
WIDE = {"berth-log-2023.pdf"}
BASE = ParagraphStyle("base", fontName="Times-Roman", fontSize=11.5, leading=16.5)
STYLES = {
    "title": ParagraphStyle(
        "title", BASE, fontName="Helvetica-Bold", fontSize=18, leading=23, spaceAfter=12
    ),
    "h2": ParagraphStyle(
        "h2",
        BASE,
        fontName="Helvetica-Bold",
        fontSize=13,
        leading=17,
        spaceBefore=12,
        spaceAfter=6,
        keepWithNext=1,
    ),
    "h3": ParagraphStyle(
        "h3", BASE, fontName="Helvetica-Oblique", spaceBefore=6, keepWithNext=1
    ),
    "strong": ParagraphStyle("strong", BASE, fontName="Times-Bold", spaceAfter=8),
    "quote": ParagraphStyle("quote", BASE, leftIndent=24, spaceAfter=8),
    "text": ParagraphStyle("text", BASE, spaceAfter=8),
}
CELL = ParagraphStyle("cell", BASE, fontName="Helvetica", fontSize=8.2, leading=10)
HEAD = ParagraphStyle("head", CELL, fontName="Helvetica-Bold", alignment=TA_CENTER)
GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]
)
SURVEY_HEAD = (
    "Station",
    "Chainage m",
    "Berth",
    "Splash mm",
    "Low water mm",
    "Bed mm",
    "Loss %",
)
BERTH_HEAD = (
    "Call",
    "Arrived",
    "Vessel",
    "Berth",
    "Last port",
    "Cargo",
    "Tonnes",
    "Sailed",
    "Pilot",
    "Remarks",
)


@dataclass
class Block:
    """One heading, paragraph, table or page break of a source text."""

    kind: str
    text: str = ""
    rows: list[Row] = field(default_factory=list)


def named_table(name: str) -> list[Block]:
    """Give the table that a source asks for by name, with its caption."""
    if name == "survey":
        caption = "Table 3.1. Mean remaining thickness by station"
        rows = [SURVEY_HEAD, *records.survey_rows()]
    elif name == "berths":
        caption = "Calls in order of arrival, 2023"
        rows = [BERTH_HEAD, *records.berth_log()]
    else:
        table = tariffs.tables(2024)[name]
        caption, rows = table.title, list(table.rows)
    return [Block("h3", caption), Block("table", rows=rows)]


def line_block(line: str) -> Block:
    """Read one line of a source that is not part of a table."""
    for mark, kind in (("### ", "h3"), ("## ", "h2"), ("# ", "title"), ("> ", "quote")):
        if line.startswith(mark):
            return Block(kind, line.removeprefix(mark))
    if line.startswith("**") and line.endswith("**"):
        return Block("strong", line.strip("*"))
    return Block("break") if line == "@page" else Block("text", line)


def parse(source: str) -> list[Block]:
    """Read a source text into blocks, joining table lines into tables."""
    blocks: list[Block] = []
    for line in filter(None, map(str.strip, source.splitlines())):
        if line.startswith("@table "):
            blocks += named_table(line.removeprefix("@table "))
        elif line.startswith("|"):
            row = tuple(cell.strip() for cell in line[1:-1].split("|"))
            if not blocks or blocks[-1].kind != "table":
                blocks.append(Block("table"))
            blocks[-1].rows.append(row)
        else:
            blocks.append(line_block(line))
    return blocks


def plain(text: str) -> str:
    """Drop the bold marks that only the PDF can show."""
    return text.replace("**", "")


def marked(text: str) -> str:
    """Turn bold marks into the mark-up that reportlab reads."""
    return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text, quote=False))


def longest(column: Row) -> int:
    """Count the characters of a column's longest cell."""
    return max(len(cell) for cell in column)


def widest(column: Row) -> int:
    """Count the characters of a column's longest word, which must not be broken."""
    return max(len(word) for cell in column for word in ["", *cell.split()]) + 1


def pdf_table(rows: list[Row], width: float) -> Table:
    """Lay out a table whose columns are as wide as their words want."""
    columns = list(zip(*rows, strict=True))
    wants = [3 + max(widest(column), min(34, longest(column))) for column in columns]
    widths = [width * want / sum(wants) for want in wants]
    cells = [
        [Paragraph(escape(cell), CELL if number else HEAD) for cell in row]
        for number, row in enumerate(rows)
    ]
    return Table(
        cells, colWidths=widths, repeatRows=1, style=GRID, spaceBefore=4, spaceAfter=12
    )


def flowables(blocks: list[Block], width: float) -> Iterator[Flowable]:
    """Turn blocks into what reportlab sets on a page."""
    for block in blocks:
        if block.kind == "table":
            yield pdf_table(block.rows, width)
        elif block.kind == "break":
            yield PageBreak()
        else:
            yield Paragraph(marked(block.text), STYLES[block.kind])


def render_pdf(name: str, blocks: list[Block]) -> bytes:
    """Render a PDF with the title at the head and a page number at the foot."""
    size = landscape(A4) if name in WIDE else A4
    title = plain(blocks[0].text)

    def furniture(canvas: Canvas, template: BaseDocTemplate) -> None:
        """Print the running head and the page number."""
        canvas.setFont("Helvetica", 8)
        canvas.drawString(22 * mm, size[1] - 13 * mm, title)
        canvas.drawRightString(size[0] - 22 * mm, 11 * mm, f"Page {template.page}")

    buffer = io.BytesIO()
    width = size[0] - 44 * mm
    frame = Frame(22 * mm, 18 * mm, width, size[1] - 36 * mm, 0, 0, 0, 0)
    document = BaseDocTemplate(
        buffer, pagesize=size, title=title, author="Marrowick Harbour Board"
    )
    document.addPageTemplates([PageTemplate(frames=[frame], onPage=furniture)])
    document.build(list(flowables(blocks, width)))
    return buffer.getvalue()


def add_table(document: DocxDocument, rows: list[Row]) -> None:
    """Add a ruled table, whose first row is its heading."""
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def same_zip(packed: bytes) -> bytes:
    """Write a DOCX again with fixed times, so that its bytes repeat."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n[0] != "[", n)):
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            new.writestr(info, old.read(name))
    return buffer.getvalue()


def render_docx(blocks: list[Block]) -> bytes:
    """Render a Word document with real headings and tables."""
    document = Document()
    properties = document.core_properties
    properties.title = plain(blocks[0].text)
    properties.author = "Marrowick Harbour Board"
    properties.created = properties.modified = FIXED
    levels = {"title": 1, "h2": 2, "h3": 3}
    for block in blocks:
        if block.kind == "table":
            add_table(document, block.rows)
        elif block.kind in levels:
            document.add_heading(block.text, levels[block.kind])
        elif block.kind != "break":
            document.add_paragraph(plain(block.text))
    buffer = io.BytesIO()
    document.save(buffer)
    return same_zip(buffer.getvalue())


def render(target: Path) -> list[str]:
    """Write every made document into a folder and give their names."""
    rl_config.invariant = 1
    made = {name: text.encode() for name, text in pages.all_pages().items()}
    for source in sorted(SOURCES.glob("*.*.txt")):
        name = source.name.removesuffix(".txt")
        blocks = parse(source.read_text(encoding="utf-8"))
        pdf = name.endswith(".pdf")
        made[name] = render_pdf(name, blocks) if pdf else render_docx(blocks)
    for name, data in made.items():
        (target / name).write_bytes(data)
    return sorted(made)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=OUTPUT,
    help="Folder that the documents are written into.",
)
def main(out: Path) -> None:
    """Render the archive's made documents."""
    click.echo(f"{len(render(out))} documents written to {out}")


if __name__ == "__main__":
    main()
