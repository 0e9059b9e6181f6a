"""How TAT-QA reads a number in a text, and what it makes of a text before comparing.

Source: NExTplusplus/TAT-QA, tatqa_utils.py, is_number, to_number and normalize_answer.
Known faults are kept: ".5" is a number but has no value, "12 million" loses its scale
when words are compared one by one, and "inf" becomes the word "None".
"""

import math
import re
import string
from collections.abc import Mapping
from typing import Final

_SCALES: Final[Mapping[str, int | float]] = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "percent": 0.01,
}
_AROUND_NUMBERS: Final = dict.fromkeys(map(ord, "'\"\\$€£¥%(),[]"))
_PUNCTUATION: Final = dict.fromkeys(map(ord, string.punctuation))
_ARTICLES = re.compile(r"\b(a|an|the)\b")

# The first alternative has a value, the second has none. It is decided by the first
# number in the text.
_FIRST_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)|[+-]?\.\d+")
_WORD_AFTER_NUMBER = re.compile(r"[\d.]\s?([a-zA-Z]+)")
_IN_PARENTHESES = re.compile(r"\([\d.\s]+\)")
_PERCENT = re.compile(r"[\d.\s]%")


def scale_factor(word: str) -> int | float:
    """Return what a word that has a scale in it multiplies by, 1 if it has none."""
    lower = word.lower()
    return next((factor for name, factor in _SCALES.items() if name in lower), 1)


def is_number(text: str) -> bool:
    """Tell whether a text is a number, alone or before a scale: "5 apples" is none."""
    words = [word.translate(_AROUND_NUMBERS) for word in text.split()]
    words = " ".join(words).split()
    if not words:
        return False
    try:
        number = float(words[0])
    except ValueError:
        return False
    return not math.isnan(number) and (len(words) == 1 or scale_factor(words[1]) != 1)


def to_number(text: str) -> int | float | None:
    """Return the first number in a text, to four places; an int only if all of it is.

    Parentheses around a number make it negative, a percent sign a hundredth.
    """
    found = _FIRST_NUMBER.search(text.translate(_AROUND_NUMBERS))
    if found is None or not found[1]:
        return None
    digits = found[1]
    number = float(digits) if "." in digits else int(digits)
    scaled = _WORD_AFTER_NUMBER.search(text)
    factor = scale_factor(scaled[1]) if scaled else 1
    sign = -1 if _IN_PARENTHESES.search(text) else 1
    return round(
        number * factor * sign * (0.01 if _PERCENT.search(text.strip()) else 1), 4
    )


def normalised(text: str) -> str:
    """Lower-case each word, write numbers alike, drop punctuation and articles."""
    words = (_normalised_word(word.lower()) for word in text.split(" "))
    return " ".join(word for word in words if word)


def _normalised_word(word: str) -> str:
    bare = word if is_number(word) else word.translate(_PUNCTUATION)
    # Asked again: what is left of "-$5-" without its marks is a number.
    alike = str(to_number(bare)) if is_number(bare) else bare
    return " ".join(_ARTICLES.sub(" ", alike).split())
