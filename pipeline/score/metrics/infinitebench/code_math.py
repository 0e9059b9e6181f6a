"""InfiniteBench's Code.Run, Math.Find and Math.Calc.

Source: OpenBMB/InfiniteBench src/compute_scores.py, get_score_one_code_run, _math_find
and _math_calc.

Golds: one number, whole unless it is written with a point or an exponent; of Math.Calc
one for each intermediate result.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.score.metrics.base import Metric, Sample
from pipeline.score.metrics.infinitebench.base import Label, metric, unlisted

_NUMBER = re.compile(r"\d+\.\d+|\d+")
_DIGITS = re.compile("[0-9]+")
_INTEGER = re.compile("[+-]?[0-9]+")
_BETWEEN_WORDS: Final = str.maketrans(dict.fromkeys("\n.`'\":", " "))

GPT4: Final = "gpt4"
"""`Sample.further["model"]` of the run that was asked in another way in Math.Calc."""


def _number(gold: str) -> int | float:
    return int(gold) if _INTEGER.fullmatch(gold.strip()) else float(gold)


def _numbers(golds: Sequence[str]) -> list[int | float]:
    return [_number(gold) for gold in golds]


def _last_word(sample: Sample, label: Label) -> bool:
    """Compare the last word as an integer: "2.50" ends in 50, which is a mistake."""
    words = sample.prediction.translate(_BETWEEN_WORDS).split()
    try:
        return bool(unlisted(label) == int(words[-1]))
    except (IndexError, ValueError):
        return False


def _first_number(sample: Sample, label: Label) -> bool:
    """Compare the first number, without its sign: a negative label is never found."""
    number = unlisted(label)
    if not isinstance(number, (int, float)):
        raise TypeError(number)
    found = _NUMBER.search(sample.prediction)
    if found is None:
        return False
    if isinstance(number, float):
        return float(found[0]) == number
    try:
        return int(found[0]) == number
    except ValueError:
        return False  # "3.5" for a whole number ends the official run


def _run_of_results(sample: Sample, label: Label) -> float:
    """Return which share of the results comes before the first that is wrong.

    Signs are not read. GPT-4 was made to repeat the first number before its results,
    so that the first is left out for it, and only for it.
    """
    results = label[0] if isinstance(label[0], list) else label
    said = _DIGITS.finditer(sample.prediction)
    if sample.further.get("model") == GPT4:
        next(said, None)
    right = 0
    for result, digits in zip(results, said, strict=False):
        if not _same(result, digits[0]):
            break
        right += 1
    return right / len(results)


def _same(result: Label, digits: str) -> bool:
    try:
        return bool(result == int(digits))
    except ValueError:
        return False  # thousands of digits end the official run


CODE_RUN: Final[Metric] = metric("code_run", _last_word, _numbers)
MATH_FIND: Final[Metric] = metric("math_find", _first_number, _numbers)
MATH_CALC: Final[Metric] = metric("math_calc", _run_of_results, _numbers)
