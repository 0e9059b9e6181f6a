"""Which questions a corpus carries, where their facts stand, and that nothing leaks."""

from collections import Counter
from itertools import pairwise

import pytest

from pipeline.errors import QuestionError
from pipeline.questions.native_file import rows_of
from pipeline.questions.planting.kinds import ALL_KINDS
from pipeline.records import AnswerType, PlantRole, Question, content_id
from pipeline.values.leaks import gold_of, states
from pipeline.values.sieve import Sieve
from tests.questions.planting.passages import GERMAN, corpus, questions_of


def hosts(question: Question) -> set[tuple[str, int]]:
    return {(plant.document, plant.ordinal) for plant in question.plants}


def test_the_same_seed_gives_the_same_bytes_and_another_other_facts() -> None:
    one, again, other = (
        list(rows_of(questions_of(*ALL_KINDS, seed=seed))) for seed in (1, 1, 2)
    )

    assert one == again
    assert not set(one) & set(other)
    texts, others = (
        {plant.text for q in questions_of(*ALL_KINDS, seed=seed) for plant in q.plants}
        for seed in (1, 2)
    )
    assert not texts & others


def test_fewer_questions_are_the_first_of_more() -> None:
    assert questions_of(*ALL_KINDS, count=24) == questions_of(*ALL_KINDS, count=64)[:24]


def test_what_is_asked_otherwise_has_another_id() -> None:
    """So an answer is never judged by the gold that its question had elsewhere."""
    one, other = (
        {q.id: q for q in questions_of(*ALL_KINDS, count=16, passages=passages)}
        for passages in (corpus(9, 40), corpus(9, 40, GERMAN))
    )

    assert one.keys() != other.keys()
    for name in one.keys() & other.keys():
        assert (one[name].text, one[name].gold) == (other[name].text, other[name].gold)


def test_the_kinds_take_turns() -> None:
    found = questions_of(*ALL_KINDS, count=40)

    assert Counter(question.category for question in found) == dict.fromkeys(
        ALL_KINDS, 5
    )


def test_the_order_in_which_kinds_are_named_does_not_matter() -> None:
    one = questions_of("chain", "single", count=10)

    assert one == questions_of("single", "chain", "chain", count=10)
    assert [question.category for question in one[:2]] == ["single", "chain"]


def test_two_thousand_questions_are_all_different() -> None:
    found = questions_of(*ALL_KINDS, count=2_000, passages=corpus(60, 130))
    texts = [question.text for question in found if question.category != "twin"]

    assert len(texts) == 1_750
    assert len(set(texts)) == len(texts)
    assert len({question.id for question in found}) == 2_000


def test_a_host_carries_the_facts_of_one_question() -> None:
    found = [q for q in questions_of(*ALL_KINDS, count=80) if q.category != "twin"]
    taken = [host for question in found for host in hosts(question)]

    assert len(taken) == len(set(taken)) == sum(len(q.plants) for q in found)


def test_the_facts_of_a_question_stand_in_different_documents() -> None:
    for question in questions_of(*ALL_KINDS, count=80):
        documents = [plant.document for plant in question.plants]

        assert len(set(documents)) == len(documents)


def test_the_documents_carry_equally_many_facts() -> None:
    found = questions_of("single", count=48)
    counts = Counter(question.plants[0].document for question in found)

    assert set(counts.values()) == {4}
    assert len(counts) == 12


def test_in_one_document_the_facts_of_a_question_stand_far_apart() -> None:
    for question in questions_of("chain", count=20, passages=corpus(1, 200)):
        places = sorted(plant.ordinal for plant in question.plants)

        assert min(b - a for a, b in pairwise(places)) >= 10


def test_a_plant_names_its_host_and_what_that_says() -> None:
    passages = {(p.path, p.ordinal): p for p in corpus()}

    for question in questions_of(*ALL_KINDS):
        for plant in question.plants:
            passage = passages[plant.document, plant.ordinal]
            assert plant.page == passage.page
            assert plant.host == content_id(passage.text)


def test_no_passage_and_no_other_plant_states_a_gold() -> None:
    found = questions_of(*ALL_KINDS, count=200)
    sieve = Sieve([gold_of(question) for question in found])

    assert not any(sieve.stated(passage.text) for passage in corpus())
    for index, question in enumerate(found):
        for plant in question.plants:
            stated = set(sieve.stated(plant.text))
            assert stated <= {index}
            if plant.role is PlantRole.COMPANION:
                assert not stated


def test_the_facts_state_the_gold_between_them() -> None:
    for question in questions_of(*ALL_KINDS, count=80):
        if question.category in {"count", "twin"}:
            continue
        for answer in question.answers:
            alone = (answer,) if question.answer_type is AnswerType.LIST else None
            assert any(
                states(
                    plant.text,
                    question.answer_type,
                    alone or question.answers,
                    question.unit,
                )
                for plant in question.plants
                if plant.role is PlantRole.EVIDENCE
            )


@pytest.mark.parametrize("what", ["answer", "subject"])
def test_what_the_corpus_says_already_is_drawn_again(what: str) -> None:
    first, *others = questions_of("single", count=5)
    told = first.answers[0] if what == "answer" else first.text.split(" the ")[-1]
    passages = corpus()
    passages[0] = passages[0].model_copy(update={"text": f"Of old: {told}"})

    again, *rest = questions_of("single", count=5, passages=passages)

    assert again.plants[0].text != first.plants[0].text
    assert again.text != first.text
    assert [q.text for q in rest] == [q.text for q in others]


def test_a_corpus_that_is_too_small_says_how_many_it_carries() -> None:
    small = corpus(3, 12)

    with pytest.raises(
        QuestionError, match=r"36 are long enough .* ask for (\d+) or fewer"
    ) as e:
        questions_of(*ALL_KINDS, count=1_000, passages=small)

    carried = int(str(e.value).split("ask for ")[1].split()[0])
    assert len(questions_of(*ALL_KINDS, count=carried, passages=small)) == carried
    with pytest.raises(QuestionError):
        questions_of(*ALL_KINDS, count=carried + 1, passages=small)


def test_a_corpus_without_a_host_carries_none() -> None:
    short = [p.model_copy(update={"text": "Short."}) for p in corpus(2, 3)]

    with pytest.raises(QuestionError, match=r"carries 0 questions .*; ingest more"):
        questions_of("single", count=1, passages=short)


def test_twins_alone_repeat_nothing() -> None:
    with pytest.raises(QuestionError, match="near-miss,twin"):
        questions_of("twin")
