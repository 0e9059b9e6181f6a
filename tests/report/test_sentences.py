"""Each verdict code has its words, and no word goes beyond its code."""

from collections.abc import Iterator

from inline_snapshot import snapshot

from pipeline.report.rows import Tally
from pipeline.report.sentences import comparison, lexical, over_length
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
        "**m/a is better than** m/b by 75 points [61, 89]."
    )


def test_a_difference_that_is_not_shown() -> None:
    assert comparison(report(*of("m/a", 22), *of("m/b", 20))) == snapshot("""\
**m/a is not separated by this run from** m/b (difference +5 [-5, +14] points); \
none is worse than the other by more than 15.\
""")


def test_models_that_are_alike() -> None:
    found = report(*of("m/a", 300, 600), *of("m/b", 300, 600))

    assert comparison(found) == snapshot(
        "**m/a and m/b are equivalent within 5 points**: 0.0 [-0.5, +0.5]."
    )


def test_one_model_alone() -> None:
    assert comparison(report(*of("m/a", 30))) == snapshot("""\
**m/a answered 75 % [59, 86] of the questions correctly** (30 of 40 calls); \
no other model has an answer to compare.\
""")


def test_a_fall_with_length_is_said_of_whom_it_is_shown() -> None:
    found = report(
        *of("m/a", 35),
        *of("m/a", 10, length=16_000),
        *of("m/b", 30),
        *of("m/b", 30, length=16_000),
    )

    assert over_length(found) == snapshot("""\
**Accuracy falls with context length** for m/a (-62 [-78, -47] points, 4k to 16k); \
no change with context length is shown for m/b (0 [-7, +7] points, 4k to 16k).\
""")


def test_baselines_alone_are_named_as_what_they_are() -> None:
    assert "no language model" in lexical(report(*of("baseline/bm25", 3)))


def test_a_model_is_told_apart_from_a_lexical_search_by_the_paired_difference() -> None:
    found = report(*of("baseline/bm25", 10), *of("m/a", 39), *of("m/b", 11))

    assert lexical(found) == snapshot("""\
**m/b was not shown to read better than a lexical search** (baseline/bm25), \
which costs nothing.\
""")
