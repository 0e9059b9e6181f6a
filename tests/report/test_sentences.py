"""Each verdict code has its words, and no word goes beyond its code."""

from collections.abc import Iterator

from inline_snapshot import snapshot

from pipeline.report.contents import ModelReport, PairVerdict, Report
from pipeline.report.holding import bracket, over_length
from pipeline.report.rows import Tally
from pipeline.report.sentences import (
    comparison,
    invented,
    lexical,
    verdict,
    waits,
)
from pipeline.statistics.lengths import EffectiveLength, Rung, RungStatus
from tests.report.poor import changed, each_model
from tests.report.sample import sample
from tests.report.tallies import report, tally


def of(model: str, right: int, count: int = 40, length: int = 4_000) -> Iterator[Tally]:
    for number in range(count):
        correct = int(number < right)
        yield tally(
            f"q{number}",
            model=model,
            length=length,
            correct=correct,
            incorrect=1 - correct,
        )


def test_a_difference_that_is_shown() -> None:
    assert comparison(report(*of("m/a", 35), *of("m/b", 5))) == snapshot(
        "**m/a is better than** m/b by 75 points [56, 87]."
    )


def test_a_difference_that_is_not_shown() -> None:
    assert comparison(report(*of("m/a", 22), *of("m/b", 20))) == snapshot(
        """\
**m/a is not separated by this run from** m/b (difference +5 [-5, +14] \
points); neither is worse than the other by more than 14 points.\
"""
    )


def test_of_several_differences_that_are_not_shown_the_largest_is_bounded() -> None:
    told = comparison(report(*of("m/a", 22), *of("m/b", 20), *of("m/c", 21)))

    assert told == snapshot(
        """\
**m/a is not separated by this run from** m/c (difference +2 [-8, +13] points) \
and m/b (difference +5 [-7, +17] points); none of these differences is larger \
than 17 points.\
"""
    )


def test_a_difference_is_told_from_the_first_model_whichever_is_ahead() -> None:
    first, other = (model.model for model in sample().models[:2])
    turned = tuple(
        pair.model_copy(
            update={
                "model": other,
                "other": first,
                "difference": pair.difference,
            }
        )
        if {pair.model, pair.other} == {first, other}
        else pair
        for pair in sample().pairs
    )

    told = comparison(changed(sample(), pairs=turned))

    assert "from** south/boreal-pro (difference -3 [-7, +2] points)" in told


def test_models_that_are_alike() -> None:
    found = report(*of("m/a", 300, 600), *of("m/b", 300, 600))

    assert comparison(found) == snapshot(
        "**m/a and m/b are equivalent within 5 points**: 0.0 [-0.5, +0.5]."
    )


def test_one_model_alone() -> None:
    assert comparison(report(*of("m/a", 30))) == snapshot(
        """\
**m/a answered 75 % [59, 86] of the questions correctly** (30 of 40 calls); no\
 other model has an answer to compare.\
"""
    )


def test_a_baseline_is_compared_in_a_sentence_of_its_own() -> None:
    found = report(*of("m/a", 35), *of("m/b", 5), *of("baseline/bm25", 1))

    assert "baseline" not in comparison(found)


def test_a_model_alone_is_compared_with_the_baseline() -> None:
    found = report(*of("m/a", 35), *of("baseline/bm25", 5))

    assert "better than** baseline/bm25 by" in comparison(found)


def ladder(*statuses: RungStatus) -> EffectiveLength:
    """Return a bracket over 4k, 8k, 16k ... of which the first is the base."""
    rungs = [
        Rung(length=4_000 * 2**at, status=status, kept=None)
        for at, status in enumerate((RungStatus.BASE, *statuses))
    ]
    held = [r.length for r in rungs if r.status is RungStatus.SUPPORTED]
    failed = [r.length for r in rungs if r.status is RungStatus.FAILED]
    return EffectiveLength(
        base=4_000,
        retain=0.85,
        rungs=tuple(rungs),
        holds_to=held[-1] if held else 4_000,
        fails_by=failed[0] if failed else None,
        guess=None,
    )


HELD, UNCLEAR, FAILED = RungStatus.SUPPORTED, RungStatus.UNCLEAR, RungStatus.FAILED
BEYOND = RungStatus.BEYOND_WINDOW


def of_ladder(*statuses: RungStatus) -> str:
    model = (
        sample()
        .models[0]
        .model_copy(update={"effective": ladder(*statuses), "per_doubling": None})
    )
    lead = "**Keeping 85 % of its own accuracy at 4k**: north/aurora-2 "
    return over_length(changed(sample(), models=(model,))).removeprefix(lead)


def test_each_bracket_has_its_words() -> None:
    assert [
        of_ladder(HELD, HELD),
        of_ladder(HELD, UNCLEAR),
        of_ladder(HELD, UNCLEAR, FAILED),
        of_ladder(FAILED, FAILED),
        of_ladder(UNCLEAR, UNCLEAR),
        of_ladder(HELD, BEYOND),
        of_ladder(),
    ] == snapshot(
        [
            "holds to 16k, the longest asked.",
            "holds to 8k and is unclear at 16k.",
            "holds to 8k and fails by 32k.",
            "is not shown to hold above 4k and fails by 8k.",
            "is not shown to hold above 4k.",
            "holds to 8k, the longest within its window.",
            "",
        ]
    )


def test_the_ends_of_a_bracket_in_the_table() -> None:
    assert [
        bracket(ladder(HELD, FAILED)),
        bracket(ladder(UNCLEAR)),
    ] == snapshot([("8k", "16k"), ("4k (base)", "not shown")])


def turned(found: Report, *, programs: bool) -> Report:
    return each_model(found, baseline=programs)


def test_a_wait_is_over_that_of_the_first() -> None:
    assert waits(sample()) == snapshot(
        """\
**south/boreal-pro takes x0.60 [0.52, 0.69] of the time of north/aurora-2**; \
west/cirrus-mini takes x0.28 [0.25, 0.33]; east/delta-7b takes x0.23 [0.20, \
0.26]; question by question.\
"""
    )
    assert waits(turned(sample(), programs=True)) == ""


def with_times(*lows_and_highs: tuple[float, float | None]) -> Report:
    """Return the sample with these intervals of the times of the next models."""
    switches = [
        one.model_copy(
            update={"time": one.time.model_copy(update={"lo": lo, "hi": hi})}
        )
        for one, (lo, hi) in zip(sample().switches, lows_and_highs, strict=False)
        if one.time
    ]
    return sample().model_copy(update={"switches": tuple(switches)})


def test_a_time_that_is_not_shown_to_differ_is_said_so() -> None:
    assert waits(with_times((0.5, 0.7), (0.9, 1.1))) == snapshot("""\
**south/boreal-pro takes x0.60 [0.50, 0.70] of the time of north/aurora-2**; \
no difference from it is shown for west/cirrus-mini (x0.28 [0.90, 1.10]); \
question by question.\
""")
    assert waits(with_times((0.9, 1.1), (0.8, None))) == snapshot("""\
**No difference from the time of north/aurora-2 is shown** for \
south/boreal-pro (x0.60 [0.90, 1.10]) and west/cirrus-mini (x0.28 [0.80, no \
bound]); question by question.\
""")
    assert waits(with_times((1.1, None))) == snapshot("""\
**south/boreal-pro takes x0.60 [1.10, no bound] of the time of \
north/aurora-2**; question by question.\
""")


def test_baselines_alone_are_named_as_what_they_are() -> None:
    assert "no language model" in lexical(report(*of("baseline/bm25", 3)))


def test_a_model_is_told_apart_from_a_lexical_search_by_the_paired_difference() -> None:
    found = report(*of("baseline/bm25", 10), *of("m/a", 39), *of("m/b", 11))

    assert lexical(found) == snapshot(
        """\
**m/b (difference +2 [-7, +12] points) was not shown to read better than a \
lexical search** (baseline/bm25), which costs nothing; **m/a was**, by 72 \
points [50, 88].\
"""
    )


def test_all_that_read_better_than_a_search_are_named_by_the_least() -> None:
    found = report(*of("baseline/bm25", 5), *of("m/a", 39), *of("m/b", 30))

    assert lexical(found) == snapshot(
        """\
**Every model read better than a lexical search (baseline/bm25) did**, the \
least m/b, by 62 points [40, 79].\
"""
    )


def test_a_search_that_is_ahead_is_said_with_its_difference() -> None:
    assert lexical(report(*of("baseline/bm25", 35), *of("m/a", 5))) == snapshot(
        """\
**m/a (difference -75 [-87, -56] points) was not shown to read better than a \
lexical search** (baseline/bm25), which costs nothing.\
"""
    )


def test_inventing_is_told_by_twins_and_else_by_what_was_declined() -> None:
    assert invented(sample()) == snapshot(
        """\
**Where a wrong answer costs more than none**: with the evidence taken away, \
questions answered all the same: north/aurora-2 9 % [7, 10], south/boreal-pro \
31 % [29, 34], west/cirrus-mini 37 % [34, 40] and east/delta-7b 56 % [53, 59].\
"""
    )
    assert invented(each_model(sample(), twins=())) == snapshot(
        """\
**Where a wrong answer costs more than none**: of the questions that the \
documents hold no answer to, rightly declined: north/aurora-2 91 % [84, 95], \
south/boreal-pro 70 % [61, 78], west/cirrus-mini 69 % [59, 77] and east/delta-7b \
45 % [35, 56].\
"""
    )
    assert invented(each_model(sample(), twins=(), declined=None)) == ""


def test_who_never_answers_has_no_merit_in_it() -> None:
    model = sample().models[0]
    assert model.abstained
    always = model.abstained.model_copy(update={"estimate": 1.0})

    silent = model.model_copy(update={"abstained": always})

    assert invented(changed(sample(), models=(silent,))) == ""
    for beside in (sample(), each_model(sample(), twins=())):
        mute = beside.models[0].model_copy(update={"abstained": always})
        two = changed(beside, models=(mute, *beside.models[1:3]))
        said = invented(two)
        assert f"{model.model} " not in said
        assert said.endswith("; not north/aurora-2, since it always abstains.")
        both = changed(two, models=(mute, mute, two.models[1]))
        assert invented(both).endswith(
            "; not north/aurora-2 and north/aurora-2, since they always abstain."
        )


def test_more_models_than_a_sentence_holds_are_below() -> None:
    first, *others = sample().models
    more: list[ModelReport] = [
        other.model_copy(update={"model": f"{other.model}-{copy}"})
        for copy in range(3)
        for other in others[:2]
    ]

    many = changed(sample(), models=(first, *more))

    assert over_length(many).endswith(
        "; others are below. In brackets: points per doubling of the length."
    )


def test_a_verdict_has_no_empty_sentence() -> None:
    assert all(verdict(sample()))
    assert [pair.verdict for pair in sample().pairs].count(PairVerdict.BETTER) == 8


def test_one_question_excludes_nothing() -> None:
    found = comparison(report(*of("m/a", 1, 1), *of("m/b", 1, 1)))

    assert found.endswith("; no difference is excluded.")
