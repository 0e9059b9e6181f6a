"""Inspection reports: rounds over the assets of a branch, a few at a time or all."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres import registers
from pipeline.corpus.genres.filing import at, slug
from pipeline.corpus.genres.known import Known, names
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import (
    Block,
    Bullets,
    Heading,
    Paper,
    Row,
    Sentence,
    Table,
)
from pipeline.corpus.phrases import said
from pipeline.corpus.values import Voice
from pipeline.corpus.world import Branch
from pipeline.corpus.world.tables import Asset

_AT_ONCE: Final = (3, 3, 4, 12)
"""Assets of a round, by the habit of a branch."""
_VOICES: Final = (Voice.FORMAL, Voice.PLAIN, Voice.TERSE)
_HEAD: Final = ("Point", "Found", "Mark")


class _Visit(NamedTuple):
    assets: Sequence[Asset]
    number: int
    day: date
    tells: Pen
    """One for all rounds of a branch: none says again what an earlier one said."""


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    """Visit each asset once, the oldest first: no round sees what is not there yet."""
    waiting = sorted(branch.assets, key=lambda asset: (_since(branch, asset), asset))
    day, at_once = branch.board.first, dice.one_of(_AT_ONCE)
    tells = Pen(
        "inspections", Known(branch), [Voice.FORMAL], dice.of("tells"), names(branch)
    )
    for number, start in enumerate(range(0, len(waiting), at_once), 1):
        those = waiting[start : start + at_once]
        ready = max(day, *(_since(branch, asset) for asset in those))
        earliest = min(ready + timedelta(days=90), branch.board.last)
        day = dice.day(earliest, branch.board.last)
        yield _round(branch, _Visit(those, number, day, tells), dice.of(number))


def _since(branch: Branch, asset: Asset) -> date:
    fact = branch.facts.latest("asset.installed", asset.code)
    if fact is not None and isinstance(fact.value, date):
        return max(fact.value, branch.board.first)
    return branch.board.first


def _round(branch: Branch, visit: _Visit, dice: Dice) -> Paper:
    voice = dice.one_of(_VOICES)
    pen = Pen("inspections", Known(branch), [voice], dice, names(branch))
    site, tells = branch.site.name, visit.tells
    tells.turn(names(branch))
    kind = f"{tells.words('title')} {visit.number}"
    blocks: list[Block] = [Heading(tells.words("head-scope"))]
    blocks += pen.paragraphs(tells.tell("intro", 2, 5))
    codes = [asset.code for asset in visit.assets]
    register, notes = registers.assets(pen, codes, visit.day, "Assets of this round")
    listed = dice.chance(0.5)
    if listed:
        blocks += [*registers.there(register), *pen.paragraphs(notes)]
    for asset in visit.assets:
        machine = asset.what.partition(" No.")[0]
        tells.turn({**names(branch), "machine": machine})
        # all that is so of it, or a part where a register has it already
        columns = pen.dice.some(registers.ASSET, 2 if listed else len(registers.ASSET))
        stated = pen.all(asset.code, visit.day, *columns)
        blocks += _of_asset(asset, tells, stated, notes=voice is Voice.TERSE)
    return Paper(
        path=f"inspections/{slug(site)}-{visit.number}",
        format=dice.one_of(("pdf", "docx")),
        title=f"{kind}, {site}",
        author=f"{branch.board.name}, Plant Inspection",
        made=at(visit.day, dice),
        blocks=(*blocks, *_ending(tells)),
        # Without the site: it would tell where the assets below it stand.
        head=f"{branch.board.name} | {kind}",
    )


def _of_asset(
    asset: Asset, pen: Pen, stated: Sequence[Sentence], *, notes: bool
) -> Iterator[Block]:
    """Write of one asset; notes are listed, they do not run on as prose does."""
    yield Heading(f"{asset.code}, {asset.what}", 2)
    if notes and stated:
        yield Bullets(tuple(stated))
    told = pen.tell("condition", 1, 2)
    yield from pen.paragraphs(told, () if notes else stated)
    yield Table(pen.words("table-points"), _HEAD, tuple(_points(pen)))
    yield from pen.paragraphs([*pen.tell("condition", 0, 2), *pen.tell("verdict")])


def _points(pen: Pen) -> Iterator[Row]:
    """Look at some points, each once; what is found there has the mark it deserves."""
    seen: set[str] = set()
    for _ in range(pen.dice.between(4, 8)):
        point, found, mark = pen.cells("check")
        if point not in seen:
            seen.add(point)
            yield Row((point, said(found), said(mark)))


def _ending(pen: Pen) -> Iterator[Block]:
    yield Heading(pen.words("head-work"))
    yield Bullets(tuple(pen.tell("work", 2, 5)), numbered=pen.dice.chance(0.5))
    yield Heading(pen.words("head-end"))
    yield from pen.paragraphs(pen.tell("overall", 2, 4))
