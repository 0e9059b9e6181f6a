"""A page in; its lines, or an HTML file that shows it beside its source, out."""

import os
from collections.abc import Iterator
from pathlib import Path

import click

from pipeline.cli.talk import say
from pipeline.documents import view
from pipeline.documents.drawing import draw
from pipeline.documents.rows import Shown
from pipeline.documents.source import Source, source
from pipeline.documents.visible import visible
from pipeline.errors import PipelineError
from pipeline.ingest.readers.pdfium import opened


def page_lines(shown: Shown, *, raw: bool) -> Iterator[str]:
    """Yield what is known about the page, then its text."""
    page = shown.page
    yield visible(f"{shown.file.path}, page {page.number} of {shown.pages}")
    yield f"label   {visible(page.label)}"
    yield f"engine  {visible(page.engine)}"
    if page.note:
        yield f"note    {visible(page.note)}"
    yield ""
    text = page.text if not raw or page.raw is None else page.raw
    yield visible(text, lines=True).rstrip("\n")


def open_page(shown: Shown, folder: Path) -> Path:
    """Write the page beside its source as an HTML file, and open that."""
    found = source(shown.file)
    shown_source, failed = _source(shown, found)
    remarks = tuple(remark for remark in (found.remark, failed) if remark)
    for remark in remarks:
        say(remark)
    target = folder / "pages" / f"{shown.file.document}-{shown.page.number}.html"
    try:
        target.parent.mkdir(exist_ok=True)
        target.write_text(view.view(shown, shown_source, remarks), encoding="utf-8")
    except OSError as error:
        message = f"{str(target)!r} cannot be written: {error.strerror}"
        raise PipelineError(message) from error
    if click.launch(str(target.absolute())):
        say("no viewer could be started: open the file yourself")
    return target


def _source(shown: Shown, found: Source) -> tuple[str, str | None]:
    """Return the source as HTML, and why it is not all that one could wish."""
    if found.path is None:
        return view.nothing(), None
    link = view.link(found.path.absolute().as_uri(), str(found.path))
    if shown.file.format == "pdf":
        drawn = draw(opened, found.read(), shown.page.number - 1, _passwords())
        if drawn.png is None:
            return link, f"the page is not shown: {drawn.reason}"
        return view.image(drawn.png), None
    text = view.text(found.read(view.MOST_SOURCE), found.path.stat().st_size)
    return text or link, None


def _passwords() -> list[str]:
    found = os.environ.get("DOCQA_DOCUMENT_PASSWORD")
    return [found] if found else []
