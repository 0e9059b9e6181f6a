"""The ranking is that of a kept library, without its need to hold every word."""

import re
from typing import Any

import bm25s
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.documents.bm25 import Query, Ranking
from pipeline.documents.snippet import snippet

library: Any = bm25s
WORDS = ("tenant", "lease", "quay", "depth", "notice")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@given(
    st.lists(texts, min_size=1, max_size=12),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True),
)
def test_scores_are_those_of_bm25s(corpus: list[str], wanted: list[str]) -> None:
    """There, a length is counted in words: each text is filled up to our length."""
    ranking = Ranking(Query(" ".join(wanted)))
    for row, text in enumerate(corpus):
        ranking.add(row, text)
    filled = [
        words + ["…"] * (len(text) - len(words))
        for text, words in ((text, text.split()) for text in corpus)
    ]
    index = library.BM25()
    index.index(filled, show_progress=False)
    known = [word for word in wanted if any(word in words for words in filled)]
    scores = index.get_scores(known) if known else [0.0] * len(corpus)

    found = {match.row: match.score for match in ranking.best(len(corpus))}

    assert found == pytest.approx(
        {row: score for row, score in enumerate(scores) if score > 0}, rel=1e-4
    )


def test_equals_stay_in_order_and_only_the_best_are_given() -> None:
    ranking = Ranking(Query("quay"))
    for row in (7, 3, 5):
        ranking.add(row, "the quay")

    assert [match.row for match in ranking.best(2)] == [7, 3]
    assert ranking.matches == 3


@pytest.mark.parametrize(
    ("query", "text", "count"),
    [
        pytest.param("lease", "Lease, LEASE; sublease leases lease_", 2, id="whole"),
        pytest.param("é", "nothing", 0, id="one character is no word"),
        pytest.param("解約", "この契約の解約通知は解約の前", 2, id="unspaced"),
        pytest.param("a.b*", "ab", 0, id="no pattern"),
        pytest.param("cafe\u0301", "un café", 1, id="composed"),
    ],
)
def test_a_word_counts_where_it_stands_whole(query: str, text: str, count: int) -> None:
    asked = Query(query)

    assert sum(asked.counts(text)) == count
    assert len(asked.pattern.findall(text)) == count


@given(st.text(), st.text(max_size=20))
def test_the_pattern_finds_what_is_counted(text: str, query: str) -> None:
    plain = text.casefold().encode("ascii", "ignore").decode()
    asked = Query(query.encode("ascii", "ignore").decode())

    assert bool(asked.pattern.search(plain)) == bool(asked.counts(plain))


def test_a_snippet_shows_where_most_words_come_together() -> None:
    filler = "gulls and weather from the west, " * 20
    text = f"The quay. {filler}the notice\n period of the  quay is 30 days. {filler}"

    found = snippet(text, Query("notice period quay").pattern, 100)

    assert "notice period of the quay is 30 days" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= 104


@given(st.text(), st.integers(10, 200))
def test_a_snippet_is_one_short_line_of_the_text(text: str, size: int) -> None:
    found = snippet(text, re.compile("e"), size)

    assert found.removeprefix("… ").removesuffix(" …") in " ".join(text.split())
    assert len(found) <= size + 4
