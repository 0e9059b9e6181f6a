"""What the form of an answer shows of several options: a gloss, guesses, the last."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from pipeline.score.listing.options_named import options_named
from pipeline.values.options import spoken
from pipeline.values.text import has_any, unmarked

_GLOSSED = re.compile(r"([^()]{1,80})\(([^()]{1,80})\)[.\s]*")
_LAST = re.compile(
    r".*(?::|[\u2013\u2014=\u2192]|\s-)\s+([^:;.,]{1,80})[.\s]*", re.DOTALL
)
_SETS_APART: Final = (":", "=", " -")
_EITHER = re.compile(r" to |,? (?:and/)?or (?:possibly |perhaps |maybe |the )?")
_MOST_WORDS: Final = 12
_MOST_CHARS: Final = 200
_OF_THE_PAST = re.compile(
    r"\b(?:until|till|formerly|previously|in the past|no longer|used to)\b",
    re.IGNORECASE,
)
_ASKS_NOW = re.compile(r"\b(?:is|are|does|do|has|have)\b", re.IGNORECASE)


def bracketed(field: str, options: tuple[str, ...]) -> AbstractSet[int]:
    """Return the option that an answer has in brackets after other words for it.

    "Marine gas oil (MGO)" is MGO; where the words before name an option too, nothing.
    """
    glossed = _GLOSSED.fullmatch(field)
    if not glossed or options_named(glossed[1], options, denied=True):
        return frozenset()
    found = spoken(glossed[2], options)
    return found if len(found) == 1 else frozenset()


def hedged(field: str, options: tuple[str, ...]) -> frozenset[int]:
    """Return the two options between which a short answer leaves the choice.

    "Moderate to major" chooses neither; "minor or moderate: minor" does.
    """
    if len(field) > _MOST_CHARS or not (" or " in field or " to " in field):
        return frozenset()
    bare = " ".join(unmarked(field).lower().rstrip(".").split())
    if len(bare.split()) > _MOST_WORDS:
        return frozenset()
    found = options_named(field, options, denied=False)
    if len(found) != 2 or found != options_named(field, options, denied=True):  # noqa: PLR2004
        return frozenset()
    known = [options[at].lower() for at in found]
    (start, first), (other, second) = sorted((bare.find(one), one) for one in known)
    between = bare[start + len(first) : other]
    ends = bare.endswith(second) and bare.count(first) == bare.count(second) == 1
    return found if ends and _EITHER.fullmatch(between) else frozenset()


def closing(field: str, options: tuple[str, ...]) -> frozenset[int]:
    """Return the one option that stands alone behind the last colon or dash."""
    field = field[-_MOST_CHARS:]
    last = _LAST.fullmatch(field) if has_any(field, _SETS_APART) else None
    found = frozenset(spoken(last[1], options)) if last else frozenset[int]()
    return found if len(found) == 1 else frozenset()


def present(clauses: Sequence[str], question: str) -> Sequence[str]:
    """Leave out what clauses say of the past, where others say what is asked of now."""
    if not _ASKS_NOW.search(question) or _OF_THE_PAST.search(question):
        return clauses
    kept = [clause for clause in clauses if not _OF_THE_PAST.search(clause)]
    return kept or clauses
