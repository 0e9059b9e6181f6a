"""Documents to look for evidence in, made of pages of chunks."""

from collections.abc import Mapping, Sequence

from pipeline.questions.locating.search import Found, look, settle
from pipeline.questions.locating.text import DocumentText, Outline, PageChunks
from pipeline.records import Evidence

Pages = Mapping[int, Sequence[str]]


def chunked(pages: Pages, labels: Mapping[int, str] | None = None) -> list[PageChunks]:
    made: list[PageChunks] = []
    ordinal = 0
    for number, texts in pages.items():
        ordinals = list(range(ordinal, ordinal + len(texts)))
        label = (labels or {}).get(number, str(number))
        made.append(PageChunks(number, label, ordinals, texts))
        ordinal += len(texts)
    return made


def locate(evidence: Evidence, pages: Sequence[PageChunks], offset: int = 0) -> Found:
    text, outline = DocumentText(pages), Outline("doc", pages)
    return settle(look(evidence, text, outline), offset)


def evidence(
    page: int | None = None, quote: str | None = None, label: str | None = None
) -> Evidence:
    return Evidence(document="a.pdf", page=page, label=label, quote=quote)
