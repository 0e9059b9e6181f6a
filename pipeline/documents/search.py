"""Chunks of the store and a query in; the passages that answer it best out."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from pipeline.documents.bm25 import Query, Ranking
from pipeline.documents.rows import Candidate, Passage, Stretch
from pipeline.errors import SettingsError
from pipeline.store import Store

_LONGEST_LEAD: Final = 16_384


class Hit(NamedTuple):
    score: float
    passage: Passage


class Found(NamedTuple):
    hits: Sequence[Hit]
    """Best first."""
    matches: int
    """How many chunks hold a word of the query."""
    query: Query


def search(store: Store, corpora: Sequence[str], text: str, most: int) -> Found:
    """Rank every chunk with what leads up to it; the store is read once, in order."""
    query = Query(text)
    if not query.words:
        message = (
            f"nothing to look for in {text!r}: words of one character and the "
            "commonest English words are passed over"
        )
        raise SettingsError(message)
    ranking = Ranking(query)
    for row, searched in _searched(_chunks(store, corpora)):
        ranking.add(row, searched)
    best = ranking.best(most)
    rows = [match.row for match in best]
    passages = {
        passage.row: passage
        for passage in store.select(
            "documents_found", Passage, corpora=corpora, rows=rows
        )
    }
    hits = [Hit(match.score, passages[match.row]) for match in best]
    return Found(hits, ranking.matches, query)


def _chunks(store: Store, corpora: Sequence[str]) -> Iterator[Candidate]:
    """Yield the chunks in the order of their table, which is that of each document."""
    held = store.select("documents_stretches", Stretch, corpora=corpora)
    wanted = {stretch.document for stretch in held}
    chunks = store.stream(
        "documents_chunks",
        Candidate,
        first=min((stretch.first for stretch in held), default=0),
        last=max((stretch.last for stretch in held), default=-1),
    )
    return (chunk for chunk in chunks if chunk.document in wanted)


def _searched(chunks: Iterator[Candidate]) -> Iterator[tuple[int, str]]:
    """Yield each chunk with the characters of its page that lead up to it."""
    page: tuple[str, int] | None = None
    before = ""
    for chunk in chunks:
        if (chunk.document, chunk.page) != page:
            page, before = (chunk.document, chunk.page), ""
        lead = before[-chunk.lead :] if chunk.lead else ""
        yield chunk.row, lead + chunk.text
        before = (before + chunk.text)[-_LONGEST_LEAD:]
