"""What is meant as right or wrong is judged so by the rules that score models."""

import json
from pathlib import Path

import pytest

from pipeline.questions.stage import read_questions
from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge
from pipeline.simulate import replies
from pipeline.simulate.dice import Dice
from tests.simulate.world import prompt, question

OWN = Path(__file__).parents[2] / "questions" / "archives.jsonl"
MARROWICK = read_questions(OWN, "own").read.questions
SHAPES = [
    question(1, AnswerType.NUMBER, ["236000"], unit="EUR"),
    question(2, AnswerType.NUMBER, ["about forty"]),
    question(3, AnswerType.TEXT, ["Ostrander Vale Engineers", "Ostrander Vale"]),
    question(4, AnswerType.TEXT, ["Not disclosed"]),
    question(5, AnswerType.BOOLEAN, ["yes"]),
    question(6, AnswerType.BOOLEAN, ["No"]),
    question(7, AnswerType.CHOICE, ["Blue"], choices=["Red", "Blue", "Green"]),
    question(8, AnswerType.CHOICE, ["B"], choices=["Red", "Blue", "Green"]),
    question(9, AnswerType.LIST, ["Marten", "Ollerby", "Tollgate"]),
    question(10, AnswerType.LIST, ["Marten"]),
    question(11, AnswerType.DATE, ["2019-05-04"]),
    question(12, AnswerType.FREE_TEXT, ["Because the slab was hollow."]),
    question(13, AnswerType.UNANSWERABLE),
]
ALL = [*SHAPES, *MARROWICK]


def verdict(reply: str, asked: Question) -> Verdict:
    return judge(reply, asked)[1].verdict


def test_there_is_a_question_of_every_type() -> None:
    assert {asked.answer_type for asked in SHAPES} == set(AnswerType)


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.id)
def test_the_right_reply_is_judged_correct(asked: Question) -> None:
    assert verdict(replies.right(asked), asked) is Verdict.CORRECT


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.id)
def test_a_wrong_reply_is_judged_incorrect(asked: Question) -> None:
    explained = asked.answer_type is AnswerType.FREE_TEXT  # no rule can tell
    wanted = Verdict.UNSCORED if explained else Verdict.INCORRECT
    for seed in range(8):
        assert verdict(replies.wrong(asked, ALL, Dice(seed)), asked) is wanted


@pytest.mark.parametrize("asked", SHAPES, ids=lambda q: q.id)
def test_a_piece_of_another_passage_is_wrong_or_not_taken(asked: Question) -> None:
    found = replies.passage(asked, prompt(asked), Dice(1))

    explained = asked.answer_type is AnswerType.FREE_TEXT
    wanted = Verdict.UNSCORED if explained else Verdict.INCORRECT
    assert found is None or verdict(found, asked) is wanted


def test_most_pieces_of_another_passage_are_taken() -> None:
    found = [replies.passage(asked, prompt(asked), Dice(1)) for asked in SHAPES]

    taken = {
        asked.answer_type
        for asked, reply in zip(SHAPES, found, strict=True)
        if reply is not None
    }
    assert taken >= {AnswerType.BOOLEAN, AnswerType.UNANSWERABLE, AnswerType.TEXT}


def test_a_piece_that_would_be_right_is_not_taken() -> None:
    asked = question(1, AnswerType.BOOLEAN, ["yes"])

    assert replies.passage(asked, "yes " * 60, Dice(1)) is None


@pytest.mark.parametrize("asked", SHAPES[:-1], ids=lambda q: q.id)
def test_an_abstention_is_judged_as_one(asked: Question) -> None:
    assert verdict(replies.abstention(), asked) is Verdict.ABSTAINED


def test_a_reply_has_the_shape_that_prompts_ask_for() -> None:
    assert json.loads(replies.right(SHAPES[8])) == {
        "answer": ["Marten", "Ollerby", "Tollgate"],
        "pages": ["contract.pdf p.3"],
        "status": "answered",
    }
    assert json.loads(replies.abstention()) == {
        "answer": None,
        "pages": [],
        "status": "not_in_document",
    }
