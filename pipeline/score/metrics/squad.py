"""SQuAD's exact match and F1, from `evaluate-v2.0.py` of rajpurkar/SQuAD-explorer.

An unanswerable question is one without a gold that says something; only an empty
prediction is right for it. Known flaws, kept: "3.5%" and "35" are the same text, and
so are "-5" and "5".
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from pipeline.score.metrics.base import Metric, Sample

_NO_PUNCTUATION: Final = str.maketrans("", "", string.punctuation)
"""ASCII alone: a typographic quote or a dash stays."""
_ARTICLES: Final = re.compile(r"\b(?:a|an|the)\b")


def normalised(text: str, articles: "re.Pattern[str]" = _ARTICLES) -> str:
    """Return `text` in lower case, unpunctuated, without articles, single-spaced.

    The order is part of it: "a.m." is "am" before articles are looked for, and "-the-"
    is one of them.
    """
    unpunctuated = text.lower().translate(_NO_PUNCTUATION)
    return " ".join(articles.sub(" ", unpunctuated).split())


def overlap_f1(prediction: Sequence[str], gold: Sequence[str]) -> float:
    """Return the F1 of two bags of tokens; 0 where they share none, or are empty."""
    shared = (Counter(prediction) & Counter(gold)).total()
    if not shared:
        return 0.0
    precision = shared / len(prediction)
    recall = shared / len(gold)
    return (2 * precision * recall) / (precision + recall)


def _exact(prediction: str, gold: str) -> float:
    return float(normalised(prediction) == normalised(gold))


def _f1(prediction: str, gold: str) -> float:
    """Two texts without a token agree, where only one has none they do not."""
    ours, theirs = normalised(prediction).split(), normalised(gold).split()
    if not ours or not theirs:
        return float(ours == theirs)
    return overlap_f1(ours, theirs)


def _best(compare: Callable[[str, str], float]) -> Callable[[Sample], float]:
    def score(sample: Sample) -> float:
        golds = [gold for gold in sample.golds if normalised(gold)] or [""]
        return max(compare(sample.prediction, gold) for gold in golds)

    return score


_SOURCE: Final = "rajpurkar/SQuAD-explorer evaluate-v2.0.py"
EM: Final = Metric("squad_em@1", f"{_SOURCE} compute_exact", _best(_exact))
F1: Final = Metric("squad_f1@1", f"{_SOURCE} compute_f1", _best(_f1))
