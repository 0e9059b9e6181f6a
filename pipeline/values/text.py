"""Text as it is compared: case, typography and punctuation do not count, numbers do."""

import re
from collections.abc import Iterable
from typing import Final

from pipeline.values.folding import normalise

__all__ = [
    "NEUTRAL",
    "clean",
    "comparable",
    "ends_of",
    "holds",
    "letters_a",
    "names_only",
    "normalise",
    "same_text",
    "shorten",
    "unmarked",
]

# Signs that tell one name from another where they are joined to it: C++, C#, the
# ratings BBB+ and BBB-, the classes <5 and >5. Normalising drops them.
_SIGN = re.compile(
    r"(?<=\w)[+#]+|(?<=\w)[-\u2212](?=[\s.,;:)]|\Z)|[<>\u2264\u2265]=?(?=\s?\d)"
)
_LETTER_A = re.compile(r"(?i)\ba(?=\s*[,;&/]|\s+(?:and|or)\b|\W*\Z)(?!\))")
"""The letter, which is no article: of "vitamin A", "A, B and C" or "C and A"."""
_EMPHASIS = "*_`"
_GAP = re.compile(r"\s{100,}")

NEUTRAL: Final = (
    "it its this that these those he she they his her their there here was is were are "
    "did answer name option choice by called named known in at on of from as"
)
"""What may stand beside a name without naming, denying or bounding anything. A title
or an honorific is none of these: it may make another name of it."""


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
    signs = [sign.replace("\u2212", "-") for sign in _SIGN.findall(text)]
    return signs + ["a"] * letters_a(text)


def letters_a(text: str) -> int:
    """Count the letters A that normalising takes for articles."""
    return len(_LETTER_A.findall(text))


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
    return set(beside).issubset(NEUTRAL.split())


def unmarked(text: str) -> str:
    """Drop the marks that Markdown sets around words: "**A**" is "A"."""
    return text.replace("*", "").replace("`", "").strip().strip("_").strip()


def clean(text: str) -> str:
    """Drop NULs and lone surrogates, which neither a file nor the store can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def ends_of(text: str, limit: int) -> str:
    """Return a text that no pattern is slow on: its ends, with gaps made small.

    Of a longer one `limit` characters at each end are kept, on lines of their own. A
    pattern that tries every place of a gap would take its square.
    """
    if len(text) > 2 * limit:
        text = f"{text[:limit]}\n{text[-limit:]}"
    return _GAP.sub(_smaller, text)


def _smaller(gap: re.Match[str]) -> str:
    """Keep what a gap separates, lines or words, apart."""
    return "\n\n" if "\n" in gap[0] else " "


def shorten(text: str, limit: int = 300) -> str:
    """Cut a text for display; the ellipsis says that it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
