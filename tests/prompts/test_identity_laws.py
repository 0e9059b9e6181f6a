"""What makes a text other makes its id other; the same parts are the same bytes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.ingest.stage import ingest
from pipeline.prompts.identity import MadeOf, shown_digest
from pipeline.prompts.layout import lay
from pipeline.prompts.rankings import RANKINGS, Corpus, Wanted
from pipeline.records import Cache, Condition, Distractors, PassageClass
from pipeline.settings import load
from pipeline.store import Store
from tests.prompts.corpus import library, question, rows_of
from tests.prompts.test_stage import Bench
from tests.support.small_bench import write_corpus, write_questions


def id_with(evidence: Sequence[tuple[int, bytes]]) -> str:
    made_of = MadeOf(
        question="q",
        condition=Condition.CONTEXT,
        length=2_000,
        depth=0.5,
        template="t",
        asked="What was seen?",
        distractors=Distractors.RANDOM,
        rung="r",
        evidence=evidence,
    )
    return made_of.id("")


def test_how_much_of_a_passage_is_shown_is_part_of_its_digest() -> None:
    ends = (None, 0, 40, 41)

    assert len({shown_digest(b"a passage", end) for end in ends}) == len(ends)


def test_evidence_that_moved_makes_another_prompt() -> None:
    one, other = b"one", b"other"
    made = [
        [(0, one), (0, other)],
        [(0, one), (1, other)],
        [(1, one), (1, other)],
        [(0, other), (0, one)],
        [(0, one)],
        [],
    ]

    assert len({id_with(evidence) for evidence in made}) == len(made)


def test_the_classes_of_passages_are_part_of_what_names_a_layout() -> None:
    corpus = Corpus(library(rows_of(6, 8)), None, seed=7)
    wanted = Wanted([question("q")], (0,), set(), None)
    ranking = RANKINGS[Distractors.RANDOM](corpus, wanted, [1_000])
    hard = ranking._replace(classes=[PassageClass.HARD] * len(ranking.classes))

    one, other = (lay(corpus.library, r, [1_000]).layout for r in (ranking, hard))

    assert one.chunks == other.chunks
    assert one.id != other.id


@pytest.mark.parametrize("cache", Cache)
def test_a_seed_gives_the_same_bytes_in_any_store(tmp_path: Path, cache: Cache) -> None:
    """The second store numbers its chunks otherwise, for it holds more."""
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "more.md").write_text("The Hollin ferry sails at noon.\n")
    with Store() as one, Store() as two:
        ingest(two, tmp_path / "more", "more", settings=load(None, {}).ingest)
        benches = [Bench(store, tmp_path, chunk_tokens=96) for store in (one, two)]
        given: dict[str, object] = {"lengths": ["1k", "2k"], "cache": cache}
        built = [bench.build(**given) for bench in benches]
        first, second = ({p.id: b.text_of(p.id) for p in b.prompts} for b in built)
        numbers = [[p.evidence for p in b.prompts] for b in built]
        other = benches[0].build(**given, seed=7)
        others = {
            p.id: other.text_of(p.id)
            for p in other.prompts
            if p.condition is Condition.CONTEXT
        }

    assert list(first.items()) == list(second.items())
    assert numbers[0] != numbers[1]
    assert others
    assert others.keys().isdisjoint(first)
    assert set(others.values()).isdisjoint(first.values())
