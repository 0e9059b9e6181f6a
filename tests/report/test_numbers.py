"""Tallies with known answers, and what the report must make of them."""

from collections.abc import Iterator
from statistics import median
from typing import Any

import pytest

from pipeline.records import Condition
from pipeline.report.contents import PairVerdict
from pipeline.report.numbers import compute
from pipeline.report.rows import LeftOut, Tally, Timing, Tokens
from pipeline.statistics.planning import resolvable
from tests.report.tallies import (
    COUNTS,
    RUN,
    UNANSWERABLE,
    inputs,
    one,
    only,
    report,
    tally,
)


def test_repeats_and_lengths_are_averaged_inside_a_question_first() -> None:
    found = only(
        tally("one", correct=1, incorrect=2),
        tally("one", length=16_000, correct=3),
        tally("two", correct=1),
    ).accuracy

    assert found is not None
    assert found.estimate == pytest.approx((4 / 6 + 1) / 2, abs=1e-6)
    assert (found.hits, found.calls, found.n) == (5, 7, 2)


@pytest.mark.parametrize(
    "outcome", ["failed", "truncated", "refused", "filtered", "incorrect", "abstained"]
)
def test_a_call_that_gave_no_right_answer_is_not_correct(outcome: str) -> None:
    found = only(tally("one", correct=1, **one(outcome))).accuracy

    assert found is not None
    assert found.estimate == 0.5


@pytest.mark.parametrize("outcome", ["pending", "over_window", "unscored"])
def test_a_call_that_could_not_count_is_in_no_percentage(outcome: str) -> None:
    model = only(tally("one", correct=1, **one(outcome)), tally("two", **one(outcome)))

    assert model.accuracy is not None
    assert (model.accuracy.estimate, model.accuracy.n) == (1.0, 1)


def test_answered_calls_alone_stand_beside_the_headline() -> None:
    model = only(tally("one", correct=1, failed=3), tally("two", failed=1))

    assert model.accuracy is not None
    assert model.accuracy.estimate == 0.125
    assert model.accuracy_answered is not None
    assert (model.accuracy_answered.estimate, model.accuracy_answered.n) == (1.0, 1)


@pytest.mark.parametrize(
    "outcome", ["abstained", "declined", "malformed", "refused", "truncated", "failed"]
)
def test_accuracy_when_it_answered_is_of_right_and_wrong_answers(outcome: str) -> None:
    """bm25 on the bundled corpus: 91 right, 205 wrong, 169 abstained."""
    found = only(
        *(tally(f"right {n}", correct=1) for n in range(91)),
        *(tally(f"wrong {n}", incorrect=1) for n in range(205)),
        *(tally(f"none {n}", **one(outcome)) for n in range(169)),
    )

    answered = found.accuracy_answered
    assert answered is not None
    assert (answered.hits, answered.calls, answered.n) == (91, 296, 296)
    assert answered.estimate == pytest.approx(91 / 296, abs=1e-6)
    assert found.accuracy is not None
    assert found.accuracy.estimate == pytest.approx(91 / 465, abs=1e-6)


def test_it_is_what_the_counts_beside_it_make() -> None:
    """One answer of nine calls does not weigh as much as nine."""
    found = only(tally("one", correct=9), tally("two", incorrect=1, abstained=8))

    answered = found.accuracy_answered
    assert answered is not None
    assert (answered.hits, answered.calls, answered.estimate) == (9, 10, 0.9)


def test_who_only_abstains_has_no_accuracy_when_it_answered() -> None:
    found = only(tally("one", abstained=1), tally("two", abstained=1))

    assert found.accuracy_answered is None


def test_controls_and_unanswerable_questions_stay_out_of_the_headline() -> None:
    model = only(
        tally("one", correct=1),
        tally("one", length=None, condition=Condition.CLOSED_BOOK, incorrect=1),
        tally("one", length=None, condition=Condition.GOLD_ONLY, correct=1),
        tally("none", answer_type=UNANSWERABLE, incorrect=1),
    )

    assert model.accuracy is not None
    assert (model.accuracy.estimate, model.accuracy.n) == (1.0, 1)
    assert model.closed_book.accuracy is not None
    assert model.closed_book.accuracy.estimate == 0.0
    assert model.gold_only.accuracy is not None
    assert model.gold_only.accuracy.estimate == 1.0


def test_declining_is_right_where_there_is_no_answer() -> None:
    model = only(
        tally("u1", answer_type=UNANSWERABLE, correct=1),
        tally("u2", answer_type=UNANSWERABLE, abstained=1),
        tally("u3", answer_type=UNANSWERABLE, incorrect=1),
        tally("u4", answer_type=UNANSWERABLE, failed=1),
    )

    assert model.declined is not None
    assert model.declined.estimate == 0.5
    assert model.accuracy is None


def test_models_are_paired_only_where_both_were_asked() -> None:
    def of(model: str, longest: dict[str, Any]) -> Iterator[Tally]:
        for number in range(12):
            yield tally(f"q{number}", model=model, correct=1)
            yield tally(f"q{number}", model=model, length=16_000, **longest)

    (pair,) = report(*of("m/a", one("over_window")), *of("m/b", one("incorrect"))).pairs

    assert pair.difference is not None
    assert pair.difference.estimate == 0  # and not +50: m/a was never asked at 16k
    assert pair.difference.n == 12


def test_a_pair_says_which_is_better_whatever_the_order() -> None:
    right = [tally(f"q{n}", model="m/z", correct=1) for n in range(30)]
    wrong = [tally(f"q{n}", model="m/a", incorrect=1) for n in range(30)]

    (pair,) = report(*wrong, *right).pairs

    assert (pair.model, pair.other, pair.verdict) == (
        *("m/z", "m/a"),
        PairVerdict.BETTER,
    )


def test_few_questions_cannot_show_that_models_are_equivalent() -> None:
    def run(count: int) -> PairVerdict:
        rows = [
            tally(f"q{n}", model=m, correct=1)
            for n in range(count)
            for m in ("m/a", "m/b")
        ]
        return report(*rows).pairs[0].verdict

    assert run(20) is PairVerdict.NOT_RESOLVED
    assert run(200) is PairVerdict.EQUIVALENT


def test_no_common_question_is_no_difference() -> None:
    (pair,) = report(
        tally("one", model="m/a", correct=1), tally("two", model="m/b", correct=1)
    ).pairs

    assert pair.difference is None
    assert pair.verdict is PairVerdict.NOT_RESOLVED


def test_each_outcome_is_counted_once_and_the_row_adds_up() -> None:
    rows = [tally("one", **one(name, place + 1)) for place, name in enumerate(COUNTS)]

    found = only(*rows).outcomes

    assert [getattr(found, name) for name in COUNTS] == list(range(1, 13))
    assert found.planned == sum(range(1, 13))
    assert found.judged == 7 + 8 + 9 + 10 + 11
    assert found.answered == found.judged + 12
    assert found.missing == found.planned - found.over_window - found.judged


def test_a_length_of_which_nothing_was_built_is_shown_as_such() -> None:
    unbuilt = LeftOut(kind="prompt", what="64000", reason="too small", items=3)

    found = report(tally("one", correct=1), left_out=(unbuilt,))

    assert (found.lengths, found.lengths_built) == ((4_000, 64_000), (4_000,))
    assert [cell.accuracy is None for cell in found.models[0].by_length] == [
        False,
        True,
    ]


def test_token_counts_become_a_ratio() -> None:
    tokens = (
        Tokens(model="m/b", calls=2, reported=50, reference=100),
        Tokens(model="m/a", calls=2, reported=150, reference=100),
    )

    (model,) = report(tally("one", correct=2), tokens=tokens).models

    assert model.tokens is not None
    assert model.tokens.ratio == 1.5


def test_the_wait_that_was_felt_has_its_own_limits() -> None:
    timing = Timing(
        model="m/a",
        length=4_000,
        answer_s=(1.0,) * 70,
        first_token_s=(0.5,) * 70,
        felt_s=(2.0,) * 70,
        censored_s=(30.0,) * 10,
        felt_censored_s=(90.0,) * 10,
        disturbed=0,
    )

    (model,) = report(tally("one", correct=1), timings=(timing,)).models

    assert (model.felt_p95.estimate, model.felt_p95.more_than) == (90.0, True)
    assert (model.times[0].p95.estimate, model.times[0].p50.estimate) == (30.0, 1.0)
    assert model.times[0].first_token_p50.censored == 0


def test_a_question_only_a_reader_can_judge_counts_for_no_model() -> None:
    found = report(
        tally("q", correct=1),
        tally("free", needs_reader=True, unscored=1),
        tally("q", model="m/b", correct=1),
        tally("free", needs_reader=True, model="m/b", abstained=1),
    )

    assert [m.accuracy.estimate for m in found.models if m.accuracy] == [1.0, 1.0]
    assert found.outcomes.missing == 0
    assert found.outcomes.unscored == 1


def test_what_was_known_is_held_against_the_lengths_of_the_headline() -> None:
    run = RUN.model_copy(update={"settings": '{"report": {"working": [16000]}}'})
    bare = tally("a", length=None, condition=Condition.CLOSED_BOOK, incorrect=1)
    rows = (bare, tally("a", correct=1), tally("a", length=16_000, incorrect=1))

    (model,) = compute(run, inputs(*rows)).models

    assert model.accuracy
    assert model.known
    assert model.known.accuracy_of_unknown
    assert model.accuracy.estimate == 0.0
    assert model.known.accuracy_of_unknown.estimate == 0.0


def test_a_run_resolves_what_it_can_tell_of_two_readers() -> None:
    def asked(model: str, wrong_every: int) -> list[Tally]:
        wrong = [int(n % wrong_every == 0) for n in range(60)]
        return [
            tally(f"q{n}", model=model, correct=1 - miss, incorrect=miss)
            for n, miss in enumerate(wrong)
        ]

    readers = (*asked("m/a", 20), *asked("m/b", 10))
    search = asked("baseline/bm25", 2)

    found = report(*readers, *search)

    (pair,) = [one for one in found.pairs if one.other != "baseline/bm25"]
    each = [resolvable(one.difference) for one in found.pairs if one.difference]
    assert pair.difference
    assert found.resolves == resolvable(pair.difference)
    assert found.resolves != median(one for one in each if one is not None)
    assert report(*asked("baseline/a", 20), *search).resolves is not None
