"""Which options of a choice a text names, by label or by text, and does not deny."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.score.listing.labels import DENIED, NAMED
from pipeline.values.options import LETTERS
from pipeline.values.text import has_any, unmarked

_DENIED_BEFORE = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|except|unlike|(?:rather|other) than"
    r"|instead of|\w+n['\u2019]t)\b[^,;:.!?]{0,60}$",
    re.IGNORECASE,
)
_DENYING: Final = (
    *("not", "never", "neither", "nor", "without", "except", "unlike", "than"),
    *("instead", "n't"),
)
"""What `_DENIED_BEFORE` cannot do without, one of them."""
_AFFIRMED = re.compile(
    r"[\s*_\"'\u201d\u2019)]*(?:is|was)\s(?:the\s)?(?:correct|right|best)\b",
    re.IGNORECASE,
)
_NAMED_LABEL = re.compile(
    rf"(?<!\w){NAMED}\s\(?([A-Z]|\d{{1,2}})(?!\w)|\(([A-Z]|\d{{1,2}})\)"
)
_NAMED_HAS: Final = ("(", "option", "choice", "alternative")


def options_named(
    text: str, options: tuple[str, ...], *, denied: bool
) -> frozenset[int]:
    """Return the options that a text names and does not deny.

    Of several, one that is called right is meant, or one that the text begins with
    where it is called an answer.
    """
    text = " ".join(text.split())
    found = [*_labels_in(text, len(options)), *_texts_in(text, options)]
    kept = [
        (at, end)
        for at, start, end in found
        if denied
        or (
            not _denied_before(text[max(0, start - 80) : start])
            and not DENIED.match(text, end)
        )
    ]
    affirmed = frozenset(at for at, end in kept if _AFFIRMED.match(text, end))
    return affirmed or frozenset(at for at, _ in kept)


def _denied_before(text: str) -> bool:
    return has_any(text, _DENYING) and _DENIED_BEFORE.search(text) is not None


class _Named(NamedTuple):
    at: int
    """Index of the option."""
    start: int
    end: int


def _labels_in(text: str, options: int) -> Iterator[_Named]:
    """Yield where an option is called by its label: "option B", "(B)"."""
    if not has_any(text, _NAMED_HAS):
        return
    for match in _NAMED_LABEL.finditer(text):
        label = match[1] or match[2]
        at = int(label) - 1 if label.isdecimal() else LETTERS.index(label)
        # Beyond the letters there are only numbers, and only there.
        if 0 <= at < options and label.isdecimal() == (at >= len(LETTERS)):
            yield _Named(at, match.start(), match.end())


def _texts_in(text: str, options: tuple[str, ...]) -> Iterator[_Named]:
    """Yield where an option's text stands, longest first: York is in New York."""
    free = text.lower()
    for at, option in _longest_first(options):
        start = free.find(option)
        while start >= 0:
            end = start + len(option)
            if _stands_alone(free, start, end):
                yield _Named(at, start, end)
                free = f"{free[:start]}{chr(0) * len(option)}{free[end:]}"
            start = free.find(option, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not any(char.isalnum() or char == "_" for char in f"{before}{after}")


@lru_cache(maxsize=4_096)
def _longest_first(options: tuple[str, ...]) -> list[tuple[int, str]]:
    bare = [" ".join(unmarked(o).rstrip(".").lower().split()) for o in options]
    return sorted(
        ((at, text) for at, text in enumerate(bare) if text),
        key=lambda option: -len(option[1]),
    )
