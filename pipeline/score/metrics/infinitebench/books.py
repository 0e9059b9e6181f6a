"""InfiniteBench's En.QA, Zh.QA and En.Sum: words or characters in common with the gold.

Source: OpenBMB/InfiniteBench src/compute_scores.py, get_score_one_longbook_qa_eng,
_longbook_qa_chn and _longbook_sum_eng.

Golds: one or more, each a right answer; the best counts.
"""

import re
import string
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Final, cast

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.infinitebench.base import Label, metric

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_ASCII_MARKS: Final = dict.fromkeys(map(ord, string.punctuation))

# The marks of Chinese that the source lists, as ranges of code points, both ends in.
# It misses three brackets, U+3008 to U+300A, and the full stop U+FF0E; so they stay.
_CHINESE_RANGES: Final = (
    (0x2013, 0x2014), (0x2018, 0x2019), (0x201B, 0x201F), (0x2026, 0x2027),
    (0x3001, 0x3003), (0x300B, 0x3011), (0x3014, 0x301F), (0x3030, 0x3030),
    (0x303E, 0x303F), (0xFE4F, 0xFE4F), (0xFF01, 0xFF0D), (0xFF0F, 0xFF0F),
    (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF64),
)  # fmt: skip
_CHINESE_MARKS: Final = _ASCII_MARKS | dict.fromkeys(
    point for start, end in _CHINESE_RANGES for point in range(start, end + 1)
)

MAX_SUMMARY_CHARS: Final = 100_000
"""ROUGE-L's table of a reply of 5 MB against a summary would not fit into memory."""


def _words(text: str) -> Sequence[str]:
    return _ARTICLES.sub(" ", text.lower().translate(_ASCII_MARKS)).split()


def _characters(text: str) -> Sequence[str]:
    return "".join(text.lower().translate(_CHINESE_MARKS).split())


def _overlap(said: Sequence[str], gold: Sequence[str]) -> float:
    """Return F1 over two bags: 0 if they share nothing, both being empty included."""
    shared = sum((Counter(said) & Counter(gold)).values())
    if not shared:
        return 0.0
    precision, recall = shared / len(said), shared / len(gold)
    return 2 * precision * recall / (precision + recall)


def _f1(tokens: Callable[[str], Sequence[str]]) -> Callable[[Sample, Label], float]:
    def best(sample: Sample, label: Label) -> float:
        said = tokens(sample.prediction)
        return max((_overlap(said, tokens(gold)) for gold in label), default=0.0)

    return best


@cache
def _rouge() -> Any:
    # Stemming is off, as it is by default where the source calls it.
    try:
        library = import_module("rouge_score.rouge_scorer")
    except ModuleNotFoundError as error:
        message = "needs the extra `metrics` (rouge-score)"
        raise NotDefinedError(message) from error
    return library.RougeScorer(["rougeLsum"], use_stemmer=False)


def _summary(sample: Sample, label: Label) -> float:
    """Return ROUGE-Lsum's F, sentences being lines; English letters and digits only."""
    if len(sample.prediction) > MAX_SUMMARY_CHARS:
        message = f"a summary of more than {MAX_SUMMARY_CHARS:,} characters"
        raise NotDefinedError(message)
    several = isinstance(label, list)
    references = cast("list[object]", label) if several else [label]
    scores = _rouge().score_multi(references, sample.prediction)
    return float(scores["rougeLsum"].fmeasure)


LONGBOOK_QA_ENG: Final[Metric] = metric("longbook_qa_eng", _f1(_words), list)
LONGBOOK_QA_CHN: Final[Metric] = metric("longbook_qa_chn", _f1(_characters), list)
LONGBOOK_SUM_ENG: Final[Metric] = metric("longbook_sum_eng", _summary, list)
