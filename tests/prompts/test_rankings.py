"""Each kind of distractors: whose passages come, in which order, and as what."""

from collections.abc import Iterator, Sequence

import pytest

from pipeline.prompts import rankings
from pipeline.prompts.leaks import Leaks
from pipeline.prompts.library import ChunkRow, Library
from pipeline.prompts.nearness import Nearness
from pipeline.prompts.rankings import RANKINGS, Corpus, Ranking, Wanted, _whole
from pipeline.records import Distractors, PassageClass, Question
from tests.prompts.corpus import library, question, row, rows_of

LEAK = "It was seen by a lighthouse keeper."
ASKED = question("q", "What did gulls see?")


def made(rows: Sequence[ChunkRow], asked: Sequence[Question] = (ASKED,)) -> Corpus:
    near = Nearness(asked)
    return Corpus(library(rows, near), near, seed=7)


def rank(
    kind: Distractors,
    corpus: Corpus,
    *,
    gold: Sequence[int] = (0,),
    depth: float | None = None,
    longest: int = 4_000,
    asked: Question = ASKED,
) -> Ranking:
    leaks = Leaks([asked])
    for index, one in enumerate(texts(corpus.library)):
        leaks.see(index, one)
    wanted = Wanted([asked], gold, leaks.of([asked]), depth)
    return RANKINGS[kind](corpus, wanted, [longest // 2, longest])


def texts(made: Library) -> Iterator[ChunkRow]:
    for index, passage in enumerate(made.passages):
        (text,) = made.texts.of([passage.chunk])
        yield row(passage.document, index, text)


def documents(corpus: Corpus, ranking: Ranking) -> list[str]:
    order: list[int] = ranking.order.tolist()
    return [corpus.library.passages[index].document for index in order]


@pytest.mark.parametrize("kind", Distractors)
def test_no_passage_comes_twice_or_tells_or_is_the_evidence(kind: Distractors) -> None:
    corpus = made([*rows_of(6, 8), row("d9", 0, LEAK), row("d9", 1, "Rain.")])

    found = rank(kind, corpus, gold=(2, 3), depth=0.5)

    order = found.order.tolist()
    assert len(set(order)) == len(order) == len(found.classes)
    assert not {2, 3, 48} & set(order)
    # Of a document that is shown whole or not at all, every passage is left out.
    assert found.leaks == (2 if kind is Distractors.WHOLE_DOCUMENTS else 1)


@pytest.mark.parametrize(
    "kind", [Distractors.RANDOM, Distractors.HARD, Distractors.WHOLE_DOCUMENTS]
)
def test_the_document_of_the_evidence_gives_no_distractors(kind: Distractors) -> None:
    corpus = made(rows_of(6, 8))

    found = documents(corpus, rank(kind, corpus, gold=(2,)))

    assert set(found) == {"d1", "d2", "d3", "d4", "d5"}


@pytest.mark.parametrize("kind", [Distractors.RANDOM, Distractors.WHOLE_DOCUMENTS])
def test_an_edit_moves_only_what_was_edited(kind: Distractors) -> None:
    before = made(rows_of(6, 8))
    edited = row("d3", 3, "Something else was written here later on.")
    after = made([edited if r.number == edited.number else r for r in rows_of(6, 8)])

    def order(corpus: Corpus) -> list[int]:
        found = rank(kind, corpus).order.tolist()
        return [index for index in found if index != 3 * 8 + 3]

    assert order(before) == order(after)


def test_hard_passages_are_the_nearest_and_the_rest_is_random() -> None:
    near = "Gulls see what gulls see, and what did they see?"
    corpus = made([*rows_of(4, 4), row("e", 0, near), row("e", 1, "Fog")])

    found = rank(Distractors.HARD, corpus)

    assert found.order[0] == 16
    assert found.classes[0] is PassageClass.HARD
    place = found.order.tolist().index(17)
    assert found.classes[place] is PassageClass.RANDOM
    assert place == len(found.order) - 1


def test_whole_documents_come_from_their_first_passage_to_their_last() -> None:
    corpus = made([*rows_of(6, 8), row("d9", 0, LEAK), row("d9", 1, "Rain.")])

    found = rank(Distractors.WHOLE_DOCUMENTS, corpus)

    names = documents(corpus, found)
    assert "d9" not in names  # what tells anywhere is left out as a whole
    for name in set(names):
        mine = [
            i for i, n in zip(found.order.tolist(), names, strict=True) if n == name
        ]
        assert mine == corpus.library.span(name)
        first = names.index(name)
        assert names[first : first + 8] == [name] * 8


def test_the_same_document_is_taken_from_the_evidence_outwards() -> None:
    corpus = made(rows_of(3, 60))
    gold = 60 + 30

    found = rank(Distractors.SAME_DOCUMENT, corpus, gold=(gold,), depth=0.5)

    own = [
        index
        for index, kind in zip(found.order.tolist(), found.classes, strict=True)
        if kind is PassageClass.SAME_DOCUMENT
    ]
    assert [i for i in own if i < gold] == list(range(gold - 1, 59, -1))[: len(own)]
    assert [i for i in own if i > gold] == list(range(gold + 1, 120))
    assert found.balance is not None
    assert all((i in found.balance.ahead) == (i < gold) for i in own)


def test_other_documents_go_on_where_the_own_one_ends() -> None:
    corpus = made(rows_of(9, 12))

    found = rank(Distractors.SAME_DOCUMENT, corpus, gold=(4 * 12,), depth=0.5)

    assert found.balance is not None
    kinds = dict(zip(found.order.tolist(), found.classes, strict=True))
    ahead = [i for i in found.order.tolist() if i in found.balance.ahead]
    assert ahead
    assert all(kinds[i] is PassageClass.RANDOM for i in ahead)
    at = found.documents[corpus.library.document_of]
    for index in found.order:
        side = at[index] < at[4 * 12] or (at[index] == at[48] and index < 48)
        assert side == (int(index) in found.balance.ahead)


def test_a_long_corpus_is_ranked_only_as_far_as_needed() -> None:
    corpus = made(rows_of(60, 60))

    found = rank(Distractors.RANDOM, corpus, longest=1_000)

    assert 2_000 < len(found.order) < 2_200


def test_the_nearest_of_a_large_corpus_are_those_of_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    corpus = made(rows_of(40, 30))
    whole = rank(Distractors.HARD, corpus, longest=500).order.tolist()
    monkeypatch.setattr(rankings, "CLOSING_CANDIDATES", 20)

    some = rank(Distractors.HARD, corpus, longest=500).order.tolist()

    assert 20 < len(some) < len(whole)
    assert some == whole[: len(some)]


def test_documents_that_fit_a_shorter_context_come_before_those_that_do_not() -> None:
    sizes = [900, 300, 200, 5_000, 400]

    assert _whole([0, 1, 2, 3, 4], sizes, [600, 2_000]) == [1, 2, 0, 4, 3]
    assert _whole([3, 0], sizes, [10]) == [3, 0]


def test_a_room_for_no_whole_document_is_said_to_be_too_small() -> None:
    corpus = made(rows_of(6, 40))

    found = rank(Distractors.WHOLE_DOCUMENTS, corpus)

    smallest = min(
        corpus.library.size(corpus.library.span(f"d{d}")) for d in range(1, 6)
    )
    assert smallest < found.least < smallest + 4 * 340


def planted_into(rows: Sequence[ChunkRow], *hosts: int) -> tuple[Corpus, list[int]]:
    """Return a corpus with a fact beside the passages of these indexes."""
    corpus = made(rows)
    found: list[int] = []
    corpus.library.plant(
        [
            rows[host].model_copy(update={"number": n, "text": f"Gulls. {LEAK}"})
            for n, host in enumerate(hosts)
        ],
        lambda index, _: found.append(index),
    )
    return corpus, found


@pytest.mark.parametrize("kind", [Distractors.RANDOM, Distractors.HARD])
def test_of_a_planted_document_only_the_host_is_no_distractor(
    kind: Distractors,
) -> None:
    corpus, planted = planted_into(rows_of(3, 8), 4, 9)
    wanted = Wanted([ASKED], planted[:1], set(), None, planted[1:])

    order = RANKINGS[kind](corpus, wanted, [4_000]).order.tolist()

    assert sorted(order) == [i for i in range(24) if i not in {4, 9}]


def test_a_document_that_is_planted_in_is_not_shown_as_a_whole_one() -> None:
    corpus, planted = planted_into(rows_of(4, 8), 4, 9)
    wanted = Wanted([ASKED], planted[:1], set(), None, planted[1:])

    found = RANKINGS[Distractors.WHOLE_DOCUMENTS](corpus, wanted, [4_000])

    assert set(documents(corpus, found)) == {"d2", "d3"}


def test_around_a_planted_fact_stands_what_is_around_its_host() -> None:
    corpus, planted = planted_into(rows_of(3, 60), 60 + 30, 60 + 33)
    wanted = Wanted([ASKED], planted[:1], set(), 0.5, planted[1:])

    found = RANKINGS[Distractors.SAME_DOCUMENT](corpus, wanted, [4_000])

    own = [
        index
        for index, kind in zip(found.order.tolist(), found.classes, strict=True)
        if kind is PassageClass.SAME_DOCUMENT
    ]
    assert {90, 93}.isdisjoint(found.order.tolist())
    assert [i for i in own if i < 90] == list(range(89, 59, -1))[: len(own)]
    assert [i for i in own if i > 90] == [91, 92, *range(94, 120)]
