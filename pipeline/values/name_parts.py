"""The parts of a name: its own words, and the title, kind or role beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.values.name_words import KINDS, LEGAL, ROLES, TITLES
from pipeline.values.wording import Word, fold, read_words

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_TAIL = re.compile(r"\s*(?:[,;:\u2013\u2014|]|\s-\s).*", re.DOTALL)
_BELONGS = re.compile(r"\s(?:of|from|at|for|in)\s.*", re.DOTALL)
_WITH = re.compile(r"\s(?:with|by|nor|than)\s.*", re.DOTALL)
_VESSEL = re.compile(r"\b(?:M/?[TVYS]|S/?S|HMS|USS|RMS)\b\.?\s+(?=[A-Z])")
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|must|shall|did|does|do|should|can|could"
    r"|may|would)(?=\s|$)"
)
_LAST: Final[dict[str, str]] = {
    "st": "street", "dr": "drive", "ct": "court", "sq": "square", "ln": "lane",
    "co": "company",
}  # fmt: skip
"""Short at the end of a name; at its start "St" and "Dr" are Saint and Doctor."""
_FIRST: Final[dict[str, str]] = {"st": "saint", "dr": "doctor", "r": "river"}


class Name(NamedTuple):
    own: tuple[Word, ...]
    """The words that are the name itself, or all words of a phrase."""
    kinds: frozenset[str]
    titled: bool
    legal: bool
    tail: frozenset[str]
    """The stems of the name behind its comma: "Oregon" of "Portland, Oregon"."""
    proper: bool
    """Whether it is a name and no phrase of common nouns."""


@lru_cache(maxsize=8192)
def names_of(text: str, *, person: bool) -> tuple[Name, ...]:
    """Return the names a short text offers: its head, and what its brackets hold.

    A person may be called without what follows "of" or "from".
    """
    text = _VESSEL.sub("", text).strip(" .\"'\u201c\u201d*")
    whole = _ASIDE.sub(" ", text).strip()
    head = _head(_WITH.sub("", whole) or whole)
    tail = whole.partition(",")[2].strip()
    tail = tail if tail[:1].isupper() and not has_role(tail) else ""
    offered = [head, *(aside for aside in _ASIDE.findall(text) if aside[:1].isupper())]
    short = _BELONGS.sub("", head)
    if person and any(fold(word.text) not in TITLES for word in read_words(short)):
        offered[:1] = [short]
    found = [_parsed(one, tail if one is offered[0] else "") for one in offered]
    if tail and not found[0].proper:
        found.append(_parsed(_TAIL.sub("", tail), ""))
    return tuple(name for name in found if name.own)


def _head(text: str) -> str:
    """Return what stands before the first stop; of a sentence the name beside its verb.

    "Ann must pay" and "It was Ann" have it on one side of the verb each.
    """
    head = _TAIL.sub("", text) or text
    verb = _VERB.search(f" {head}")
    if verb is None:
        return head
    before, after = head[: verb.start()], head[max(0, verb.end() - 1) :]
    return before if read_words(before) else after


def _parsed(text: str, tail: str) -> Name:
    words = list(_spelled(read_words(text)))
    named = _named(words)
    kept = named or words
    own = [
        word
        for word in kept
        if not _is_title(word, words)
        and fold(word.text) not in KINDS
        and word.text.casefold() not in LEGAL
    ]
    return Name(
        own=tuple(own or kept),
        kinds=frozenset(fold(word.text) for word in kept) & KINDS.keys(),
        titled=any(_is_title(word, words) for word in words),
        legal=any(word.text.casefold() in LEGAL for word in words),
        tail=stems_of(read_words(tail)),
        proper=bool(named),
    )


def _spelled(words: Sequence[Word]) -> Iterator[Word]:
    for at, word in enumerate(words):
        folded = word.text.casefold()
        last = at == len(words) - 1 and len(words) > 1
        table = _LAST if last else _FIRST if at == 0 and len(words) > 1 else {}
        full = table.get(folded) if word.capital else None
        yield Word(full.title(), full, word.footing, word.joint) if full else word


def _is_title(word: Word, words: Sequence[Word]) -> bool:
    """Tell a title before a name, and the "J." of a judge after it."""
    if fold(word.text) in TITLES:
        return word is not words[-1]
    return word.text == "J" and word is words[-1] and len(words) > 1


def _named(words: Sequence[Word]) -> Sequence[Word]:
    """Return what is a name: all that is capital or a number, behind any common noun.

    "the Norwegian tanker Borgny" is named Borgny; "Salt tax" and "The seller" are none.
    """
    common = [
        at
        for at, word in enumerate(words)
        if word.text[:1].islower()
        and not (at == len(words) - 1 and fold(word.text) in KINDS)
    ]
    behind = words[common[-1] + 1 :] if common else words
    capital = [word for word in behind if word.capital]
    return behind if capital else ()


def stems_of(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words)


def has_role(text: str) -> bool:
    """Tell whether a text has a word for what a person is: "General Counsel"."""
    return any(fold(word.text) in ROLES for word in read_words(text))
