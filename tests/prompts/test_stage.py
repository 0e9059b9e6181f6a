"""Prompts built over real documents: exact, leak-free, nested, and rendered again."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from pipeline.ingest.stage import ingest
from pipeline.progress import silent
from pipeline.prompts.library import ChunkRow
from pipeline.prompts.passages import passages_of
from pipeline.prompts.stage import Built, build_prompts
from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.stage import import_questions
from pipeline.records import (
    Arrangement,
    Cache,
    Condition,
    Distractors,
    PassageClass,
    Placement,
    Prompt,
    Question,
    Run,
)
from pipeline.settings import BenchSettings, load
from pipeline.store import Store
from pipeline.tokens import count
from tests.support.plants import Hosts, planted_questions
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
        self.questions = self._located()

    def plant(self) -> Hosts:
        """Ask the planted questions too."""
        hosts = Hosts(self.store, "docs")
        made = planted_questions(hosts, self.collection)
        self.store.insert("questions_add", made, also=["gold"])
        self.questions = self._located()
        return hosts

    def _located(self) -> dict[str, Question]:
        locate_questions(self.store, corpus="docs", collection=self.collection)
        found = self.store.select("questions_all", Question, collection=self.collection)
        return {question.id: question for question in found}

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


def shown(built: Built, prompt: Prompt) -> list[tuple[int, int | None, PassageClass]]:
    layout = built.layouts[prompt.layout] if prompt.layout else None
    return list(zip(*passages_of(prompt, layout), strict=True))


def passages(built: Built, prompt: Prompt) -> set[tuple[int, int | None]]:
    """Return the distractors of a prompt."""
    return {
        (chunk, end)
        for chunk, end, kind in shown(built, prompt)
        if kind is not PassageClass.GOLD
    }


def headings(text: str) -> list[tuple[str, int]]:
    found = re.findall(r"^\[(\S+) p\.(\d+)\]$", text, re.MULTILINE)
    return [(name, int(page)) for name, page in found]


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
            assert prompt.measured_depth is None
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
        if question.answerable:
            gold = question.evidence[0].document
            assert [name for name, _ in headings(text)].count(gold) == 1
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
        rungs = [
            passages(built, p) for p in sorted(ladder, key=lambda p: p.length or 0)
        ]
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
        assert prompt.passages == len(headings(built.text_of(prompt.id))) == 1
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


@pytest.fixture(scope="module")
def every(bench: Bench) -> Built:
    """Every kind of distractors and placement, and the gold removed."""
    return bench.build(
        lengths=["2k", "3k"],
        distractors=list(Distractors),
        placement=list(Placement),
        controls=list(set(Condition) - {Condition.CONTEXT}),
    )


def test_every_kind_of_context_is_exact_and_tells_nothing(
    bench: Bench, every: Built
) -> None:
    assert {p.distractors for p in contexts(every)} == set(Distractors)
    assert {p.placement for p in contexts(every)} == set(Placement)
    for prompt in contexts(every):
        text = every.text_of(prompt.id)
        assert prompt.length is not None
        assert prompt.length - 16 <= count(text) == prompt.tokens <= prompt.length
        if bench.questions[prompt.question].answerable:
            answer = bench.questions[prompt.question].answers[0].removesuffix(" m")
            assert text.count(answer) == 1


def test_the_cells_that_have_no_prompt_say_what_could_be_built(every: Built) -> None:
    known = [cell for cell in every.unbuilt if cell.greatest is not None]
    assert known
    for cell in known:
        assert cell.greatest is not None
        assert cell.length is not None
        assert 200 < cell.greatest < cell.length
        assert f"{cell.greatest:,}" in cell.reason
    assert {cell.condition for cell in every.unbuilt} <= {
        *(Condition.CONTEXT, Condition.GOLD_REMOVED)
    }


def test_inside_a_document_reading_order_is_kept(bench: Bench, every: Built) -> None:
    for prompt in contexts(every):
        text = every.text_of(prompt.id)
        evidence = bench.questions[prompt.question].evidence
        gold = evidence[0].document if evidence else ""
        places: dict[str, list[int]] = {}
        for name, page in headings(text):
            places.setdefault(name, []).append(page)
        for name, pages in places.items():
            if name != gold or prompt.arrangement is Arrangement.NATURAL:
                assert pages == sorted(pages)


def test_the_gold_removed_is_the_context_without_it(every: Built) -> None:
    twins = {
        (p.question, p.length, p.depth, p.placement, p.distractors): p
        for p in every.prompts
        if p.condition is Condition.GOLD_REMOVED
    }
    for prompt in contexts(every):
        cell = (prompt.length, prompt.depth, prompt.placement, prompt.distractors)
        twin = twins.pop((prompt.question, *cell), None)
        if prompt.measured_depth is None:
            assert twin is None
            continue
        assert twin is not None
        assert passages(every, twin) == passages(every, prompt)
        kept = [s for s in shown(every, prompt) if s[2] is not PassageClass.GOLD]
        assert shown(every, twin) == kept
        assert count(every.text_of(twin.id)) == twin.tokens < prompt.tokens
    assert not twins


def test_beside_its_own_document_evidence_stands_where_it_stood(
    bench: Bench, every: Built
) -> None:
    found = [p for p in contexts(every) if p.distractors is Distractors.SAME_DOCUMENT]

    assert found
    for prompt in found:
        question = bench.questions[prompt.question]
        if question.answerable:
            assert prompt.arrangement is Arrangement.NATURAL
            kinds = {kind for _, _, kind in shown(every, prompt)}
            assert PassageClass.SAME_DOCUMENT in kinds
            assert prompt.depth is not None
            assert prompt.measured_depth is not None
            others = prompt.tokens - 400
            assert abs(prompt.measured_depth - prompt.depth) * others <= 340


def test_a_question_keeps_its_depth_beside_its_own_document(every: Built) -> None:
    depths: dict[str, set[float | None]] = {}
    for prompt in contexts(every):
        if prompt.distractors is Distractors.SAME_DOCUMENT:
            depths.setdefault(prompt.question, set()).add(prompt.depth)
    for cell in every.unbuilt:
        if cell.distractors is Distractors.SAME_DOCUMENT:
            depths.setdefault(cell.question, set()).add(cell.depth)

    assert all(len(found) == 1 for found in depths.values())
    asked = Counter(depth for found in depths.values() for depth in found if depth)
    assert max(asked.values()) - min(asked.values()) <= 1


def test_depth_does_not_depend_on_length(bench: Bench) -> None:
    """Over a whole design the two are uncorrelated, as asked and as measured."""
    built = bench.build(lengths=["2k", "3k", "4k"], depths=[0, 0.25, 0.5, 0.75, 1])
    cells = [
        (p.length, p.depth, p.measured_depth)
        for p in contexts(built)
        if p.depth is not None
    ]
    table = np.array(cells, dtype=np.float64).T

    assert len(cells) == 3 * 2 * len(QUAYS)
    assert abs(np.corrcoef(table[0], table[1])[0, 1]) < 0.1
    assert abs(np.corrcoef(table[0], table[2])[0, 1]) < 0.1
    assert np.corrcoef(table[1], table[2])[0, 1] > 0.99


def test_cold_prompts_begin_apart_and_each_repeat_has_its_own(bench: Bench) -> None:
    built = bench.build(lengths=["2k"], repeats=3)
    texts = [built.text_of(prompt.id) for prompt in built.prompts]

    assert len({text[:23] for text in texts}) == len(texts)
    assert Counter(p.repeat for p in contexts(built)) == dict.fromkeys(
        range(3), len(contexts(built)) // 3
    )
    assert {p.cache for p in built.prompts} == {Cache.COLD}


class Warm(NamedTuple):
    prompt: Prompt
    documents: str


@pytest.fixture(scope="module")
def warm(bench: Bench) -> list[Warm]:
    built = bench.build(lengths=["2k", "3k"], cache="warm", repeats=2)
    assert not built.unbuilt
    return [
        Warm(p, built.text_of(p.id).partition("</documents>")[0])
        for p in contexts(built)
    ]


def test_warm_questions_share_the_beginning_of_their_prompts(
    bench: Bench, warm: list[Warm]
) -> None:
    shared = Counter(one.documents for one in warm)
    asked = {one.prompt.question for one in warm}

    assert len(asked) == 2 * len(QUAYS) + 1
    assert len(shared) < len(warm) / 2
    assert {one.prompt.repeat for one in warm} == {None}
    for one in warm:
        question = bench.questions[one.prompt.question]
        if question.answerable:
            answer = question.answers[0].removesuffix(" m")
            assert one.documents.count(answer) == 1


def test_warm_prompts_are_exact_for_the_longest_question_of_a_context(
    warm: list[Warm],
) -> None:
    longest: dict[str, int] = {}
    for prompt, documents in warm:
        longest[documents] = max(longest.get(documents, 0), prompt.tokens)
    for prompt, documents in warm:
        assert prompt.length is not None
        assert prompt.length - 16 <= longest[documents] <= prompt.length
        assert prompt.length - 60 <= prompt.tokens


def test_warm_evidence_is_at_its_depth_among_that_of_others(
    warm: list[Warm],
) -> None:
    for prompt, _ in warm:
        if prompt.depth is not None:
            assert prompt.measured_depth is not None
            error = abs(prompt.measured_depth - prompt.depth)
            assert error * (prompt.tokens - 300) <= 340


def test_pieces_of_evidence_can_be_spread_over_the_context(tmp_path: Path) -> None:
    write_corpus(tmp_path / "docs")
    row = {
        "question": "Which quay is deeper, Corrie or Skerry?",
        "answer": "Skerry",
        "evidence": [
            {"document": "corrie.md", "quote": "quay is 17.0 m deep"},
            {"document": "skerry.md", "quote": "quay is 32.5 m deep"},
        ],
    }
    (tmp_path / "asked.jsonl").write_text(json.dumps(row))
    with Store() as store:
        made = Bench(store, tmp_path)
        given: dict[str, object] = {"lengths": ["4k"], "depths": [0.5]}
        (spread,) = contexts(made.build(**given, arrangement="spread"))
        (together,) = contexts(made.build(**given))

    assert spread.arrangement is Arrangement.SPREAD
    assert together.arrangement is Arrangement.TOGETHER
    assert together.evidence_at[0] == together.evidence_at[1]
    first, second = (at / spread.passages for at in spread.evidence_at)
    assert abs(first - 0.25) < 0.1
    assert abs(second - 0.75) < 0.1


def test_whole_documents_are_whole_but_for_what_fills_the_rest(
    bench: Bench, every: Built
) -> None:
    rows = bench.store.select("prompts_passages", ChunkRow, corpus="docs")
    document = {row.number: row.document for row in rows}
    sizes = Counter(row.document for row in rows if row.text.strip())
    found = [p for p in contexts(every) if p.distractors is Distractors.WHOLE_DOCUMENTS]

    assert found
    for prompt in found:
        numbers = [number for number, _ in passages(every, prompt)]
        shown = Counter(document[number] for number in numbers)
        whole = [name for name, count in shown.items() if count == sizes[name]]
        assert whole
    short = [cell for cell in every.unbuilt if "no whole document" in cell.reason]
    assert {cell.distractors for cell in short} <= {Distractors.WHOLE_DOCUMENTS}


def test_the_greatest_length_that_is_named_can_be_built(bench: Bench) -> None:
    kinds = list(Distractors)
    built = bench.build(
        lengths=["2k", "40k"],
        depths=[0, 0.3, 1],
        depth_design="full",
        distractors=kinds,
    )
    named = {
        (cell.question, cell.depth, cell.distractors): cell.greatest
        for cell in built.unbuilt
        if cell.length == 40_000 and cell.greatest is not None
    }

    assert len(named) == sum(cell.length == 40_000 for cell in built.unbuilt)
    for greatest in sorted(size for size in set(named.values()) if size >= 500)[::9]:
        again = bench.build(
            lengths=["1k", greatest],
            depths=[0, 0.3, 1],
            depth_design="full",
            distractors=kinds,
        )
        have = {
            (p.question, p.depth, p.distractors)
            for p in contexts(again)
            if p.length == greatest
        }
        assert {cell for cell, size in named.items() if size == greatest} <= have


def small(tmp_path: Path, row: Mapping[str, object], **files: str) -> Path:
    """Write the small corpus, more files, and one question."""
    write_corpus(tmp_path / "docs")
    for name, text in files.items():
        (tmp_path / "docs" / f"{name}.md").write_text(f"{text}\n")
    (tmp_path / "asked.jsonl").write_text(json.dumps(row))
    return tmp_path


def test_a_file_whose_name_states_the_answer_is_no_distractor(tmp_path: Path) -> None:
    row = {
        "question": "Who built the lock?",
        "answer": "Veldt Brothers",
        "evidence": [{"document": "gold.md", "quote": "built by Veldt Brothers"}],
    }
    place = small(tmp_path, row, gold="The lock was built by Veldt Brothers.")
    (place / "docs" / "Veldt Brothers 2019.md").write_text("Nothing but rain.\n")
    with Store() as store:
        built = Bench(store, place).build(lengths=["2k"])
        (prompt,) = contexts(built)
        text = built.text_of(prompt.id)

    assert prompt.leaks_dropped == 1
    assert text.count("Veldt Brothers") == 1


def test_a_short_quote_guards_an_answer_that_no_rule_can_read(tmp_path: Path) -> None:
    told = "The lease was ended."
    row = {
        "question": "Was the lease ended?",
        "answer": "yes",
        "answer_type": "boolean",
        "evidence": [{"document": "gold.md", "quote": told}],
    }
    place = small(tmp_path, row, gold=told, copy=f"Rain. {told}")
    with Store() as store:
        built = Bench(store, place).build(lengths=["2k"], controls=["gold-removed"])
        texts = {p.condition: built.text_of(p.id) for p in built.prompts}

    assert texts[Condition.CONTEXT].count(told) == 1
    assert told not in texts[Condition.GOLD_REMOVED]


def test_without_its_evidence_a_context_is_asked_once(bench: Bench) -> None:
    built = bench.build(
        lengths=["2k"], depth_design="full", controls=["gold-removed"], cache="cold"
    )
    removed = [p for p in built.prompts if p.condition is Condition.GOLD_REMOVED]

    assert len(removed) == 2 * len(QUAYS)
    assert len(contexts(built)) == 3 * 2 * len(QUAYS) + 1


def test_text_without_any_border_fills_every_length(tmp_path: Path) -> None:
    row = {
        "question": "Who built the lock?",
        "answer": "Veldt Brothers",
        "evidence": [{"document": "gold.md", "quote": "built by Veldt Brothers"}],
    }
    (tmp_path / "docs").mkdir()
    for n in range(4):
        words = f"lorem{n} ipsum dolor sit amet " * 500
        (tmp_path / "docs" / f"{n}.txt").write_text(words)
    (tmp_path / "docs" / "gold.md").write_text("It was built by Veldt Brothers.\n")
    (tmp_path / "asked.jsonl").write_text(json.dumps(row))
    with Store() as store:
        built = Bench(store, tmp_path).build(lengths=["1k", "2k", "3333", "5k"])

    assert not built.unbuilt


def test_one_piece_of_evidence_is_always_together(bench: Bench) -> None:
    built = bench.build(lengths=["2k"], arrangement="spread")
    found = {p.arrangement for p in contexts(built) if p.measured_depth is not None}

    assert found == {Arrangement.TOGETHER}
