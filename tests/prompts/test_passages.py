"""A stored prompt is expanded alike by SQL and by Python, and is what was sent."""

import json
from collections.abc import Iterator

import numpy as np
import pytest

from pipeline.prompts.listing import listed
from pipeline.prompts.looking import look
from pipeline.prompts.passages import passages_of
from pipeline.prompts.shown import Look
from pipeline.prompts.stage import Built
from pipeline.query.runs import record_run
from pipeline.records import Arrangement, Condition, PassageClass
from pipeline.store import Store
from pipeline.tokens import count
from tests.prompts.test_stage import Bench
from tests.support.small_bench import write_corpus, write_questions

TWO_PIECES = {
    "id": "both-depths",
    "question": "How much deeper is the Hollin quay than the Corrie quay?",
    "answers": ["3.1 m"],
    "answer_type": "number",
    "evidence": [
        {"document": "corrie.md", "quote": "quay is 17.0 m deep"},
        {"document": "hollin.md", "quote": "quay is 20.1 m deep"},
    ],
}
DESIGNS: list[dict[str, object]] = [
    {
        "distractors": ["random", "hard", "same-document", "whole-documents"],
        "placement": "both",
        "arrangement": "spread",
        "lengths": ["3k"],
    },
    {"placement": ["after", "before"], "repeats": 2, "lengths": ["2k"]},
    {"cache": "warm", "distractors": ["random", "hard"], "depths": [0, 0.3, 1]},
]


@pytest.fixture(scope="module", params=[False, True], ids=["found", "planted"])
def bench(
    tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Bench]:
    place = tmp_path_factory.mktemp("passages")
    write_corpus(place / "docs")
    with write_questions(place / "asked.jsonl").open("a", encoding="utf-8") as asked:
        asked.write(json.dumps(TWO_PIECES))
    with Store() as store:
        made = Bench(store, place, chunk_tokens=96 if request.param else 320)
        if request.param:
            made.plant()
        yield made


@pytest.fixture(scope="module", params=DESIGNS, ids=["cold", "repeats", "warm"])
def built(bench: Bench, request: pytest.FixtureRequest) -> Built:
    controls = ["closed-book", "gold-only", "gold-removed"]
    return bench.build(controls=controls, **request.param)


@pytest.fixture(scope="module")
def looks(bench: Bench, built: Built) -> list[Look]:
    run = bench.run.model_copy(update={"collection": bench.collection})
    record_run(bench.store, run, [])
    return [look(bench.store, prompt.id) for prompt in built.prompts]


def test_the_view_has_the_passages_that_are_shown(bench: Bench, built: Built) -> None:
    rows = bench.store._db.execute(
        "WITH chunk AS ("
        "  SELECT number, document, ordinal, FALSE AS planted, text FROM raw.chunks "
        "  UNION ALL "
        "  SELECT number, document, ordinal, TRUE AS planted, text FROM raw.planted"
        ") "
        "SELECT passage.prompt, chunk.number, passage.chunk_end, passage.class "
        "FROM prompt_passages AS passage "
        "JOIN chunk USING (document, ordinal, planted) "
        "ORDER BY passage.prompt, passage.position"
    ).fetchall()
    viewed: dict[str, list[tuple[object, ...]]] = {}
    for prompt, *passage in rows:
        viewed.setdefault(prompt, []).append(tuple(passage))

    for prompt in built.prompts:
        layout = built.layouts[prompt.layout] if prompt.layout else None
        shown = passages_of(prompt, layout)
        assert viewed.get(prompt.id, []) == list(zip(*shown, strict=True))
        assert len(shown.chunks) == prompt.passages


def test_what_is_shown_later_is_byte_for_byte_what_was_sent(
    built: Built, looks: list[Look]
) -> None:
    assert looks
    for found in looks:
        assert found.text == built.text_of(found.prompt.id)
        assert found.exact
        assert found.tokens == found.prompt.tokens


def test_passages_and_what_is_around_them_add_up(looks: list[Look]) -> None:
    for found in looks:
        before, _, rest = found.text.partition("<documents>\n")
        _, _, after = rest.rpartition("</documents>")
        around = count(f"{before}<documents>\n") + count(f"</documents>{after}")
        if found.prompt.condition is Condition.CLOSED_BOOK:
            assert not found.parts
        else:
            assert around + sum(p.tokens for p in found.parts) == found.tokens


def test_the_first_evidence_is_as_deep_as_measured(looks: list[Look]) -> None:
    for found in looks:
        depths = [part.depth for part in found.parts if part.kind is PassageClass.GOLD]
        if found.prompt.measured_depth is None:
            assert set(depths) <= {None}
        elif found.prompt.arrangement is not Arrangement.SPREAD:
            assert depths[0] == pytest.approx(found.prompt.measured_depth)


def test_spread_evidence_was_spread_by_its_depth(looks: list[Look]) -> None:
    for found in looks:
        if found.prompt.arrangement is Arrangement.SPREAD:
            gold = [p.depth for p in found.parts if p.kind is PassageClass.GOLD]
            depths = sorted({depth for depth in gold if depth is not None})
            spread = [len(depths) * depth - i for i, depth in enumerate(depths)]
            within = np.clip(np.mean(spread), 0, 1)
            assert found.prompt.measured_depth == pytest.approx(within)


def test_an_edited_question_or_another_prefix_is_not_what_was_sent(
    bench: Bench, looks: list[Look]
) -> None:
    (one, *_) = looks

    for change in (
        "UPDATE raw.questions SET text = text || ' Now?' WHERE id = ?",
        "UPDATE raw.prompts SET prefix = prefix || '1' WHERE question = ?",
    ):
        bench.store._db.begin()
        bench.store._db.execute(change, [one.prompt.question])
        assert not look(bench.store, one.prompt.id).exact
        bench.store._db.rollback()
    assert look(bench.store, one.prompt.id).exact


def test_a_list_says_by_how_much_size_and_depth_are_missed(
    bench: Bench, looks: list[Look]
) -> None:
    run = bench.run.model_copy(update={"collection": bench.collection})
    rows = listed(bench.store, run, [found.prompt for found in looks])

    for row, found in zip(rows, looks, strict=True):
        prompt = row.prompt
        others = [p.tokens for p in found.parts if p.kind is not PassageClass.GOLD]
        if prompt.length is not None:
            assert row.under == prompt.length - found.tokens
        evidence = sum(p.kind is PassageClass.GOLD for p in found.parts)
        if evidence > 1 or prompt.measured_depth is None:
            assert row.off is None
        else:
            assert prompt.depth is not None
            off = abs(prompt.measured_depth - prompt.depth) * sum(others)
            assert row.off == round(off)
