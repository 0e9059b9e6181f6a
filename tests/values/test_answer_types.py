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
    ],
)
def test_the_type_is_inferred(question: str, answer: str, kind: AnswerType) -> None:
    assert inferred_type(question, (answer,)) is kind


def test_choices_make_a_choice() -> None:
    assert inferred_type("Which?", ("3",), ("3", "4")) is AnswerType.CHOICE
