"""What was known without reading, and how well the rest was read."""

from typing import Any

import pytest

from pipeline.records import Condition, Placement
from pipeline.report.contents import Known
from pipeline.report.frame import Frame, judged
from pipeline.report.known import known
from pipeline.report.rows import Tally
from tests.report.tallies import tally

BARE = Condition.CLOSED_BOOK


def bare(question: str, **counts: Any) -> Tally:
    return tally(question, length=None, condition=BARE, **counts)


def of(*rows: Tally) -> Known | None:
    frame = Frame.of(rows)
    return known(judged(frame, BARE), judged(frame, Condition.CONTEXT))


def test_right_once_is_known_and_the_others_are_what_reading_shows() -> None:
    found = of(
        bare("a", correct=1, incorrect=2),
        bare("b", incorrect=3),
        bare("c", abstained=3),
        *(tally(question, length=8_000, correct=1) for question in "ab"),
        tally("a", correct=1),
        tally("b", incorrect=1),
        tally("c", correct=1, failed=3),
    )

    assert found is not None
    assert found.share.estimate == pytest.approx(1 / 3, abs=1e-6)
    assert (found.share.hits, found.share.calls, found.share.n) == (1, 3, 3)
    assert found.accuracy_of_unknown is not None
    assert found.accuracy_of_unknown.estimate == (0.5 + 0.25) / 2
    assert found.accuracy_of_unknown.n == 2


def test_a_question_is_known_in_whichever_place_it_was_right() -> None:
    elsewhere = bare("a", correct=1).model_copy(update={"placement": Placement.BOTH})

    found = of(bare("a", incorrect=3), elsewhere, tally("a", correct=1))

    assert found is not None
    assert found.share.estimate == 1
    assert found.accuracy_of_unknown is None


def test_what_was_not_asked_or_failed_closed_book_is_not_unknown() -> None:
    found = of(
        bare("a", incorrect=1),
        bare("b", failed=3),
        tally("a", correct=1),
        tally("b", incorrect=1),
        tally("c", incorrect=1),
    )

    assert found is not None
    assert (found.share.n, found.share.estimate) == (1, 0)
    assert found.accuracy_of_unknown is not None
    assert (found.accuracy_of_unknown.n, found.accuracy_of_unknown.estimate) == (1, 1)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((), id="nothing asked"),
        pytest.param((tally("a", correct=1),), id="nothing asked closed-book"),
        pytest.param((bare("a", failed=1, pending=2, unscored=1),), id="no verdict"),
    ],
)
def test_without_a_verdict_closed_book_nothing_is_known_of_it(
    rows: tuple[Tally, ...],
) -> None:
    assert of(*rows) is None
