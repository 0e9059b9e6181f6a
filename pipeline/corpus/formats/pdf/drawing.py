"""Pages in, the bytes of a PDF out, by reportlab's canvas."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final, cast

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from pipeline.corpus.formats.pdf.fonts import plain, width
from pipeline.corpus.formats.pdf.look import Look, look
from pipeline.corpus.formats.pdf.sheet import Sheet, sheet, size
from pipeline.corpus.formats.pdf.slugs import Bar, Ink, Page, Placed, Slug
from pipeline.corpus.papers import Paper

_HEAD: Final = 46.0
"""The running head's base line, down from the top of the page."""
_FOOT: Final = 40.0
"""The page number's base line, up from its bottom."""
_SMALL: Final = 8.5


def drawn(paper: Paper, pages: Sequence[Page]) -> bytes:
    seen = look(paper)
    measures = sheet(seen, paper.columns)
    out = BytesIO()
    canvas = Canvas(out, pageCompression=1, invariant=1)
    canvas.setTitle(_line(paper.title))
    canvas.setAuthor(_line(paper.author))
    canvas.setSubject("")
    canvas.setCreator("")
    _date(canvas, f"D:{paper.made:%Y%m%d%H%M%S}Z")
    head = _line(paper.head)
    for number, page in enumerate(pages, 1):
        foot = f"Page {number} of {len(pages)}" if seen.of_pages else str(number)
        canvas.setPageSize(size(wide=page.wide))
        placed = (
            _head(head, seen, measures, page),
            *page.slugs,
            _foot(foot, seen, page),
        )
        _draw(canvas, placed, size(wide=page.wide)[1])
        canvas.showPage()
    with _plain_streams():
        canvas.save()
    return out.getvalue()


def _date(canvas: Canvas, made: str) -> None:
    """Let the file say this: the library gives all invariant files one day."""

    def formatted(*_: object) -> str:
        return made

    cast("Any", canvas).setDateFormatter(formatted)  # its type is not known


def _head(head: str, seen: Look, measures: Sheet, page: Page) -> Placed:
    if not head:
        return Placed(0, 0, Slug(0))
    face = seen.faces[2]
    room = measures.turned if page.wide else measures.full
    while width(head, face) * _SMALL / 1000 > room:
        head = f"{head[: len(head) * 9 // 10 - 1]}\u2026"
    rule = Bar(0, 6, room, 0.4, 0.5)
    return Placed(
        measures.side, _HEAD, Slug(0, (Ink(0, 0, head, face, _SMALL),), bars=(rule,))
    )


def _foot(foot: str, seen: Look, page: Page) -> Placed:
    across, down = size(wide=page.wide)
    face = seen.faces[0]
    middle = (across - width(foot, face) * _SMALL / 1000) / 2
    return Placed(middle, down - _FOOT, Slug(0, (Ink(0, 0, foot, face, _SMALL),)))


def _draw(canvas: Canvas, placed: Iterable[Placed], down: float) -> None:
    """Draw the bars of a page, then its text: readers give it in the order written."""
    text = canvas.beginText()
    face, points, space, gray = "", 0.0, 0.0, 0.0
    for left, top, slug in placed:
        for bar in slug.bars:
            if bar.gray != gray:
                canvas.setFillGray(gray := bar.gray)
            y = down - top - bar.y - bar.height
            canvas.rect(_tenth(left + bar.x), _tenth(y), bar.width, bar.height, 0, 1)
        for ink in slug.inks:
            text.setTextOrigin(_tenth(left + ink.x), _tenth(down - top - ink.y))
            if (face, points) != (ink.face, ink.size):
                text.setFont(face := ink.face, points := ink.size)
            if space != ink.space:
                text.setWordSpace(space := ink.space)
            text.textOut(ink.text)
    canvas.setFillGray(0)
    canvas.drawText(text)


def _tenth(place: float) -> float:
    return round(place, 1)


def _line(text: str) -> str:
    return " ".join(plain(text).split())


@contextmanager
def _plain_streams() -> Generator[None]:
    """Let the library write bytes as they are: as text they are a quarter more."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before
