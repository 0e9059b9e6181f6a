"""Word documents: paragraphs and tables in reading order, a page for each heading."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.blkcntnr import BlockItemContainer
from docx.opc.coreprops import CoreProperties
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.ingest.readers import zipped
from pipeline.ingest.readers.base import Contents, Options
from pipeline.ingest.readers.clean import CELL_BORDER, page


def read(data: bytes, options: Options) -> Contents:
    zipped.refuse_ole(data, ".docx")
    zipped.opened(data, options).close()
    sections: list[tuple[str, list[str]]] = [("", [])]
    document = Document(BytesIO(data))
    headings = {style.style_id for style in document.styles if _is_heading(style.name)}
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            sections[-1][1].append("\n".join(_rows(block)))
        else:
            if _style_id(block) in headings and block.text.strip():
                sections.append((block.text, []))
            sections[-1][1].append(block.text)
    parts = ((heading, "\n\n".join(blocks)) for heading, blocks in sections)
    kept = [part for part in parts if part[1].strip()] or [("", "")]
    pages = [
        page(number, heading, text, engine="python-docx")
        for number, (heading, text) in enumerate(kept, 1)
    ]
    about = document.core_properties
    return Contents(pages, title=about.title or None, details=_details(about))


def _details(about: CoreProperties) -> dict[str, str]:
    said = {"author": about.author, "subject": about.subject}
    return {name: value for name, value in said.items() if value}


def _is_heading(style: str | None) -> bool:
    return style is not None and (style == "Title" or style.startswith("Heading "))


def _style_id(paragraph: Paragraph) -> str | None:
    # The public `style` looks through all styles for each paragraph: 1.5 ms of it.
    return paragraph._p.style  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]


def _rows(table: Table) -> Iterator[str]:
    """One line a row; a merged cell is written where it begins, and blank after."""
    seen: set[object] = set()
    for row in table.rows:
        in_row: set[object] = set()
        cells: list[str] = []
        for cell in row.cells:
            # Two cells are one where this is the same; there is no public way to ask.
            element = cell._tc  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]
            if element not in in_row:
                cells.append("" if element in seen else _cell(cell))
            in_row.add(element)
        seen |= in_row
        if any(cells):
            yield CELL_BORDER.join(cells)


def _cell(cell: BlockItemContainer) -> str:
    parts = (
        " ".join(_rows(block)) if isinstance(block, Table) else block.text
        for block in cell.iter_inner_content()
    )
    return " ".join(" ".join(parts).split())
