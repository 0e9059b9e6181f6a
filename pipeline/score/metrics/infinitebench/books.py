"""InfiniteBench's En.QA, Zh.QA and En.Sum: words or characters in common with the gold.

Source: OpenBMB/InfiniteBench src/compute_scores.py, get_score_one_longbook_qa_eng,
_longbook_qa_chn and _longbook_sum_eng.

Golds: one or more, each a right answer; the best counts. Words are normalised as SQuAD
does it, Chinese as LongBench does it, character by character instead of by words. Two
empty texts have nothing in common.
"""

from collections.abc import Callable, Sequence
from typing import Final, cast

from pipeline.score.metrics.base import Metric, Sample
from pipeline.score.metrics.infinitebench.base import Label, metric
from pipeline.score.metrics.libraries import rouge_scores
from pipeline.score.metrics.longbench import normalised_chinese
from pipeline.score.metrics.squad import normalised, overlap_f1


def _words(text: str) -> Sequence[str]:
    return normalised(text).split()


def _f1(tokens: Callable[[str], Sequence[str]]) -> Callable[[Sample, Label], float]:
    def best(sample: Sample, label: Label) -> float:
        said = tokens(sample.prediction)
        return max((overlap_f1(said, tokens(gold)) for gold in label), default=0.0)

    return best


def _summary(sample: Sample, label: Label) -> float:
    """Return ROUGE-Lsum's F, sentences being lines; English letters and digits only."""
    several = isinstance(label, list)
    golds = cast("list[str]", label) if several else [label]
    scores = rouge_scores("rougeLsum", sample.prediction, golds, stemmer=False)
    return max(score.fmeasure for score in scores)


LONGBOOK_QA_ENG: Final[Metric] = metric("longbook_qa_eng", _f1(_words), list)
LONGBOOK_QA_CHN: Final[Metric] = metric(
    "longbook_qa_chn", _f1(normalised_chinese), list
)
LONGBOOK_SUM_ENG: Final[Metric] = metric("longbook_sum_eng", _summary, list)
