"""What each kind asks, what stands there, and what the rules say of its answers."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipeline.questions.planting.kinds import ALL_KINDS, KINDS
from pipeline.records import AnswerType, PlantRole, Question, Verdict
from pipeline.score.verdicts import judge
from tests.questions.planting.passages import ENGLISH, GERMAN, corpus, questions_of

LANGUAGES = pytest.mark.parametrize("text", [ENGLISH, GERMAN], ids=["en", "de"])


def facts(question: Question, role: PlantRole = PlantRole.EVIDENCE) -> list[str]:
    return [plant.text for plant in question.plants if plant.role is role]


def companions(question: Question) -> list[str]:
    return facts(question, PlantRole.COMPANION)


def wrong_of(question: Question) -> list[str]:
    """Return the values of the companions, as the note has them."""
    assert question.note is not None
    if question.category in {"single", "count"}:
        return []
    return question.note.rsplit(": ", 1)[1].split("; ")


@LANGUAGES
@pytest.mark.parametrize("kind", KINDS)
def test_the_gold_is_right_and_what_stands_beside_it_is_wrong(
    kind: str, text: str
) -> None:
    for question in questions_of(kind, passages=corpus(text=text)):
        gold = (
            list(question.answers)
            if question.answer_type is AnswerType.LIST
            else question.answers[0]
        )
        said = "; ".join(gold) if isinstance(gold, list) else gold

        assert judge(said, question)[1].verdict is Verdict.CORRECT
        assert (
            judge(json.dumps({"answer": gold}), question)[1].verdict is Verdict.CORRECT
        )
        for wrong in wrong_of(question):
            assert judge(wrong, question)[1].verdict is Verdict.INCORRECT


@LANGUAGES
def test_each_wrong_value_stands_in_a_companion_and_in_no_fact(text: str) -> None:
    for question in questions_of(
        "near-miss", "several", "chain", "latest", "latent", passages=corpus(text=text)
    ):
        for wrong in wrong_of(question):
            assert any(wrong in fact for fact in companions(question))
            assert not any(wrong in fact for fact in facts(question))


def test_a_single_fact_stands_alone() -> None:
    for question in questions_of("single"):
        assert len(facts(question)) == 1
        assert companions(question) == []


def test_each_of_several_items_has_a_fact_of_its_own() -> None:
    sizes = set[int]()
    for question in questions_of("several"):
        assert question.answer_type is AnswerType.LIST
        assert len(facts(question)) == len(question.answers)
        for item, fact in zip(question.answers, facts(question), strict=True):
            assert item in fact
        sizes.add(len(question.answers))

    assert sizes == {2, 3, 4}


def test_near_misses_have_the_form_of_the_fact_and_another_subject() -> None:
    sizes = set[int]()
    for question in questions_of("near-miss"):
        (fact,) = facts(question)
        sizes.add(1 + len(companions(question)))

        for other in companions(question):
            assert len(set(fact.split()) & set(other.split())) >= 4
        subject = next(
            word for word in question.text.split() if word in fact and word[0].isupper()
        )
        assert not any(subject in other for other in companions(question))

    assert sizes == {3, 4, 5}


def test_a_chain_leads_from_the_subject_to_the_answer() -> None:
    lengths = set[int]()
    for question in questions_of("chain"):
        chain = facts(question)
        lengths.add(len(chain))

        assert question.answers[-1] in chain[-1]
        assert not any(question.answers[-1] in fact for fact in chain[:-1])
        for one, following in pairwise(chain):
            shared = set(one.strip(".").split()) & set(following.strip(".").split())
            assert any(word[0].isupper() for word in shared), (one, following)

    assert lengths == {2, 3, 4}


@LANGUAGES
def test_an_item_of_a_list_stands_after_no_noun_that_an_answer_would_repeat(
    text: str,
) -> None:
    for question in questions_of("several", passages=corpus(text=text)):
        for answer, fact in zip(question.answers, facts(question), strict=False):
            before = fact.partition(answer)[0].split()
            assert not before or before[-1] in {"under", "unter"}


def test_a_count_says_of_how_many_so_that_some_are_never_all() -> None:
    numerals = {"five": 5, "six": 6, "seven": 7}
    for question in questions_of("count"):
        said = next(
            n for word, n in numerals.items() if f"{word} parts" in question.text
        )

        assert int(question.answers[0]) == len(facts(question)) - 1
        assert said == len(facts(question)) + len(companions(question))
        assert companions(question)
        assert said - len(companions(question)) != int(question.answers[0])
        assert f"one time in {said + 1}" in (question.note or "")


def test_an_older_value_is_told_as_over_and_the_newest_as_lasting() -> None:
    for question in questions_of("latest"):
        (newest,) = facts(question)

        assert newest.startswith("Since ")
        assert companions(question)
        assert all(text.startswith("From ") for text in companions(question))


def test_the_spans_of_older_values_follow_each_other_without_a_gap() -> None:
    for question in questions_of("latest", passages=corpus(text=GERMAN)):
        days = [
            [
                date.fromisoformat(word)
                for word in text.split()
                if re.fullmatch(r"\d{4}-\d\d-\d\d", word)
            ]
            for text in [*companions(question), *facts(question)]
        ]

        for (_, last), (first, *_) in pairwise(days):
            assert first == last + timedelta(days=1)


def test_half_of_what_is_asked_is_true_of_each_other_person() -> None:
    for question in questions_of("latent"):
        (fact,) = facts(question)
        name = question.answers[0]
        rest = set(fact.removeprefix(name).split())

        assert len(companions(question)) == 2
        for other in companions(question):
            assert name not in other
            assert len(rest & set(other.split())) >= 4


def test_a_twin_asks_the_same_without_the_fact() -> None:
    found = questions_of(*ALL_KINDS, count=160)
    by_id = {question.id: question for question in found}
    twins = [question for question in found if question.category == "twin"]

    assert len(twins) == 20
    assert {by_id[twin.twin_of or ""].category for twin in twins} > {"count", "latest"}
    for twin in twins:
        sibling = by_id[twin.twin_of or ""]

        assert twin.text == sibling.text
        assert twin.answer_type is AnswerType.UNANSWERABLE
        assert [plant.text for plant in twin.plants] == companions(sibling)
        assert twin.plants
        for answer in (*sibling.answers, *wrong_of(sibling)):
            assert judge(answer, twin)[1].verdict is Verdict.INCORRECT
        assert judge("The documents do not say.", twin)[1].verdict is Verdict.CORRECT


def test_a_twin_of_a_question_without_companions_has_no_plants() -> None:
    single, twin = questions_of("twin", "single", count=2)

    assert twin.twin_of == single.id
    assert twin.plants == ()


UNITS: Mapping[str, Callable[[Question], bool]] = {
    "EUR": lambda question: "in EUR?" in question.text,
    "hours": lambda question: "working hours" in question.text,
}


def test_all_types_of_value_are_asked_for_and_numbers_have_their_unit() -> None:
    found = questions_of("single", count=60)

    assert {question.answer_type for question in found} == {
        AnswerType.NUMBER,
        AnswerType.DATE,
        AnswerType.TEXT,
    }
    for question in found:
        if question.answer_type is AnswerType.NUMBER:
            assert UNITS[question.unit or ""](question)
        else:
            assert question.unit is None


def test_a_note_says_what_is_hard() -> None:
    assert all(question.note for question in questions_of(*ALL_KINDS))


def test_what_is_asked_of_a_person_is_true_of_no_other_in_the_set() -> None:
    found = questions_of("latent", count=600, passages=corpus(20, 100))
    told = [
        (" ".join(plant.text.split()[2:]), plant.role)
        for question in found
        for plant in question.plants
    ]
    asked = [rest for rest, role in told if role is PlantRole.EVIDENCE]
    others = {rest for rest, role in told if role is PlantRole.COMPANION}

    assert len(set(asked)) == len(asked)
    assert others.isdisjoint(asked)
