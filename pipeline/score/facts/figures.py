"""The figures of a gold answer, compared with those a reply claims."""

import re
from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.binding import bound_as
from pipeline.score.facts.figure import Figure, among, figures_of, legible, near, tells
from pipeline.score.facts.points import adds_little
from pipeline.score.facts.said import (
    NAMING,
    Said,
    Statement,
    directions,
    question_word,
)
from pipeline.values.wording import read_words

_ASKS_FIGURE = re.compile(
    r"\bhow (?:much|many|often|long|far|high|low|large|big|old|tall|fast|heavy|deep)\b"
    r"|\b(?:percent(?:age)?|ratio|rate|amount|number|total|value|price|cost|sum|size"
    r"|average|margin|share|figure)s?\b|\bcompare[ds]?\b"
    r"|\bhow (?:did|do|does|has|have|had)\b.*\b(?:change|develop|differ|evolve|vary)",
    re.IGNORECASE,
)
_ASKS_COUNT = re.compile(
    r"\b(?:how (?:much|many|old|long|often|far)|number|total|ratio|times|counts?|score"
    r"|average|age|change)\b",
    re.IGNORECASE,
)
_ASKS_CHANGE = re.compile(
    r"\b(?:change[ds]?|differen\w+|increas\w+|decreas\w+|grow\w*|grew|fall|fell|rise|rose"
    r"|drop\w*|declin\w+|improv\w+|more|less)\b",
    re.IGNORECASE,
)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|many)\b|\bwhich (?:percentage|number|amount|share|year)\b",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"\d\S*(?:\s\w+)?,?\s(?:or|and/or)\s(?:\w+\s){0,2}\S?\d")
_MOST_PAIRED: Final = 12
_FIRST = re.compile(r"(?<=[a-z\d%)])\.\s+(?=[A-Z])|\n")
_ASIDE = re.compile(
    r"\([^()]*\)|[=(].*"
    r"|\b(?:calculated|computed|based on|i\.e\.|that is|because|since|due to)\b.*",
    re.DOTALL,
)
_FEW_WORDS: Final = 3
"""A gold that adds to its question only so many words beside figures is about them."""


def compare_figures(gold: str, question: str, said: Said) -> Finding | None:
    """Compare all figures of a gold that is about figures, else `None`.

    It is if its question asks for them, or if it adds little else to its question.
    """
    wanted = _wanted(gold, question)
    if not wanted:
        return None
    given = figures_of(said.text)
    core = _core(wanted, gold)
    missing = [figure for figure in core if not among(figure, given)]
    if not missing:
        return _all_there(core, gold, said)
    if _states_change(core, question, said):
        return right("states the difference of the two figures of the gold")
    if any(near(figure, given) for figure in missing):
        return unclear("a figure is near that of the gold, not the same")
    if len(core) == 1 and _follows(core[0], said):
        return unclear("the figure may follow from two the reply states")
    return _not_all_there(missing, core, said)


def _wanted(gold: str, question: str) -> list[Figure]:
    if question_word(question) in NAMING and not _HOW_MUCH.search(question):
        return []
    stated = figures_of(gold)
    asked = figures_of(question) if stated else ()
    found = [figure for figure in stated if not among(figure, asked)]
    if not found:
        return []
    telling = [figure for figure in found if tells(figure)]
    if _ASKS_FIGURE.search(question):
        return found if _ASKS_COUNT.search(question) else telling
    few = telling and adds_little(gold, question, _FEW_WORDS)
    return telling if few else []


def _core(wanted: Sequence[Figure], gold: str) -> list[Figure]:
    """Return the figures of the first sentence that are no aside and no working."""
    first = _FIRST.split(gold)[0]
    asides = [found.span() for found in _ASIDE.finditer(first)]
    core = [
        figure
        for figure in wanted
        if figure.number.end <= len(first)
        and not any(start <= figure.number.start < end for start, end in asides)
    ]
    return core or list(wanted[:1])


def _all_there(wanted: Sequence[Figure], gold: str, said: Said) -> Finding:
    shown = _shown(wanted)
    claimed = [
        statement
        for statement in said.claimed
        if any(among(figure, figures_of(statement.text)) for figure in wanted)
    ]
    if not claimed:
        return unclear(f"{shown} stands in the reply, but not as its answer")
    if all(_ALTERNATIVES.search(statement.text) for statement in claimed):
        return unclear(f"{shown} is one of several figures given")
    if _opposite(gold, claimed):
        return wrong(f"{shown} in the opposite direction")
    if misplaced := _turned(wanted, gold, claimed):
        return misplaced
    if any(_signs_differ(figure, figures_of(said.text)) for figure in wanted):
        return unclear(f"{shown} with another sign")
    swapped = any(_swapped(wanted, gold, statement) for statement in claimed)
    turned = f"{shown}, but perhaps the other way round"
    return unclear(turned) if swapped else right(f"states {shown}")


def _turned(
    wanted: Sequence[Figure], gold: str, claimed: Iterable[Statement]
) -> Finding | None:
    """Find all figures of the gold in claims, but none where they belong to the same.

    `None` where a claim says them as the gold does, or the gold has but one.
    """
    if len(wanted) < 2:  # noqa: PLR2004
        return None
    bound = {
        bound_as(wanted, gold, statement.text)
        for statement in claimed
        if all(among(figure, figures_of(statement.text)) for figure in wanted)
    }
    if not bound or "as in the gold" in bound:
        return None
    reason = f"{_shown(wanted)}, but not of what the gold says"
    return unclear(reason) if "unclear" in bound else wrong(reason)


def _not_all_there(
    missing: Sequence[Figure],
    wanted: Sequence[Figure],
    said: Said,
) -> Finding:
    credit = 1 - len(missing) / len(wanted)
    shown, family = _shown(missing), missing[0].family
    rivals = [
        figure
        for statement in said.claimed
        for figure in figures_of(statement.text)
        if figure.family == family and not among(figure, wanted)
    ]
    if rivals and all(_in_other_unit(rival, missing) for rival in rivals):
        return unclear(f"{shown} in another unit", credit)
    if rivals:
        return wrong(f"not {shown} but {_shown(rivals[:2])}", credit)
    return unclear(f"{shown} is missing", credit)


def _states_change(wanted: Sequence[Figure], question: str, said: Said) -> bool:
    """Tell whether a reply gives the difference of two figures, where asked for it."""
    if len(wanted) != 2 or not _ASKS_CHANGE.search(question):  # noqa: PLR2004
        return False
    first, last = (figure.number for figure in wanted)
    change = last.value - first.value
    step = Figure(last._replace(value=abs(change)), wanted[1].unit)
    for statement in said.claimed:
        ways = directions(statement.words).get("rise")
        if ways == frozenset({change < 0}) and among(step, figures_of(statement.text)):
            return True
    return False


def _opposite(gold: str, claimed: Iterable[Statement]) -> bool:
    """Tell whether gold and claims go only up and only down, or the reverse."""
    wanted = directions(read_words(gold)).get("rise", frozenset())
    given = [directions(s.words).get("rise", frozenset()) for s in claimed]
    return len(wanted) == 1 and all(len(one) == 1 and one != wanted for one in given)


def _swapped(wanted: Sequence[Figure], gold: str, statement: Statement) -> bool:
    """Tell whether two figures stand in another order than what they are of."""
    if len(wanted) != 2:  # noqa: PLR2004
        return False
    gold = legible(gold)
    middle = wanted[0].number.end
    before = {word.stem for word in read_words(gold[:middle])}
    after = {word.stem for word in read_words(gold[middle:])}
    given = figures_of(statement.text)
    at = [_first(figure, given) for figure in wanted]
    told = statement.stems
    marks = [
        next((i for i, one in enumerate(told) if one in own), None)
        for own in (before - after, after - before)
    ]
    if None in at or None in marks:
        return False
    return (at[0] < at[1]) != (marks[0] < marks[1])  # type: ignore[operator]


def _follows(figure: Figure, said: Said) -> bool:
    """Tell whether a figure is the difference of two claimed, plain or in percent."""
    for statement in said.claimed:
        values = [one.number.value for one in figures_of(statement.text)][:_MOST_PAIRED]
        for one, other in permutations(values, 2):
            steps = [other - one]
            if one and figure.family == "percent":
                steps.append((other - one) / one * 100)
            for step in steps:
                derived = Figure(figure.number._replace(value=step), figure.unit)
                if step and among(figure, [derived]):
                    return True
    return False


def _in_other_unit(rival: Figure, missing: Sequence[Figure]) -> bool:
    return any(one.unit and rival.unit and one.unit != rival.unit for one in missing)


def _first(figure: Figure, others: Sequence[Figure]) -> int | None:
    return next((at for at, one in enumerate(others) if among(figure, [one])), None)


def _signs_differ(figure: Figure, others: Iterable[Figure]) -> bool:
    """Tell whether a negative figure lacks its minus throughout, or the reverse."""
    minus = figure.number.value < 0
    return all(
        (one.number.value < 0) != minus for one in others if among(figure, [one])
    )


def _shown(figures: Sequence[Figure]) -> str:
    return " and ".join(figure.shown for figure in figures) or "no such figure"
