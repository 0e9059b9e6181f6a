"""Runbooks: steps and cautions, with the limits that a policy sets."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import at, later, slug
from pipeline.corpus.genres.known import Known, slots
from pipeline.corpus.genres.pen import Pen, paragraph
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Chapter,
    Heading,
    Paper,
    Sentence,
    Table,
)
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch

_VOICES: Final = (Voice.PLAIN, Voice.FORMAL, Voice.CHATTY, Voice.TERSE)
_COUNT: Final = 2
_REVISED: Final = ("policy.interval", "policy.limit", "policy.owner")
_HEAD: Final = ("From", "Policy", "What", "Days, mg/l or name")


Subject: TypeAlias = tuple[str, str]
"""A subject, and what it is in words."""


class Procedure(NamedTuple):
    name: str
    """Of its sections in the bank."""
    on: str
    """The kind of subject: "asset", "policy" or "site"."""
    facts: tuple[str, ...]


_PROCEDURES: Final = (
    Procedure(
        "isolate",
        "asset",
        ("asset.site", "asset.rating", "asset.maker", "asset.serial"),
    ),
    Procedure("restart", "asset", ("asset.rating", "asset.installed", "asset.maker")),
    Procedure("round", "policy", ("policy.interval", "policy.owner")),
    Procedure("alarm", "policy", ("policy.limit", "policy.owner")),
    Procedure("storm", "site", ("site.capacity", "site.manager", "site.area")),
    Procedure("handover", "site", ("site.manager", "site.opened", "site.capacity")),
    Procedure("delivery", "site", ("site.manager", "site.capacity")),
)


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    for procedure, subject in _drawn(branch, dice, _COUNT):
        yield _paper(branch, procedure, subject, dice.of(procedure.name))


def chapters(branch: Branch, dice: Dice, day: date) -> Iterator[Chapter]:
    """Write each procedure of one thing, for a handbook."""
    for procedure, subject in _drawn(branch, dice, len(_PROCEDURES)):
        of = dice.of(procedure.name)
        yield _chapter(branch, procedure, (subject, day), of)


def _drawn(branch: Branch, dice: Dice, count: int) -> list[tuple[Procedure, Subject]]:
    subjects: Mapping[str, Sequence[Subject]] = {
        "asset": [(row.code, f"the {row.what}") for row in branch.assets],
        "policy": [(row.title, row.topic) for row in branch.policies],
        "site": [(branch.site.name, branch.site.name)],
    }
    there = [one for one in _PROCEDURES if subjects[one.on]]
    return [(one, dice.one_of(subjects[one.on])) for one in dice.some(there, count)]


def _paper(branch: Branch, procedure: Procedure, subject: Subject, dice: Dice) -> Paper:
    code, _ = subject
    site = procedure.on == "site"
    since = branch.board.first if site else Known(branch).since(code)
    day = later(branch, since, dice, 3000 if site else 1500)
    title, blocks = _chapter(branch, procedure, (subject, day), dice)
    return Paper(
        path=f"runbooks/{procedure.name}-{slug(code)}",
        format="md",
        title=title,
        author=dice.one_of(branch.people).name,
        made=at(day, dice),
        blocks=blocks,
    )


def _chapter(
    branch: Branch, procedure: Procedure, about: tuple[Subject, date], dice: Dice
) -> Chapter:
    (code, thing), day = about
    filled = slots(branch, dice, thing=thing) | {"subject": code}
    pen = Pen("runbooks", Known(branch), _VOICES, dice, filled)
    stated = pen.all(code, day, *dice.shuffled(procedure.facts))
    parts = _Parts(pen)
    blocks = (
        *parts.text("purpose", f"{procedure.name}.why", (1, 3), stated[:1]),
        *parts.text("scope", "scope", (1, 3), stated[1:]),
        *_revisions(pen, code, day),
        *parts.bullets("before", "before", (3, 6)),
        *parts.cautions(),
        *parts.steps(f"{procedure.name}.steps", (7, 9)),
        *parts.text("fails", f"{procedure.name}.fails", (2, 4)),
        *parts.bullets("after", "after", (3, 5)),
        *parts.text("ask", "ask", (1, 3)),
    )
    return Chapter(pen.words(f"{procedure.name}.title"), blocks)


class _Parts:
    """Headed parts of a runbook, in the words of its bank."""

    def __init__(self, pen: Pen) -> None:
        self._pen: Final = pen

    def text(
        self,
        head: str,
        section: str,
        count: tuple[int, int],
        stated: Sequence[Sentence] = (),
    ) -> Iterator[Block]:
        yield self._heading(head)
        said = self._pen.tell(section, *count)
        cut = self._pen.dice.below(len(said) + 1)
        yield from paragraph(*said[:cut], *stated, *said[cut:])

    def bullets(
        self, head: str, section: str, count: tuple[int, int]
    ) -> Iterator[Block]:
        yield from self._led(head)
        yield Bullets(tuple(self._pen.tell(section, *count)))

    def steps(self, section: str, count: tuple[int, int]) -> Iterator[Block]:
        """Yield what is done, numbered, in the order of the bank: that of the work."""
        yield from self._led("steps")
        yield Bullets(tuple(self._pen.in_order(section, *count)), numbered=True)

    def _led(self, head: str) -> Iterator[Block]:
        yield self._heading(head)
        if self._pen.dice.chance(0.5):
            yield from paragraph(*self._pen.tell("lead"))

    def cautions(self) -> Iterator[Block]:
        said = self._pen.tell("caution", 2, 4)
        if self._pen.dice.chance(0.5):
            yield self._heading("cautions")
            yield Bullets(tuple(said))
        else:
            for one in said:
                yield from paragraph(Sentence(f"Caution: {one.text}"))

    def _heading(self, name: str) -> Heading:
        return Heading(self._pen.words(f"head.{name}"))


def _revisions(pen: Pen, title: str, day: date) -> Iterator[Block]:
    """Yield the table of all that a policy ever asked, up to a day."""
    facts = [fact for one in _REVISED for fact in pen.known.history(one, title, day)]
    if len(facts) > 1:
        rows = pen.rows(sorted(facts, key=lambda fact: str(fact.on)))
        yield Heading("Revisions so far", 3)
        yield Table(f"Revisions of the {title}", _HEAD, rows)
