"""RULER 2 gives part of a point by how many words are wrong."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import NotDefinedError, Sample


def scored(kind: str, reply: str, *golds: str) -> float:
    return METRICS[f"ruler2_{kind}"].score(Sample(reply, golds=golds))


@pytest.mark.parametrize("kind", ["all", "part", "2steps"])
@pytest.mark.parametrize(
    ("reply", "gold", "value"),
    [
        ("the Red kite flew", "red KITE", 1.0),
        ("infrared kites", "red kite", 1.0),  # a substring, of words too
        ("red big kite", "red kite", 0.5),
        ("red", "red kite", 0.5),
        ("kite red", "red kite", 0.0),
        ("a red big kite", "red old kite", 1 / 3),
        ("red kite, flew far", "red kite flew far", 0.75),
        ("something else entirely", "red kite", 0.0),
        ("", "red kite", 0.0),
        ("red", "", 1.0),
        ("red", " ", 0.0),
    ],
)
def test_a_reference_counts_in_part(
    kind: str, reply: str, gold: str, value: float
) -> None:
    assert scored(kind, reply, gold) == pytest.approx(value)


def test_the_mean_or_the_best_of_the_references() -> None:
    assert scored("all", "one, two", "one", "two", "six") == pytest.approx(2 / 3)
    assert scored("2steps", "one, two", "one", "two", "six") == pytest.approx(2 / 3)
    assert scored("part", "one, two", "one", "two", "six") == 1


def test_two_steps_are_judged_by_the_last_paragraph() -> None:
    assert scored("2steps", "one\n\ntwo", "one") == 0
    assert scored("2steps", "one\n\ntwo\nsix", "two") == 1
    assert scored("2steps", "one\n\n", "one") == 0
    assert scored("all", "one\n\ntwo", "one") == 1


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("Document 3: one\nmore\n\ntwo", False),
        ("Document 3:\n\none", True),
        ("Document 3: x\n\nsix Document 44: one\n\ntwo", False),
        ("Document 3: x\n\none Document 44: y\n\ntwo", True),
        ("Document 3: x\n\ntwo Document 44: one", True),  # no blank line ends it
        ("Document 3: one\ntwo", True),
        ("Document three: one\n\ntwo", True),
    ],
)
def test_documents_that_a_reply_repeats_are_left_out(
    reply: str, *, found: bool
) -> None:
    assert scored("part", reply, "one") == found
    assert scored("all", reply, "one") == 1


def test_a_hostile_reply_takes_no_longer_than_its_length() -> None:
    assert scored("part", "Document 1:\n" * 100_000, "red kite") == 0
    assert scored("all", "far " * 500_000, "red kite") == 0


def test_without_a_reference_it_is_not_defined() -> None:
    with pytest.raises(NotDefinedError):
        scored("all", "one")
