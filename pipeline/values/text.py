"""Text as it is compared: case, typography and punctuation do not count, numbers do."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

# Putting a run of combining marks in order costs CPython quadratic time (100,000 of
# them: 38 s). No language writes 30 in a row, Unicode's own limit (UAX #15).
_MAX_MARKS: Final = 30

_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d")
_QUOTES: Final = frozenset("'\"`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\uff07\uff02")
_MEANINGFUL: Final = frozenset(".,%")

_ABBREVIATION = re.compile(r"(?<![^\W_])([^\W\d_])\.(?!\d)")
_GROUPING_COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_PERCENT_GAP = re.compile(r"(?<=\d)\s(?=%)")
_IDEOGRAPH = re.compile(r"([\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_WORD = re.compile(
    r"""
      (?:(?<![^\s])-)? (?:(?<![^\s-])\.)? \d+ (?:[.,]\d+)* [^\s.,%-]* %?
    | [^\s.,%-]+
    """,
    re.VERBOSE,
)
_ARTICLES: Final = frozenset({"a", "an", "the"})

# Signs that tell one name from another where they are joined to it: C++, C#, the
# ratings BBB+ and BBB-, the classes <5 and >5. Normalising drops them.
_SIGN = re.compile(
    r"(?<=\w)[+#]+|(?<=\w)[-\u2212](?=[\s.,;:)]|\Z)|[<>\u2264\u2265]=?(?=\s?\d)"
)
_EMPHASIS = "*_`"

_NEUTRAL: Final = (
    "it its this that these those he she they his her their there here was is were are "
    "did answer name option choice by called named known in at on of from as"
)
"""What may stand beside a name without naming, denying or bounding anything. A title
or an honorific is none of these: it may make another name of it."""


def normalise(text: str) -> str:
    """Fold a text to words between single spaces, as SQuAD does, but keep numbers.

    Case, punctuation, English articles and invisible marks go; "3.5%", "-5" and
    "1577" (however grouped) stay whole. Ideographs become words of their own, so
    that a phrase is found in a script that writes no spaces.

    >>> normalise("The U.S. margin: 3.5 % of $1,577")
    'us margin 3.5% of 1577'
    """
    text = _compatible(_stream_safe(text.translate(_unseen(text))))
    text = " ".join(text.translate(_spaced(text)).split())
    text = unicodedata.normalize("NFKC", _ABBREVIATION.sub(r"\1", text))
    text = _PERCENT_GAP.sub("", _GROUPING_COMMA.sub("", text))
    words = _WORD.findall(_IDEOGRAPH.sub(r" \1 ", text))
    return " ".join(word for word in words if word not in _ARTICLES)


def comparable(text: str) -> str:
    """Fold a text for comparing it whole; empty only if it is blank.

    As `normalise`, and the signs that are part of a name stay. What is nothing but
    articles or signs ("A", "+") stays as it is written, without emphasis.
    """
    if folded := normalise(text):
        return " ".join((folded, *_signs(text)))
    literal = text.strip().casefold()
    return literal.strip(_EMPHASIS) or literal


def _signs(text: str) -> list[str]:
    return [sign.replace("\u2212", "-") for sign in _SIGN.findall(text)]


def same_text(given: str, aliases: Iterable[str]) -> bool:
    """Return whether the whole text is one of the aliases, after folding both."""
    folded = comparable(given)
    return bool(folded) and any(folded == comparable(alias) for alias in aliases)


def holds(folded: str, phrase: str) -> bool:
    """Return whether normalised text holds a normalised phrase, at word boundaries."""
    return bool(phrase) and f" {phrase} " in f" {folded} "


def names_only(field: str, alias: str) -> bool:
    """Return whether an answer is the alias among words that name nothing themselves.

    "It was Ada Lovelace" names Ada Lovelace; "the mother of Ada Lovelace", "not Ada
    Lovelace" and "Dr Ada Lovelace" do not. The words allowed are a closed list, because
    no list of what must not stand there could be complete.
    """
    folded, phrase = normalise(field), normalise(alias)
    if not holds(folded, phrase) or _signs(field) != _signs(alias):
        return False
    beside = f" {folded} ".replace(f" {phrase} ", " ", 1).split()
    return set(beside).issubset(_NEUTRAL.split())


def unmarked(text: str) -> str:
    """Drop the marks that Markdown sets around words: "**A**" is "A"."""
    return text.replace("*", "").replace("`", "").strip().strip("_").strip()


def clean(text: str) -> str:
    """Drop NULs and lone surrogates, which neither a file nor the store can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def shorten(text: str, limit: int = 300) -> str:
    """Cut a text for display; the ellipsis says that it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


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
