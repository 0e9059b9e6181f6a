"""Dollars for a correct answer."""

import pytest

from pipeline.report.money import cost_per_correct
from pipeline.report.rows import QuestionCost


def spent(
    question: str,
    cost_usd: float,
    correct: int,
    calls: int = 3,
    length: int = 4_000,
) -> QuestionCost:
    return QuestionCost(
        model="m/a",
        question=question,
        cluster=f"document of {question}",
        length=length,
        calls=calls,
        cost_usd=cost_usd,
        correct=correct,
    )


def test_all_that_was_spent_is_shared_by_what_was_right() -> None:
    rows = [spent("a", 0.30, 3), spent("b", 0.60, 0), spent("c", 0.90, 1)]

    found = cost_per_correct(rows)

    assert found is not None
    assert found.estimate == pytest.approx(1.80 / 4)
    assert (found.n, found.documents) == (3, 3)
    assert found.lo < found.estimate


def test_lengths_add_up_in_a_question() -> None:
    rows = [
        *(spent("a", 0.1, 3), spent("a", 0.5, 1, length=8_000)),
        *(spent("b", 0.1, 2), spent("b", 0.5, 0, length=8_000)),
    ]

    found = cost_per_correct(rows)

    assert found is not None
    assert found.estimate == pytest.approx(1.2 / 6)
    assert found.n == 2


def test_a_question_weighs_the_same_however_many_of_its_calls_have_a_price() -> None:
    found = cost_per_correct([spent("a", 0.30, 3), spent("b", 0.50, 0, calls=1)])

    assert found is not None
    assert found.estimate == pytest.approx((0.10 + 0.50) / (1 + 0))


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="no cost known"),
        pytest.param([spent("a", 0.0, 0, calls=0)], id="no call priced"),
        pytest.param([spent("a", 0.2, 0), spent("b", 0.2, 0)], id="all wrong"),
    ],
)
def test_nothing_right_has_no_price(rows: list[QuestionCost]) -> None:
    assert cost_per_correct(rows) is None


def test_one_question_and_all_right_are_answered_without_a_claim_to_know() -> None:
    one = cost_per_correct([spent("a", 0.3, 3)])
    free = cost_per_correct([spent(question, 0.0, 3) for question in "abc"])

    assert one is not None
    assert free is not None
    assert one.estimate == pytest.approx(0.1)
    assert one.hi is None
    assert free.estimate == 0
