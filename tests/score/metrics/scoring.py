"""A published score of one answer, by the metric's name."""

from typing import Any

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Sample


def score(
    name: str,
    prediction: str,
    *golds: str,
    choices: tuple[str, ...] = (),
    **further: Any,
) -> float:
    sample = Sample(
        prediction=prediction, golds=golds, choices=choices, further=further
    )
    return METRICS[name].score(sample)
