"""Annual reports of a branch: each covers the years since the one before it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, NamedTuple, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres import registers
from pipeline.corpus.genres.filing import after, at, slug
from pipeline.corpus.genres.known import Known, names
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Block, Heading, Paper, Paragraph, Sentence
from pipeline.corpus.values import Voice
from pipeline.corpus.world import Branch

_TEMPERS: Final[Mapping[str, Voice]] = {
    "warm": Voice.FORMAL,
    "dry": Voice.FORMAL,
    "blunt": Voice.PLAIN,
    "anxious": Voice.FORMAL,
}
_PAID: Final = ("entry.amount", "entry.on", "entry.payee", "entry.project")
_TITLES: Final = ("Annual Report", "Report of the Year", "Yearly Review")


class _Period(NamedTuple):
    branch: Branch
    after: date
    until: date
    last: bool
    tells: Pen
    """One for all reports of a branch: none says again what an earlier one said."""

    @property
    def days(self) -> tuple[date, date]:
        return self.after, self.until


_Section: TypeAlias = Callable[[_Period, Pen], list[Block]]


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    first, last = branch.board.first.year, branch.board.last.year
    early = dice.some(range(first + 1, last), dice.between(1, 2))
    before = date(first - 1, 12, 31)
    tells = Pen(
        "reports", Known(branch), [Voice.FORMAL], dice.of("tells"), names(branch)
    )
    for year in sorted({*early, last}):
        until = date(year, 12, 31)
        period = _Period(branch, before, until, year == last, tells)
        yield _report(period, dice.of(year))
        before = until


def _report(period: _Period, dice: Dice) -> Paper:
    branch, year = period.branch, period.until.year
    site = branch.site
    manager = branch.facts.at("site.manager", site.name, period.until)
    # The same manager has the same temper in all reports.
    temper = Dice("temper", manager and manager.value).one_of(list(_TEMPERS))
    pen = Pen("reports", Known(branch), [_TEMPERS[temper]], dice, names(branch))
    kind = f"{dice.one_of(_TITLES)} {year}"
    middle = [*_ALWAYS, *dice.some(_SOMETIMES, dice.between(2, 3))]
    if period.last:
        middle.append(_suppliers)
    blocks = _foreword(period, pen, temper)
    for section in dice.shuffled(middle):
        blocks += section(period, pen)
    return Paper(
        path=f"reports/{slug(site.name)}-{year}",
        format="pdf",
        title=f"{site.name}: {kind}",
        author=f"{branch.board.name}, {site.name}",
        made=at(after(period.until, dice, 20, 70), dice),
        blocks=(*blocks, *_outlook(period)),
        columns=2,
        # Without the site: it would tell where all that is named below it belongs.
        head=f"{branch.board.name} | {kind}",
    )


def _foreword(period: _Period, pen: Pen, temper: str) -> list[Block]:
    site = period.branch.site.name
    notes = pen.all(site, period.until, "site.area", "site.opened")
    return [
        Heading(period.tells.words(f"head-foreword-{temper}")),
        *pen.paragraphs(period.tells.tell(f"foreword-{temper}", 3, 6), notes=notes),
    ]


def _outlook(period: _Period) -> list[Block]:
    return [
        Heading(period.tells.words("head-outlook")),
        *period.tells.paragraphs(period.tells.tell("outlook", 2, 5)),
        Paragraph(tuple(period.tells.tell("close", 1, 2))),
    ]


def _telling(name: str, period: _Period, pen: Pen) -> list[Block]:
    """Write a section that states nothing."""
    return [
        Heading(period.tells.words(f"head-{name}")),
        *pen.paragraphs(period.tells.tell(name, 2, 6)),
    ]


def _operations(period: _Period, pen: Pen) -> list[Block]:
    blocks: list[Block] = [Heading(period.tells.words("head-operations"))]
    blocks += pen.paragraphs(period.tells.tell("operations", 2, 5))
    for relation, lead in (
        ("site.manager", "lead-manager"),
        ("site.capacity", "lead-licence"),
    ):
        changes = _changes(period, relation, pen)
        if changes:
            blocks.append(Paragraph((*period.tells.tell(lead), *changes)))
    return blocks


def _changes(period: _Period, relation: str, pen: Pen) -> Sequence[Sentence]:
    """State each change of the period; where none was, what still holds."""
    site = period.branch.site.name
    new = pen.known.begun(relation, site, period.days)
    return pen.news(*new) if new else pen.all(site, period.until, relation)


def _readings(period: _Period, pen: Pen) -> list[Block]:
    site, tells = period.branch.site.name, period.tells
    caption = tells.words("table-readings")
    table, notes = registers.readings(pen, site, period.days, caption)
    flows = pen.known.begun("site.flow", site, period.days)
    highest = max(flows, key=lambda fact: float(str(fact.value)), default=None)
    remark = [*tells.tell("stood-out"), *_month(pen, highest)] if highest else []
    return [
        Heading(period.tells.words("head-readings")),
        *pen.paragraphs(period.tells.tell("readings", 1, 3)),
        *registers.there(table),
        *pen.paragraphs([*remark, *notes]),
    ]


def _month(pen: Pen, flow: Fact) -> list[Sentence]:
    """State all that was read in the month of a flow."""
    others = ("site.power", "site.turbidity")
    rows = [row for one in others for row in pen.known.facts.history(one, flow.subject)]
    return pen.state(flow, *(row for row in rows if row.on == flow.on))


def _incidents(period: _Period, pen: Pen) -> list[Block]:
    those = [
        one.reference
        for one in period.branch.incidents
        if period.after < one.on <= period.until
    ]
    table, notes = registers.incidents(
        pen, those, period.until, period.tells.words("table-incidents")
    )
    return [
        Heading(period.tells.words("head-incidents")),
        *pen.paragraphs(period.tells.tell("incidents", 1, 4)),
        *registers.there(table),
        *pen.paragraphs(notes),
    ]


def _assets(period: _Period, pen: Pen) -> list[Block]:
    codes = [
        asset.code
        for asset in period.branch.assets
        if pen.known.since(asset.code) <= period.until
    ]
    blocks: list[Block] = [Heading(period.tells.words("head-assets"))]
    if period.last:
        table, notes = registers.assets(
            pen, codes, period.until, period.tells.words("table-assets")
        )
        blocks += pen.paragraphs(period.tells.tell("assets", 2, 4))
        return [*blocks, *registers.there(table), *pen.paragraphs(notes)]
    some = pen.dice.some(codes, 2)
    stated = [
        said
        for code in some
        for said in pen.all(code, period.until, *pen.dice.some(registers.ASSET, 2))
    ]
    return [*blocks, *pen.paragraphs(period.tells.tell("assets", 2, 5), stated)]


def _works(period: _Period, pen: Pen) -> list[Block]:
    stated: list[Sentence] = []
    for project in period.branch.projects:
        stated += _of_project(period, pen, project.title)
    for contract in period.branch.contracts:
        stated += _of_contract(period, pen, contract.reference)
    return [
        Heading(period.tells.words("head-works")),
        *pen.paragraphs(period.tells.tell("works", 2, 5)),
        *([Paragraph(tuple(period.tells.tell("lead-works")))] if stated else []),
        *pen.paragraphs(stated),
    ]


def _of_project(period: _Period, pen: Pen, title: str) -> Iterator[Sentence]:
    """Restate what held of it at the end of the period."""
    relations = ("project.budget", "project.due", "project.lead")
    held = pen.known.of(title, period.until, *relations)
    yield from pen.state(*(fact for fact in held if pen.dice.chance(0.4)))


def _of_contract(period: _Period, pen: Pen, reference: str) -> Iterator[Sentence]:
    relations = ("contract.contractor", "contract.signed")
    if pen.dice.chance(0.3):
        yield from pen.all(reference, period.until, *relations)


def _money(period: _Period, pen: Pen) -> list[Block]:
    facts = period.branch.facts
    paid = [
        fact.subject
        for entry in period.branch.entries
        if (fact := facts.latest("entry.on", entry.voucher))
        and isinstance(fact.value, date)
        and period.after < fact.value <= period.until
    ]
    stated = [
        said
        for one in pen.dice.some(paid, 2)
        for said in pen.all(one, period.until, *_PAID)
    ]
    return [
        Heading(period.tells.words("head-money")),
        *pen.paragraphs(period.tells.tell("money", 2, 5), stated),
    ]


def _suppliers(period: _Period, pen: Pen) -> list[Block]:
    table, notes = registers.companies(
        pen,
        period.branch.companies,
        period.until,
        period.tells.words("table-suppliers"),
    )
    return [
        Heading(period.tells.words("head-suppliers")),
        *pen.paragraphs(period.tells.tell("suppliers", 2, 3)),
        *registers.there(table),
        *pen.paragraphs(notes),
    ]


_ALWAYS: Final[Sequence[_Section]] = (_operations, _readings, _incidents, _assets)
_SOMETIMES: Final[Sequence[_Section]] = (
    *(
        partial(_telling, name)
        for name in ("season", "staff", "complaints", "visitors")
    ),
    _works,
    _money,
)
