"""Planted facts stand where they shall, in the prompts of their own question alone."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.prompts.passages import EVIDENCE
from pipeline.prompts.stage import Built
from pipeline.questions.locating.stage import locate_questions
from pipeline.questions.planted import planted_text
from pipeline.records import (
    Arrangement,
    Condition,
    Distractors,
    PassageClass,
    Placement,
    PlantRole,
    Prompt,
    Question,
    content_id,
)
from pipeline.store import Store
from tests.prompts import test_stage as laws
from tests.prompts.test_stage import Bench, contexts, passages, shown
from tests.support.plants import COMPANION, Host, Hosts, companions, facts
from tests.support.small_bench import write_corpus, write_questions

CONTROLS = ["closed-book", "gold-only", "gold-removed"]
BLANK = content_id(" ")
CHUNK = 96 + 40
"""Tokens of the largest chunk, a heading and a fact."""


def stored(store: Store) -> str:
    rows = store._db.execute("FROM raw.chunks ORDER BY document, ordinal").fetchall()
    return sha256(repr(rows).encode()).hexdigest()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    place = tmp_path_factory.mktemp("planted")
    write_corpus(place / "docs")
    write_questions(place / "asked.jsonl")
    with Store() as store:
        yield Bench(store, place, chunk_tokens=96)


@pytest.fixture(scope="module")
def before(bench: Bench) -> tuple[str, Built]:
    """What is stored and built while nothing is planted."""
    return stored(bench.store), bench.build(lengths=["2k"], depths=[0.5])


@pytest.fixture(scope="module")
def hosts(bench: Bench, before: tuple[str, Built]) -> Hosts:
    del before  # first
    return bench.plant()


@pytest.fixture(scope="module")
def built(bench: Bench, hosts: Hosts) -> Built:
    del hosts  # they are planted
    return bench.build(
        lengths=["2k", "3k"],
        depths=[0.0, 0.5, 1.0],
        distractors=list(Distractors),
        placement=list(Placement),
        controls=CONTROLS,
    )


@pytest.fixture(scope="module")
def warm(bench: Bench, hosts: Hosts) -> Built:
    del hosts  # they are planted
    return bench.build(
        lengths=["3k"], depths=[0.1, 0.5, 0.9], cache="warm", controls=CONTROLS
    )


def planted(bench: Bench) -> list[Question]:
    return [q for q in bench.questions.values() if q.category]


def of(built: Built, question: Question) -> list[Prompt]:
    return [p for p in contexts(built) if p.question == question.id]


def test_every_kind_of_question_is_built_with_every_kind_of_distractors(
    bench: Bench, built: Built
) -> None:
    kinds = {(p.question, p.distractors) for p in contexts(built)}

    assert {(q.id, d) for q in planted(bench) for d in Distractors} <= kinds


def test_each_fact_and_companion_stands_once_beside_its_host(
    bench: Bench, hosts: Hosts, built: Built
) -> None:
    for question in planted(bench):
        for prompt in of(built, question):
            text = built.text_of(prompt.id)
            for plant in question.plants:
                host = hosts.chunk(plant).text
                head = f"[{plant.document} p.{plant.page}]\n"
                assert f"{head}{planted_text(host, plant)}\n\n" in text
                assert text.count(plant.text) == 1
                assert text.count(host.strip()) == 1


def test_a_fact_is_a_paragraph_before_or_after_the_text_of_its_host() -> None:
    made = Question.model_validate(
        {
            "id": "q",
            "collection": "set",
            "text": "?",
            "answers": ("a",),
            "answer_type": "text",
            "type_inferred": False,
            "plants": [
                {
                    "document": "d.md",
                    "page": 1,
                    "ordinal": 0,
                    "host": "h",
                    "side": side,
                    "text": "A fact. ",
                }
                for side in ("before", "after")
            ],
        }
    )
    texts = [planted_text("\nOf a day.\n", plant) for plant in made.plants]

    assert texts == ["A fact.\n\nOf a day.", "Of a day.\n\nA fact."]


def test_no_other_question_sees_a_planted_fact(bench: Bench, built: Built) -> None:
    for prompt in built.prompts:
        text = built.text_of(prompt.id)
        own = {plant.text for plant in bench.questions[prompt.question].plants}
        for question in planted(bench):
            for plant in question.plants:
                assert plant.text in own or plant.text not in text


def test_spread_facts_stand_in_their_order_and_as_deep_as_measured(
    bench: Bench, built: Built
) -> None:
    """Companions count among what a fact stands behind."""
    seen = set[str]()
    for question in planted(bench):
        for prompt in of(built, question):
            if prompt.arrangement is not Arrangement.SPREAD:
                continue
            seen.add(question.id)
            text = built.text_of(prompt.id)
            places = [text.index(fact) for fact in facts(question)]
            assert places == sorted(places)
            assert prompt.depth is not None
            assert prompt.measured_depth is not None
            k = len(places)
            assert abs(prompt.measured_depth - prompt.depth) <= k * CHUNK / 1_300
    assert seen == {"several", "near", "chain", "latest"}


def test_a_fact_alone_stands_at_its_depth(bench: Bench, built: Built) -> None:
    for prompt in of(built, bench.questions["single"]):
        assert prompt.depth is not None
        assert prompt.measured_depth is not None
        assert abs(prompt.measured_depth - prompt.depth) <= CHUNK / 1_700
        if prompt.distractors is not Distractors.SAME_DOCUMENT:
            assert prompt.arrangement is Arrangement.TOGETHER


def test_companions_stand_apart_from_the_fact_and_from_each_other(
    bench: Bench, built: Built
) -> None:
    for prompt in of(built, bench.questions["near"]):
        if prompt.arrangement is Arrangement.SPREAD:
            kinds = [kind for _, _, kind in shown(built, prompt)]
            places = [i for i, k in enumerate(kinds) if k in EVIDENCE]
            gaps = [b - a for a, b in pairwise(places)]
            assert len(places) == 4
            assert min(gaps) > len(kinds) / 8


def test_beside_its_own_document_a_planted_fact_stands_where_its_host_does(
    bench: Bench, built: Built
) -> None:
    found = 0
    for question in planted(bench):
        for prompt in of(built, question):
            if prompt.distractors is not Distractors.SAME_DOCUMENT:
                continue
            rows = bench.store._db.execute(
                "SELECT document, ordinal FROM prompt_passages WHERE prompt = ? "
                "ORDER BY position",
                [prompt.id],
            ).fetchall()
            assert len(set(rows)) == len(rows)
            ordinals: dict[str, list[int]] = {}
            for document, ordinal in rows:
                ordinals.setdefault(document, []).append(ordinal)
            for places in ordinals.values():
                assert places == sorted(places)
            kinds = [kind for _, _, kind in shown(built, prompt)]
            found += PassageClass.SAME_DOCUMENT in kinds
            own = PassageClass.GOLD in kinds
            assert prompt.arrangement is (Arrangement.NATURAL if own else None)
    assert found


def test_gold_only_shows_the_facts_and_no_companion(bench: Bench, built: Built) -> None:
    for question in planted(bench):
        found = [
            p
            for p in built.prompts
            if p.condition is Condition.GOLD_ONLY and p.question == question.id
        ]
        assert len(found) == (len(Placement) if question.answerable else 0)
        for prompt in found:
            text = built.text_of(prompt.id)
            assert all(text.count(fact) == 1 for fact in facts(question))
            assert not any(other in text for other in companions(question))
            assert prompt.passages == len(facts(question))


@pytest.mark.parametrize("which", ["built", "warm"])
def test_gold_removed_keeps_the_companions_and_shows_no_host_of_a_fact(
    bench: Bench, hosts: Hosts, which: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(which)
    removed = [p for p in found.prompts if p.condition is Condition.GOLD_REMOVED]
    asked = {p.question for p in removed}

    assert {q.id for q in planted(bench) if q.answerable} <= asked
    for prompt in removed:
        question = bench.questions[prompt.question]
        text = found.text_of(prompt.id)
        assert all(text.count(other) == 1 for other in companions(question))
        for plant in question.plants:
            if plant.role is PlantRole.EVIDENCE:
                assert plant.text not in text
                assert hosts.chunk(plant).text.strip() not in text


@pytest.mark.parametrize("which", ["built", "warm"])
def test_a_twin_sees_the_companions_and_never_the_fact(
    bench: Bench, which: str, request: pytest.FixtureRequest
) -> None:
    found: Built = request.getfixturevalue(which)
    for name in ("single", "near"):
        sibling, twin = bench.questions[name], bench.questions[f"{name}-twin"]
        assert companions(twin) == companions(sibling)
        assert of(found, twin)
        for prompt in of(found, twin):
            text = found.text_of(prompt.id)
            assert not any(fact in text for fact in facts(sibling))
            assert not any(answer in text for answer in sibling.answers)
            assert all(text.count(other) == 1 for other in companions(twin))
            assert prompt.depth is None
            assert prompt.measured_depth is None
            kinds = {kind for _, _, kind in shown(found, prompt)}
            assert PassageClass.GOLD not in kinds


def test_the_companions_of_a_twin_are_spread(bench: Bench, built: Built) -> None:
    for prompt in of(built, bench.questions["near-twin"]):
        if prompt.distractors is not Distractors.SAME_DOCUMENT:
            most = prompt.passages - 3
            shares = [at / most for at in prompt.evidence_at]
            assert shares == pytest.approx([1 / 6, 3 / 6, 5 / 6], abs=0.1)


def test_in_a_shared_context_no_planted_text_tells_an_answer(
    bench: Bench, warm: Built
) -> None:
    asked = {question.id for question in planted(bench)}
    shared: dict[str | None, set[str]] = {}
    for prompt in contexts(warm):
        shared.setdefault(prompt.layout, set()).add(prompt.question)
        question = bench.questions[prompt.question]
        documents = warm.text_of(prompt.id).partition("</documents>")[0]
        for answer in question.answers:
            said = answer.removesuffix(" m")
            times = len(re.findall(rf"\b{re.escape(said)}\b", documents))
            assert times == 1, (prompt.question, answer)

    assert not warm.unbuilt
    assert {q for group in shared.values() for q in group} >= asked
    # Planted ones do share contexts, with each other and with those that are not.
    assert any(len(group & asked) > 1 for group in shared.values())
    assert any(group & asked and group - asked for group in shared.values())


def test_what_is_planted_changes_neither_the_documents_nor_other_questions(
    bench: Bench, before: tuple[str, Built], hosts: Hosts
) -> None:
    """Where all stand at one depth; among several, each takes its turn."""
    del hosts
    now = bench.build(lengths=["2k"], depths=[0.5])
    asked = {question.id for question in planted(bench)}
    others = [p for p in now.prompts if p.question not in asked]

    assert stored(bench.store) == before[0]
    assert sorted(p.id for p in others) == sorted(p.id for p in before[1].prompts)
    assert {p.id: p for p in others} == {p.id: p for p in before[1].prompts}


def test_the_laws_of_contexts_hold_for_planted_questions(
    bench: Bench, hosts: Hosts
) -> None:
    del hosts
    made = bench.build()

    laws.test_no_prompt_is_over_its_length_or_more_than_the_slack_under(made)
    laws.test_the_distractors_of_a_length_are_among_those_of_a_longer_one(made)
    laws.test_depths_are_balanced_over_the_answerable_questions(made)


def test_the_gold_removed_is_the_context_without_its_facts(
    bench: Bench, built: Built
) -> None:
    asked = {question.id for question in planted(bench) if question.answerable}
    cells = {
        (p.question, p.length, p.depth, p.placement, p.distractors): p
        for p in contexts(built)
    }
    for twin in built.prompts:
        if twin.condition is Condition.GOLD_REMOVED and twin.question in asked:
            cell = (twin.length, twin.depth, twin.placement, twin.distractors)
            whole = cells[(twin.question, *cell)]
            kept = [s for s in shown(built, whole) if s[2] is not PassageClass.GOLD]
            assert shown(built, twin) == kept
            assert passages(built, twin) == passages(built, whole)


def test_with_companions_each_depth_has_its_gold_removed(
    bench: Bench, hosts: Hosts
) -> None:
    """They stand by the depth of the fact, so the contexts are not alike."""
    del hosts
    made = bench.build(lengths=["2k"], depth_design="full", controls=["gold-removed"])
    times = {
        name: sum(
            p.condition is Condition.GOLD_REMOVED and p.question == name
            for p in made.prompts
        )
        for name in ("single", "near")
    }

    assert times == {"single": 1, "near": 3}


def test_the_same_seed_gives_the_same_planted_prompts_in_any_store(
    tmp_path: Path, bench: Bench, hosts: Hosts
) -> None:
    del hosts
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    given: dict[str, object] = {"lengths": ["2k"], "cache": "warm"}
    with Store() as store:
        other = Bench(store, tmp_path, chunk_tokens=96)
        other.plant()
        made = other.build(**given)
        texts = [made.text_of(prompt.id) for prompt in made.prompts]
    again = bench.build(**given)

    assert [p.id for p in again.prompts] == [p.id for p in made.prompts]
    assert [again.text_of(p.id) for p in again.prompts] == texts


def test_a_fact_of_two_questions_in_one_place_is_one_passage(
    bench: Bench, hosts: Hosts
) -> None:
    del hosts
    store = bench.store
    rows = [
        *store._db.execute("SELECT id, number FROM raw.planted ORDER BY 1").fetchall()
    ]
    locate_questions(store, corpus="docs", collection=bench.collection)
    again = store._db.execute(
        "SELECT id, number FROM raw.planted ORDER BY 1"
    ).fetchall()
    numbers = store._db.execute(
        "SELECT question, planted FROM raw.located WHERE role = 'companion'"
    ).fetchall()
    of_question: dict[str, set[int]] = {}
    for question, number in numbers:
        of_question.setdefault(question, set()).add(number)

    assert again == rows
    assert of_question["near"] == of_question["near-twin"]
    assert len(rows) == 1 + 3 + 4 + 3 + 2


def test_a_question_whose_place_is_not_what_it_was_is_left_out(
    tmp_path: Path,
) -> None:
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    with Store() as store:
        bench = Bench(store, tmp_path, chunk_tokens=96)
        hosts = bench.plant()
        single = bench.questions["single"]
        fact = single.plants[0]
        beyond = hosts.plant("A fact.", Host("corrie.md", 0)).model_copy(
            update={"ordinal": 999}
        )
        blank = hosts.plant("A fact.", Host("corrie.md", 0))
        cases = {
            "edited": [fact.model_copy(update={"host": "0" * 32})],
            "beyond": [fact, beyond],
            "gone": [fact.model_copy(update={"document": "gone.md"})],
            "twice": [fact, fact.model_copy(update={"role": COMPANION})],
            "blank": [blank.model_copy(update={"host": BLANK})],
        }
        made = [
            single.model_copy(update={"id": name, "plants": tuple(plants)})
            for name, plants in cases.items()
        ]
        store.insert("questions_add", made, also=["gold"])
        store._db.execute(
            "UPDATE raw.chunks SET text = ' ' WHERE ordinal = 0 AND document = "
            "(SELECT document FROM raw.sources WHERE path = 'corrie.md')"
        )
        placed = locate_questions(store, corpus="docs", collection=bench.collection)
        built = bench.build(lengths=["2k"])
    reasons = {row.question: row.reason for row in placed.unlocated}

    again = "has changed since the facts were planted; run docqa questions plant again"
    assert reasons["edited"] == f"the passage 3 of 'corrie.md' (page 2) {again}"
    assert reasons["beyond"].endswith(again)
    assert reasons["gone"] == "no document 'gone.md' in the corpus"
    assert "two facts of this question beside it" in reasons["twice"]
    assert "has no text to plant a fact beside" in reasons["blank"]
    asked = {prompt.question for prompt in built.prompts}
    assert "single" in asked
    assert not asked & set(cases)
