"""How far two short answers name the same: the same, perhaps, or surely another.

Names are compared by their own words, without titles, legal forms, roles and the kind
of the thing. Two differ only where something shows it: other names altogether, other
given names of one family, a street that is an avenue, other numbers.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

from pipeline.values.name_parts import Name, names_of, stems_of
from pipeline.values.name_words import (
    COMMON_LEADS,
    KINDS,
    NICKNAMES,
    QUALIFIERS,
    RELATIVES,
)
from pipeline.values.names import signs
from pipeline.values.opposites import sides
from pipeline.values.spellings import other_code
from pipeline.values.stems import stem_set
from pipeline.values.text import letters_a
from pipeline.values.wording import Word, fold, read_words

Likeness = Literal["same", "shares", "differs", "unknown"]
_ORDER: Final[Sequence[Likeness]] = ("same", "shares", "differs", "unknown")

_SEVERAL = re.compile(
    r"(?:\b(?:and|or|with|nor|but)|[&/+])\s+(?:the\s+)?[^\W\d_]*[A-Z]"
    r"|;\s+(?:the\s+)?[^\W\d_]*[A-Z][\w'\u2019-]*\W*\Z"
)
_LIST = re.compile(r"[,;].*[,;]|\s(?:and|or|&)\s", re.DOTALL)
_OR = re.compile(r"\bor\b")
_RELATED = re.compile(
    r"(?i)\b(?:{0})s?\s(?:of|to)\b|\w['\u2019]s?\s(?:{0})\b".format("|".join(RELATIVES))
)
_APPOSED = re.compile(r",\s(?:the|an?|who|whose|his|her|their)\s.*", re.DOTALL)
"""Who a person is besides, after the name: "Ann, the mayor's sister"."""
_MOST: Final = 12
"""Words of an answer: of a longer one nothing is told."""
_ALIKE: Final = 0.8
_ALIKE_CHARS: Final = 5
_SHORT_NAME: Final = 5
"""Letters of the longest usual short form of a given name: "Sandy"."""
_SPELLED_ALIKE: Final = 0.7
"""Steven and Stephen; Hester and Hector are less."""
_QUALIFIERS: Final = stem_set(" ".join(QUALIFIERS))
_COMMON_LEADS: Final = stem_set(" ".join(COMMON_LEADS))


def likeness(given: str, name: str, question: str = "", *, person: bool) -> Likeness:
    """Compare a short answer given alone with a gold; asked for a person or a thing.

    Where either offers several names ("The seller (Greystone Oil Co.)"), the likest
    pair counts.
    """
    if len(given.split()) > _MOST or len(name.split()) > _MOST:
        return "unknown"
    if signs(given) != signs(name) or other_code(given, name):
        return "differs"
    if letters_a(given) != letters_a(name):
        return "shares"
    mine, gold = names_of(given, person=person), names_of(name, person=person)
    if not person and any(one.titled for one in (*mine[:1], *gold[:1])):
        return likeness(given, name, question, person=True)
    asked = _asked(question)
    found: set[Likeness] = {
        _likeness(one, other, asked, person=person) for one in mine for other in gold
    }
    ranked: list[Likeness] = [one for one in _ORDER if one in found]
    best: Likeness = ranked[0] if ranked else "unknown"
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
    told = _APPOSED.sub("", given) or given
    if any(found.search(told) and not found.search(name) for found in (_RELATED, _OR)):
        return True
    words, wanted = read_words(given), read_words(name)
    own = stems_of(wanted)
    if any(w.stem in own and w.footing != "plain" for w in words) and all(
        word.footing == "plain" for word in wanted
    ):
        return True
    mine, gold = sides(stems_of(words)), sides(own)
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
        for one in names_of(name, person=person)
        if one.proper and not one.tail
        for form in _called(one, asked, person=person or one.titled)
    ]


def _called(
    name: Name, asked: frozenset[str], *, person: bool
) -> Iterator[Sequence[Word]]:
    own = name.own
    if person and not name.legal:
        yield own
        if fold(own[-1].text) not in asked:
            yield own[-1:]
    elif name.kinds <= asked:
        yield own
    if name.legal and len(own) > 1 and own[0].stem not in _COMMON_LEADS:
        yield own[:1]


def _likeness(
    given: Name, gold: Name, asked: frozenset[str], *, person: bool
) -> Likeness:
    mine, wanted = stems_of(given.own), stems_of(gold.own)
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
    if person and not (given.legal or gold.legal):
        return _persons(given.own, gold.own, asked)
    return _things(given, gold, asked)


def _things(given: Name, gold: Name, asked: frozenset[str]) -> Likeness:
    mine, wanted = stems_of(given.own), stems_of(gold.own)
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
    return "shares" if stems_of(first) & stems_of(firsts) else "differs"


def _only_given(given: Sequence[Word], gold: Sequence[Word]) -> bool:
    """Tell whether two share no more than the first of their names."""
    return not stems_of(given[1:]) & stems_of(gold) and not stems_of(
        gold[1:]
    ) & stems_of(given)


def same_given(one: Word, other: Word) -> bool:
    """Tell whether two given names are one: an initial of it, or a usual short form."""
    short, full = sorted((one.text, other.text), key=len)
    if one.stem == other.stem or (len(short) == 1 and full.startswith(short)):
        return True
    groups = [NICKNAMES.get(fold(name), frozenset[int]()) for name in (short, full)]
    return not groups[0].isdisjoint(groups[1])


def _may_be(one: Word, other: Word) -> bool:
    """Tell whether one given name may be short for the other, or spelled otherwise.

    They begin alike, and are no two names in full: Hester is not short for Hector.
    """
    if one.letters or other.letters:
        return True
    short, full = sorted((fold(one.text), fold(other.text)), key=len)
    if short[:2] != full[:2]:
        return False
    brief = len(short) <= _SHORT_NAME and len(short) < len(full)
    return brief or _ratio(short, full) >= _SPELLED_ALIKE


def _other_kind(mine: frozenset[str], wanted: frozenset[str]) -> bool:
    """Tell whether two have kinds, none in common, that exclude each other."""
    if not mine or not wanted or mine & wanted:
        return False
    return not {KINDS[one] for one in mine}.isdisjoint(KINDS[one] for one in wanted)


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
    short, full = fold(one.text), fold(other.text)
    if short[:1] != full[:1]:
        return False
    if len(short) > len(full):
        short, full = full, short
    if len(short) < _ALIKE_CHARS:
        return False
    return full.startswith(short) or _ratio(short, full) >= _ALIKE


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
