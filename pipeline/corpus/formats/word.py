"""Word documents, written as XML: `python-docx` takes eight times as long."""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.corpus.formats.lines import FIGURES, Notes, header, look
from pipeline.corpus.formats.packing import XML, Part, escaped, fixed, package
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Line,
    Message,
    Paper,
    Paragraph,
    Table,
)

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_RELATED: Final = (
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("header", "header1.xml"),
)
_HEADER: Final = "rId3"
_FONTS: Final = ("Calibri", "Times New Roman", "Arial", "Georgia")
_HEADINGS: Final = ("Title", "Heading1", "Heading2")
_TEXT_WIDTH: Final = 9_070
"""Twentieths of a point between the margins of an A4 page."""
_WIDEST: Final = 40
"""Letters of a column that count for its width."""
_END: Final = (
    "<w:sectPr>{header}"
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418"'
    ' w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)


def render(paper: Paper) -> bytes:
    writer = _Writer()
    body = "".join(writer.written(paper))
    head = f'<w:headerReference w:type="default" r:id="{_HEADER}"/>'
    end = _END.format(header=head if paper.head else "")
    related = _RELATED if paper.head else _RELATED[:-1]
    font = look(paper).one_of(_FONTS)
    styles = fixed("docx-styles").replace("FONT", font)
    parts = [
        _part("document", "document.main", f"<w:body>{body}{end}</w:body>", related),
        Part("word/styles.xml", "wordprocessingml.styles", styles),
        _part("numbering", "numbering", _numbering(writer.lists), name="numbering"),
    ]
    if paper.head:
        text = _paragraph("Header", _run(paper.head))
        parts.append(_part("header1", "header", text, name="hdr"))
    return package(paper, parts)


def _part(
    file: str,
    kind: str,
    inner: str,
    related: Sequence[tuple[str, str]] = (),
    *,
    name: str = "document",
) -> Part:
    xml = f"{XML}<w:{name} {_SPACES}>{inner}</w:{name}>"
    return Part(f"word/{file}.xml", f"wordprocessingml.{kind}", xml, related)


class _Writer:
    def __init__(self) -> None:
        self._notes: Final = Notes()
        self.lists = 0
        """Numbered ones, each of which begins with 1."""

    def written(self, paper: Paper) -> Iterator[str]:
        yield _paragraph("Title", _run(paper.title))
        for block in paper.blocks:
            yield self._block(block)
        if self._notes.texts:
            # Footnotes proper would be in a part that few readers look into.
            yield _paragraph("Heading1", _run("Notes"))
        for number, text in self._notes.numbered():
            yield _paragraph("Note", _run(f"[{number}] {text}"))

    def _block(self, block: Block) -> str:
        match block:
            case Heading(text, level):
                return _paragraph(_HEADINGS[level - 1], _run(text))
            case Paragraph():
                marks = "".join(_mark(n) for n in self._notes.numbers(block))
                return _paragraph("Normal", _run(block.text) + marks)
            case Bullets():
                return self._list(block)
            case Table():
                return _paragraph("Caption", _run(block.caption)) + _table(block)
            case Message():
                lines = (f"{name}: {value}" for name, value in header(block))
                return _paragraph("Normal", "<w:r><w:br/></w:r>".join(map(_run, lines)))
            case Line(sentence):
                return _paragraph("Log", _run(sentence.text))

    def _list(self, block: Bullets) -> str:
        style, number = "ListBullet", ""
        if block.numbered:
            self.lists += 1
            style = "ListNumber"
            number = f'<w:ilvl w:val="0"/><w:numId w:val="{self.lists + 1}"/>'
            number = f"<w:numPr>{number}</w:numPr>"
        items = (_paragraph(style, _run(item.text), number) for item in block.items)
        return "".join(items)


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def _mark(number: int) -> str:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f"<w:r>{raised}<w:t>[{number}]</w:t></w:r>"


def _paragraph(style: str, inner: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{inner}</w:p>'


def _table(table: Table) -> str:
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row(table.head, widths, is_head=True)
    rows = "".join(_row(row.cells, widths) for row in table.rows)
    # A text may not end with a table: Word wants a paragraph after it.
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl><w:p/>"
    )


def _widths(table: Table) -> list[int]:
    """Share the page among the columns by their longest cells."""
    lengths = [min(len(title), _WIDEST) for title in table.head]
    for row in table.rows:
        cells = [min(len(cell), _WIDEST) for cell in row.cells[: len(lengths)]]
        lengths[: len(cells)] = map(max, lengths, cells)
    whole = sum(lengths) + 2 * len(lengths)
    return [_TEXT_WIDTH * (length + 2) // whole for length in lengths]


def _row(cells: Sequence[str], widths: Sequence[int], *, is_head: bool = False) -> str:
    about = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if is_head else ""
    written = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_cell(cell, is_head=is_head)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{about}{written}</w:tr>"


def _cell(text: str, *, is_head: bool) -> str:
    if is_head:
        return _paragraph(
            "Cell", _run(text).replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>")
        )
    right = '<w:jc w:val="right"/>' if FIGURES.fullmatch(text) else ""
    return _paragraph("Cell", _run(text), right)


def _numbering(lists: int) -> str:
    """Define bullets as list 1, and each numbered list after it."""
    level = (
        '<w:abstractNum w:abstractNumId="{}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="567" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
    )
    kinds = level.format(0, "bullet", "\u2022") + level.format(1, "decimal", "%1.")
    anew = (
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbered = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>{anew}'
        for number in range(2, lists + 2)
    )
    bullets = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return f"{kinds}{bullets}{numbered}"
