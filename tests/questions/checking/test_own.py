"""What a question shows by itself, and where its evidence was found."""

from collections.abc import Sequence
from typing import Any

import pytest

from pipeline.questions.checking.case import Case
from pipeline.questions.checking.own import MOST_WORDS, own_findings
from pipeline.records import AnswerType, Question
from tests.questions.checking.asked import evidence, located, question

TEXT, FREE = AnswerType.TEXT, AnswerType.FREE_TEXT
LONG = " ".join(["word"] * (MOST_WORDS + 1))


def flags(asked: Question) -> list[str]:
    return [found.flag for found in own_findings(Case(asked))]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(question(), [], id="nothing"),
        pytest.param(question(type_inferred=True), ["untyped"], id="untyped"),
        pytest.param(question(kind=FREE, answers=["so"]), ["reader"], id="reader"),
        pytest.param(question(kind=TEXT, answers=[LONG]), ["long-gold"], id="long"),
        pytest.param(
            question(kind=TEXT, answers=[LONG, "word"]), [], id="a short alias"
        ),
        pytest.param(
            question(text="Is the 17.50 m quay deep?"), ["gold-in-question"], id="says"
        ),
        pytest.param(
            question(
                text="Is it north or south?", kind=TEXT, answers=["north"],
                choices=["north", "south"],
            ),
            [],
            id="choices are its own words",
        ),
        pytest.param(
            question(text="So? Yes or no?", kind=AnswerType.BOOLEAN, answers=["yes"]),
            [],
            id="yes or no",
        ),
    ],
)  # fmt: skip
def test_a_question_says_much_of_itself(
    asked: Question, expected: Sequence[str]
) -> None:
    assert flags(asked) == expected


def test_what_is_not_in_the_corpus_says_why() -> None:
    (found,) = own_findings(Case(question(), unlocated="no document 'a.pdf'"))

    assert found == ("not-located", "no document 'a.pdf'", None)


@pytest.mark.parametrize(
    ("item", "row", "expected"),
    [
        pytest.param({"page": 1, "quote": "a"}, {"match": 1.0}, [], id="found whole"),
        pytest.param(
            {"page": 2, "quote": "a"},
            {"how": "moved", "page": 3},
            [("moved", "a.pdf: page 2 is stated, the quote stands on page 3", None)],
            id="moved",
        ),
        pytest.param(
            {"page": 1, "quote": "a"},
            {"match": 0.75},
            [("partly-located", "a.pdf p.1: 75% of the quote", 0.75)],
            id="a part of it",
        ),
        pytest.param(
            {"page": 1, "quote": "a"},
            {"how": "page"},
            [("partly-located", "a.pdf p.1", None)],
            id="its page alone",
        ),
        pytest.param({"page": 1}, {"how": "page"}, [], id="no quote to be found"),
    ],
)
def test_evidence_that_is_not_where_it_should_be_is_flagged(
    item: dict[str, object], row: dict[str, Any], expected: Sequence[object]
) -> None:
    case = Case(question(evidence=[evidence(**item)]), [located(**row)])

    assert list(own_findings(case)) == expected
