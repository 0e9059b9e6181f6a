"""Normalising a text: words between single spaces, in two steps that may be had alone.

The first folds characters, most of them one by one; the second cuts words. Between the
two one can see already which words the text may have.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

# Putting a run of combining marks in order costs CPython quadratic time (100,000 of
# them: 38 s). No language writes 30 in a row, Unicode's own limit (UAX #15).
_MAX_MARKS: Final = 30
_MANY: Final = 40
"""Different characters beyond ASCII; to replace more one by one would be no gain."""

_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d")
_QUOTES: Final = frozenset("'\"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\uff07\uff02")
_MEANINGFUL: Final = frozenset(".,%")

# A pattern that opens with the character itself lets the search jump to it.
_ABBREVIATION = re.compile(r"\.(?<=[^\W\d_]\.)(?<![^\W_][^\W\d_]\.)(?!\d)")
_GROUPING_COMMA = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")
_PERCENT_GAP = re.compile(r" %(?<=\d %)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_WORD = re.compile(
    r"""
      (?:(?<![^\s])-)? (?:(?<![^\s-])\.)? \d+ (?:[.,]\d+)* [^\s.,%-]* %?
    | [^\s.,%-]+
    """,
    re.VERBOSE,
)
_SHORT: Final = 1_000
"""Characters: a short text, as a gold answer, is folded again and again."""
ARTICLES: Final = frozenset({"a", "an", "the"})


def normalise(text: str) -> str:
    """Fold a text to words between single spaces, as SQuAD does, but keep numbers.

    Case, punctuation, English articles and invisible marks go; "3.5%", "-5" and
    "1577" (however grouped) stay whole. Ideographs become words of their own, so
    that a phrase is found in a script that writes no spaces.

    >>> normalise("The U.S. margin: 3.5 % of $1,577")
    'us margin 3.5% of 1577'
    """
    return _normalised(text) if len(text) <= _SHORT else words_of(folded(text))


@lru_cache(maxsize=8_192)  # one text is compared in several ways
def _normalised(text: str) -> str:
    return words_of(folded(text))


def folded(text: str) -> str:
    """Fold case, typography, invisible marks and the points of abbreviations.

    Of punctuation there remain ".", ",", "%" and "-"; of white space the space, which
    also stands around every ideograph.
    """
    text = _ABBREVIATION.sub("", _folded(text))
    if text.isascii():
        return text
    return _IDEOGRAPH.sub(r" \1 ", unicodedata.normalize("NFKC", text))


def words_of(text: str) -> str:
    """Cut the words of a folded text, without articles, one space between them."""
    text = _GROUPING_COMMA.sub("", " ".join(text.split()))
    text = _PERCENT_GAP.sub("%", text)
    words: list[str] = []
    for token in text.split():
        if token.isalnum():
            words.append(token)
        else:
            words += _WORD.findall(token)
    return " ".join([word for word in words if word not in ARTICLES])


def _folded(text: str) -> str:
    strange: set[str] = set() if text.isascii() else set(_NOT_ASCII.findall(text))
    if len(strange) > _MANY:
        return _folded_together(text)
    for char in strange:
        alone = _alone(char)
        if alone is None:
            return _folded_together(text)
        text = text.replace(char, alone)
    return text.translate(_ASCII)


def _folded_together(text: str) -> str:
    text = _compatible(_stream_safe(text.translate(_unseen(text))))
    return text.translate(_spaced(text))


@lru_cache(maxsize=4096)
def _alone(char: str) -> str | None:
    """Fold a character as it folds in every text; `None` if that hangs on neighbours.

    It does for marks and the letters of Hangul, which compose with what is before them.
    """
    shown = unicodedata.normalize("NFKC", char)
    alone = _folded_together(char)
    if any(map(_composes, char + shown + shown.casefold() + alone)):
        return None
    return alone


def _composes(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or "\u1100" <= char <= "\u11ff"


def _compatible(text: str) -> str:
    for _ in range(2):  # case folding may undo a composition, and the reverse
        text = unicodedata.normalize("NFKC", text).casefold()
    return unicodedata.normalize("NFKC", text)


def _stream_safe(text: str) -> str:
    marks = "".join(filter(_is_mark, set(text)))
    if not marks:
        return text
    run = f"[{re.escape(marks)}]"
    return re.sub(f"({run}{{{_MAX_MARKS}}}){run}+", r"\1", text)


def _is_mark(char: str) -> bool:
    """Ask for the class it will have: some marks have one only once decomposed."""
    return unicodedata.combining(unicodedata.normalize("NFKD", char)[0]) > 0


def _unseen(text: str) -> Mapping[int, str | None]:
    """Map what prints nothing (NUL, bidi marks, joiners) and quotes to nothing.

    Before composing, because "e", a quote and an accent would else compose next time.
    """
    return {
        ord(c): " " if c.isspace() else None
        for c in set(text)
        if c in _QUOTES or c.isspace() or unicodedata.category(c).startswith("C")
    }


def _spaced(text: str) -> Mapping[int, str]:
    return {
        ord(c): "-" if c in _DASHES else " "
        for c in set(text)
        if unicodedata.category(c)[0] in "PSZC" and c not in _MEANINGFUL
    }


_ASCII: Final = {code: _folded_together(chr(code)) or None for code in range(128)}
