"""What InfiniteBench's scorers have in common: how a label is known.

The official code asks for the type a label has in JSON. A reader that has the row gives
its own value as `Sample.further["ground_truth"]`; without it each task reads the type
off the golds, as its module says. Every scorer is given the whole reply.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias, cast

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample

# Any value of JSON. One of another type than was meant is compared as the official code
# compares it: where a list is looked through, a string is searched.
Label: TypeAlias = Any

_NO_LABEL: Final = (
    AttributeError, IndexError, KeyError, TypeError, ValueError, ZeroDivisionError,
)  # fmt: skip
_SOURCE: Final = "OpenBMB/InfiniteBench src/compute_scores.py get_score_one_"


def metric(
    task: str,
    scorer: Callable[[Sample, Label], float],
    infer: Callable[[Sequence[str]], Label],
) -> Metric:
    """Return the metric of a task; `infer` makes a label of golds that are text."""

    def score(sample: Sample) -> float:
        try:
            return float(scorer(sample, _label(sample, infer)))
        except _NO_LABEL as error:  # where the official run ends
            message = f"InfiniteBench's {task} is not defined for such a gold answer"
            raise NotDefinedError(message) from error

    return Metric(f"infinitebench_{task}@1", _SOURCE + task, score, whole_reply=True)


def _label(sample: Sample, infer: Callable[[Sequence[str]], Label]) -> Label:
    if "ground_truth" in sample.further:
        return sample.further["ground_truth"]
    return infer(sample.golds)


def unlisted(label: Label) -> Label:
    """Return the first of a list, and anything else as it is."""
    return cast("list[object]", label)[0] if isinstance(label, list) else label


def first(golds: Sequence[str]) -> str:
    return golds[0]
