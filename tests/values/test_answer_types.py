"""A gold answer without a type is taken for what its own form and its question show."""

import pytest

from pipeline.records import AnswerType
from pipeline.values.answer_types import inferred_type


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        pytest.param(
            "Going by the log, did the ferry sail?",
            "No. It lay at the quay all winter.",
            AnswerType.BOOLEAN,
            id="asked-after-an-opening-clause",
        ),
        pytest.param(
            "Going by the log, did any ferry sail?",
            "No ferry sailed that winter, as far as it tells.",
            AnswerType.FREE_TEXT,
            id="no-is-a-determiner",
        ),
        pytest.param(
            "Which ferry sailed?",
            "No, none of the five that lay there did that winter.",
            AnswerType.FREE_TEXT,
            id="nothing-asks-for-yes-or-no",
        ),
        pytest.param(
            "When reading the gauge, what is the depth in metres?",
            "3.46",
            AnswerType.NUMBER,
            id="when-asks-for-no-year-that-is-none",
        ),
        pytest.param(
            "When did it open?", "1994", AnswerType.DATE, id="when-asks-for-a-year"
        ),
        pytest.param("How many?", "1994", AnswerType.NUMBER, id="a-count"),
        pytest.param(
            "When chiefly quoting the table, which year's index is lower?",
            "2,017",
            AnswerType.NUMBER,
            id="when-opens-a-clause",
        ),
        pytest.param(
            "When chiefly using the annex, what share fell?",
            "1994",
            AnswerType.NUMBER,
            id="when-opens-a-clause-with-a-number-like-a-year",
        ),
        pytest.param("It shut when?", "1994", AnswerType.DATE, id="when-at-the-end"),
        pytest.param(
            "What is the deadline?",
            "midnight on Tuesday, 3 May 2016",
            AnswerType.DATE,
            id="a-day-with-its-hour",
        ),
        pytest.param(
            "When is the fair?", "Sunday 3 May", AnswerType.DATE, id="a-day-of-any-year"
        ),
        pytest.param("Who came?", "3 May", AnswerType.TEXT, id="no-day-is-asked-for"),
        pytest.param(
            "Which quarter?",
            "Q2 FY2021 (October to December 2020)",
            AnswerType.DATE,
            id="a-period-said-twice",
        ),
        pytest.param(
            "What is its id?",
            "550e8400-e29b-41d4-a716-446655440000",
            AnswerType.TEXT,
            id="a-uuid",
        ),
        pytest.param("In which decade?", "1950s", AnswerType.DATE, id="a-decade"),
        pytest.param(
            "Who pays? A) Owner B) Agent", "B", AnswerType.CHOICE, id="own-options"
        ),
        pytest.param(
            "Who pays? A) Owner B) Agent",
            "Nobody at all",
            AnswerType.TEXT,
            id="none-of-its-own-options",
        ),
    ],
)
def test_the_type_is_inferred(question: str, answer: str, kind: AnswerType) -> None:
    assert inferred_type(question, (answer,)) is kind


def test_choices_make_a_choice() -> None:
    assert inferred_type("Which?", ("3",), ("3", "4")) is AnswerType.CHOICE
