"""Prompts built over real documents: exact, leak-free, nested, and rendered again."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.ingest.stage import ingest
from pipeline.progress import silent
from pipeline.prompts.stage import Built, build_prompts
from pipeline.questions.stage import import_questions, locate_questions
from pipeline.records import Condition, Prompt, Question, Run
from pipeline.settings import BenchSettings, load
from pipeline.store import Store
from pipeline.tokens import count
from tests.support.small_bench import QUAYS, write_corpus, write_questions

COPY = "As the survey says, the Corrie quay is 17.0 m deep at low tide, no more."


class Bench:
    """A store with the small corpus, a document that leaks, and its questions."""

    def __init__(self, store: Store, place: Path, chunk_tokens: int = 320) -> None:
        self.store = store
        self.run = Run(name="r", corpus="docs", collection="", settings="{}")
        settings = load(None, {"ingest": {"chunk_tokens": chunk_tokens}}).ingest
        ingest(store, place / "docs", "docs", settings=settings)
        self.collection = import_questions(store, place / "asked.jsonl").collection
        locate_questions(store, corpus="docs", collection=self.collection)
        found = store.select("questions_all", Question, collection=self.collection)
        self.questions = {question.id: question for question in found}

    def build(self, **settings: object) -> Built:
        given: dict[str, object] = {"lengths": ["2k", "3k", "4k"], **settings}
        run = self.run.model_copy(update={"collection": self.collection})
        chosen: BenchSettings = load(None, given)
        return build_prompts(self.store, run, chosen, silent)

    def quote(self, prompt: Prompt) -> str:
        return str(self.questions[prompt.question].evidence[0].quote)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    place = tmp_path_factory.mktemp("prompts")
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    (place / "docs" / "copy.md").write_text(f"# A copy\n\n{COPY}\n")
    with Store() as store:
        yield Bench(store, place)


@pytest.fixture(scope="module")
def built(bench: Bench) -> Built:
    return bench.build()


def contexts(built: Built) -> list[Prompt]:
    return [p for p in built.prompts if p.condition is Condition.CONTEXT]


def passages(prompt: Prompt) -> set[tuple[str, int, int | None]]:
    places = zip(
        prompt.chunk_documents, prompt.chunk_ordinals, prompt.chunk_ends, strict=True
    )
    assert prompt.gold_first is None or prompt.gold_last is not None
    gold = range(prompt.gold_first or 0, (prompt.gold_last or -1) + 1)
    return {
        p for i, p in enumerate(places) if prompt.gold_first is None or i not in gold
    }


def test_no_prompt_is_over_its_length_or_more_than_the_slack_under(
    built: Built,
) -> None:
    assert not built.unbuilt
    for prompt in contexts(built):
        assert prompt.length is not None
        tokens = count(built.text_of(prompt.id))
        assert prompt.tokens == tokens
        assert prompt.length - 16 <= tokens <= prompt.length


def test_the_evidence_stands_once_and_where_it_is_said_to(
    bench: Bench, built: Built
) -> None:
    for prompt in contexts(built):
        if not bench.questions[prompt.question].answerable:
            assert prompt.gold_first is None
            continue
        before, found, after = built.text_of(prompt.id).partition(bench.quote(prompt))
        assert found
        assert bench.quote(prompt) not in after
        assert prompt.measured_depth is not None
        assert prompt.depth is not None
        assert abs(prompt.measured_depth - prompt.depth) <= 320 / 1_500
        share = count(before) / (count(before) + count(after))
        assert abs(share - prompt.measured_depth) <= 400 / 1_500


def test_no_distractor_gives_the_answer_or_comes_from_the_gold_document(
    bench: Bench, built: Built
) -> None:
    for prompt in contexts(built):
        question = bench.questions[prompt.question]
        text = built.text_of(prompt.id)
        if prompt.question == "depth-Corrie":
            assert COPY not in text
            assert prompt.leaks_dropped >= 1
        if prompt.gold_first is not None:
            gold = prompt.chunk_documents[prompt.gold_first]
            assert gold not in {document for document, _, _ in passages(prompt)}
            assert text.count(question.answers[0].removesuffix(" m")) == 1


def test_a_quote_cut_by_a_chunk_border_is_still_no_distractor(tmp_path: Path) -> None:
    told = (
        "The board resolved that night berthing shall end on all of the outer quays of "
        "the old harbour. It may begin again once the new lamps on the breakwater are "
        "lit and the harbour master has agreed to it in writing."
    )
    words = " ".join(f"word{i}" for i in range(70))
    for name, text in [("gold", told), ("copy", f"{words} {told} {words}")]:
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / f"{name}.md").write_text(f"{text}\n")
    write_corpus(tmp_path / "docs")
    row = {
        "question": "Did the board end night berthing?",
        "answer": "yes",
        "evidence": [{"document": "gold.md", "quote": told}],
    }
    (tmp_path / "asked.jsonl").write_text(json.dumps(row))
    with Store() as store:
        built = Bench(store, tmp_path, chunk_tokens=32).build(lengths=["2k"])
    (prompt,) = contexts(built)

    assert prompt.leaks_dropped >= 2


def test_the_distractors_of_a_length_are_among_those_of_a_longer_one(
    built: Built,
) -> None:
    by_question: dict[str, list[Prompt]] = {}
    for prompt in contexts(built):
        by_question.setdefault(prompt.question, []).append(prompt)

    for ladder in by_question.values():
        rungs = [passages(p) for p in sorted(ladder, key=lambda p: p.length or 0)]
        assert rungs[0] < rungs[1] < rungs[2]


def test_depths_are_balanced_over_the_answerable_questions(built: Built) -> None:
    for length in (2_000, 3_000, 4_000):
        here = [p.depth for p in contexts(built) if p.length == length]
        counts = Counter(depth for depth in here if depth is not None)
        assert max(counts.values()) - min(counts.values()) <= 1


def test_the_same_seed_gives_the_same_prompts_and_another_seed_others(
    bench: Bench, built: Built
) -> None:
    def ids(built: Built) -> list[str]:
        return [prompt.id for prompt in contexts(built)]

    assert ids(bench.build()) == ids(built)
    assert not set(ids(bench.build(seed=7))) & set(ids(built))


def test_controls_show_nothing_or_the_evidence_alone(
    bench: Bench, built: Built
) -> None:
    shown = [p for p in built.prompts if p.condition is Condition.GOLD_ONLY]

    assert len(shown) == 2 * len(QUAYS)
    for prompt in shown:
        assert bench.quote(prompt) in built.text_of(prompt.id)
        assert set(range(len(prompt.chunk_ordinals))) == {0}
    for prompt in built.prompts:
        if prompt.condition is Condition.CLOSED_BOOK:
            assert "<documents>" not in built.text_of(prompt.id)


def test_a_log_of_even_lines_fills_every_length_it_is_large_enough_for(
    tmp_path: Path,
) -> None:
    """Chunks of one size add up to few sums: the last ones are cut at a line end."""
    (tmp_path / "docs").mkdir()
    line = "2024-01-01 12:00 berth seven reports nothing of note at all this watch.\n"
    (tmp_path / "docs" / "watch.log").write_text(line * 700)
    (tmp_path / "docs" / "gold.md").write_text("The Corrie crane lifts 41 tonnes.\n")
    row = {
        "question": "What does the Corrie crane lift?",
        "answer": "41 tonnes",
        "evidence": [{"document": "gold.md", "quote": "lifts 41 tonnes"}],
    }
    (tmp_path / "asked.jsonl").write_text(json.dumps(row))
    with Store() as store:
        built = Bench(store, tmp_path).build(lengths=["2k", "2500", "3k", "5k", "8k"])
        texts = [built.text_of(p.id) for p in contexts(built)]

    assert not built.unbuilt
    assert [p.length for p in contexts(built)] == [2_000, 2_500, 3_000, 5_000, 8_000]
    for text in texts:
        shown = text.split("<documents>")[1].split("</documents>")[0]
        assert set(shown.split("\n")) <= {
            *("", line.strip(), "[watch.log p.1]"),
            *("[gold.md p.1]", "The Corrie crane lifts 41 tonnes."),
        }
