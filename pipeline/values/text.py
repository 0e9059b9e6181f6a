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
    "has_any",
    "holds",
    "letters_a",
    "names_only",
    "normalise",
    "same_text",
    "shorten",
    "signs_in",
    "unmarked",
]

# Signs that tell one name from another where they are joined to it: C++, C#, the
# ratings BBB+ and BBB-, the classes <5 and >5. Normalising drops them.
_SIGN = re.compile(
    r"(?<=\w)[+#]+|(?<=\w)[-\u2212](?=[\s.,;:)]|\Z)|[<>\u2264\u2265]=?(?=\s?\d)"
)
_MAY_SIGN = re.compile("[-+#<>\u2212\u2264\u2265]")
_LETTER_A = re.compile(r"[aA](?<!\w[aA])(?=\s*[,;&/]|\s+(?i:and|or)\b|\W*\Z)(?!\))")
"""The letter, which is no article: of "vitamin A", "A, B and C" or "C and A"."""
_EMPHASIS = "*_`"
_LEAST_GAP: Final = 100
_GAP = re.compile(rf"\s{{{_LEAST_GAP},}}")

NEUTRAL: Final = (
    "it its this that these those he she they his her their there here was is were are "
    "did answer name option choice by called named known in at on of from as"
)
"""What may stand beside a name without naming, denying or bounding anything. A title
or an honorific is none of these: it may make another name of it."""
_NEUTRAL: Final = frozenset(NEUTRAL.split())


def comparable(text: str) -> str:
    """Fold a text for comparing it whole; empty only if it is blank.

    As `normalise`, and the signs that are part of a name stay. What is nothing but
    articles or signs ("A", "+") stays as it is written, without emphasis.
    """
    if folded := normalise(text):
        return " ".join((folded, *signs_in(text)))
    literal = text.strip().casefold()
    return literal.strip(_EMPHASIS) or literal


def signs_in(text: str) -> list[str]:
    """Return the signs that tell a name from another without them: C++ and C."""
    found: list[str] = _SIGN.findall(text) if _MAY_SIGN.search(text) else []
    signs = [sign.replace("\u2212", "-") for sign in found]
    return signs + ["a"] * letters_a(text)


def letters_a(text: str) -> int:
    """Count the letters A that normalising takes for articles."""
    return len(_LETTER_A.findall(text))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Tell at a glance whether a text may have one of some words, in any case.

    Words are given in lower case; each may be a part of one. A text beyond ASCII may
    have any: there a letter may be another to a pattern that ignores case.
    """
    if not text.isascii():
        return True
    low = text.lower()
    for word in words:  # noqa: SIM110  # a generator takes twice the time
        if word in low:
            return True
    return False


def same_text(given: str, aliases: Iterable[str]) -> bool:
    """Return whether the whole text is one of the aliases, after folding both."""
    words = normalise(given)
    alike = [alias for alias in aliases if normalise(alias) == words]
    if not alike or not (folded := comparable(given)):
        return False
    return any(folded == comparable(alias) for alias in alike)


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
    if not holds(folded, phrase):
        return False
    beside = f" {folded} ".replace(f" {phrase} ", " ", 1).split()
    return _NEUTRAL.issuperset(beside) and signs_in(field) == signs_in(alias)


def unmarked(text: str) -> str:
    """Drop the marks that Markdown sets around words: "**A**" is "A"."""
    return text.replace("*", "").replace("`", "").strip().strip("_").strip()


def clean(text: str) -> str:
    """Drop NULs and lone surrogates, which neither a file nor the store can hold."""
    text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def ends_of(text: str, limit: int) -> str:
    """Return a text that no pattern is slow on: its ends, with gaps made small.

    Of a longer one `limit` characters at each end are kept, on lines of their own. A
    pattern that tries every place of a gap would take its square.
    """
    if len(text) > 2 * limit:
        text = f"{text[:limit]}\n{text[-limit:]}"
    return _GAP.sub(_smaller, text) if len(text) >= _LEAST_GAP else text


def _smaller(gap: re.Match[str]) -> str:
    """Keep what a gap separates, lines or words, apart."""
    return "\n\n" if "\n" in gap[0] else " "


def shorten(text: str, limit: int = 300) -> str:
    """Cut a text for display; the ellipsis says that it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
