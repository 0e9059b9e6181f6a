"""LongBench v2's multiple choice: THUDM/LongBench, `pred.py` and `result.py`.

Only an answer that says "The correct answer is (B)", with or without parentheses and
letter for letter so, is read; "B" alone is wrong. Flaw kept: the pattern without
parentheses takes any word's first letter ("The correct answer is Berlin" is B).
"""

import re
from typing import Final

from pipeline.score.metrics.base import Metric, Sample
from pipeline.score.metrics.options import letter

_CHANCE: Final = 0.25
_PATTERNS: Final = (
    re.compile(r"The correct answer is \(([A-D])\)"),
    re.compile(r"The correct answer is ([A-D])"),
)


def _extracted(reply: str) -> str | None:
    """Return the first letter in parentheses, or else the first without."""
    plain = reply.strip().replace("*", "")
    for pattern in _PATTERNS:
        if match := pattern.search(plain):
            return match.group(1)
    return None


def _choice(sample: Sample) -> float:
    return float(_extracted(sample.prediction) == letter(sample))


def _compensated(sample: Sample) -> float:
    """As the switch `compensated` of `result.py`: no letter is worth a guess."""
    right, read = letter(sample), _extracted(sample.prediction)
    return _CHANCE if read is None else float(read == right)


CHOICE: Final = Metric(
    "longbench_v2_choice@1",
    "THUDM/LongBench pred.py extract_answer, result.py",
    _choice,
    whole_reply=True,
)
COMPENSATED: Final = Metric(
    "longbench_v2_choice_compensated@1",
    "THUDM/LongBench pred.py extract_answer, result.py compensated",
    _compensated,
    whole_reply=True,
)
