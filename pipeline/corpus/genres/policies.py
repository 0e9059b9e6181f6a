"""Policies: each version a document of its own, with what held before."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import at, slug
from pipeline.corpus.genres.known import Known
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Chapter,
    Format,
    Heading,
    Paper,
    Paragraph,
    Table,
)
from pipeline.corpus.values import Voice
from pipeline.corpus.world.tables import Branch, Policy

_VOICES: Final = (Voice.FORMAL, Voice.PLAIN)
_RELATIONS: Final = ("policy.interval", "policy.limit", "policy.owner")
_FIRST: Final = ("purpose", "scope", "terms")
_MIDDLE: Final = ("duties", "procedure", "exceptions", "records")
_LENGTHS: Final[Mapping[str, tuple[int, int]]] = {
    "purpose": (1, 1),
    "background": (1, 2),
    "scope": (1, 2),
    "duties": (2, 3),
    "procedure": (3, 6),
    "exceptions": (1, 2),
    "records": (1, 3),
    "review": (1, 2),
}
"""From how many to how many sentences."""
_LISTED: Final = frozenset({"duties", "procedure", "exceptions"})
_FORMATS: Final[tuple[Format, ...]] = ("pdf", "pdf", "docx")
_TITLES: Final = ("{title}, version {number}", "{title} - issue {number}", "{title}")
_POSTS: Final = (
    *("process controller", "water quality officer", "shift supervisor"),
    *("works superintendent", "sampling officer", "compliance officer"),
)
"""Who carries a policy out, in all its versions."""
_NARROW: Final = 0.4
"""How many have two columns, where they are PDF."""
_HEAD: Final = ("In force from", "Policy", "Item", "Figure or name")


class _Version(NamedTuple):
    branch: Branch
    policy: Policy
    number: int
    """Counted from 1."""
    day: date
    dice: Dice


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    for policy in branch.policies:
        look = dice.of(policy.title)
        file: Format = look.one_of(_FORMATS)
        title, narrow = look.one_of(_TITLES), look.chance(_NARROW)
        for number, day in enumerate(policy.versions, 1):
            of = _Version(branch, policy, number, day, look.of(number))
            yield Paper(
                path=f"policies/{slug(policy.title)}-v{number}",
                format=file,
                title=title.format(title=policy.title, number=number),
                author=branch.board.name,
                made=at(day, of.dice.of("made")),
                blocks=tuple(_blocks(of)),
                columns=2 if file == "pdf" and narrow else 1,
                head=f"{branch.board.short} - {policy.title}",
            )


def chapters(branch: Branch, dice: Dice) -> Iterator[Chapter]:
    """Write each policy as it is in the end, for a handbook."""
    for policy in branch.policies:
        number, of = len(policy.versions), dice.of(policy.title)
        last = _Version(branch, policy, number, policy.versions[-1], of)
        yield Chapter(policy.title, tuple(_blocks(last)))


def _pen(of: _Version) -> Pen:
    branch = of.branch
    site = f"the {branch.site.what} by the {branch.site.river}"
    plant = [asset.what for asset in branch.assets] or ["old pump"]
    post = Dice("post", of.policy.title).one_of(_POSTS)

    def draw(chance: Dice) -> Mapping[str, str]:
        return {
            "theme": of.policy.topic,
            "site": site,
            "river": branch.site.river,
            "town": branch.site.town,
            "plant": chance.one_of(plant),
            "post": post,
        }

    return Pen("policies", Known(branch), _VOICES, of.dice, draw)


def _blocks(of: _Version) -> Iterator[Block]:
    pen, dice = _pen(of), of.dice
    begin = ["purpose", "background", *_FIRST[1:]] if of.number > 1 else _FIRST
    middle = dice.some(_MIDDLE, dice.between(1, 2))
    end = [*(["review"] if dice.chance(0.4) else []), "history"]
    for number, section in enumerate((*begin, *middle, *end), 1):
        yield Heading(f"{number}. {pen.words(f'heading.{section}')}")
        if section == "terms":
            yield from _terms(of, pen)
        elif section == "history":
            yield from _history(of, pen)
        else:
            yield from _told(section, pen)
    if dice.chance(0.25):
        yield Paragraph(tuple(pen.tell("summary")))


def _told(section: str, pen: Pen) -> Iterator[Block]:
    sentences = pen.tell(section, *_LENGTHS[section])
    if section in _LISTED and len(sentences) > 1 and pen.dice.chance(0.6):
        yield Bullets(tuple(sentences))
    else:
        yield Paragraph(tuple(sentences))


def _terms(of: _Version, pen: Pen) -> Iterator[Block]:
    """State what is new as new, and what stays with the day from which it holds."""
    facts = [
        fact
        for relation in _RELATIONS
        if (fact := of.branch.facts.at(relation, of.policy.title, of.day))
    ]
    notes = tuple(pen.tell("note")) if pen.dice.chance(0.5) else ()
    sentences = pen.mixed(pen.tell("terms", 1, 2), pen.news(*facts))
    yield Paragraph(tuple(sentences), notes)


def _history(of: _Version, pen: Pen) -> Iterator[Block]:
    rows = [
        row
        for relation in _RELATIONS
        for row in of.branch.facts.history(relation, of.policy.title)
        if row.on is not None and row.on <= of.day
    ]
    rows.sort(key=lambda row: (str(row.on), row.relation))
    yield Paragraph(tuple(pen.tell("lead.history")))
    yield Table("History of changes", _HEAD, pen.rows(rows))
