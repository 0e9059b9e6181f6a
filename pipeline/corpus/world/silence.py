"""What nobody knows: facts left out, for questions that have no answer."""

from collections.abc import Iterable
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact

_SHARE: Final = 0.06
MAY_BE_SILENT: Final = frozenset(
    {
        "site.opened",
        "site.capacity",
        "site.area",
        "asset.maker",
        "asset.serial",
        "asset.installed",
        "asset.rating",
        "project.lead",
        "project.budget",
        "project.due",
        "contract.price",
        "contract.damages",
        "contract.ends",
        "contract.retention",
        "incident.cause",
        "incident.hours",
        "incident.cost",
        "incident.reporter",
        "meeting.chair",
        "meeting.present",
        "policy.limit",
        "policy.owner",
        "company.seat",
        "company.director",
    }
)
"""The other relations are what stories hang on: who, where and when. What failed in an
incident can be guessed from what befell it and why, where nobody names it.

Of a relation that changes, all values are left out or none.
"""


def known(facts: Iterable[Fact], dice: Dice) -> list[Fact]:
    """Leave out some relations of some subjects, whatever else there is."""
    silent: dict[tuple[str, str], bool] = {}
    found: list[Fact] = []
    for fact in facts:
        key = fact.relation, fact.subject
        if fact.relation in MAY_BE_SILENT and key not in silent:
            silent[key] = dice.of(*key).chance(_SHARE)
        if not silent.get(key, False):
            found.append(fact)
    return found
