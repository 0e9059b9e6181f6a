"""A question that was asked, of another subject, of which it is stated nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Final

from pipeline.corpus.asking.desk import Desk
from pipeline.corpus.asking.drafts import Draft
from pipeline.corpus.asking.giveaways import IMPLIED
from pipeline.corpus.asking.query import Kind, Query
from pipeline.corpus.dice import Dice
from pipeline.corpus.relations import RELATIONS, Shape, Time, kind
from pipeline.records import AnswerType

_OF_ONE_SUBJECT: Final[frozenset[Kind]] = frozenset(
    {"lookup", "cell", "as-of", "boolean", "chain"}
)

_GUESSED_BY_NOBODY: Final = frozenset({Shape.MONEY, Shape.NUMBER})
"""A bound of these stays open. A name may be of another site, and so be ruled out, and
a day before the subject began."""
_WINDOW: Final = 16


def drafts(desk: Desk, dice: Dice) -> Iterator[Draft | None]:
    """Yield a twin of what was drafted, `None` while no draft can have one."""
    unknown = {name: dice.shuffled(_unknown(desk, name)) for name in RELATIONS}
    used: set[str] = set()
    seen = 0
    while True:
        twin = None
        while twin is None and seen < len(desk.drafted):
            twin = _twin(desk, desk.drafted[seen], unknown, used)
            seen += 1
        yield twin


def _twin(
    desk: Desk, draft: Draft, unknown: Mapping[str, Sequence[str]], used: set[str]
) -> Draft | None:
    """Ask it of a subject that no other twin is about, the best known of some."""
    query = draft.query
    if query.kind not in _OF_ONE_SUBJECT or query.relation in IMPLIED:
        return None
    if query.bound and RELATIONS[query.relation].shape not in _GUESSED_BY_NOBODY:
        return None
    (subject,) = query.subjects
    fitting = (
        one
        for one in unknown[query.relation]
        if one not in used and _had_begun(desk, query, one)
    )
    some = list(islice(fitting, _WINDOW))
    if not some or draft.text.count(subject) != 1:
        return None
    other = max(some, key=desk.stated.tellings)
    used.add(other)
    return Draft(
        query=query._replace(kind="unanswerable", subjects=(other,)),
        text=draft.text.replace(subject, other),
        answers=(),
        answer_type=AnswerType.UNANSWERABLE,
        twin=draft,
    )


def _had_begun(desk: Desk, query: Query, subject: str) -> bool:
    """Return whether something is stated of it that held on the day of the question.

    To ask of a contract before it was signed would tell that there is no answer.
    """
    if query.on is None or RELATIONS[query.relation].time is not Time.FROM:
        return True
    day = date.fromisoformat(query.on)
    return any(
        desk.stated.facts.at(name, subject, day)
        for name in RELATIONS
        if kind(name) == kind(query.relation)
    )


def _unknown(desk: Desk, relation: str) -> Sequence[str]:
    """Return the subjects of which other things are stated, and this is nowhere."""
    facts = desk.stated.facts
    others = [name for name in RELATIONS if kind(name) == kind(relation)]
    named = {subject for name in others for subject in facts.subjects(name)}
    mentioned = {
        fact.subject for fact in desk.stated.mentions if fact.relation == relation
    }
    return sorted(named.difference(facts.subjects(relation), mentioned))
