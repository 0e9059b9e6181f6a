"""MRCR asks for the prefix first, then how alike the rest is."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample
from pipeline.score.metrics.limits import MAX_CHARS

PREFIX = {"random_string_to_prepend": "k7Q"}


def scored(reply: str, gold: str) -> float:
    return METRICS["mrcr"].score(Sample(reply, golds=(gold,), further=PREFIX))


@pytest.mark.parametrize(
    ("reply", "gold", "value"),
    [
        ("k7Qabcd", "k7Qabcd", 1.0),
        ("k7Qabcd", "abcd", 1.0),  # the gold may come without the prefix
        ("abcd", "k7Qabcd", 0.0),
        (" k7Qabcd", "k7Qabcd", 0.0),
        ("K7qabcd", "k7Qabcd", 0.0),
        ("k7Qk7Qabcd", "k7Qabcd", 8 / 11),  # it is taken off once
        ("k7Qabxd", "k7Qabcd", 0.75),
        ("k7Qab", "k7Qabcd", 4 / 6),
        ("k7Q", "k7Q", 1.0),
    ],
)
def test_mrcr(reply: str, gold: str, value: float) -> None:
    assert scored(reply, gold) == pytest.approx(value)


def test_the_order_of_the_two_matters() -> None:
    assert scored("k7Qtide", "diet") == 0.25
    assert scored("k7Qdiet", "tide") == 0.5


def test_the_commonest_characters_of_a_long_gold_are_passed_over() -> None:
    assert scored("k7Q" + "ab" * 99, "ab" * 99) == 1
    assert scored("k7Qab" + "ba" * 99, "ab" * 100) == pytest.approx(0.01)


def test_a_very_long_reply_is_not_compared() -> None:
    with pytest.raises(NotDefinedError):
        scored("k7Q" + "a" * MAX_CHARS, "abc")
    assert scored("a" * (MAX_CHARS + 1), "abc") == 0


@pytest.mark.parametrize(
    "sample", [Sample("k7Qa", ("a",)), Sample("k7Qa", (), further=PREFIX)]
)
def test_without_prefix_or_gold_it_is_not_defined(sample: Sample) -> None:
    with pytest.raises(NotDefinedError):
        METRICS["mrcr"].score(sample)
