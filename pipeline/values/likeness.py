"""How far two short answers name the same: the same, perhaps, or surely another.

Names are compared by their own words, without titles, legal forms, roles and the kind
of the thing. Two differ only where something shows it: other names altogether, other
given names of one family, a street that is an avenue, other numbers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from pipeline.values.name_words import (
    COMMON_LEADS,
    KINDS,
    LEGAL,
    NICKNAMES,
    QUALIFIERS,
    RELATIVES,
    ROLES,
    TITLES,
)
from pipeline.values.names import signs
from pipeline.values.opposites import sides
from pipeline.values.stems import stem_set
from pipeline.values.wording import Word, fold, read_words

Likeness = Literal["same", "shares", "differs", "unknown"]

_ASIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_TAIL = re.compile(r"\s*(?:[,;:\u2013\u2014|]|\s-\s).*", re.DOTALL)
_BELONGS = re.compile(r"\s(?:of|from|at|for|in)\s.*", re.DOTALL)
_WITH = re.compile(r"\s(?:with|by|nor|than)\s.*", re.DOTALL)
_SEVERAL = re.compile(r"(?:\b(?:and|or|with|nor|but)|[&/+])\s+(?:the\s+)?[^\W\d_]*[A-Z]")
_LIST = re.compile(r"[,;].*[,;]|\s(?:and|or|&)\s", re.DOTALL)
_OR = re.compile(r"\bor\b")
_VESSEL = re.compile(r"\b(?:M/?[TVYS]|S/?S|HMS|USS|RMS)\b\.?\s+(?=[A-Z])")
_VERB = re.compile(
    r"\s(?:is|are|was|were|has|have|had|will|must|shall|did|does|do|should|can|could"
    r"|may|would)(?=\s|$)"
)
_RELATED = re.compile(
    r"(?i)\b(?:{0})s?\s(?:of|to)\b|\w['\u2019]s?\s(?:{0})\b".format("|".join(RELATIVES))
)
_LAST: Final[dict[str, str]] = {
    "st": "street", "dr": "drive", "ct": "court", "sq": "square", "ln": "lane",
    "co": "company",
}  # fmt: skip
"""Short at the end of a name; at its start "St" and "Dr" are Saint and Doctor."""
_FIRST: Final[dict[str, str]] = {"st": "saint", "dr": "doctor", "r": "river"}
_MOST: Final = 12
"""Words of an answer: of a longer one nothing is told."""
_ALIKE: Final = 0.8
_ALIKE_CHARS: Final = 5
_QUALIFIERS: Final = stem_set(" ".join(QUALIFIERS))
_COMMON_LEADS: Final = stem_set(" ".join(COMMON_LEADS))


@dataclass(frozen=True, slots=True)
class _Name:
    own: tuple[Word, ...]
    """The words that are the name itself, or all words of a phrase."""
    kinds: frozenset[str]
    titled: bool
    legal: bool
    tail: frozenset[str]
    """The stems of the name behind its comma: "Oregon" of "Portland, Oregon"."""
    proper: bool
    """Whether it is a name and no phrase of common nouns."""


def likeness(given: str, name: str, question: str = "", *, person: bool) -> Likeness:
    """Compare a short answer given alone with a gold; asked for a person or a thing.

    Where either offers several names ("The seller (Greystone Oil Co.)"), the likest
    pair counts.
    """
    if len(given.split()) > _MOST or len(name.split()) > _MOST:
        return "unknown"
    if signs(given) != signs(name):
        return "differs"
    mine, gold = _names(given, person=person), _names(name, person=person)
    if not person and any(one.titled for one in (*mine[:1], *gold[:1])):
        return likeness(given, name, question, person=True)
    asked = _asked(question)
    found = {
        _likeness(one, other, asked, person=person) for one in mine for other in gold
    }
    order: Sequence[Likeness] = ("same", "shares", "differs")
    best = next((one for one in order if one in found), "unknown")
    if best != "differs" and _turned(given, name):
        return "differs"
    several = _SEVERAL.search(given) and not _SEVERAL.search(name)
    return "shares" if best == "same" and several else best


@lru_cache(maxsize=4096)
def _asked(question: str) -> frozenset[str]:
    return frozenset(fold(word) for word in re.findall(r"[^\W\d_]+", question))


def _turned(given: str, name: str) -> bool:
    """Tell "not Ann", "Ann or Bob", "the mother of Ann" and "failed to pass" from it.

    "Her mother Ann" is Ann.
    """
    if any(found.search(given) and not found.search(name) for found in (_RELATED, _OR)):
        return True
    words, wanted = read_words(given), read_words(name)
    own = _stems(wanted)
    if any(w.stem in own and w.footing != "plain" for w in words) and all(
        word.footing == "plain" for word in wanted
    ):
        return True
    mine, gold = sides(_stems(words)), sides(own)
    return any(len(mine.get(axis, side) - side) > 0 for axis, side in gold.items())


def short_forms(name: str, question: str, *, person: bool) -> list[Sequence[Word]]:
    """Return the short forms a name has in a sentence: "Voss" of "Henrietta Voss".

    A firm is called by its first word, a person by the family name, a thing without its
    kind where the question says the kind.
    """
    if _LIST.search(name):
        return []
    asked = _asked(question)
    return [
        form
        for one in _names(name, person=person)
        if one.proper and not one.tail
        for form in _called(one, asked, person=person or one.titled)
    ]


def _called(name: _Name, asked: frozenset[str], *, person: bool) -> Iterator[Sequence[Word]]:
    own = name.own
    if person:
        yield own
        if fold(own[-1].text) not in asked:
            yield own[-1:]
    elif name.kinds <= asked:
        yield own
    if name.legal and len(own) > 1 and own[0].stem not in _COMMON_LEADS:
        yield own[:1]


@lru_cache(maxsize=8192)
def _names(text: str, *, person: bool) -> tuple[_Name, ...]:
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


def _parsed(text: str, tail: str) -> _Name:
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
    return _Name(
        own=tuple(own or kept),
        kinds=frozenset(fold(word.text) for word in kept) & KINDS.keys(),
        titled=any(_is_title(word, words) for word in words),
        legal=any(word.text.casefold() in LEGAL for word in words),
        tail=_stems(read_words(tail)),
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


def _likeness(
    given: _Name, gold: _Name, asked: frozenset[str], *, person: bool
) -> Likeness:
    mine, wanted = _stems(given.own), _stems(gold.own)
    if _numbered_apart(mine, wanted):
        return "differs"
    shared = [
        (one, other) for one in given.own for other in gold.own if _alike(one, other)
    ]
    if not shared:
        return "differs" if given.proper and gold.proper else "unknown"
    if not (given.proper and gold.proper):
        return "same" if mine == wanted and given.kinds == gold.kinds else "shares"
    if _other_kind(given.kinds, gold.kinds):
        return "differs"
    if person:
        return _persons(given.own, gold.own, asked)
    return _things(given, gold, asked)


def _things(given: _Name, gold: _Name, asked: frozenset[str]) -> Likeness:
    mine, wanted = _stems(given.own), _stems(gold.own)
    if given.tail and gold.tail and not given.tail & gold.tail:
        return "differs"
    if mine == wanted:
        beside = (given.kinds ^ gold.kinds) | (given.tail - gold.tail)
        return "same" if beside <= asked else "shares"
    if not mine & wanted:
        return "shares"
    if mine & wanted <= _QUALIFIERS or (mine ^ wanted) & _QUALIFIERS:
        return "differs"
    lead = len(mine) < len(wanted) and given.own[0].stem == gold.own[0].stem
    if gold.legal and lead and mine <= wanted and not mine & _COMMON_LEADS:
        return "same"
    return "shares"


def _persons(
    given: Sequence[Word], gold: Sequence[Word], asked: frozenset[str]
) -> Likeness:
    """Compare family names, then given names: one may be short, or left out.

    Who is called by the family name alone is the one, unless the question names it too.
    """
    one, other = given[-1], gold[-1]
    if not _alike(one, other):
        several = len(given) > 1 and len(gold) > 1
        return "differs" if several and _only_given(given, gold) else "shares"
    first, firsts = given[:-1], gold[:-1]
    if one.stem != other.stem:
        return "shares"
    if not first or not firsts:
        clear = first == firsts or fold(one.text) not in asked
        return "same" if clear else "shares"
    if same_given(first[0], firsts[0]):
        return "same"
    if _may_be(first[0], firsts[0]):
        return "shares"
    return "shares" if _stems(first) & _stems(firsts) else "differs"


def _only_given(given: Sequence[Word], gold: Sequence[Word]) -> bool:
    """Tell whether two share no more than the first of their names."""
    return not _stems(given[1:]) & _stems(gold) and not _stems(gold[1:]) & _stems(given)


def same_given(one: Word, other: Word) -> bool:
    """Tell whether two given names are one: an initial of it, or a usual short form."""
    short, full = sorted((one.text, other.text), key=len)
    if one.stem == other.stem or (len(short) == 1 and full.startswith(short)):
        return True
    groups = (NICKNAMES.get(fold(name), frozenset()) for name in (short, full))
    return bool(frozenset.intersection(*groups))


def _may_be(one: Word, other: Word) -> bool:
    """Tell whether one given name may be short for the other: they begin alike."""
    return fold(one.text)[:2] == fold(other.text)[:2] or one.letters or other.letters


def _other_kind(mine: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell whether two have kinds, none in common, that exclude each other."""
    if not mine or not wanted or mine & wanted:
        return False
    return not {KINDS[one] for one in mine}.isdisjoint(KINDS[one] for one in wanted)


def _stems(words: Iterable[Word]) -> frozenset[str]:
    return frozenset(word.stem for word in words)


def _numbered_apart(mine: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell "Henry VII" from "Henry VIII", and vitamin C from D."""
    return any(
        one and other and one.isdisjoint(other) and mine & wanted
        for one, other in (
            (_digits(mine), _digits(wanted)),
            (_letters(mine), _letters(wanted)),
        )
    )


def _digits(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in stems if one[:1].isdigit())


def _letters(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(one for one in stems if len(one) == 1)


def _alike(one: Word, other: Word) -> bool:
    if one.stem == other.stem:
        return True
    short, full = sorted((fold(one.text), fold(other.text)), key=len)
    if len(short) < _ALIKE_CHARS or short[0] != full[0]:
        return False
    return full.startswith(short) or _ratio(short, full) >= _ALIKE


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def has_role(text: str) -> bool:
    """Tell whether a text has a word for what a person is: "General Counsel"."""
    return any(fold(word.text) in ROLES for word in read_words(text))
