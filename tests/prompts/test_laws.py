"""Laws of placing and sharing: whose evidence stands where, and what is asked once."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from pipeline.prompts.context import Piece, places
from pipeline.prompts.layout import lay
from pipeline.prompts.leaks import Leaks
from pipeline.prompts.nearness import Nearness
from pipeline.prompts.rankings import RANKINGS, Corpus, Wanted
from pipeline.prompts.stage import Built
from pipeline.records import Condition, Distractors, PassageClass, Placement, Prompt
from pipeline.store import Store
from tests.prompts.corpus import library, question, row, rows_of
from tests.prompts.test_stage import Bench, contexts, shown
from tests.support.small_bench import QUAYS, write_corpus, write_questions

DEPTHS = [0.0, 0.5, 1.0]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    place = tmp_path_factory.mktemp("laws")
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    with Store() as store:
        yield Bench(store, place, chunk_tokens=96)


@pytest.fixture(scope="module")
def warm(bench: Bench) -> Built:
    return bench.build(
        lengths=["1500"], cache="warm", depths=DEPTHS, controls=["gold-removed"]
    )


def test_evidence_amid_its_document_stands_in_reading_order(tmp_path: Path) -> None:
    write_corpus(tmp_path / "docs")
    quote = "On watch 20 of the Corrie log nothing was seen"
    asked = {
        "question": "What was seen on watch 20?",
        "answer": "no lights",
        "evidence": [{"document": "corrie.md", "quote": quote}],
    }
    (tmp_path / "asked.jsonl").write_text(json.dumps(asked))
    with Store() as store:
        built = Bench(store, tmp_path, chunk_tokens=96).build(
            lengths=["1k"], depths=[0.5], distractors=["same-document"]
        )
    (prompt,) = contexts(built)

    own = [
        (chunk, kind)
        for chunk, _, kind in shown(built, prompt)
        if kind is not PassageClass.RANDOM
    ]
    kinds = [kind for _, kind in own]
    assert [chunk for chunk, _ in own] == sorted(chunk for chunk, _ in own)
    assert PassageClass.GOLD not in {kinds[0], kinds[-1]}
    assert PassageClass.GOLD in kinds


def test_only_the_evidence_of_the_asked_question_is_removed(warm: Built) -> None:
    removed = {
        p.question: p for p in warm.prompts if p.condition is Condition.GOLD_REMOVED
    }
    assert len(removed) == 2 * len(QUAYS)
    for prompt in contexts(warm):
        pairs = zip(prompt.evidence, prompt.evidence_own, strict=True)
        others = tuple(chunk for chunk, own in pairs if not own)
        if prompt.question in removed:
            assert removed[prompt.question].evidence == others
            assert len(others) == len(prompt.evidence) - 1
    assert any(prompt.evidence for prompt in removed.values())


def test_questions_that_share_a_context_stand_at_different_depths(warm: Built) -> None:
    depths: dict[str | None, list[float]] = {}
    for prompt in contexts(warm):
        if prompt.depth is not None:
            depths.setdefault(prompt.layout, []).append(prompt.depth)

    assert max(map(len, depths.values())) == len(DEPTHS)
    for found in depths.values():
        assert len(set(found)) == len(found)


def test_beside_its_own_document_a_question_shares_no_context(bench: Bench) -> None:
    built = bench.build(
        lengths=["2k"], cache="warm", depths=[0.0, 0.5], distractors=["same-document"]
    )
    asked: dict[str | None, set[str]] = {}
    for prompt in contexts(built):
        assert all(prompt.evidence_own)
        asked.setdefault(prompt.layout, set()).add(prompt.question)

    assert len(asked) > len(QUAYS)
    assert {len(questions) for questions in asked.values()} == {1}


def test_what_has_no_depth_is_asked_once_a_length(bench: Bench) -> None:
    built = bench.build(
        lengths=["1k", "1500"], cache="warm", depths=DEPTHS, depth_design="full"
    )

    assert not built.unbuilt
    times = Counter((p.question, p.length) for p in contexts(built))
    assert {times["nothing", 1_000], times["nothing", 1_500]} == {1}
    del times["nothing", 1_000], times["nothing", 1_500]
    assert set(times.values()) == {len(DEPTHS)}


def test_closed_book_is_asked_once_and_gold_only_at_each_placement(
    bench: Bench,
) -> None:
    built = bench.build(
        lengths=["1k"],
        cache="warm",
        placement=list(Placement),
        controls=["closed-book", "gold-only"],
    )

    def times(condition: Condition) -> set[int]:
        found: list[Prompt] = [p for p in built.prompts if p.condition is condition]
        return set(Counter(p.question for p in found).values())

    assert times(Condition.CLOSED_BOOK) == {1}
    assert times(Condition.GOLD_ONLY) == {len(Placement)}


def test_passages_near_any_question_of_a_context_come_first() -> None:
    asked = [question("a", "Which lanterns burn?"), question("b", "Whose otter swims?")]
    near = Nearness(asked)
    rows = [*rows_of(3, 8), row("e", 0, "Lanterns burn."), row("f", 0, "Otter swims.")]
    corpus = Corpus(library(rows, near), near, seed=7)

    found = RANKINGS[Distractors.HARD](corpus, Wanted(asked, (0,), set(), None), [900])

    assert set(found.order[:2].tolist()) == {24, 25}
    kinds = [PassageClass.HARD] * 2 + [PassageClass.RANDOM] * (len(found.order) - 2)
    assert list(found.classes) == kinds


def test_documents_of_the_evidence_stand_apart_and_in_the_order_of_the_set() -> None:
    """The second holds what stands behind the evidence, so it may not come first."""
    corpus = Corpus(library(rows_of(4, 8)), None, seed=7)
    wanted = Wanted([question("q")], (2 * 8 + 3, 8 + 3), set(), 0.5)
    ranking = RANKINGS[Distractors.SAME_DOCUMENT](corpus, wanted, [1_200])

    layout = lay(corpus.library, ranking, [1_200]).layout

    document = {passage.chunk: passage.document for passage in corpus.library.passages}
    runs = [name for name, _ in groupby(document[chunk] for chunk in layout.chunks)]
    assert len(runs) == len(set(runs))
    assert runs.index("d1") == runs.index("d2") + 1


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([Piece(0, 0.2, 200), Piece(1, 0.8, 200)], [2, 6]),
        ([Piece(0, 0.8, 200), Piece(1, 0.2, 200)], [6, 2]),
        ([Piece(0, 0.25, 200), Piece(0, 0.75, 200)], [2, 6]),
    ],
    ids=["others", "in-any-order", "own"],
)
def test_the_evidence_of_others_counts_and_ones_own_does_not(
    pieces: list[Piece], expected: list[int]
) -> None:
    """Among 800 tokens of distractors and 200 of another: 0.8 is 600 + 200 of 1,000."""
    assert places(range(0, 900, 100), pieces) == expected


@pytest.mark.parametrize(
    ("second", "told"), [("d0", {0, 1}), ("d1", set[int]())], ids=["one", "two"]
)
def test_a_quote_runs_over_passages_but_not_over_documents(
    second: str, told: set[int]
) -> None:
    quote = "night berthing shall end on all the outer quays"
    asked = question("q", evidence=[{"document": "gold", "quote": quote}])
    leaks = Leaks([asked])

    leaks.see(0, row("d0", 0, "It says: night berthing shall end"))
    leaks.see(1, row(second, 1, "on all the outer quays, and soon."))

    assert leaks.of([asked]) == told
