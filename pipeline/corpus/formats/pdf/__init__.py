"""PDF, set by a small typesetter of our own.

A sentence that states something stands on one page, its words in order; so does every
row of a table, on one line. Other sentences may go on overleaf, as they do in print.
"""

from pipeline.corpus.formats.pdf.drawing import drawn
from pipeline.corpus.formats.pdf.flow import Flow
from pipeline.corpus.formats.pdf.galley import Galley
from pipeline.corpus.formats.pdf.look import look
from pipeline.corpus.formats.pdf.sheet import sheet
from pipeline.corpus.formats.pdf.slugs import Page
from pipeline.corpus.papers import Paper


def render(paper: Paper) -> bytes:
    """Raise `ValueError` where a text has a character that the fonts have not."""
    try:
        return drawn(paper, typeset(paper))
    except ValueError as error:
        message = f"{paper.name}: {error}"
        raise ValueError(message) from error


def typeset(paper: Paper) -> list[Page]:
    seen = look(paper)
    measures = sheet(seen, paper.columns)
    galley = Galley(paper, seen, measures)
    for block in paper.blocks:
        galley.set(block)
    flow = Flow(measures, paper.columns)
    for band in galley.bands():
        flow.add(band)
    return flow.pages()
