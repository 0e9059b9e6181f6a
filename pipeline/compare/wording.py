"""What comparisons, gates and histories word beside the report's own words."""

import json
from typing import Final

from pipeline.compare.contents import Change, Pair
from pipeline.compare.findings import Finding
from pipeline.records import Record
from pipeline.report import words
from pipeline.report.markdown import text

_DAY: Final = 10
"""Characters of an ISO date."""


def figure(found: Finding) -> str:
    """Return `86.1 % [79.5, 90.8]` and the like, each in its unit, or `unknown`."""
    if found.lo is None and found.hi is None and found.estimate is None:
        return words.UNKNOWN
    lo, hi = (_in(found, value) for value in (found.lo, found.hi))
    one = "" if found.estimate is None else f"{_in(found, found.estimate)} "
    return f"{one}[{lo.removesuffix(' %')}, {hi.removesuffix(' %')}]"


def limit(found: Finding) -> str:
    """Return `at least 80 %`."""
    return f"{found.wanted.replace('_', ' ')} {_in(found, found.bound)}"


def _in(found: Finding, value: float | None) -> str:
    if value is None:
        return "no bound"
    match found.unit:
        case "share":
            return f"{value * 100:.3g} %"
        case "points":
            return f"{value * 100 + 0.0:+.3g}"
        case "seconds":
            return words.seconds(value)
        case "usd":
            return words.usd(value)
        case "tokens":
            return words.length(round(value))


def name(foreign: str) -> str:
    return text(foreign, 60)


def day(moment: str | None) -> str:
    return text(moment[:_DAY]) if moment else words.NONE


def verdict(pair: Pair, margin: float) -> str:
    """Say what the interval shows of the second arm."""
    found = pair.difference
    if found is None:
        return "nothing to compare"
    match pair.change:
        case Change.BETTER | Change.WORSE:
            return f"{pair.change.value} by {words.amount(found)} points"
        case Change.EQUIVALENT:
            return f"equivalent within {words.margin(margin)} points"
        case _:
            if (pair.not_worse_by or 1.0) >= 1:
                return "not resolved: too few questions to exclude anything"
            worst = words.size(pair.not_worse_by or 1.0, found.n)
            return f"not resolved; neither is worse by more than {worst} points"


def to_json(found: Record) -> str:
    """Return every number there is, keys sorted."""
    contents = found.model_dump(mode="json")
    return json.dumps(contents, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
