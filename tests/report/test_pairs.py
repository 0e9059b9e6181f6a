"""Two models on the same places: the difference, its verdict, what stands beside."""

import math
from collections.abc import Sequence

import pytest

from pipeline.report.contents import Pair, PairVerdict
from pipeline.report.frame import Frame
from pipeline.report.pairs import Arm, families, pairs, ranks, resolves
from pipeline.report.rows import QuestionCost, QuestionTime, Tally
from tests.report.tallies import tally

MARGIN = 0.05
A, B, C = "m/a", "m/b", "m/c"
BM25, FIRST = "baseline/bm25", "baseline/first-window"


def asked(
    model: str, right: int, *, of: int = 40, length: int = 4_000, repeats: int = 1
) -> list[Tally]:
    """Ask so many questions at one length, of which the first ones are right."""
    return [
        tally(
            f"q{place:03}",
            model=model,
            length=length,
            correct=repeats * (place < right),
            incorrect=repeats * (place >= right),
        )
        for place in range(of)
    ]


def arms(
    rows: Sequence[Tally],
    times: Sequence[QuestionTime] = (),
    costs: Sequence[QuestionCost] = (),
) -> dict[str, Arm]:
    whole = Frame.of(rows)
    return {
        model: Arm(
            context=whole.only(model=model),
            every=whole.only(model=model),
            times=[row for row in times if row.model == model],
            costs=[row for row in costs if row.model == model],
        )
        for model in (A, B, C, BM25, FIRST)
    }


def pair(
    *lists: Sequence[Tally],
    times: Sequence[QuestionTime] = (),
    costs: Sequence[QuestionCost] = (),
) -> Pair:
    rows = [row for rows in lists for row in rows]
    (found,) = pairs([A, B], arms(rows, times, costs), MARGIN)
    return found


def took(
    model: str, question: str, seconds: float, length: int = 4_000
) -> QuestionTime:
    return QuestionTime(
        model=model,
        question=question,
        cluster=question,
        length=length,
        answers=1,
        mean_log_s=math.log(seconds),
    )


def paid(
    model: str, question: str, usd: float, calls: int = 1, length: int = 4_000
) -> QuestionCost:
    return QuestionCost(
        model=model,
        question=question,
        cluster=question,
        length=length,
        calls=calls,
        cost_usd=usd,
        correct=0,
    )


def test_the_larger_estimate_stands_first_whichever_was_ranked_first() -> None:
    found = pair(asked(A, 10), asked(B, 30))

    assert (found.model, found.other) == (B, A)
    assert found.difference is not None
    assert found.difference.estimate == 0.5
    assert found.difference.lo > 0
    assert found.verdict is PairVerdict.BETTER
    assert (found.only_model, found.only_other) == (20, 0)
    assert [
        (one.length, one.difference and one.difference.estimate)
        for one in found.by_length
    ] == [(4_000, 0.5)]


def test_a_draw_keeps_the_order_of_the_ranking() -> None:
    found = pair(asked(A, 20), asked(B, 20))

    assert (found.model, found.other) == (A, B)
    assert found.difference is not None
    assert found.difference.estimate == 0


def test_many_questions_alike_are_equivalent_within_the_margin() -> None:
    rows = [*asked(A, 200, of=400), *asked(B, 200, of=400)]

    (narrow,) = pairs([A, B], arms(rows), 0.05)
    (narrower,) = pairs([A, B], arms(rows), 0.001)

    assert narrow.verdict is PairVerdict.EQUIVALENT
    assert narrower.verdict is PairVerdict.NOT_RESOLVED
    assert narrow.not_worse_by is not None
    assert narrow.not_worse_by < 0.05
    assert narrow.needed == 0
    assert narrower.needed is not None
    assert narrower.needed > 400


def test_what_is_not_resolved_says_what_is_excluded_and_what_it_would_take() -> None:
    found = pair(asked(A, 20), asked(B, 18))

    assert found.verdict is PairVerdict.NOT_RESOLVED
    assert found.difference is not None
    assert found.not_worse_by == max(-found.difference.lo, found.difference.hi)
    assert found.needed
    assert found.p == 0.5  # two documents differ, one way: half of the flips do that


def test_a_short_window_is_compared_on_its_own_lengths() -> None:
    found = pair(
        asked(A, 30),
        asked(A, 0, length=8_000),
        asked(B, 10),
    )

    assert found.model == A
    assert found.difference is not None
    assert found.difference.estimate == 0.5
    assert [one.length for one in found.by_length] == [4_000]
    assert found.only_model == 20


def test_the_headline_is_of_the_context_and_each_length_of_every() -> None:
    rows = [
        *(*asked(A, 30), *asked(A, 0, length=8_000)),
        *(*asked(B, 10), *asked(B, 30, length=8_000)),
    ]
    found = {
        model: arm._replace(context=arm.every.only(length=4_000))
        for model, arm in arms(rows).items()
    }

    (one,) = pairs([A, B], found, MARGIN)

    assert one.difference is not None
    assert one.difference.estimate == 0.5
    assert [each.difference and each.difference.estimate for each in one.by_length] == [
        *(0.5, -0.75),
    ]


def test_half_right_is_right_in_the_counts_of_questions() -> None:
    mine = [
        tally("a", model=A, correct=1, incorrect=1),
        tally("b", model=A, correct=1, incorrect=2),
        tally("b", model=A, length=8_000, correct=2, incorrect=1),
        tally("c", model=A, correct=1),
        tally("d", model=A, incorrect=1),
    ]
    theirs = [
        tally("a", model=B, correct=1, incorrect=2),
        tally("b", model=B, incorrect=1),
        tally("b", model=B, length=8_000, incorrect=1),
        tally("c", model=B, correct=1),
        tally("d", model=B, correct=1, incorrect=1),
        tally("e", model=B, correct=1),
    ]

    found = pair(mine, theirs)

    assert (found.model, found.only_model, found.only_other) == (A, 2, 1)


def test_each_interval_is_as_wide_as_all_pairs_together_need() -> None:
    rows = [*asked(A, 30), *asked(B, 20), *asked(C, 10)]

    two = pairs([A, B], arms(rows), MARGIN)
    three = pairs([A, B, C], arms(rows), MARGIN)

    assert [(one.model, one.other) for one in three] == [(A, B), (A, C), (B, C)]
    wide, narrow = three[0].difference, two[0].difference
    assert wide is not None
    assert narrow is not None
    assert wide.level == pytest.approx(1 - 0.05 / 3, abs=1e-6)
    assert wide.hi - wide.lo > narrow.hi - narrow.lo
    (length,) = three[0].by_length
    assert length.difference is not None
    assert length.difference.level == 0.95


def test_holm_is_over_all_pairs_that_have_a_p() -> None:
    rows = [*asked(A, 30), *asked(B, 29), *asked(C, 1, of=1, length=8_000)]

    found = pairs([A, B, C], arms(rows), MARGIN)

    assert [one.p is None for one in found] == [False, True, True]
    assert found[0].p == found[0].p_holm == 1.0
    rows = [*asked(A, 30), *asked(B, 20), *asked(C, 17)]
    three = pairs([A, B, C], arms(rows), MARGIN)
    smallest = min(three, key=lambda one: one.p or 0)
    assert smallest.p is not None
    assert smallest.p_holm == pytest.approx(3 * smallest.p, abs=1e-6)


def test_a_baseline_costs_the_models_nothing_and_has_a_family_of_its_own() -> None:
    rows = [*asked(A, 30), *asked(B, 20), *asked(BM25, 17), *asked(FIRST, 9)]

    (alone,) = pairs([A, B], arms(rows), MARGIN)
    found = pairs([A, B, BM25, FIRST], arms(rows), MARGIN)
    read, *programs = found

    assert (read.difference, read.p_holm) == (alone.difference, alone.p)
    assert len(programs) == 5
    for one in programs:
        assert one.difference is not None
        assert one.difference.level == pytest.approx(1 - 0.05 / 5, abs=1e-6)
    smallest = min(programs, key=lambda one: one.p or 0)
    assert smallest.p is not None
    assert smallest.p_holm == pytest.approx(5 * smallest.p, abs=1e-6)


def test_what_holds_together_is_counted() -> None:
    both = families([A, B, C, BM25])
    programs = families([BM25, FIRST])

    assert [(one.baselines, one.pairs, one.level) for one in both] == [
        *((False, 3, 0.983333), (True, 3, 0.983333)),
    ]
    assert [(one.baselines, one.pairs, one.level) for one in programs] == [
        (True, 1, 0.95),
    ]


def test_no_other_model_changes_a_pairs_p() -> None:
    rows = [*asked(A, 30), *asked(B, 12), *asked(C, 20)]

    (alone,) = pairs([A, B], arms(rows), MARGIN)
    turned = pairs([C, B, A], arms(rows), MARGIN)

    beside = next(one for one in turned if {one.model, one.other} == {A, B})
    assert alone.p == beside.p
    assert alone.p is not None
    assert 0 < alone.p < 0.01


def test_five_documents_show_no_small_p_but_may_show_a_difference() -> None:
    found = pair(asked(A, 5, of=5), asked(B, 0, of=5))

    assert found.p == 2 / 32


def test_times_are_compared_question_by_question_at_the_same_lengths() -> None:
    times = [
        *(took(A, "a", 10), took(A, "a", 80, 8_000), took(A, "b", 40)),
        took(A, "c", 1),
        *(took(B, "a", 5), took(B, "a", 10, 8_000), took(B, "b", 10)),
        took(B, "b", 1_000, 8_000),
    ]

    found = pair(asked(A, 30), asked(B, 10), times=times)

    assert found.time is not None
    a, b = (2 * 8) ** 0.5, 4
    assert found.time.estimate == pytest.approx((a * b) ** 0.5, rel=1e-5)
    assert found.time.n == 2


def test_a_quotient_turns_round_with_its_pair() -> None:
    times = [took(A, "a", 10), took(B, "a", 5)]
    costs = [paid(A, "a", 0.4), paid(B, "a", 0.1)]

    found = pair(asked(A, 10), asked(B, 30), times=times, costs=costs)

    assert found.model == B
    assert found.time is not None
    assert found.cost is not None
    assert found.time.estimate == pytest.approx(0.5)
    assert found.cost.estimate == pytest.approx(0.25)


def test_costs_are_of_one_call_at_the_same_lengths() -> None:
    costs = [
        *(paid(A, "a", 0.6, calls=3), paid(A, "b", 0.2), paid(A, "a", 9, 1, 8_000)),
        *(paid(B, "a", 0.1), paid(B, "b", 0.6, calls=2), paid(B, "c", 5)),
        paid(B, "d", 0.0, calls=0),
    ]

    found = pair(asked(A, 30), asked(B, 10), costs=costs)

    assert found.cost is not None
    assert found.cost.estimate == pytest.approx((0.2 + 0.2) / (0.1 + 0.3))
    assert found.cost.n == 2


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(asked(A, 3), [], id="one unheard"),
        pytest.param(asked(A, 3), asked(B, 3, length=8_000), id="no common length"),
        pytest.param(asked(A, 3), [tally("q000", model=B, failed=0)], id="no call"),
    ],
)
def test_what_cannot_be_compared_is_no_difference(
    mine: list[Tally], theirs: list[Tally]
) -> None:
    found = pair(mine, theirs)

    assert (found.model, found.other) == (A, B)
    assert found.verdict is PairVerdict.NOT_RESOLVED
    assert (found.difference, found.p, found.p_holm, found.needed) == (None,) * 4
    assert (found.time, found.cost, found.not_worse_by) == (None, None, None)
    assert found.by_length == ()
    assert resolves([found]) is None


def test_what_a_run_resolves_is_between_models_and_not_a_baseline() -> None:
    rows = [*asked(A, 39), *asked(B, 38), *asked(BM25, 20), *asked(FIRST, 1)]

    found = pairs([A, B, BM25, FIRST], arms(rows), MARGIN)
    (read,) = (one for one in found if {one.model, one.other} == {A, B})
    (programs,) = (one for one in found if {one.model, one.other} == {BM25, FIRST})

    assert resolves(found) == resolves([read])
    assert resolves([programs]) is not None


@pytest.mark.parametrize("models", [[], [A]])
def test_one_model_makes_no_pair(models: list[str]) -> None:
    assert pairs(models, arms(asked(A, 3)), MARGIN) == []
    assert families(models) == ()
    assert ranks(models, []) == dict.fromkeys(models, (1, 1))


def test_one_question_and_one_document_show_nothing() -> None:
    found = pair(asked(A, 1, of=1), asked(B, 0, of=1))

    assert found.difference is not None
    assert found.difference.estimate == 1
    assert found.verdict is PairVerdict.NOT_RESOLVED
    assert found.p == 1


def test_ranks_are_ranges_that_only_a_shown_difference_narrows() -> None:
    rows = [*asked(A, 39), *asked(B, 38), *asked(C, 3)]

    found = pairs([A, B, C], arms(rows), MARGIN)

    assert ranks([A, B, C], found) == {A: (1, 2), B: (1, 2), C: (3, 3)}
    typical = resolves(found)
    assert typical is not None
    assert 0 < typical < 1
