"""What tells an answer, or spoils it, though no sentence states it."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from pipeline.corpus.facts import Fact, Value
from pipeline.corpus.relations import RELATIONS, kind

IMPLIED: Final = frozenset(
    {
        # A site's own papers are about it, and so are the titles of its projects.
        *("incident.site", "asset.site", "project.site"),
        # Minutes are headed by their day, references and letters by a year or a day.
        *("meeting.on", "incident.on", "contract.signed"),
        # A contract is let in a letter or a report of its project.
        "contract.project",
    }
)
"""What a reader may gather without a statement: it is never asked as unanswerable, and
nothing is summed, counted or listed while it is unstated of one that may belong."""
_MONTH_IN_NAME: Final = frozenset({"meeting.on"})
_YEAR_IN_NAME: Final = frozenset({"contract.signed", "incident.on"})
_FEW_SITES: Final = 20
_FEW: Final = 8
_SHARE: Final = 500


def told_by_name(relation: str, value: Value, other: Value) -> bool:
    """Return whether the name of its subject tells which of two days is earlier."""
    if relation in _MONTH_IN_NAME:
        return True
    if not (isinstance(value, date) and isinstance(other, date)):
        return False
    return relation in _YEAR_IN_NAME and value.year != other.year


def told_by_subject(fact: Fact) -> bool:
    """Return whether the name of a subject holds the value, as a title its site."""
    return isinstance(fact.value, str) and holds_words(fact.subject, fact.value)


def holds_words(text: str, words: str) -> bool:
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE)
    return found is not None


class Common:
    """How often values are stated: every passage with the gold is no distractor."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._stated: Final[Counter[Value]] = Counter()
        sites: set[Value] = set()
        for fact in facts:
            self._stated[fact.value] += 1
            if RELATIONS[fact.relation].leads_to == "site":
                sites.add(fact.value)
            if kind(fact.relation) == "site":
                sites.add(fact.subject)
        self._sites: Final = sites if len(sites) < _FEW_SITES else set[Value]()
        self._most: Final = max(_FEW, self._stated.total() // _SHARE)

    def spoils(self, value: Value) -> bool:
        """Return whether so many passages have it that few distractors would be left.

        A site is named all over its papers: of few sites, that is much of the corpus.
        """
        if isinstance(value, str):
            return value in self._sites
        return self._stated[value] > self._most
