"""What is known of a branch on a day, and what its things are called. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact, Facts
from pipeline.corpus.relations import RELATIONS, Time
from pipeline.corpus.world.tables import Branch, Person

_DATED: Final = ("contract.signed", "entry.on", "asset.installed")
"""Before that day there is nothing to say of the subject."""
_WHATS: Final = ("old pump", "spare blower")
"""Of a branch with too few assets."""
_CLOSED: Final = 35
"""Days from the first of a month until its figures are known."""


class Known:
    """The facts of one branch or several, as they stood on a day."""

    def __init__(self, first: Branch, *others: Branch) -> None:
        branches = (first, *others)
        self.facts: Final = (
            Facts(chain.from_iterable(branch.facts for branch in branches))
            if others
            else first.facts
        )
        self._last: Final = first.board.last
        self._begins: Final = {
            subject: day
            for branch in branches
            for subject, day in _begins(branch).items()
        }

    def since(self, subject: str) -> date:
        """Return the day from which there is something to say of it."""
        return self._begins.get(subject, self._last)

    def history(self, relation: str, subject: str, day: date) -> list[Fact]:
        """Return what had begun by a day, the oldest first."""
        if self.since(subject) > day:
            return []
        of = RELATIONS[relation].time
        wait = timedelta(days=_CLOSED if of is Time.AT else 0)
        rows = self.facts.history(relation, subject)
        return [row for row in rows if row.on is None or row.on + wait <= day]

    def fact(self, relation: str, subject: str, day: date) -> Fact | None:
        rows = self.history(relation, subject, day)
        return rows[-1] if rows else None

    def of(self, subject: str, day: date, *relations: str) -> list[Fact]:
        """Return what held of a subject on a day, as far as it is known."""
        found = (self.fact(relation, subject, day) for relation in relations)
        return [fact for fact in found if fact is not None]

    def begun(
        self, relation: str, subject: str, period: tuple[date, date]
    ) -> list[Fact]:
        """Return what began after the first day of two, until the second."""
        after, until = period
        rows = self.facts.history(relation, subject)
        return [row for row in rows if row.on and after < row.on <= until]

    def before(self, fact: Fact) -> Fact | None:
        """Return the value that a value superseded."""
        history = self.facts.history(fact.relation, fact.subject)
        place = history.index(fact)
        return history[place - 1] if place else None


def _begins(branch: Branch) -> Mapping[str, date]:
    days: dict[str, date] = {branch.site.name: branch.board.first}
    days |= {asset.code: branch.board.first for asset in branch.assets}
    days |= {company.name: branch.board.first for company in branch.companies}
    days |= {incident.reference: incident.on for incident in branch.incidents}
    days |= {meeting.reference: meeting.on for meeting in branch.meetings}
    days |= {policy.title: policy.versions[0] for policy in branch.policies}
    for fact in branch.facts:
        if fact.on is not None and RELATIONS[fact.relation].time is Time.FROM:
            days[fact.subject] = min(fact.on, days.get(fact.subject, fact.on))
    for relation in _DATED:
        for subject in branch.facts.subjects(relation):
            known = branch.facts.latest(relation, subject)
            if known is not None and isinstance(known.value, date):
                days[subject] = known.value
    return days


def slots(branch: Branch, dice: Dice, *who: Person, thing: str = "") -> dict[str, str]:
    """Return what any telling form may name: nothing that is a fact.

    `who` are no third persons, and `thing`, what the paper is about, no other asset.
    """
    others = [person for person in branch.people if person not in who]
    whats = [row.what for row in branch.assets if f"the {row.what}" != thing]
    one, other, *_ = [*dice.some(whats, 2), *_WHATS]
    return names(branch) | {
        "what": branch.site.what,
        "board": branch.board.short,
        "person": dice.one_of(others).name.split()[0],
        "asset": one,
        "asset2": other,
        "thing": thing,
    }


def names(branch: Branch) -> dict[str, str]:
    """Return what papers of the office name of a branch."""
    return {
        "site": branch.site.name,
        "river": branch.site.river,
        "town": branch.site.town,
        "board": branch.board.name,
    }


def things(branch: Branch) -> dict[str, str]:
    """Return in words what each subject is, with its article."""
    things = {row.code: f"the {row.what}" for row in branch.assets}
    things |= {row.title: row.title for row in branch.projects}
    things |= {row.reference: row.works for row in branch.contracts}
    things |= {row.title: row.topic for row in branch.policies}
    things |= {row.reference: f"the {row.what}" for row in branch.incidents}
    things |= {row.voucher: f"the {row.what}" for row in branch.entries}
    things |= {row.reference: f"the {row.body}" for row in branch.meetings}
    return things | {branch.site.name: branch.site.name}
