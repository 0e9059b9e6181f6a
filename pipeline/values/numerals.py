"""Where a text prints numbers: the tokens that `quantities` reads, left to right.

A token is a number with all that belongs to it, or something with digits that is none:
a date, a fraction, a name. Its groups say what it is made of.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from pipeline.values.digits import SPACERS
from pipeline.values.units import (
    BASIS_POINTS,
    CURRENCY_CODE,
    CURRENCY_NAME,
    CURRENCY_SIGN,
    PERCENT,
    SCALE_WORD,
)

_MONTH = (
    "(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MINUS = r"[-\u2212\u2013\u2011\ufe63\uff0d]"
_HYPHEN = r"[-\u2010\u2011]"
_LETTER = r"[^\W\d_]"

# Each digit run is atomic, (?>...): giving digits back would read the 1 of "1,577th".
_SKIP = rf"""
    (?<!\w)(?:
        {_MONTH}\.?\s(?>\d{{1,2}}(?:st|nd|rd|th)?)(?!\w)(?:,?\s\d{{4}}(?!\w))?
      | \d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}(?!\w)(?:\.?,?\s\d{{4}}(?!\w))?
      | (?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-\d\d)?(?!\d)
      | (?>\d+(?:[/:]\d+)+)
    )
"""
_DIGITS = rf"""
    (?>\d{{1,3}}(?:[{SPACERS}]\d{{3}}(?!\d))+(?:[.,]\d+)?
      |\d+(?:[.,]\d+)*
      |\.\d+)
"""
_NUMBER = rf"""
    (?P<open>\()?
    (?P<minus>(?<![\w\-]){_MINUS}|(?<!\w)(?i:minus|negative)\s)?
    (?:
        (?<!\w)(?P<before>(?i:{CURRENCY_SIGN}|{CURRENCY_CODE}|Rs\.?))\s?
        (?P<inner>{_MINUS}|\()?
      | (?<!\w)(?<!\d[.,])(?<!{_LETTER}[-\u2010\u2011/.:'\u2019])
    )
    (?P<digits>{_DIGITS})
    (?P<exponent>e[+-]?\d{{1,2}}|E[+-]\d{{1,2}})?
    (?P<close>\))?
    (?:
        \s{{0,2}}+(?P<percent>[%\uff05])
      | [\s-]{{0,2}}+(?=[pP])(?P<percent_word>(?i:{PERCENT.replace(" ", "[ ]")}))(?!\w)
      | \s?+(?=[bB])(?P<basis>(?i:{BASIS_POINTS.replace(" ", "[ ]")}))(?!\w)
      | (?:[\s-]{{0,2}}+|[ ]\(?in[ ])(?=[bclmtBCLMT])(?P<scale>(?i:{SCALE_WORD}))(?!\w)
      | (?P<letter>mm|MM|[kKmMbBT])(?!\w)
      | (?(before)[ ](?P<spaced>mm|MM|[kKmMbBT])(?!\w))
      | x
    )?
    (?:\s?+(?={_LETTER})
        (?P<after>(?i:{CURRENCY_CODE}|{CURRENCY_NAME.replace(" ", "[ ]")}))(?!\w)
      |(?P<after_sign>\$|[ ]?[€£¥₹₩])(?!\s?\d))?
    (?P<close_last>\))?
    (?!\w)(?!{_HYPHEN}{_LETTER})
"""
# Most places fail here at once: a number starts with a sign, or a word right before it.
_START = rf"""
    (?=[-\d(.$€£¥₹₩\u2011\u2212\u2013\ufe63\uff0d]
      |(?<!\w)[A-Za-z](?:
          {_LETTER}{{0,8}}+[$.]?\s?[-\u2212\u2013\u2011\ufe63\uff0d(]?[.\d]
        | (?i:inus|egative)\s))
"""
_TOKEN = re.compile(rf"{_START}(?:(?P<skip>{_SKIP})|{_NUMBER})|\d+", re.VERBOSE)
_DIGIT = re.compile(r"\d")
_LONGEST_LEAD: Final = 16
"""The most that stands before the first digit of a token: "(negative Rs. -."."""

_TOKEN_WORD = (
    rf"(?i:{_MONTH}|{SCALE_WORD}|minus|negative|percent(?:age)?|cent|points?|basis|ppts"
    r"|dollars?|euros?|pounds|sterling|rupees?|x\w+)(?!\w)"
)
_BORDER = re.compile(
    rf"""(?s:.*)(?:
        (?<!\w)(?=[A-Za-z]{{4}})(?!{_TOKEN_WORD})[A-Za-z]+(?=\W)
      | [;|\u201c\u201d]
      | (?:[\d.,]\d\d|[.,]\d|[)%])[)%\s]{{0,8}}[ \n](?=[($]{{0,2}}(?:\d|\Z))
    )""",
    re.VERBOSE,
)
"""The last of what no token holds: a word of another kind, some signs, the gap between
two table cells (only a short number may belong to what follows it: "May 12 2018")."""


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Find all tokens; each run of digits that no token holds is found as itself."""
    end = 0
    while token := _next(text, end):
        end = token.end()
        yield token


def tokens_at(text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Find the tokens that hold certain digits, given by ascending places.

    They are those that `tokens` finds, but read only from the last border before them.
    """
    end = 0
    for place in places:
        if place < end:
            continue
        border = _BORDER.match(text, end, place)
        end = border.end() if border else end
        while end <= place and (token := _next(text, end)):
            end = token.end()
            if end > place:
                yield token


def _next(text: str, start: int) -> re.Match[str] | None:
    """Look only where digits are: there is no token without."""
    digits = _DIGIT.search(text, start)
    return digits and _TOKEN.search(text, max(start, digits.start() - _LONGEST_LEAD))
