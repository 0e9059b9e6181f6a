"""Figures that a sentence mentions but does not state: operands, comparisons, sources.

In "21 / 20 = 1.05" two are operands; in "21, compared with 20 the year before [3]" one
is compared with and one is the mark of a source.
"""

import re
from typing import Final

from pipeline.values.bounds import denied
from pipeline.values.measures import Measure
from pipeline.values.numbers import incidental

_OPERATOR_BEFORE = re.compile(
    r"(?:[%)\]\w]\s{0,2}[-\u2212\u2013+*/\u00d7\u00f7^]\s{0,2}"
    r"|\b(?:divided|multiplied) by (?:the )?"
    r"|\b(?:plus|minus|times|less)\s)[$(\[{]{0,3}$",
    re.IGNORECASE,
)
_OPERATOR_AFTER = re.compile(
    r"(?:\s(?:in )?(?:thousand|million|billion)s?)?[)\]]{0,2}(?:\s?[*/\u00d7\u00f7+^]"
    r"(?=\s?[$(\[\d.])|\s[*/\u00d7\u00f7+\u2212\u2013-]\s|\s(?:divided|multiplied) by\b"
    r"|\s(?:plus|minus|times|less)\s(?=[$(\d]))",
    re.IGNORECASE,
)
_WORKING = re.compile(
    r"\b(?:divid|multiply|subtract|add|deduct|summ|averag)ing\b"
    r"(?:(?!\b(?:is|was|are|were|gives?|yields?|gets?|results?|to get)\b)"
    r"[^=;\u2248])*$",
    re.IGNORECASE,
)
_NEAR: Final = (
    r"(?:\s(?:an?|the|about|around|approximately|roughly|just|only|negative|its|over"
    r"|prior|previous|last|nearly|almost))*\s[(~\u2248\"]*$"
)
_BACKGROUND = re.compile(
    rf"\b(?:from|than|versus|vs\.?|against|out of|rounded (?:up |down )?from){_NEAR}"
    r"|(?:\u00b1|\+/-)\s?$"
    r"|\b(?:compared (?:to|with|against)|in comparison (?:to|with)|versus|vs\.?|than"
    r"|relative to|as opposed to|instead of|rather than)"
    r"(?:\s(?!(?:is|was|were|are)\b)[^\s,;:=]+){0,6}\s[(\"]*$"
    r"|(?:^|[,;]\s?)of(?:\s(?:the|an?|all|its|their|these|those|total|of))*\s[(\"]*$"
    r"|(?:[\d%)]|percent|points?)\s+of(?:\s(?:the|its|their|a|about))?\s[(\"]*$",
    re.IGNORECASE,
)
_SET_ASIDE = re.compile(
    r"[^,;:.!?\n]{0,60}\b(?:(?:do|does|did)(?: not|n['\u2019]t) (?:apply|count|matter)"
    r"|(?:is|was|are|were) (?:not (?:applicable|relevant|meant|included)|irrelevant"
    r"|excluded|superseded|replaced)|(?:has|have|had) been (?:superseded|replaced)"
    r"|no longer)\b",
    re.IGNORECASE,
)
_CLAUSE_NUMBER = re.compile(r"\w\(\d{1,3}\)|\(?\d{1,3}\(\w{1,3}\)")
_OPERATOR_CHARS: Final = 24
_LOOK_BACK: Final = 120


def before(figure: Measure, chars: int = _LOOK_BACK) -> str:
    """Return the text that leads up to a figure."""
    start = figure.number.start
    return figure.text[max(0, start - chars) : start]


def is_mentioned(figure: Measure) -> bool:
    """Return whether a figure is only mentioned, whatever was asked."""
    text, number = figure.text, figure.number
    return (
        incidental(number, text)
        or _is_source(figure)
        or _is_operand(figure)
        or denied(text, number.start)
        or _SET_ASIDE.match(text, number.end) is not None
    )


def is_compared_with(figure: Measure) -> bool:
    """Return whether a figure is what the stated one is measured against."""
    return _BACKGROUND.search(before(figure)) is not None


def _is_source(figure: Measure) -> bool:
    """Tell the mark of a source, "[1]" or "12(3)", from an answer in brackets."""
    text, number = figure.text, figure.number
    if _CLAUSE_NUMBER.match(text, max(0, number.start - 1)):
        return True
    opened = text[number.start - 1 : number.start] == "["
    marked = opened and text[number.end : number.end + 1] in {"]", ","}
    return marked and len(text.strip(" []")) > number.end - number.start


def _is_operand(figure: Measure) -> bool:
    return bool(
        _OPERATOR_BEFORE.search(before(figure, _OPERATOR_CHARS))
        or _OPERATOR_AFTER.match(figure.text, figure.number.end)
        or _WORKING.search(before(figure))
    )
