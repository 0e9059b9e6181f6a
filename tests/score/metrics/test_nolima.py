"""NoLiMa's four say equal or contained, of the whole reply or of its last line."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample

NAMES = ("em", "contains", "lastline_em", "lastline_contains")


@pytest.mark.parametrize(
    ("reply", "right"),
    [
        ("Yuki", (1, 1, 1, 1)),
        (" Yuki\n", (1, 1, 1, 1)),
        ("Stuart", (1, 1, 1, 1)),
        ("yuki", (0, 0, 0, 0)),
        ("Yuki.", (0, 1, 0, 1)),
        ("It was Yuki", (0, 1, 0, 1)),
        ("Let me think.\nYuki", (0, 1, 1, 1)),
        ("Yuki, I think.\nOr was it Ann?", (0, 1, 0, 0)),
        ("Let me think.\n Yuki", (0, 1, 0, 1)),  # the last line is not stripped
        ("Ann\r\nYuki", (0, 1, 1, 1)),
        ("Ann\rYuki", (0, 1, 0, 1)),
        ("Ann", (0, 0, 0, 0)),
        ("", (0, 0, 0, 0)),
    ],
)
def test_nolima(reply: str, right: tuple[int, ...]) -> None:
    sample = Sample(reply, golds=("Stuart", "Yuki"))

    assert tuple(METRICS[f"nolima_{name}"].score(sample) for name in NAMES) == right


def test_without_a_gold_nothing_is_right() -> None:
    sample = Sample("Yuki", golds=())

    assert [METRICS[f"nolima_{name}"].score(sample) for name in NAMES] == [0, 0, 0, 0]
