"""The runs of digits in a text, and what no scale and no separator changes about them.

Two numbers that are equal have the same significant digits: 1,577 and 0.1577 million
have. So a passage without the digits of an answer cannot state it. That is quick to
see, and true only because every scale and every exponent is a power of ten.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Final
from unicodedata import decimal

SPACERS: Final = "\u00a0\u202f\u2009'\u2019"
"""What groups thousands beside "." and ","."""

# "\d\d*", not "\d+": so the search skips at once to what a pattern opens with.
_RUN = re.compile(r"(\d\d*(?:[.,]\d+)*)")
_GROUPED = re.compile(rf"[{SPACERS}](?<=\d.)\d{{3}}")
_POINTED = re.compile(r"\.\d(?<!\d\.\d)\d*[.,]\d")


class DigitRuns:
    """What is printed of numbers without a gap: digits, and "," and "." within them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = _RUN.split(text)
        runs = " ".join(self._parts[1::2]).replace(",", "").replace(".", "")
        self.plain = runs if runs.isascii() else _in_ascii(runs)
        """The runs without separators, between spaces."""

    @property
    def significant(self) -> Sequence[str]:
        """The runs without zeros at either end: of "0.5770" it is 577."""
        return [run.strip("0") for run in self.plain.split()]

    @property
    def starts(self) -> Sequence[int]:
        return list(accumulate(map(len, self._parts)))[:-1:2]

    @property
    def complete(self) -> bool:
        """Whether every number has the digits of the run that it starts in.

        It may not where a spacer groups digits, and where it opens with a point and
        ends at the next: ".66.5".
        """
        if _POINTED.search(self._text):
            return False
        spaced = any(spacer in self._text for spacer in SPACERS)
        return not (spaced and _GROUPED.search(self._text))


def digits_of(number: Decimal) -> str:
    """Return the significant digits of a number."""
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def _in_ascii(digits: str) -> str:
    return "".join(str(decimal(char, char)) for char in digits)
