"""InfiniteBench's Retrieve.PassKey, Retrieve.Number, Retrieve.KV and En.Dia.

Source: OpenBMB/InfiniteBench src/compute_scores.py, get_score_one_passkey,
_number_string, _kv_retrieval and _longdialogue_qa_eng.

Golds: the text. Of a dialogue's several names only the first is looked for, and as it
is written: one that is not all capitals is never found.
"""

import re
from typing import Final

from pipeline.score.metrics.base import Metric, Sample
from pipeline.score.metrics.infinitebench.base import Label, first, metric, unlisted

_DIGITS = re.compile("[0-9]+")
_BETWEEN_WORDS: Final = str.maketrans(dict.fromkeys("\n:\"'.,?!{}", " "))


def _first_digits(sample: Sample, label: Label) -> bool:
    """Compare text: leading zeros count, and a label that is a number never matches."""
    found = _DIGITS.search(sample.prediction)
    return bool(unlisted(label) == (found[0] if found else ""))


def _words(text: str) -> list[str]:
    return text.translate(_BETWEEN_WORDS).split()


def _among_words(sample: Sample, label: Label) -> bool:
    # A list is no word: the official scorer finds none, not even a list of one.
    return label in _words(sample.prediction)


def _among_capitals(sample: Sample, label: Label) -> bool:
    return label[0] in [word.upper() for word in _words(sample.prediction)]


PASSKEY: Final[Metric] = metric("passkey", _first_digits, first)
NUMBER_STRING: Final[Metric] = metric("number_string", _first_digits, first)
KV_RETRIEVAL: Final[Metric] = metric("kv_retrieval", _among_words, first)
LONGDIALOGUE_QA_ENG: Final[Metric] = metric(
    "longdialogue_qa_eng", _among_capitals, list
)
