"""NoLiMa's four metrics: equal or contained, in the whole reply or in its last line.

Source: adobe-research/NoLiMa, evaluation/async_evaluate.py, _evaluate_response. Its
published table uses "contains".

Golds: every right answer, as it is written: nothing is normalised, so case counts, and
so does a full stop in the two that ask for equality.
"""

from collections.abc import Callable
from typing import Final

from pipeline.score.metrics.base import Metric, Sample

_SOURCE: Final = (
    "adobe-research/NoLiMa evaluation/async_evaluate.py _evaluate_response "
)


def _metric(name: str, official: str, matches: Callable[[Sample], bool]) -> Metric:
    def score(sample: Sample) -> float:
        return float(matches(sample))

    return Metric(f"{name}@1", _SOURCE + official, score, whole_reply=True)


def _last_line(sample: Sample) -> str:
    """Return what follows the last line feed; spaces and returns before it stay."""
    return sample.prediction.strip().rpartition("\n")[2]


def _equal(sample: Sample) -> bool:
    return sample.prediction.strip() in sample.golds


def _contains(sample: Sample) -> bool:
    return any(gold in sample.prediction for gold in sample.golds)


def _last_line_equal(sample: Sample) -> bool:
    return _last_line(sample) in sample.golds


def _last_line_contains(sample: Sample) -> bool:
    line = _last_line(sample)
    return any(gold in line for gold in sample.golds)


EM: Final = _metric("nolima_em", "EM", _equal)
CONTAINS: Final = _metric("nolima_contains", "contains", _contains)
LASTLINE_EM: Final = _metric("nolima_lastline_em", "lastline_EM", _last_line_equal)
LASTLINE_CONTAINS: Final = _metric(
    "nolima_lastline_contains", "lastline_contains", _last_line_contains
)
