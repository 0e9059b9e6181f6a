"""A name or phrase that is looked for, and the places where a statement has it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from pipeline.score.facts.said import Statement, asks_person
from pipeline.values.likeness import same_given, short_forms
from pipeline.values.name_words import KINDS, LEGAL, TITLES
from pipeline.values.names import Place, acronyms, forms, places, spells_out
from pipeline.values.stems import GENERIC
from pipeline.values.wording import Word, fold

ITEM_WORDS: Final = 4
"""Words that may stand between those of a name or item."""
_A_PHRASE: Final = 3
_MOSTLY: Final = 0.66
_BESIDE: Final = TITLES | LEGAL | KINDS.keys()


class Wanted(NamedTuple):
    """A name or phrase to look for."""

    text: str
    forms: Sequence[Sequence[Word]]
    short: Sequence[Sequence[Word]]
    """Forms that are the name only where no other name stands beside them."""
    acronyms: frozenset[str]
    proper: bool
    """Whether all its words are capitals: a name, and no phrase."""
    own: frozenset[str]
    """The stems of its words but titles and kinds: what is distinctive of it."""
    loose: Sequence[str]
    """The telling stems of a phrase of which not all must be there, but the last."""


@lru_cache(maxsize=1024)
def wanted(text: str, question: str = "") -> Wanted:
    """Prepare a name, or a phrase: of it also the name in it and its telling words."""
    person = asks_person(question)
    found = forms(text, person=person)
    whole = found[0] if found else ()
    telling = [word for word in whole if word.capital or word.stem not in GENERIC]
    phrase = any(word.text.islower() for word in telling)
    loose = tuple(dict.fromkeys(word.stem for word in telling)) if phrase else ()
    named = [_proper(telling)] if phrase else []
    if telling and len(telling) < len(whole):
        named.append(telling)
    distinct = [word for word in whole if fold(word.text) not in _BESIDE]
    return Wanted(
        text,
        [*found, *filter(None, named)],
        short_forms(text, question, person=person),
        frozenset(acronyms(text)),
        proper=bool(whole) and not any(word.text[:1].islower() for word in whole),
        own=frozenset(word.stem for word in distinct or whole),
        loose=loose if len(loose) >= _A_PHRASE else (),
    )


def _proper(words: Sequence[Word]) -> Sequence[Word]:
    """Return the first run of capitals of a phrase, if it is of two words or more."""
    for capital, run in groupby(words, key=lambda word: word.capital):
        name = list(run)
        if capital and len(name) > 1:
            return name
    return ()


def where(statement: Statement, name: Wanted) -> Sequence[Place] | None:
    """Return where a statement has a name: nowhere in its words if by its letters.

    `None` if it does not have it.
    """
    found = list(_found_in(statement, name))
    return found if found or _by_letters(statement, name) else None


def _found_in(statement: Statement, name: Wanted) -> Iterator[Place]:
    for form in name.forms:
        yield from places(form, statement.words)
    for form in name.short:
        for place in places(form, statement.words):
            if _stands_alone(place, statement.words, name):
                yield _widened(place, statement.words, name)
    if name.loose:
        yield from _loosely(statement.words, name.loose)


def _widened(place: Place, words: Sequence[Word], name: Wanted) -> Place:
    """Take in what of the full name stands before a short form: "FC" of "FC Holm"."""
    full = {word.stem for form in name.forms[:1] for word in form}
    start = place.start
    while start and words[start].joint == "" and words[start - 1].stem in full:
        start -= 1
    return Place(start, place.end)


def _stands_alone(place: Place, words: Sequence[Word], name: Wanted) -> bool:
    """Tell the "Voss" of "Miss Voss" from that of "Clara Voss"."""
    full = [word for form in name.forms[:1] for word in form]
    before = words[place.start - 1] if place.start else None
    after = words[place.end] if place.end < len(words) else None
    beside = [
        one
        for one, joint in (
            (before, words[place.start].joint),
            (after, after and after.joint),
        )
        if one and one.capital and joint == "" and fold(one.text) not in _BESIDE
    ]
    return all(
        any(one.stem == word.stem or same_given(one, word) for word in full)
        for one in beside
    )


def _loosely(words: Sequence[Word], wanted: Sequence[str]) -> Iterator[Place]:
    """Yield where most of some stems stand close together."""
    span = len(wanted) + ITEM_WORDS
    needed = {wanted[-1], *(one for one in wanted if one[:1].isdigit())}
    for start, word in enumerate(words):
        if word.stem in wanted:
            near = {one.stem for one in words[start : start + span]}.intersection(
                wanted
            )
            if needed <= near and len(near) >= _MOSTLY * len(wanted):
                yield Place(start, min(len(words), start + span))


def _by_letters(statement: Statement, name: Wanted) -> bool:
    """Tell whether an acronym stands for the name, or its words for an acronym."""
    if not name.acronyms.isdisjoint(w.text for w in statement.words if w.letters):
        return True
    return any(
        spells_out(statement.text, word.text)
        for form in name.forms
        if len(form) == 1
        for word in form
    )
