"""The forms in which one name is written: with or without title, initials, suffix."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.values.name_words import LEGAL, TITLES
from pipeline.values.stems import FUNCTION_WORDS, word_set
from pipeline.values.text import letters_a, normalise
from pipeline.values.wording import Word, fold, read_words

_DROPPED: Final = TITLES | LEGAL
_SAME: Final[Sequence[Sequence[str]]] = (
    ("US", "USA", "United States", "United States of America"),
    ("UK", "United Kingdom", "Great Britain", "Britain"),
    ("EU", "European Union"),
    ("UN", "United Nations"),
)
"""Names that are the same though no rule of spelling makes them so."""
_NOT_IN_NAMES: Final = FUNCTION_WORDS - word_set("a an the and of us who it")
_SIGNS = re.compile("[+#<>=]")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_OR = re.compile(r"\s(?:also known as|a\.?k\.?a\.?|d/b/a|formerly)\s")
_ACRONYM = re.compile(r"[A-Z][A-Z\d]{1,5}")
_JOINT: Final = (
    r"[^\w]{1,3}(?:(?:and|of|the|for|in|on|to|de|la|du|der|des)[^\w]{1,3}){0,3}"
)
_LONGEST: Final = 40
"""Words of a name: of a longer text no forms are made."""


class Place(NamedTuple):
    start: int
    end: int
    """Counted in words."""


@lru_cache(maxsize=1024)
def forms(name: str, *, person: bool = False) -> Sequence[Sequence[Word]]:
    """Return the forms of a name, the whole first, without repeats.

    A person may be called by the first and the last of the names.
    """
    found: dict[tuple[str, ...], Sequence[Word]] = {}
    for text in _written(name):
        words = read_words(text)[:_LONGEST]
        short = list(_shortened(words))
        between = [_ends(one) for one in (words, *short) if person]
        for form in (words, *short, *between):
            if form:
                found.setdefault(tuple(word.stem for word in form), form)
    return tuple(found.values())


def places(form: Sequence[Word], words: Sequence[Word]) -> Iterator[Place]:
    """Yield where a form stands among words; initials stand for names, and back."""
    stem, lettered = form[0].stem, form[0].letters
    starts = [
        at
        for at, word in enumerate(words)
        if word.stem == stem or lettered or len(word.text) == 1
    ]
    for start in starts:
        end = _matched(form, words, start)
        if end is not None:
            yield Place(start, end)


def same_name(given: str, name: str) -> bool:
    """Return whether a text is one form of a name, and nothing beside it."""
    words = read_words(given)
    if not words or len(words) > _LONGEST or not _same_dress(given, name):
        return False
    wanted = forms(name)
    if not _may_match(words, wanted, given, name):
        return False
    if any(
        place == Place(0, len(mine))
        for mine in (words, *_shortened(words))
        for form in wanted
        for place in places(form, mine)
    ):
        return True
    return spells_out(given, name, whole=True) or spells_out(name, given, whole=True)


def _may_match(
    words: Sequence[Word], wanted: Sequence[Sequence[Word]], given: str, name: str
) -> bool:
    """Tell at a glance whether two may be one: by a word, an initial, or letters."""
    mine = {word.stem for word in words}
    if any(not mine.isdisjoint(word.stem for word in form) for form in wanted):
        return True
    lettered = any(word.letters for word in words) or any(
        word.letters for form in wanted for word in form
    )
    return lettered or given.isupper() or name.isupper()


def _same_dress(given: str, name: str) -> bool:
    """Tell whether two have the same signs, and few small words only one has.

    "C++" is not "C", "C and A" is not "C", and "by Ann" is more than a name.
    """
    small = _NOT_IN_NAMES.intersection(normalise(given).split())
    if small and not small.issubset(normalise(name).split()):
        return False
    return signs(given) == signs(name) and letters_a(given) == letters_a(name)


def signs(text: str) -> set[str]:
    """Return the signs that make another name: "C++" is not "C"."""
    return set(_SIGNS.findall(text))


def spells_out(text: str, acronym: str, *, whole: bool = False) -> bool:
    """Return whether a text has, or is, capitalised words with an acronym's letters."""
    letters = acronym.replace(".", "").strip()
    if not _ACRONYM.fullmatch(letters):
        return False
    pattern = _JOINT.join(rf"{letter}[\w'\u2019]+" for letter in letters)
    find = re.compile(rf"(?:[Tt]he )?\b{pattern}(?!\w)")
    return bool(find.fullmatch(text.strip()) if whole else find.search(text))


def acronyms(name: str) -> set[str]:
    """Return the acronyms a name of several capitalised words may have."""
    tokens = re.findall(r"[^\W\d_][\w'\u2019]*", name)
    capital = [token[0] for token in tokens if token[0].isupper()]
    if len(capital) < 2 or len(tokens) > _LONGEST:  # noqa: PLR2004
        return set()
    return {"".join(capital), "".join(token[0].upper() for token in tokens)}


def _written(name: str) -> Iterator[str]:
    yield name
    for part in _OR.split(name):
        yield _ASIDE.sub("", part)
    for aside in _ASIDE.findall(name):
        if _ACRONYM.fullmatch(aside.strip()):
            yield aside
    bare = _ASIDE.sub("", name).strip().removeprefix("the ").replace(".", "")
    for group in _SAME:
        if bare in group:
            yield from group


def _shortened(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield a name without its titles and its legal form, if a name is left."""
    kept = [
        word
        for word in words
        if not (word.capital and fold(word.text) in _DROPPED)
        and word.text not in {"llc", "plc", "gmbh"}
    ]
    if kept and len(kept) < len(words):
        yield kept


def _ends(words: Sequence[Word]) -> Sequence[Word]:
    """Return the first and the last of three names or more, else nothing."""
    names = len(words) > 2 and all(word.capital for word in words)  # noqa: PLR2004
    return [words[0], words[-1]] if names else []


def _matched(form: Sequence[Word], words: Sequence[Word], start: int) -> int | None:
    at = start
    for wanted in form:
        if at >= len(words):
            return None
        step = _step(wanted, words, at)
        if step is None:
            return None
        at += step
    return at


def _step(wanted: Word, words: Sequence[Word], at: int) -> int | None:
    """Return how many words stand for the wanted one: initials for several."""
    given = words[at]
    if given.stem == wanted.stem or _initials(given, wanted):
        return 1
    letters = wanted.text.replace(".", "")
    if not wanted.letters or len(letters) > 3:  # noqa: PLR2004
        return None
    names = words[at : at + len(letters)]
    if len(names) == len(letters) and all(
        name.capital and name.text[0] == letter and not name.letters
        for name, letter in zip(names, letters, strict=True)
    ):
        return len(letters)
    return None


def _initials(given: Word, wanted: Word) -> bool:
    """Tell whether one is a lone capital and the other a name that begins with it."""
    short, full = sorted((given, wanted), key=lambda word: len(word.text))
    return (
        len(short.text) == 1
        and len(full.text) > 1
        and short.letters
        and full.capital
        and full.text[0] == short.text
    )
