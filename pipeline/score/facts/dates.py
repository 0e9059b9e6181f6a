"""The date of a gold answer to a question for one, looked for in the claims."""

import re
from functools import lru_cache
from itertools import islice
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said
from pipeline.values.dates import find_dates, same_date

_ASKS_DATE = re.compile(
    r"\bwhen\s(?:is|are|was|were|did|do|does|will|would|has|have|had|must|should|can)\b"
    r"|\b(?:what|which) (?:day|date|month|year)\b|\b(?:since|until|till) when\b",
    re.IGNORECASE,
)
_MOST: Final = 50


@lru_cache(maxsize=1024)
def asks_date(question: str) -> bool:
    return _ASKS_DATE.search(question) is not None


def compare_date(gold: str, question: str, said: Said) -> Finding | None:
    """Compare the one date of a gold; `None` if it has none, or none is asked for."""
    if not asks_date(question):
        return None
    wanted = list(islice(find_dates(gold), 2))
    if len(wanted) != 1:
        return None
    asked = [found.date for found in islice(find_dates(question), _MOST)]
    for tier in said.tiers:
        given = [
            found.date
            for statement in tier
            for found in islice(find_dates(statement.text), _MOST)
            if found.date not in asked
        ]
        if given and all(same_date(date, wanted[0].date) for date in given):
            return right(f"states the date {wanted[0].date}")
        if any(same_date(date, wanted[0].date) for date in given):
            return unclear("states the date of the gold among others")
        if given:
            return wrong(f"not {wanted[0].date} but {given[0]}")
    return unclear("no claim has a date")
