"""The items of lists: read once, known by several names, and paired with each other."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.score.facts.codes import names_code
from pipeline.score.listing.listings import MAX_ITEMS, without_bullet
from pipeline.values.comparing import compare
from pipeline.values.dates import PartialDate, is_only_a_date, parse_date, same_date
from pipeline.values.measures import Measure, parse_measure
from pipeline.values.name_words import TITLES
from pipeline.values.names import same_name
from pipeline.values.numbers import is_only_a_number
from pipeline.values.spellings import same_spelling
from pipeline.values.stems import singular
from pipeline.values.text import NEUTRAL, comparable, unmarked

_ALIAS = re.compile(
    r"\s\|\s|\s*\((?:also|aka|a\.k\.a\.|or)\s(?:known\sas\s|called\s)?([^()]+)\)",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\s*(?:\*\*|__)(.+?)(?:\*\*|__)")
_DESCRIBED = re.compile(
    r"\s*(?::\s|\s[-\u2013\u2014]\s|\s?\(|\u2014)|,?\s(?:in|at|with|which|that|who|for"
    r"|as|on|from|by|where|because|since|due\sto)\s",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:but\s)?(?:not|excluding|except|unlike|without)\b", re.IGNORECASE
)
_LEAD = re.compile(
    r"\A(?:(?:and|first(?:ly)?|then|next|second(?:ly)?|third(?:ly)?|finally|lastly|also"
    r"|both|plus)\s)+",
    re.IGNORECASE,
)
_TITLE_OF_ALL = re.compile(rf"\A(?i:{'|'.join(sorted(TITLES))})s\s(?=[A-Z])")
"""What the first of several names opens with: "Councillors Dunn and Parvel"."""
_SHORT_YEAR = re.compile(r"(?:in\s)?['\u2019]\d\d[\s.]*")
_YEAR = re.compile(r"(?:1\d|20)\d\d")
_WORD_END = re.compile(r"[^\w]+")
_INITIALS = re.compile(r"\b[A-Z]\.\s?")
_ACRONYM: Final = "*"
_HEAD: Final = 3
_SMALL: Final = frozenset(
    {"and", "the", "of", "a", "an", "in", "for", "on", "to", "or"}
)
_NAME_CHARS: Final = 300
_NEUTRAL: Final = frozenset(NEUTRAL.split())


class Item(NamedTuple):
    words: str
    number: Measure | None
    """Set only if the item is that number and nothing else: not of "Boeing 737"."""
    date: PartialDate | None
    text: str
    also: frozenset[str] = frozenset()
    """The other names of a gold."""


class Paired(NamedTuple):
    wanted: Sequence[Item]
    given: Sequence[Item]
    pairs: dict[int, int]
    """Index of a wanted item -> index of the given one that it is."""
    right: int
    """Pairs, or as many of them as stand in the order that is asked for."""

    @property
    def whole(self) -> bool:
        return self.right == len(self.wanted) == len(self.given)

    @property
    def fit(self) -> tuple[int, int, int]:
        off = abs(len(self.given) - len(self.wanted))
        return self.right, len(self.pairs), -off

    @property
    def missing(self) -> list[Item]:
        return [gold for at, gold in enumerate(self.wanted) if at not in self.pairs]

    @property
    def beyond(self) -> list[Item]:
        used = set(self.pairs.values())
        return [item for at, item in enumerate(self.given) if at not in used]


class Pairing(NamedTuple):
    wanted: Sequence[Item]
    unit: str | None
    ordered: bool

    def __call__(self, given: Sequence[Item], *, described: bool = False) -> Paired:
        pairs = _pairs(given, self, described=described)
        right = _longest_run(pairs) if self.ordered else len(pairs)
        return Paired(self.wanted, given, pairs, right)


def share_nothing(text: str, wanted: Sequence[Item]) -> bool:
    """Return whether no item of a text can be a wanted one, by a look at its words.

    Where one may be a value or an acronym, that takes a closer look.
    """
    if any(gold.number or gold.date for gold in wanted):
        return False
    heads = _heads(text)
    known = [_telling_heads(gold.text) for gold in wanted]
    return not any(_ACRONYM in each for each in (heads, *known)) and all(
        map(heads.isdisjoint, known)
    )


@lru_cache(maxsize=4_096)
def _telling_heads(text: str) -> frozenset[str]:
    """Return the heads by which a gold is known; an acronym may be spelled out."""
    heads = _heads(text)
    return heads - _SMALL or heads


@lru_cache(maxsize=4_096)
def gold_item(text: str) -> Item:
    names = [part for part in _ALIAS.split(text) if part and part.strip()]
    item = _item(names[0].strip() if len(names) > 1 else text, None)
    return item._replace(text=text, also=frozenset(map(comparable, names)))


def read_items(parts: Iterable[str], unit: str | None) -> list[Item]:
    items = (_item(without_bullet(part), unit) for part in parts)
    return [item for item in items if item.words]


@lru_cache(maxsize=16_384)
def _item(text: str, unit: str | None) -> Item:
    """Read one item, once for all the ways in which an answer is cut."""
    return Item(
        words=comparable(text),
        number=parse_measure(text, unit) if is_only_a_number(text) else None,
        date=parse_date(text) if is_only_a_date(text) else None,
        text=text,
    )


def affirmed(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if not _DENIED.match(item.text)]


@lru_cache(maxsize=16_384)
def _names(text: str) -> frozenset[str]:
    """Return the names that an item may be described by.

    One in bold, one before its description, one among mere words.
    """
    text = text[:_NAME_CHARS]
    bold = _BOLD.match(text)
    names = {comparable(bold[1].strip(" :"))} if bold else set[str]()
    text = unmarked(text).rstrip(".")
    for whole in (text, headword(text)):
        words = comparable(whole).split()
        while words and words[0] in _NEUTRAL:
            words = words[1:]
        names.add(" ".join(words))
    return frozenset(names - {""})


def _pairs(given: Sequence[Item], to: Pairing, *, described: bool) -> dict[int, int]:
    """Pair exact twins first, so that a near number takes no other's place."""
    if len(given) > MAX_ITEMS:
        return {}
    pairs = _twins(given, to.wanted)
    taken = set(pairs.values())
    left = {at: item for at, item in enumerate(given) if at not in taken}
    open_still = {at: gold for at, gold in enumerate(to.wanted) if at not in pairs}
    ways = _DESCRIBED_WAYS if described else (_same_alias,)
    if any(gold.number or gold.date for gold in open_still.values()):
        ways = (_same_value(to.unit), _same_short_year, *ways)
    for same in ways:
        if not left or not open_still:
            break
        _pair(left, open_still, same, pairs)
    return pairs


def _pair(
    left: dict[int, Item],
    wanted: dict[int, Item],
    same: Callable[[Item, Item], bool],
    pairs: dict[int, int],
) -> None:
    """Move to the pairs what is the same in one way."""
    for at, gold in list(wanted.items()):
        for one, item in left.items():
            if same(item, gold):
                pairs[at] = one
                del left[one], wanted[at]
                break


def _twins(given: Sequence[Item], wanted: Sequence[Item]) -> dict[int, int]:
    """Pair what is the same to the word; numbers have units to compare besides."""
    places: dict[str, list[int]] = {}
    for at, item in reversed(list(enumerate(given))):
        places.setdefault(item.words, []).append(at)
    pairs: dict[int, int] = {}
    for at, gold in enumerate(wanted):
        same = places.get(gold.words, [])
        if same and not (gold.number and given[same[-1]].number):
            pairs[at] = same.pop()
    return pairs


def _longest_run(pairs: dict[int, int]) -> int:
    """Return how many given items, at the most, stand in the order of the wanted."""
    ends: list[int] = []
    for _, given in sorted(pairs.items()):
        at = bisect_left(ends, given)
        ends[at : at + 1] = [given]
    return len(ends)


def _same_alias(item: Item, gold: Item) -> bool:
    return item.words in gold.also and not (item.number and gold.number)


def _same_name(item: Item, gold: Item) -> bool:
    if item.number or gold.number:
        return False
    names = _names(item.text)
    return gold.words in names or not names.isdisjoint(gold.also)


def _same_written(item: Item, gold: Item) -> bool:
    """Compare as names are written: initials, titles, accents and legal forms aside."""
    if item.number or gold.number or not any(map(str.isupper, gold.text)):
        return False
    if not _may_be_one_name(item, gold):
        return False
    head = headword(item.text)
    if _INITIALS.search(head) and not _INITIALS.search(gold.text):
        head = _INITIALS.sub("", head)
    return _same_as_name(head, gold.text)


def _same_in_number(item: Item, gold: Item) -> bool:
    """Compare without plurals, and in the order of "vinegar (cider)" too."""
    if item.number or gold.number or not _may_be_one_name(item, gold):
        return False
    text = _LEAD.sub("", unmarked(item.text[:_NAME_CHARS]).rstrip("."))
    return any(
        same_spelling(singular(one), singular(gold.text))
        for one in {text, headword(text)}
    )


def _same_short_year(item: Item, gold: Item) -> bool:
    """Take "'74" for 1974."""
    year = _SHORT_YEAR.fullmatch(item.text) and _YEAR.fullmatch(gold.text.strip())
    return bool(year) and item.text.rstrip(" .")[-2:] == gold.text.strip()[-2:]


def _same_code(item: Item, gold: Item) -> bool:
    """Take "voucher V-320001 to Ann" for V-320001."""
    return len(item.text) <= _NAME_CHARS and names_code(gold.text, item.text)


_DESCRIBED_WAYS: Final = (
    *(_same_alias, _same_name, _same_written, _same_in_number, _same_code),
)


def _may_be_one_name(item: Item, gold: Item) -> bool:
    """Return whether two share the head of a word, or one may be an acronym."""
    mine, other = _heads(item.text), _heads(gold.text)
    return not mine.isdisjoint(other) or _ACRONYM in mine or _ACRONYM in other


@lru_cache(maxsize=16_384)
def _heads(text: str) -> frozenset[str]:
    """Return how the words begin, without accents; a mark if one is in capitals."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in apart if not unicodedata.combining(char))
    words = _WORD_END.split(text[:_NAME_CHARS])
    heads = {word[:_HEAD].casefold() for word in words}
    if any(len(word) > 1 and word.isupper() for word in words):
        heads.add(_ACRONYM)
    return frozenset(heads - {""})


@lru_cache(maxsize=16_384)
def _same_as_name(given: str, name: str) -> bool:
    return same_name(given, name)


@lru_cache(maxsize=16_384)
def headword(text: str) -> str:
    """Return what an item is called, without what it is said to be."""
    text = text[:_NAME_CHARS]
    if bold := _BOLD.match(text):
        return bold[1].strip(" :")
    bare = _TITLE_OF_ALL.sub("", _LEAD.sub("", unmarked(text).rstrip(".")))
    return _DESCRIBED.split(bare, maxsplit=1)[0].strip()


def _same_value(unit: str | None) -> Callable[[Item, Item], bool]:
    def same(item: Item, gold: Item) -> bool:
        if item.date and gold.date:
            return same_date(item.date, gold.date)
        if item.number and gold.number:
            return compare(item.number, gold.number, unit) == "same"
        return False

    return same
