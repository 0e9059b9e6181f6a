"""The options of a choice: read from a question's own text, and known by their names.

"Who pays? A) Owner B) Charterer" carries its options in its own words, on one line or
each on its own. What only looks like one is none: "Section A) of the contract" opens no
run of labels, and "(a) the revenue and (b) the margin" asks for both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from pipeline.values.stems import stems
from pipeline.values.text import (
    NEUTRAL,
    comparable,
    holds,
    names_only,
    normalise,
    unmarked,
)

LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MAX_OPTIONS: Final = len(LETTERS)

_LABEL: Final = r"(?:option |choice |answer(?: is)?:? )?\(?([A-Za-z]|\d{1,2})"
LABEL_ALONE: Final = re.compile(rf"{_LABEL}\)?[.):]?", re.IGNORECASE)
_LABEL_AND_TEXT = re.compile(
    rf"{_LABEL}(?:\)[.:]?|[.:])\s+(.+)", re.IGNORECASE | re.DOTALL
)
_MARKED: Final = re.compile(
    r"(?:(?<=\s)|\A)[*_]{0,2}(?:\((?P<round>[A-Za-z]|\d{1,2})\)"
    r"|(?P<half>[A-Za-z]|\d{1,2})\)|(?P<dot>[A-Z]|\d{1,2})[.:](?=[\s*_]))[*_]{0,2}\s*"
)
_OPENS = re.compile(r"(?:[?:.!;)\u2026*]|\n|\bor)[\s*_]*\Z")
"""What stands before the first label: a stem that has ended, or a line of its own."""
_NEUTRAL: Final = frozenset(NEUTRAL.split())
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_BETWEEN = re.compile(r"[\s,;|/*_]+(?:or)?[\s*_]*\Z", re.IGNORECASE)
_ALL_ASKED = re.compile(r"(?:\band|&|\?)[\s*_]*\Z", re.IGNORECASE)
"""How a part of a question ends that is none of several options, but one of all."""


@lru_cache(maxsize=1_024)
def options_in(question: str) -> tuple[str, ...]:
    """Return the options that a question's own text carries, without their labels.

    Empty where it carries none: labels of one style must run from the first on, after
    the question's own words have ended.
    """
    run = _run(question)
    if len(run) < 2:  # noqa: PLR2004  # a choice is between two
        return ()
    ends = [mark.start() for mark in run[1:]] + [len(question)]
    parts = [question[m.end() : e] for m, e in zip(run, ends, strict=True)]
    if any(_ALL_ASKED.search(part) for part in parts[:-1]):
        return ()
    opens = _OPENS.search(question[: run[0].start()])
    if not opens and not re.search(r"\bor[\s,*_]*\Z", parts[-2], re.IGNORECASE):
        return ()
    parts[-1] = parts[-1].split("\n\n")[0].rstrip("? \t\n")
    options = tuple(_BETWEEN.sub("", part).strip() for part in parts)
    return options if all(options) else ()


def stem_of(question: str) -> str:
    """Return what a question asks, without the options that it carries."""
    return question[: _run(question)[0].start()] if options_in(question) else question


def chosen_by(
    gold: str, options: tuple[str, ...], question: str = ""
) -> AbstractSet[int]:
    """Return the options that a gold answer names, by label, text or both.

    It may say a word of the question more ("Indian Ocean", to who asks for an ocean)
    or leave out what an option has in brackets.
    """
    found = named(gold, options)
    if found or _LABEL_AND_TEXT.fullmatch(unmarked(gold)):
        return found
    bare = tuple(_ASIDE.sub(" ", option).strip() for option in options)
    if found := spoken(unmarked(gold), bare):
        return found
    said, asked = set(stems(gold)), set(stems(question))
    return {
        at
        for at, option in enumerate(options)
        if (own := set(stems(option))) and own <= said <= own | asked
    }


def named(field: str, options: tuple[str, ...]) -> AbstractSet[int]:
    """Return the options that a text is a name of.

    An option as written goes before any label ("A. Smith" may be one), a label before
    normalised text, which would drop the A of "A) Paris" as an article.
    """
    written, bare = _written(options), unmarked(field)
    for text in (field.strip(), bare):
        if whole := written.get(text.casefold()):
            return whole
    field = bare
    if alone := LABEL_ALONE.fullmatch(field):
        return labelled(alone[1], options)
    if both := _LABEL_AND_TEXT.fullmatch(field):
        return labelled(both[1], options) & spoken(both[2], options)
    return spoken(field, options)


@lru_cache(maxsize=1_024)
def _written(options: tuple[str, ...]) -> Mapping[str, AbstractSet[int]]:
    """Return options as they are written, in any case -> where they stand."""
    found: dict[str, set[int]] = {}
    for at, option in enumerate(options):
        found.setdefault(option.casefold(), set()).add(at)
    return found


@lru_cache(maxsize=1_024)
def phrases(options: tuple[str, ...]) -> Sequence[str]:
    return tuple(map(normalise, options))


def spoken(text: str, options: tuple[str, ...]) -> set[int]:
    """Return the options that a text is, or names among words that name nothing."""
    bare, known = normalise(text), phrases(options)
    alike = [at for at, option in enumerate(known) if option == bare]
    if alike and (folded := comparable(text)):
        whole = {at for at in alike if comparable(options[at]) == folded}
        if whole:
            return whole
    return {
        at
        for at, option in enumerate(known)
        if option in bare
        and _among_little(bare, option)
        and names_only(text, options[at])
    }


def _among_little(bare: str, option: str) -> bool:
    """Return whether a text holds an option among words that name nothing."""
    if not option:
        return False
    beside = f" {bare} ".replace(f" {option} ", " ", 1).split()
    return holds(bare, option) and _NEUTRAL.issuperset(beside)


def labelled(label: str, options: Sequence[str]) -> set[int]:
    """Return the option a label stands for; where options are numbers, none does."""
    if not label.isdecimal():
        at = ord(label.casefold()) - ord("a")
    elif any(option[:1].isdecimal() for option in options):
        return set()
    else:
        at = int(label) - 1
    return {at} if 0 <= at < len(options) else set()


def unlabelled(options: Iterable[str]) -> list[str]:
    """Drop the labels the options carry in their own text, if all of them do."""
    options = list(options)
    split = [_LABEL_AND_TEXT.fullmatch(option.strip()) for option in options]
    bare = [both[2] for both in split if both]
    own = [labelled(both[1], bare) == {at} for at, both in enumerate(split) if both]
    return bare if len(bare) == len(options) and all(own) else options


def _run(question: str) -> list[re.Match[str]]:
    """Return the marks of the last run of labels of one style, from its first on."""
    runs: dict[tuple[str, bool], list[re.Match[str]]] = {}
    for mark in _MARKED.finditer(question):
        style, label = next((k, v) for k, v in mark.groupdict().items() if v)
        run = runs.setdefault((style, label.isdecimal()), [])
        at = int(label) - 1 if label.isdecimal() else LETTERS.find(label.upper())
        if at == len(run) < MAX_OPTIONS:
            run.append(mark)
        elif at == 0:
            runs[style, label.isdecimal()] = [mark]
    return max(runs.values(), key=len) if runs else []
