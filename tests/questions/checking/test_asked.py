"""What a model's answers say of a question."""

from collections.abc import Sequence

import pytest

from pipeline.questions.checking.asked import Tally, findings_of
from pipeline.records import Condition

CLOSED, GOLD = Condition.CLOSED_BOOK, Condition.GOLD_ONLY


@pytest.mark.parametrize(
    ("condition", "right", "wrong", "expected"),
    [
        pytest.param(CLOSED, 0, 3, [], id="not known"),
        pytest.param(CLOSED, 2, 1, [("known", 0.667)], id="known"),
        pytest.param(GOLD, 0, 3, [("broken", 0)], id="broken"),
        pytest.param(GOLD, 0, 2, [], id="once not judged"),
        pytest.param(GOLD, 1, 2, [("confirmed", 0.333)], id="confirmed"),
    ],
)
def test_answers_tell_of_the_question(
    condition: Condition, right: int, wrong: int, expected: Sequence[object]
) -> None:
    tally = Tally(
        model="a/b", question="q", condition=condition, right=right, wrong=wrong
    )

    assert [(one.flag, one.value) for one in findings_of(tally, 3)] == expected
