"""The figures of a gold answer, compared with those a reply claims."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said, Statement
from pipeline.values.numbers import Quantity, find_numbers, same_number
from pipeline.values.opposites import sides
from pipeline.values.spelled import in_digits

_ASKS_FIGURE = re.compile(
    r"\bhow (?:much|many|often|long|far|high|low|large|big|old|tall|fast|heavy|deep)\b"
    r"|\b(?:percent(?:age)?|ratio|rate|amount|number|total|value|price|cost|sum|size"
    r"|average|margin|share|figure)s?\b|\bcompare[ds]?\b",
    re.IGNORECASE,
)
_ASKS_COUNT = re.compile(
    r"\b(?:how (?:many|old|long|often|far)|number|total|ratio|times|count|score|average"
    r"|age)\b",
    re.IGNORECASE,
)
_ASKS_CHANGE = re.compile(
    r"\b(?:change[ds]?|differen\w+|increas\w+|decreas\w+|grow\w*|grew|fall|fell|rise|rose"
    r"|drop\w*|declin\w+|improv\w+|more|less)\b",
    re.IGNORECASE,
)
_YEARS: Final = range(1000, 2100)
_YEAR_CHARS: Final = 4
_CLOSE: Final = Decimal("0.05")
"""A figure so near is another rounding or a slip: for a reader to say."""
_MOST: Final = 200


def figures_of(text: str) -> list[Quantity]:
    """Return the figures of a text but calendar years."""
    return [n for n in find_numbers(text)[:_MOST] if not _is_year(n)]


def compare_figures(gold: str, question: str, said: Said) -> Finding | None:
    """Compare all figures of a gold whose question asks for figures, else `None`."""
    wanted = _wanted(gold, question)
    if not wanted or not _ASKS_FIGURE.search(question):
        return None
    given = figures_of(said.text)
    found = [gold_figure for gold_figure in wanted if _among(gold_figure, given)]
    if len(found) == len(wanted):
        return _all_there(wanted, gold, said)
    if _states_change(wanted, question, said):
        return right("states the difference of the two figures of the gold")
    missing = [n for n in wanted if not _among(n, given)]
    if any(_near(n, given) for n in missing):
        return unclear("a figure is near that of the gold, not the same")
    return _not_all_there(missing, wanted, given, said)


def _wanted(gold: str, question: str) -> list[Quantity]:
    """Return the figures a gold adds; a bare whole number only where one counts."""
    asked, counts = figures_of(question), _ASKS_COUNT.search(question) is not None
    found = figures_of(gold) or figures_of(in_digits(gold) or "")
    return [
        n
        for n in found
        if not _among(n, asked)
        and (counts or n.family != "plain" or n.scale is not None or n.decimals)
    ]


def _all_there(wanted: Sequence[Quantity], gold: str, said: Said) -> Finding:
    shown = _shown(wanted)
    claimed = [s for s in said.claimed if any(_among(n, figures_of(s.text)) for n in wanted)]
    if not claimed:
        return unclear(f"{shown} stands in the reply, but not as its answer")
    if _opposite(gold, claimed):
        return wrong(f"{shown} in the opposite direction")
    if any(_signs_differ(n, figures_of(said.text)) for n in wanted):
        return unclear(f"{shown} with another sign")
    return right(f"states {shown}")


def _not_all_there(
    missing: Sequence[Quantity],
    wanted: Sequence[Quantity],
    given: Sequence[Quantity],
    said: Said,
) -> Finding:
    credit = 1 - len(missing) / len(wanted)
    shown = _shown(missing)
    family = missing[0].family
    rivals = [
        n
        for statement in said.claimed
        for n in figures_of(statement.text)
        if n.family == family and not _among(n, wanted)
    ]
    if rivals or all(n.family != family for n in given):
        return wrong(f"not the figure {shown} but {_shown(rivals[:2])}", credit)
    return unclear(f"the figure {shown} is missing", credit)


def _states_change(wanted: Sequence[Quantity], question: str, said: Said) -> bool:
    """Tell whether a reply gives the difference of two figures, where asked for it."""
    if len(wanted) != 2 or not _ASKS_CHANGE.search(question):  # noqa: PLR2004
        return False
    first, last = wanted
    change = last.value - first.value
    step = replace(last, value=abs(change))
    for statement in said.claimed:
        directions = sides(statement.stems).get("rise", frozenset())
        if directions == {change < 0} and _among(step, figures_of(statement.text)):
            return True
    return False


def _opposite(gold: str, claimed: Iterable[Statement]) -> bool:
    """Tell whether gold and claims go only up and only down, or the reverse."""
    wanted = sides(Said(gold).stems).get("rise", frozenset())
    given = [sides(s.stems).get("rise", frozenset()) for s in claimed]
    return len(wanted) == 1 and all(
        len(one) == 1 and one != wanted for one in given
    )


def _among(figure: Quantity, others: Iterable[Quantity]) -> bool:
    size = replace(figure, value=abs(figure.value))
    return any(same_number(replace(n, value=abs(n.value)), size) for n in others)


def _near(figure: Quantity, others: Iterable[Quantity]) -> bool:
    slack = abs(figure.value) * _CLOSE
    return any(
        n.family == figure.family and abs(abs(n.value) - abs(figure.value)) <= slack
        for n in others
    )


def _signs_differ(figure: Quantity, others: Iterable[Quantity]) -> bool:
    """Tell whether a negative figure is given only without its minus, or the reverse."""
    twins = [n for n in others if _among(figure, [n])]
    return all((n.value < 0) != (figure.value < 0) for n in twins)


def _is_year(number: Quantity) -> bool:
    return (
        number.family == "plain"
        and number.scale is None
        and number.decimals == 0
        and number.end - number.start == _YEAR_CHARS
        and number.value in _YEARS
    )


def _shown(figures: Sequence[Quantity]) -> str:
    marks = {"percent": "%", "money": " money", "plain": ""}
    return " and ".join(f"{n.value:f}{marks[n.family]}" for n in figures) or "none"
