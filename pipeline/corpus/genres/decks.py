"""Slides for a review of a project: few words, many numbers."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import at, later, slug
from pipeline.corpus.genres.known import Known, slots
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Block, Bullets, Heading, Paper, Sentence
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch

_VOICES: Final = (Voice.TERSE, Voice.PLAIN, Voice.FORMAL, Voice.CHATTY)
_SPOKEN: Final = (Voice.PLAIN, Voice.TERSE, Voice.FORMAL, Voice.CHATTY)
_SLIDE: Final = 7
"""Bullets that a slide holds."""
_LATELY: Final = 500
"""Days back to the oldest trouble that a review names."""
_TOLD: Final = ("well", "badly", "risks", "people", "site", "lessons", "decisions")
"""Slides without a fact, of which a review has some."""
_CONTRACT: Final = (
    *("contract.project", "contract.contractor", "contract.signed"),
    *("contract.ends", "contract.price", "contract.damages", "contract.retention"),
)


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    known = Known(branch)
    for project in dice.some(branch.projects, dice.between(1, 2)):
        of = dice.of("deck", project.title)
        day = later(branch, known.since(project.title), of.of("day"), 1500)
        voices = _VOICES if of.chance(0.7) else _SPOKEN
        filled = slots(branch, of, thing=project.title)
        pen = Pen("decks", known, voices, of, filled)
        yield _paper(branch, pen, (project.title, day), of)


def _paper(branch: Branch, pen: Pen, about: tuple[str, date], dice: Dice) -> Paper:
    title, day = about
    slides = {
        "state": [
            *pen.all(title, day, "project.site", "project.lead"),
            *pen.tell("state", 2, 4),
        ],
        "money": _changes(pen, title, "project.budget", day),
        "dates": _changes(pen, title, "project.due", day),
        "contracts": _contracts(branch, pen, title, day),
        "incidents": _incidents(branch, pen, day, dice),
        **{
            name: pen.tell(name, 3, 5)
            for name in dice.shuffled(_TOLD)[: dice.between(3, 4)]
        },
        "next": pen.tell("next", 3, 5),
    }
    blocks: list[Block] = []
    for name, items in slides.items():
        more = pen.tell(name, _more(items, dice))
        blocks += _slide(pen, name, [*items, *more])
    return Paper(
        path=f"decks/{slug(title)}-review-{day:%Y-%m}",
        format="pptx",
        title=pen.words("title"),
        author=dice.one_of(branch.people).name,
        made=at(day, dice),
        blocks=tuple(blocks),
    )


def _more(items: Sequence[Sentence], dice: Dice) -> int:
    """Draw how many bullets to add: a slide has two at least, or is left out."""
    if len(items) == 1:
        return 1
    return int(dice.chance(0.6)) * (1 if items else 2)


def _slide(pen: Pen, name: str, items: Sequence[Sentence]) -> Iterator[Block]:
    """Spread them evenly, so that none has the one that another left over."""
    count = -(-len(items) // _SLIDE)
    for number in range(count):
        yield Heading(pen.words(f"head.{name}"))
        start, end = (len(items) * one // count for one in (number, number + 1))
        yield Bullets(tuple(items[start:end]))


def _changes(pen: Pen, title: str, relation: str, day: date) -> list[Sentence]:
    """State what was and what holds: a review shows how a value moved."""
    rows = pen.known.history(relation, title, day)[-3:]
    said = [pen.say(new, before=pen.known.before(new)) for new in rows]
    return [one for one in said if one]


def _contracts(branch: Branch, pen: Pen, title: str, day: date) -> list[Sentence]:
    return [
        said
        for contract in branch.contracts
        if contract.project == title and pen.known.since(contract.reference) <= day
        for said in pen.all(contract.reference, day, *_CONTRACT)
    ]


def _incidents(branch: Branch, pen: Pen, day: date, dice: Dice) -> list[Sentence]:
    """State the latest trouble of the site, in short."""
    past = [row for row in branch.incidents if 0 <= (day - row.on).days <= _LATELY]
    return [
        said
        for row in past[-2:]
        for said in pen.all(
            row.reference,
            day,
            "incident.on",
            *dice.some(("incident.asset", "incident.hours", "incident.cost"), 2),
        )
    ]
