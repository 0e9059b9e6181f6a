"""ROUGE by its library, google-research's rouge-score, without a stemmer.

The F-measure of the gold that has the best one. Only a-z and 0-9 make words, so a text
in Chinese has none and scores 0. "rougeLsum" takes lines for sentences.
"""

from collections.abc import Callable
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.libraries import rouge_scores


def _best(kind: str) -> Callable[[Sample], float]:
    def score(sample: Sample) -> float:
        if not sample.golds:
            message = "no reference to compare with"
            raise NotDefinedError(message)
        scores = rouge_scores(kind, sample.prediction, sample.golds, stemmer=False)
        return max(one.fmeasure for one in scores)

    return score


_SOURCE: Final = "google-research/google-research rouge/rouge_scorer.py score_multi"
ROUGE_1: Final = Metric("rouge1@1", _SOURCE, _best("rouge1"))
ROUGE_2: Final = Metric("rouge2@1", _SOURCE, _best("rouge2"))
ROUGE_L: Final = Metric("rougeL@1", _SOURCE, _best("rougeL"))
ROUGE_LSUM: Final = Metric("rougeLsum@1", _SOURCE, _best("rougeLsum"))
