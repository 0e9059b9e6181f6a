"""GraphWalks takes the nodes of a "Final Answer: [...]", of one line or of any."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample

NODES = ("a1", "b2", "c3")


def both(reply: str, golds: tuple[str, ...] = NODES) -> tuple[float, float]:
    sample = Sample(reply, golds=golds)
    return (
        METRICS["graphwalks_f1"].score(sample),
        METRICS["graphwalks_flexible_f1"].score(sample),
    )


@pytest.mark.parametrize(
    ("reply", "strict", "flexible"),
    [
        ("Final Answer: [a1, b2, c3]", 1, 1),
        ("Final Answer:[c3,a1 , b2]", 1, 1),
        ("Final Answer: ['a1', \"b2\", c3]", 1, 1),
        ("Final Answer: [a1, a1, b2, c3,, ]", 1, 1),
        ("So Final Answer: [a1, b2, c3].", 1, 1),
        ("Final Answer: [a1, b2, c3]\n\n", 1, 1),
        ("Final Answer: [a1]", 0.5, 0.5),
        ("Final Answer: [a1, b2, d4]", 2 / 3, 2 / 3),
        ("Final Answer: [A1, B2, C3]", 0, 0),
        ("Final Answer: [a1, [b2], c3]", 2 / 3, 2 / 3),  # up to the last "]"
        ("Final Answer: [a1, b2, c3] or [d4]", 2 / 3, 2 / 3),
        ("Final Answer: [a1, b2, c3]\nThat is all.", 0, 1),
        ("Final Answer: [a1, b2, c3]\nFinal Answer: [d4]", 0, 0),
        ("Final Answer: [a1, b2, c3]\nFinal Answer: []", 0, 0),
        ("Final Answer: [a1, b2, c3]\nFinal Answer: none", 0, 1),
        ("Final Answer: [a1, b2, c3]\n ", 0, 1),
        ("final answer: [a1, b2, c3]", 0, 0),
        ("Final Answer: a1, b2, c3", 0, 0),
        ("Final Answer: [a1, b2, c3]\n] Final Answer: [a1", 0, 1),
        ("[a1, b2, c3]", 0, 0),
        ("", 0, 0),
    ],
)
def test_graphwalks(reply: str, strict: float, flexible: float) -> None:
    assert both(reply) == pytest.approx((strict, flexible))


def test_no_node_to_find_scores_nothing() -> None:
    assert both("Final Answer: []", ()) == (0, 0)


def test_a_hostile_line_takes_no_longer_than_its_length() -> None:
    assert both("Final Answer: [" * 100_000) == (0, 0)
