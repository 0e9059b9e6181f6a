"""What a short answer chooses by setting it against others: "A, not B", "B is out: A".

Options are told apart from words first; what remains has to be a contrast and nothing
else. So a word that is in no table here leaves the answer to other rules.
"""

import re
from functools import lru_cache
from typing import Final

from pipeline.score.listing.labels import NAMED
from pipeline.values.options import LETTERS
from pipeline.values.text import has_any, unmarked

_FIRST: Final = 0xE000
"""Each option is a character for private use, from this one on."""
_MOST_CHARS: Final = 200
_CUES: Final = (
    *("not", "n't", "n\u2019t", "neither", "rather", "instead", "opposed", "against"),
    *("over", "unlike", "compared", "contrast", "than", "wrong", "incorrect", "false"),
    *("excluded", " out", "eliminated"),
)
"""No contrast can do without one of these."""
_ONE: Final = rf"(?:(?:the|{NAMED})\s)*[\ue000-\uf8ff]"
_SEVERAL: Final = rf"{_ONE}(?:(?:\s?[,/]\s?|\s)(?:(?:or|nor|and)\s)?{_ONE})*+"
"""Possessive, so that no list is tried in parts."""
_AGAINST: Final = (
    r"(?:not|never|neither|(?:rather|other)\sthan|instead\sof|as\sopposed\sto"
    r"|(?:as\s)?against|over|unlike|(?:as\s)?compared\s(?:with|to)"
    r"|in\scontrast\s(?:with|to))"
)
_RIGHT: Final = r"(?:(?:the|a)\s)?(?:right|correct|best|true)(?:\s(?:one|answer))?"
_OUT: Final = (
    rf"(?:is|are|was|were|would\sbe)(?:\s?n['\u2019]t|\snot)(?:\s{_RIGHT})?"
    r"|(?:is|are|was|were|would\sbe)\s(?:(?:the|a)\s)?(?:wrong|incorrect|false"
    r"|ruled\sout|out|excluded|eliminated)(?:\s(?:one|answer))?"
)
_DENIED: Final = rf"(?:{_AGAINST}\s{_SEVERAL}|{_SEVERAL}\s(?:{_OUT}))"
_GAP: Final = r"[\s,.;:()\u2013\u2014-]*"
_SO: Final = r"(?:(?:but|so|hence|therefore|thus|rather|instead)\s)*"
_IT_IS: Final = (
    r"(?:(?:it|this|that|(?:the\s)?(?:right\s|correct\s)?answer)\s(?:is|was)\s)?"
)
_CONTRAST = re.compile(
    rf"\W*(?:{_IT_IS}{_DENIED}{_GAP}{_SO})?{_IT_IS}(?:the\s|{NAMED}\s)*"
    rf"(?P<chosen>[\ue000-\uf8ff])(?:\s(?:is|was)(?:\s{_RIGHT})?)?"
    rf"(?:{_GAP}(?:(?:and|but|since|because|as|while|whereas)\s)?{_DENIED})*[\s.!)]*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?<![\w'\u2019])(?:\((?P<round>[A-Z])\)|(?P<bare>[A-Z]))(?![\w'\u2019])"
)
_ANY = re.compile("[\ue000-\uf8ff]")
_TWICE = re.compile(r"([\ue000-\uf8ff])[.:]?\s\(?\1\)?")


def contrasted(field: str, options: tuple[str, ...]) -> frozenset[int]:
    """Return the one option that a short answer sets against others.

    >>> contrasted("Not B but A", ("Owner", "Charterer"))
    frozenset({0})
    """
    if len(field) > _MOST_CHARS or not has_any(field, _CUES) or _named(field):
        return frozenset()
    marked = _marked(unmarked(field), options)
    found = _CONTRAST.fullmatch(marked)
    if not found or len(_named(marked)) == 1:
        return frozenset()
    chosen = found["chosen"]
    denied = _named(f"{marked[: found.start('chosen')]}{marked[found.end('chosen') :]}")
    return frozenset() if chosen in denied else frozenset({ord(chosen) - _FIRST})


def _named(marked: str) -> set[str]:
    return set(_ANY.findall(marked))


def _marked(text: str, options: tuple[str, ...]) -> str:
    """Put one character for each text or label of an option."""
    text = _texts(options).sub(lambda one: _of(options, one[0]), " ".join(text.split()))
    text = _LABEL.sub(lambda one: _label(one, len(options)), text)
    return _TWICE.sub(r"\1", text)


def _label(found: re.Match[str], options: int) -> str:
    at = LETTERS.index(found["round"] or found["bare"])
    return chr(_FIRST + at) if at < options else found[0]


def _of(options: tuple[str, ...], text: str) -> str:
    known = [one.casefold() for one in _bare(options)]
    # A pattern takes the dotted capital I for an i, folding does not.
    return (
        chr(_FIRST + known.index(text.casefold())) if text.casefold() in known else text
    )


@lru_cache(maxsize=1_024)
def _texts(options: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(filter(None, _bare(options)), key=len, reverse=True)
    any_one = "|".join(map(re.escape, longest)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{any_one})(?!\w)", re.IGNORECASE)


def _bare(options: tuple[str, ...]) -> list[str]:
    return [" ".join(option.split()).rstrip(".") for option in options]
