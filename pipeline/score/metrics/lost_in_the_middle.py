"""The two scores of nelson-liu/lost-in-the-middle.

An answer is right that contains a gold, so "It was not Paris" is right for "Paris". Of
an answer to a question only its first line counts, lest a model repeat its documents.
A gold that normalises to nothing ("The") is in every answer.
"""

from typing import TYPE_CHECKING, Final, cast

import regex

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.squad import normalised

if TYPE_CHECKING:
    import re

_ARTICLES: Final = cast("re.Pattern[str]", regex.compile(r"\b(?:a|an|the)\b"))
"""By the library the source uses: what is a letter differs from `re` ("a²")."""


def _best_subspan_em(sample: Sample) -> float:
    """Without a gold nothing is found, which is 0."""
    first_line = sample.prediction.split("\n", maxsplit=1)[0]
    prediction = normalised(first_line, _ARTICLES)
    golds = (normalised(gold, _ARTICLES) for gold in sample.golds)
    return float(any(gold in prediction for gold in golds))


def _kv_accuracy(sample: Sample) -> float:
    """Look for the value in the whole answer, as written but for case."""
    if not sample.golds:
        message = "no value to look for"
        raise NotDefinedError(message)
    return float(sample.golds[0].lower() in sample.prediction.lower())


_SOURCE: Final = "nelson-liu/lost-in-the-middle"
BEST_SUBSPAN_EM: Final = Metric(
    "lost_in_the_middle_best_subspan_em@1",
    f"{_SOURCE} src/lost_in_the_middle/metrics.py best_subspan_em, first line as in "
    "scripts/evaluate_qa_responses.py get_metrics_for_example",
    _best_subspan_em,
    whole_reply=True,
)
KV_ACCURACY: Final = Metric(
    "lost_in_the_middle_kv_accuracy@1",
    f"{_SOURCE} scripts/evaluate_kv_responses.py main",
    _kv_accuracy,
    whole_reply=True,
)
