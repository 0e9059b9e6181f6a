"""The same question asked again in the same place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.frame import Frame
from pipeline.report.repeats import repeats
from pipeline.report.rows import Alike
from pipeline.statistics import repeats as statistics
from tests.report.tallies import tally


def alike(question: str, places: int, answer: int, text: int) -> Alike:
    return Alike(
        length=4_000,
        model="m/a",
        question=question,
        cluster=f"document of {question}",
        places=places,
        same_answer=answer,
        same_text=text,
    )


def test_places_are_averaged_in_a_question_and_questions_then() -> None:
    context = Frame.of(
        [
            tally("a", length=4_000, correct=3),
            tally("a", length=8_000, correct=2, incorrect=1),
            tally("b", length=4_000, correct=3),
        ]
    )

    found = repeats(context, [])

    assert found is not None
    assert found.repeats == 3
    shares = {row.k: row.share for row in found.pass_k}
    assert list(shares) == [1, 2, 3]
    assert shares[1].estimate == pytest.approx(((1 + 2 / 3) / 2 + 1) / 2, abs=1e-6)
    assert shares[2].estimate == pytest.approx(((1 + 1 / 3) / 2 + 1) / 2, abs=1e-6)
    assert shares[3].estimate == 0.75
    assert shares[3].n == 2
    assert found.flips is not None
    assert (found.flips.estimate, found.flips.n) == (0.25, 2)


def test_right_at_one_length_and_wrong_at_another_is_no_flip() -> None:
    context = Frame.of(
        [tally("a", correct=2), tally("a", length=8_000, incorrect=2)],
    )

    found = repeats(context, [])

    assert found is not None
    assert found.flips is not None
    assert found.flips.estimate == 0


def test_a_failed_call_is_not_right_and_no_verdict_that_flips() -> None:
    context = Frame.of([tally("a", correct=2, failed=1), tally("b", correct=3)])

    found = repeats(context, [])

    assert found is not None
    assert found.pass_k[-1].k == 3
    assert found.pass_k[-1].share.estimate == 0.5
    assert found.flips is not None
    assert found.flips.estimate == 0


def test_only_places_asked_k_times_are_in_pass_k() -> None:
    context = Frame.of(
        [tally("a", correct=2), tally("b", incorrect=3), tally("c", correct=1)]
    )

    found = repeats(context, [])

    assert found is not None
    assert [(row.k, row.share.n) for row in found.pass_k] == [(1, 3), (2, 2), (3, 1)]


def test_answers_agree_in_a_share_of_each_questions_places() -> None:
    context = Frame.of([tally("a", correct=2), tally("b", correct=2)])
    rows = [alike("a", 4, 3, 1), alike("b", 1, 1, 0), alike("c", 0, 0, 0)]

    found = repeats(context, rows)

    assert found is not None
    assert found.same_answer is not None
    assert found.same_text is not None
    assert found.same_answer.estimate == (0.75 + 1) / 2
    assert found.same_text.estimate == 0.25 / 2
    assert found.same_answer.n == 2


def test_without_answers_compared_there_is_no_agreement() -> None:
    found = repeats(Frame.of([tally("a", failed=2)]), [])

    assert found is not None
    assert (found.same_answer, found.same_text, found.flips) == (None, None, None)
    assert found.spread is None


@pytest.mark.parametrize(
    "context",
    [
        pytest.param(Frame.of([]), id="never heard"),
        pytest.param(Frame.of([tally("a", correct=1, pending=2)]), id="asked once"),
        pytest.param(
            Frame.of([tally("a", correct=1), tally("a", length=8_000, correct=1)]),
            id="other places are no repeats",
        ),
    ],
)
def test_without_repeats_there_is_nothing_to_say(context: Frame) -> None:
    assert repeats(context, []) is None


def test_lengths_share_out_the_runs_part_of_the_spread() -> None:
    """The mean of two places has half the variance of one from runs."""
    one = np.array([0, 1, 2, 3, 4, 0, 4, 2] * 4)
    asked, documents = np.full(32, 4), np.arange(32) // 2

    alone = statistics.variance_split(one, asked, documents)
    twice = statistics.variance_split(
        np.tile(one, 2),
        np.tile(asked, 2),
        np.tile(documents, 2),
        questions=np.tile(np.arange(32), 2),
    )

    assert alone is not None
    assert twice is not None
    means = one / 4
    runs = float((means * (1 - means) / 3).mean())
    of_all = runs / alone.runs  # what there is to share out, in variance
    assert alone.documents + alone.questions + alone.runs == pytest.approx(1)
    assert twice.runs == pytest.approx(runs / 2 / of_all, rel=1e-3)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1))
def test_one_place_a_question_is_the_question_itself(
    rows: list[tuple[int, int]],
) -> None:
    right, documents = (np.array(column) for column in zip(*rows, strict=True))
    asked, named = np.full(len(rows), 3), np.arange(len(rows))

    for k in (1, 2, 3):
        assert statistics.pass_k(
            right, asked, documents, k=k, questions=named
        ) == statistics.pass_k(right, asked, documents, k=k)
    assert statistics.flip_rate(
        right, asked, documents, questions=named
    ) == statistics.flip_rate(right, asked, documents)
    assert statistics.variance_split(
        right, asked, documents, questions=named
    ) == statistics.variance_split(right, asked, documents)
