"""The field that was asked for with its form is held to it; prose may mean the gold."""

import json

import pytest

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge


def question(kind: AnswerType, *golds: str, inferred: bool = False) -> Question:
    return Question(
        id="q",
        collection="c",
        text="Which of the two was it?",
        answers=golds,
        answer_type=kind,
        type_inferred=inferred,
        choices=("Oak", "Elm") if kind is AnswerType.CHOICE else (),
    )


@pytest.mark.parametrize(
    ("kind", "gold"),
    [
        (AnswerType.BOOLEAN, "yes"),
        (AnswerType.CHOICE, "Oak"),
        (AnswerType.DATE, "2021-03-14"),
        (AnswerType.LIST, "larch"),
    ],
)
def test_what_is_of_no_form_is_wrong_in_its_field_alone(
    kind: AnswerType, gold: str
) -> None:
    said = "a matter of taste"

    asked_for = judge(json.dumps({"answer": said}), question(kind, gold))[1]
    in_prose = judge(said, question(kind, gold))[1]

    assert asked_for.verdict is Verdict.INCORRECT
    assert in_prose.verdict is Verdict.UNSCORED
    assert in_prose.reason == f"needs a judge: {asked_for.reason}"


def test_a_list_of_other_items_is_wrong_in_its_field_alone() -> None:
    asked = question(AnswerType.LIST, "larch", "ash")

    field = judge('{"answer": ["a wide hedge", "moss"]}', asked)[1]

    assert field.verdict is Verdict.INCORRECT
    assert judge("a wide hedge, moss", asked)[1].verdict is Verdict.UNSCORED


def test_a_list_that_may_be_meant_waits_for_a_judge_with_its_credit() -> None:
    asked = question(AnswerType.LIST, "electricity", "gas")

    half = judge('{"answer": ["electric power", "gas"]}', asked)[1]
    neither = judge('{"answer": ["electric power", "town gas"]}', asked)[1]

    assert (half.verdict, half.credit) == (Verdict.UNSCORED, 0.5)
    assert (neither.verdict, neither.credit) == (Verdict.UNSCORED, 0.0)


def test_a_text_without_a_word_of_a_stated_gold_is_wrong() -> None:
    stated = question(AnswerType.TEXT, "a spoon")
    inferred = question(AnswerType.TEXT, "a spoon", inferred=True)

    assert judge("seven lorries", stated)[1].verdict is Verdict.INCORRECT
    assert judge("seven lorries", inferred)[1].verdict is Verdict.UNSCORED
