"""Threads of mail before they have words: who writes when, and states what."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.filing import later
from pipeline.corpus.genres.known import Known, things
from pipeline.corpus.world.tables import Branch

_SETTLED: Final = 14
"""Days until all is known of an incident or a payment."""


class Topic(NamedTuple):
    name: str
    """Of its sections in the bank."""
    quarrels: tuple[str, ...] = ()
    """Values that changed: the thread runs from before the day until after it."""
    facts: tuple[str, ...] = ()
    """What is told along the way, or answered."""


TOPICS: Final = (
    Topic("date", ("contract.ends",), ("contract.contractor", "contract.signed")),
    Topic("date", ("project.due",), ("project.site", "project.lead")),
    Topic("money", ("contract.price",), ("contract.project", "contract.retention")),
    Topic("money", ("project.budget",), ("project.lead", "project.due")),
    Topic("money", ("contract.damages",), ("contract.contractor", "contract.ends")),
    Topic("policy", ("policy.interval",), ("policy.owner", "policy.limit")),
    Topic("policy", ("policy.limit",), ("policy.interval", "policy.owner")),
    Topic("post", ("site.manager",), ("site.capacity", "site.area", "site.opened")),
    Topic("post", ("project.lead",), ("project.budget", "project.due")),
    Topic(
        "asset",
        facts=("asset.maker", "asset.serial", "asset.installed", "asset.rating"),
    ),
    Topic(
        "incident",
        facts=(
            *("incident.on", "incident.asset", "incident.cause", "incident.hours"),
            *("incident.cost", "incident.reporter"),
        ),
    ),
    Topic(
        "entry",
        facts=("entry.payee", "entry.amount", "entry.on", "entry.project"),
    ),
    Topic("meeting", facts=("meeting.on", "meeting.chair", "meeting.present")),
)


class Turn(NamedTuple):
    """A message before it has words."""

    day: date
    role: str
    """Of its section in the bank, after the topic: "ask", "answer"."""
    changes: tuple[str, ...] = ()
    """Relations of which it says what holds, and maybe what no longer does."""
    facts: tuple[str, ...] = ()


class Thread(NamedTuple):
    topic: Topic
    subject: str
    thing: str
    """The subject in words."""
    turns: tuple[Turn, ...]
    """The oldest first."""


def thread_of(branch: Branch, known: Known, topic: Topic, dice: Dice) -> Thread | None:
    named = things(branch)
    leading = (topic.quarrels or topic.facts)[0]
    for subject in dice.shuffled(branch.facts.subjects(leading)):
        settled = known.since(subject) + timedelta(days=_SETTLED)
        if subject not in named or settled >= branch.board.last:
            continue
        if topic.quarrels:
            turns = _quarrel(branch, topic, subject, dice)
        else:
            turns = _question(branch, topic, known.since(subject), dice)
        if turns:
            return Thread(topic, subject, named[subject], turns)
    return None


def _quarrel(
    branch: Branch, topic: Topic, subject: str, dice: Dice
) -> tuple[Turn, ...]:
    """Lay out a thread over the day on which a value changed."""
    rows = branch.facts.history(topic.quarrels[0], subject)
    news = [new for old, new in pairwise(rows) if _apart(old, new)]
    if not news:
        return ()
    turned = dice.one_of(news).on or branch.board.first
    days = sorted(turned - timedelta(days=dice.between(2, 18)) for _ in range(2))
    turns = [
        Turn(days[0], "ask", facts=topic.facts[: dice.below(2)]),
        Turn(days[1], "answer", topic.quarrels),
    ]
    if dice.chance(0.5):
        turns.append(Turn(days[1], "push", facts=topic.facts[:1]))
    day = turned + timedelta(days=dice.between(0, 6))
    turns.append(Turn(day, "news", topic.quarrels))
    if dice.chance(0.6):
        day += timedelta(days=dice.between(0, 5))
        turns.append(Turn(day, "settle", facts=topic.facts[1:]))
    if dice.chance(0.4):
        turns.append(Turn(day + timedelta(days=dice.between(0, 3)), "thanks"))
    return tuple(turn for turn in turns if turn.day <= branch.board.last)


def _apart(old: Fact, new: Fact) -> bool:
    """Whether a thread fits between: all its first messages after the old value."""
    return (
        old.on is not None
        and new.on is not None
        and old.on + timedelta(days=20) < new.on
    )


def _question(
    branch: Branch, topic: Topic, since: date, dice: Dice
) -> tuple[Turn, ...]:
    """Lay out a thread that asks, is answered in parts, and thanks."""
    day = later(branch, since + timedelta(days=_SETTLED), dice, 500)
    half = dice.between(1, len(topic.facts) - 1)
    turns = [Turn(day, "ask", facts=topic.facts[:1] if half > 1 else ())]
    day += timedelta(days=dice.between(0, 2))
    turns.append(Turn(day, "answer", facts=topic.facts[:half]))
    if dice.chance(0.5):
        turns.append(Turn(day, "push"))
    day += timedelta(days=dice.between(0, 4))
    turns.append(Turn(day, "news", facts=topic.facts[half:]))
    if dice.chance(0.6):
        turns.append(Turn(day + timedelta(days=dice.between(0, 2)), "thanks"))
    return tuple(turn for turn in turns if turn.day <= branch.board.last)
