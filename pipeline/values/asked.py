"""What a question says of the figure it asks for: of what, when, of which kind."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, Literal

from pipeline.values.bounds import asks_a_limit
from pipeline.values.measures import Measure, measures_in
from pipeline.values.stems import stem, word_set
from pipeline.values.unit_names import (
    NO_UNIT_SAID,
    UnitSaid,
    conversions,
    is_measured,
    unit_said,
)
from pipeline.values.units import (
    CURRENCY_CODE,
    CURRENCY_NAME,
    CURRENCY_SIGN,
    SCALE_WORD,
)

Kind = Literal["percent", "money", "plain"]

YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?!\d|[.,]\d)")

_ASKING = re.compile(
    r"\b(?:what|which|how (?:much|many|long|far|old|often)|how|calculate|compute"
    r"|determine|find|give|state|report)\b"
    r"(?: (?:is|are|was|were|did|does|do|has|have)\b)?",
    re.IGNORECASE,
)
_PERCENT_ASKED = re.compile(
    r"(?<!\d)(?<!\d )(?:%|\b(?:percent(?:age)?s?|per cent|pct|basis points|bps)\b)",
    re.IGNORECASE,
)
_COUNT_ASKED = re.compile(
    r"\b(?:how (?:many|often)|number of|ratio|turnover|multiple|times)\b", re.IGNORECASE
)
_UNIT_NAMED = re.compile(
    r"\b(?i:in|how many) (?P<unit>(?:square |cubic |nautical |metric |degrees )?"
    r"(?:[A-Za-z\u00b5\u03bc]{2,12}|\u00b0[CF])(?:[23](?!\d)|[\u00b2\u00b3])?"
    r"(?:(?:/| per )(?:square |cubic )?[A-Za-z]{1,12})?)(?![\w-])"
)
_BRACKETED_UNIT = re.compile(
    r"\s\((?i:in )?(?P<unit>\u00b0[CF]"
    r"|[A-Za-z\u00b5\u03bc]?[a-z][A-Za-z]{0,10}[23\u00b2\u00b3]?"
    r"(?:/[A-Za-z]{1,12}[23\u00b2\u00b3]?)?|[MGT][WJ])\)"
)
"""One in brackets: in capitals it is a state or a country, "(MI)", unless of power."""
_BASIS_POINTS_NAMED = re.compile(
    r"\b(?:how many|in) (basis points|bps)\b", re.IGNORECASE
)
_MONEY_OR_SCALE = re.compile(
    rf"(?<![\d\w])(?<!\d[ -])(?i:{SCALE_WORD}|{CURRENCY_NAME}|{CURRENCY_CODE})(?!\w)"
    rf"|(?:{CURRENCY_SIGN})(?!\s?\d)"
)
"""Money or a scale that is asked for; with digits it is an amount in the question."""
_SINGULAR: Final = word_set(
    "second minute hour day week month quarter year century mile foot stone us"
)
"""What "in" may stand before without asking for a unit: "in second place"."""
_LATIN = re.compile(r"(?<=[a-z]{2})t(?:ent|enanc)$")
_COUNTED = re.compile(r"\b(?:how many|number of) ((?:[\w-]+\s?){1,4})", re.IGNORECASE)
_DONE = re.compile(
    r"\bhow many (?:[\w-]+ ){1,4}?(?:is|are|was|were|been|being|got) (?:[a-z]+ly )?"
    r"(?!there\b)([a-z]{4,})",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|should|in|of|at"
    r"|on|there)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[?.!:])\s")
_WORD = re.compile(r"[^\W\d_]{3,}|(?:19|20)\d\d|\b[A-Za-z]{1,2}\d{1,3}\b")
"""A word, a year, or a name like Q3."""
_COMMON_WORDS = (
    "the and for from with that this its his her their our your are was were has have "
    "had what which how much many long calculate compute answer question please round "
    "rounded decimal place places nearest units percent million millions billion "
    "billions thousand thousands usd using based into did does not you can total value "
    "amount"
)
_LONGEST: Final = 2_000
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Asked:
    words: frozenset[str] = frozenset()
    """The telling words of the question, without what is said of units and rounding."""
    years: frozenset[str] = frozenset()
    kind: Kind | None = None
    unit: UnitSaid = NO_UNIT_SAID
    limit: bool = False
    """Whether it asks for a bound: "at most", "the maximum"."""
    counted: frozenset[str] = frozenset()
    """What "how many" is asked of, or the number."""
    done: frozenset[str] = frozenset()
    """What they are or were: the "dropped" of "how many patients were dropped"."""
    named: frozenset[str] = frozenset()
    """The figures that the question itself prints: the 3 of "3 year average"."""

    def share(self, text: str) -> float:
        """Return how much of what is asked for a text speaks of, 0 to 1."""
        return len(self.shared(text)) / len(self.words) if self.words else 1.0

    def shared(self, text: str) -> frozenset[str]:
        """Return the telling words of the question that a text has."""
        return self.words & telling(text)

    def suits(self, figure: Measure) -> bool:
        """Return whether a figure is of the kind asked for."""
        if self.unit.of and self.kind in {"plain", None}:
            return bool(figure.unit.of and conversions(figure.unit, self.unit))
        if self.kind == "plain":
            return figure.number.family == "plain" and figure.number.scale is None
        if self.kind == "percent" and "point" in figure.unit.of:
            return True
        return self.kind is None or figure.number.family == self.kind


@lru_cache(maxsize=4096)
def asked_by(
    question: str, kind: Kind | None = None, unit: UnitSaid | None = None
) -> Asked:
    """Read a question; kind and unit are those of its gold, if they are known."""
    spots = [part for part in _SENTENCE_END.split(question) if "?" in part]
    spot = spots[-1] if spots else question
    asking = _ASKING.search(spot)
    counted = _COUNTED.search(spot)
    done = _DONE.search(spot)
    return Asked(
        words=telling(spot[asking.end() :] if asking else spot),
        years=frozenset(YEAR.findall(spot)),
        kind=kind or _kind_asked(question, spot),
        unit=unit or NO_UNIT_SAID,
        limit=asks_a_limit(spot),
        counted=telling(_VERB.split(counted[1])[0]) if counted else frozenset(),
        done=telling(done[1]) if done else frozenset(),
        named=frozenset(figure.printed for figure in measures_in(question[-_LONGEST:])),
    )


@lru_cache(maxsize=4096)
def unit_named(question: str) -> str | None:
    """Return the unit of measure that a question names: "in seconds", "(Nm)".

    >>> unit_named("At what altitude, in metres, is the hut?")
    'metres'
    """
    if found := _BASIS_POINTS_NAMED.search(question):
        return found[1]
    for found in chain(
        _UNIT_NAMED.finditer(question), _BRACKETED_UNIT.finditer(question)
    ):
        name = found["unit"]
        if is_measured(unit_said(name)) and (
            name.endswith("s") or name.casefold() not in _SINGULAR
        ):
            return name
    return None


@lru_cache(maxsize=4096)
def asks_a_measure(question: str) -> bool:
    """Return whether a question asks for money, percent or thousands of something.

    >>> asks_a_measure("in USD millions?"), asks_a_measure("for the $5 million firm?")
    (True, False)
    """
    return (
        _PERCENT_ASKED.search(question) is not None
        or _MONEY_OR_SCALE.search(question) is not None
    )


def telling(text: str) -> frozenset[str]:
    """Return the stems of the words that tell one subject from another."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON)


def _stem(word: str) -> str:
    """Join "retention" with "retain" besides what a stem joins."""
    return _LATIN.sub("tain", stem(word))


def _kind_asked(question: str, spot: str) -> Kind | None:
    if _PERCENT_ASKED.search(question):
        return "percent"
    return "plain" if _COUNT_ASKED.search(spot) else None
