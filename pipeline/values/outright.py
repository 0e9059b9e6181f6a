"""Which of several figures a sentence itself marks as the one that counts.

Each takes the figures of one sentence, in order, and what was asked, and returns those
it chooses: none if the sentence marks none in its way.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.values.asked import Asked, telling
from pipeline.values.measures import Measure
from pipeline.values.mentioned import before
from pipeline.values.stems import stem_set

_CORRECTED = re.compile(
    r"\b(?:true|correct(?:ed)?|right|proper) (?:number|figure|count|total|value|answer"
    r"|amount|result|sum|one)\s(?:is|was|were|being|should be|would be)"
    r"(?:\s(?:in fact|actually|rather|only|about|therefore|thus))?\s[($\u20ac\u00a3]?$"
    r"|(?:\bbut|[,;]) (?:actually|in fact|in reality|in truth|really),?"
    r"(?: (?:it|they|there|that|only|was|were|is|are|had)){0,3}\s[($\u20ac\u00a3]?$",
    re.IGNORECASE,
)
_CLAIMED: Final = stem_set(
    "claim allege report say state estimate original initial wrong false give print "
    "budget plan forecast expect intend schedule target predict think believe"
)
"""Who asks for one of these asks for what is corrected."""
_BREAKS_OFF = re.compile(
    r"(?:\s[^\W\d]{1,12}){0,2}(?:\s\([^()\d]{1,40}\))?"
    r"(?:;|\s[\u2013\u2014-]|,(?=\s[a-z]{2,}[ai]ble\s))\s"
    r"(?!(?:no|not|actually|wait|correction|rather|sorry|or|but|then|and|so|that|which"
    r"|plus|minus|it|to)\b)"
    r"(?:[^\W\d][\w'\u2019-]*,?\s){2}"
)
_OPENS = re.compile(r"[\s*`_\"'($\u20ac\u00a3~\u2248]*")
_DENIAL = re.compile(r"(?i)\b(?:not|never)\b|n['\u2019]t\b")
_NEXT_CLAUSE = re.compile(
    r"[,;:.]\s|\s(?:and|while|but|whereas|or|of)\s", re.IGNORECASE
)
_FIRST = re.compile(r"\b(?:first|initially|start(?:s|ing)?)\b", re.IGNORECASE)
_THEN = re.compile(
    r"[,;]\s?(?:and\s)?(?:then|finally|lastly|after that)\b[^,;\d]{0,40}\bto\s$",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\s$", re.IGNORECASE)
_ASKS_THE_FIRST: Final = stem_set("first initial start begin each stage step")
_LOOK_AHEAD: Final = 60
_WORDS_AFTER: Final = 4


def corrected(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep what is called the true number: "nine are claimed, the true number is 7"."""
    if not asked.words.isdisjoint(_CLAIMED):
        return []
    return [one for one in found if _CORRECTED.search(before(one))][-1:]


def leading(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep what opens a sentence that breaks off: "7443 (TLS) - for HTTP use 7080"."""
    del asked
    first = found[0]
    opens = _OPENS.fullmatch(first.text, 0, first.number.start)
    if not opens or "=" in first.text or not _BREAKS_OFF.match(_after(first)):
        return []
    return [first]


def of_the_done(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep the figures before what "how many" were: "of 90 seen, 12 were treated".

    Where a figure is of what was not done, the others.
    """
    if not asked.done:
        return []
    said = [(one, _words_after(one)) for one in found]
    done = [both for both in said if not asked.done.isdisjoint(telling(both[1]))]
    denied = [one for one, words in done if _DENIAL.search(words)]
    kept = [one for one, _ in done if one not in denied]
    return kept or [one for one in found if denied and one not in denied]


def last_step(found: Sequence[Measure], asked: Asked) -> list[Measure]:
    """Keep what a setting ends at: "first to 30 Nm, then to 68 Nm".

    Of a count the steps may add up, and who asks for the first step wants that.
    """
    if asked.counted or not asked.words.isdisjoint(_ASKS_THE_FIRST):
        return []
    first, last = found[0], found[-1]
    steps = _FIRST.search(before(first)) and _TO.search(before(first))
    return [last] if steps and _THEN.search(before(last)) else []


def _after(figure: Measure) -> str:
    """Return what stands behind a figure and a mark that closes it."""
    text = figure.text[figure.number.end :]
    return text[: 2 * _LOOK_AHEAD].lstrip("*`_\"'")


def _words_after(figure: Measure) -> str:
    clause = _NEXT_CLAUSE.split(_after(figure)[:_LOOK_AHEAD])[0]
    return " ".join(clause.split()[:_WORDS_AFTER])
