"""Whether two items that no rule shows to be the same may yet be: a judge must say.

"Electric power" may be the electricity, "hearing protection" the ear defenders; Rome is
not Paris, nor 12 apples 14. Only what cannot be a paraphrase counts against an answer.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Final

from pipeline.score.listing.items import Item, headword
from pipeline.values.dates import same_date
from pipeline.values.names import spells_out
from pipeline.values.spellings import other_code, other_identifier
from pipeline.values.stems import GENERIC, stems, word_set
from pipeline.values.text import holds, normalise

_ALIKE: Final = 5
"""Letters by which "electric" is like "electricity": forms of a word begin alike."""
_OF_ITS_OWN: Final = 3
"""Words from which on a phrase says something that a synonym would share in part."""
_LOWER = re.compile(r"(?<![\w'\u2019.-])[^\W\d_A-Z][\w'\u2019-]*")
_IN_NAMES: Final = word_set(
    "of the and for in on at de la le du des der den van von da do al el y e plc gmbh"
)
_WORD = re.compile(r"(?!\A)\b[^\W\d_][\w'\u2019-]+")
_ADDING = re.compile(r"(?!\A)\b(?:and|or|et|plus|also|with|others?|too)\b|&")
"""What may bring in another beside one name, as a capital may."""
_APART = re.compile(r"[,;/\n|+\u3001\uff0c\uff1b]")
_TELLS_MORE = re.compile(
    r"(?i)\s*(?:who|whose|which|where|when|because|since|in(?!\saddition)|on|at|by|according)\b"
)
"""How what stands apart opens that names nobody."""
_CALLS = re.compile(r"(?i)\s*(?:the|an?)\b")
"""How it opens that says once what the one is: "Ada, the mayor"."""
_CAPITAL = re.compile(r"\W*[^\W\d_a-z]")


def may_be(item: Item, gold: Item, common: frozenset[str] = frozenset()) -> bool:
    """Return whether an item may be a gold one in other words, or a part of it.

    Words that are `common` to all that is asked about tell nothing.
    """
    if item.number and gold.number:
        return False
    if item.date and gold.date:
        return same_date(gold.date, item.date)
    if _are_codes(item, gold):
        return False
    telling = _telling(item.text) - common, _telling(gold.text) - common
    if any(map(_alike, product(*telling))):
        return True
    return spells_out(item.text, gold.text) or spells_out(gold.text, item.text)


def _are_codes(item: Item, gold: Item) -> bool:
    """Return whether two are codes or names in a program, each its own."""
    one, other = headword(item.text), gold.text
    return other_identifier(one, other) or other_code(one, other)


def shared(items: Sequence[Item]) -> frozenset[str]:
    """Return the words that more than one item has: "Kestrel" of three such firms."""
    times = Counter(word for item in items for word in _telling(item.text))
    return frozenset(word for word, count in times.items() if count > 1)


def no_paraphrase(item: Item, gold: Item, *, names: bool) -> bool:
    """Return whether two items that share nothing cannot be the same thing.

    Values cannot, nor `names`, nor two phrases of several words each; one common noun
    may be the learned word for another.
    """
    if (item.number or item.date) and (gold.number or gold.date):
        return True
    return (
        names
        or _are_codes(item, gold)
        or all(len(_telling(each.text)) >= _OF_ITS_OWN for each in (item, gold))
    )


def names_others(text: str, name: str, question: str) -> bool:
    """Return whether a text may name others than a name and a question do."""
    words = frozenset(_words(f"{question} {name}"))
    capital = [word for word in _WORD.findall(text) if not word[0].islower()]
    others = [*capital, *_ADDING.findall(text)]
    if any(normalise(other) not in words for other in others):
        return True
    parts = [
        part
        for part in _APART.split(text)
        if not (words.issuperset(_words(part)) or _TELLS_MORE.match(part))
        and not holds(normalise(part), normalise(name))
    ]
    return len(parts) > 1 or any(not _CALLS.match(part) for part in parts)


def _words(text: str) -> list[str]:
    return normalise(text).split()


def are_names(items: Sequence[Item]) -> bool:
    """Return whether all are written as names: "Water" alone may open a sentence."""
    return all(item.number or item.date or is_name(item) for item in items)


def is_name(item: Item) -> bool:
    """Return whether an item is written as a proper name: in capitals throughout."""
    return _is_name(item.text)


@lru_cache(maxsize=16_384)
def _is_name(text: str) -> bool:
    head = headword(text)
    small = set(_LOWER.findall(head)) - _IN_NAMES
    return bool(_CAPITAL.match(head)) and not small


def _alike(pair: tuple[str, str]) -> bool:
    one, other = pair
    return one == other or (
        min(map(len, pair)) >= _ALIKE and one[:_ALIKE] == other[:_ALIKE]
    )


@lru_cache(maxsize=16_384)
def _telling(text: str) -> frozenset[str]:
    return frozenset(stems(text[:500])) - GENERIC
