"""Numbers written in words, up to the thousands: "one hundred and five" is 105."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

_ONES: Final = "one two three four five six seven eight nine"
_TEENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES: Final[Mapping[str, int]] = {
    word: value for value, word in enumerate(f"zero {_ONES} {_TEENS}".split())
} | {word: 10 * place for place, word in enumerate(_TENS.split(), start=2)}

_SMALL = (
    rf"(?:(?:{_TENS.replace(' ', '|')})(?:[\s-](?:{_ONES.replace(' ', '|')}))?"
    rf"|zero|{f'{_TEENS} {_ONES}'.replace(' ', '|')})(?!\w)"
)
_HUNDREDS = rf"(?:{_SMALL}|an?)[\s-]hundred(?:\s(?:and\s)?{_SMALL})?"
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?:{_HUNDREDS}|{_SMALL}|an?)[\s-]thousand"
    rf"(?:,?\s(?:and\s)?(?:{_HUNDREDS}|{_SMALL}))?|{_HUNDREDS}"
    rf"|(?:{_SMALL}|half an?|an?)[\s-]dozen|{_SMALL})(?![\w-])",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"(?<![\d.,])(\d{1,4}) and a half\b")
_ONE_AND_A_HALF = re.compile(
    r"(?<![\w-])an?\s(?P<of>[a-z]{3,12}) and a half\b", re.IGNORECASE
)
"""Halves the one of which there is one: "a year and a half"."""
_LEFT_OVER = re.compile(
    r"\b(?:hundred|thousand|dozen|half|halve|third|quarter|fourth|fifth|tenth)s?\b",
    re.IGNORECASE,
)
_NUMBER_WORDS: Final = _VALUES.keys() - {"zero", "one"}
_WORD_ENDS: Final = str.maketrans(dict.fromkeys(",.;:()-", " "))
_MAX_CHARS: Final = 300


def in_digits(text: str) -> str | None:
    """Put digits for the number words of a short text; `None` where that would lie.

    It would where a word that multiplies or divides is left over: "several hundred",
    "two and a half million", "one third".

    >>> in_digits("three hundred and five tonnes")
    '305 tonnes'
    """
    if len(text) > _MAX_CHARS:
        return None
    digits = _WORDS.sub(lambda words: f"{_value(words.group()):.0f}", text)
    if " and a half" in digits:
        digits = _ONE_AND_A_HALF.sub(r"1.5 \g<of>s", digits)
        digits = _AND_A_HALF.sub(r"\1.5", digits)
    return None if _LEFT_OVER.search(digits) else digits


def spells(text: str) -> bool:
    """Return whether a text has number words; "one" is a pronoun as often as a number.

    >>> spells("3 for, two against"), spells("the 3 in this one")
    (True, False)
    """
    return not _NUMBER_WORDS.isdisjoint(text.casefold().translate(_WORD_ENDS).split())


def _value(words: str) -> Decimal:
    thousands = rest = Decimal(0)
    for word in re.split(r"[,\s-]+", words.casefold()):
        if word == "thousand":
            thousands, rest = 1000 * rest, Decimal(0)
        elif word == "hundred":
            rest *= 100
        elif word == "dozen":
            rest *= 12
        elif word in {"a", "an"}:
            rest = rest or Decimal(1)
        elif word == "half":
            rest = Decimal("0.5")
        else:
            rest += _VALUES.get(word, 0)  # "and" adds nothing
    return thousands + rest
