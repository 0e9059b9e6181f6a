"""The names of a gold answer, one or a list of them, looked for in a reply."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.score.facts.base import Finding, right, unclear, wrong
from pipeline.score.facts.said import Said
from pipeline.score.facts.standing import Standing, mentioned, standing
from pipeline.score.facts.wanted import wanted

_SPLIT = re.compile(r"\s*[,;]\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+")
_LIST = re.compile(r"[,;].*[,;]|\sand\s|\s&\s", re.DOTALL)
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+")
_EDGE: Final = " .,;\n"
_MOST: Final = 20
IN_PART: Final = "the gold is named in part"
_UNCLEAR: Final[Mapping[Standing, str]] = {
    "one of several": "the gold is one of several names given",
    "aside": "the gold is named only in an aside or a denial",
    "elsewhere": "the gold is named, but not where the reply answers",
    "partly": IN_PART,
    "unknown": "the gold is not named, but perhaps meant",
}


def compare_names(gold: str, said: Said) -> Finding:
    """Look for the whole gold, then, if it is a list, for each of its items."""
    whole = compare_name(gold, said)
    items = items_of(gold)
    if whole.outcome == "right" or not items:
        return whole
    return compare_items(items, said)


def compare_name(gold: str, said: Said) -> Finding:
    found = standing(wanted(gold, said.question), said)
    if found == "answer":
        return right(f"names {gold!r} as its answer")
    if found == "outdone":
        return wrong(f"names {gold!r} beside another that answers the question")
    if found == "absent":
        return wrong(f"does not name {gold!r}")
    return unclear(_UNCLEAR[found])


def compare_items(items: Sequence[str], said: Said) -> Finding:
    """Hold a reply to every item: with some of them only a reader can weigh it."""
    names = [wanted(item, said.question) for item in items]
    there = sum(mentioned(name, said) for name in names)
    reason = f"{there} of {len(items)} items named"
    if there == len(items):
        return right(reason)
    found = {standing(name, said) for name in names}
    if "absent" in found and found <= {"absent", "unknown"}:
        return wrong(reason)
    return unclear(reason, there / len(items))


def items_of(gold: str) -> list[str]:
    """Return the items of a gold that is a list, none if it is one name."""
    if not _LIST.search(gold):
        return []
    items = [item.strip(_EDGE) for item in _SPLIT.split(gold)]
    return [item for item in items if item][:_MOST]


def numbered(gold: str) -> list[str]:
    """Return the items a gold numbers: "(1) ... and (2) ..."; none of a single one."""
    found = _NUMBERED.split(gold)[1:]
    items = [item.strip(_EDGE).removesuffix(" and").strip(_EDGE) for item in found]
    return items[:_MOST] if len(items) > 1 else []
