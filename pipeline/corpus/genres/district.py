"""The report of a district: its branches side by side, and all their tables."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from pipeline.corpus.dice import Dice
from pipeline.corpus.facts import Fact
from pipeline.corpus.genres import registers
from pipeline.corpus.genres.filing import after, at, slug
from pipeline.corpus.genres.known import Known, names
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Block, Heading, Paper, Paragraph, Sentence, Table
from pipeline.corpus.values import Voice
from pipeline.corpus.world import Branch, District

_READINGS: Final = ("site.flow", "site.power", "site.turbidity")
_LET: Final = ("Contract", "Contractor", "Signed (day)")
_HELD: Final = ("Meeting", "Day", "Chair", "Present (members)")
_RECENT: Final = 2
"""The years whose incidents are compared."""


class _Part(NamedTuple):
    """A section with a table: a row for each group of facts."""

    name: str
    head: tuple[str, ...]
    groups: Sequence[Sequence[Fact]]


def papers(district: District, dice: Dice) -> Iterator[Paper]:
    board = district.branches[0].board
    known = Known(*district.branches)
    pen = Pen("district", known, [Voice.FORMAL], dice, _names(district))
    title = f"{pen.words('title')}: {district.name}, {board.last.year}"
    blocks: list[Block] = [Heading(pen.words("head-foreword"))]
    blocks += pen.paragraphs(pen.tell("foreword", 4, 7))
    for part in dice.shuffled([*_sites(district, known), *_schemes(district, known)]):
        blocks += _compared(pen, part)
    for branch in district.branches:
        blocks += _notes(pen, branch)
    pen.turn(_names(district))
    yield Paper(
        path=f"districts/{slug(district.name)}-{board.last.year}",
        format="pdf",
        title=title,
        author=f"{board.name}, {district.name}",
        made=at(after(board.last, dice, 45, 90), dice),
        blocks=(
            *blocks,
            Heading(pen.words("head-outlook")),
            *pen.paragraphs(pen.tell("outlook", 4, 7)),
            Paragraph(tuple(pen.tell("close", 1, 2))),
            *_annex(district, pen),
        ),
        columns=2,
        head=f"{board.name} | {title}",
    )


def _names(district: District) -> dict[str, str]:
    return {"district": district.name}


def _compared(pen: Pen, part: _Part) -> list[Block]:
    caption = pen.words(f"table-{part.name}")
    table, notes = registers.register(pen, part.groups, caption, part.head)
    telling = _TOLD.get(part.name, part.name)
    blocks: list[Block] = [Heading(pen.words(f"head-{telling}"))]
    blocks += pen.paragraphs(pen.tell(telling, 1, 3))
    return [*blocks, *registers.there(table), *pen.paragraphs(notes)]


def _sites(district: District, known: Known) -> Iterator[_Part]:
    """Compare what is so of the sites themselves at the end of the last year."""
    own: list[list[Fact]] = []
    licences: list[list[Fact]] = []
    managers: list[list[Fact]] = []
    for branch in district.branches:
        site, last = branch.site.name, branch.board.last
        own.append(known.of(site, last, "site.opened", "site.area"))
        licences.append(known.of(site, last, "site.capacity"))
        managers.append(known.of(site, last, "site.manager"))
    yield _Part("sites", ("Site", "Opened", "Catchment (ha)"), own)
    yield _Part("licences", ("Site", "Capacity (m3/day)", "Since (day)"), licences)
    yield _Part("managers", ("Site", "Since", "Manager (name)"), managers)
    yield _Part(
        "readings",
        ("Site", "Month", "Flow (m3)", "Power (kWh)", "Turbidity (NTU)"),
        _of_month(district),
    )


def _schemes(district: District, known: Known) -> Iterator[_Part]:
    """Compare projects, contracts and incidents over all sites."""
    budgets: list[list[Fact]] = []
    dates: list[list[Fact]] = []
    leads: list[list[Fact]] = []
    contracts: list[list[Fact]] = []
    incidents: list[list[Fact]] = []
    for branch in district.branches:
        last = branch.board.last
        for project in branch.projects:
            budgets.append(known.of(project.title, last, "project.budget"))
            dates.append(known.of(project.title, last, "project.due"))
            leads.append(known.of(project.title, last, "project.lead"))
        for contract in branch.contracts:
            of_it = ("contract.contractor", "contract.price")
            contracts.append(known.of(contract.reference, last, *of_it))
        for incident in branch.incidents:
            if incident.on.year > last.year - _RECENT:
                columns = registers.INCIDENT
                incidents.append(known.of(incident.reference, last, *columns))
    head = ("From", "Project", "What")
    yield _Part("budgets", (*head, "Sum (EUR)"), budgets)
    yield _Part("dates", (*head, "Day (last set)"), dates)
    yield _Part("leads", (*head, "Who (name)"), leads)
    yield _Part(
        "contracts", ("Contract", "Contractor", "Price (EUR)", "From (day)"), contracts
    )
    yield _Part("incidents", registers.INCIDENTS, incidents)


def _of_month(district: District) -> list[list[Fact]]:
    """Return the readings of the latest month that most sites have in full."""
    full: dict[date, list[list[Fact]]] = {}
    for branch in district.branches:
        for flow in branch.facts.history("site.flow", branch.site.name):
            found = [_reading(branch, relation, flow.on) for relation in _READINGS]
            there = [fact for fact in found if fact is not None]
            if flow.on is not None and len(there) == len(_READINGS):
                full.setdefault(flow.on, []).append(there)
    counts = Counter({month: len(groups) for month, groups in full.items()})
    best = max(counts, key=lambda month: (counts[month], month), default=None)
    return full[best] if best else []


def _reading(branch: Branch, relation: str, month: date | None) -> Fact | None:
    history = branch.facts.history(relation, branch.site.name)
    return next((fact for fact in history if fact.on == month), None)


def _notes(pen: Pen, branch: Branch) -> Iterator[Block]:
    """Write of one branch, and restate some of what its own papers say."""
    pen.turn(names(branch))
    yield Heading(pen.words("head-branch"), 3)
    yield from pen.paragraphs(pen.tell("branch", 3, 5))
    stated = [*_of_site(pen, branch), *_of_things(pen, branch)]
    yield Paragraph((*pen.tell("lead-branch"), *pen.dice.shuffled(stated)))


def _of_site(pen: Pen, branch: Branch) -> list[Sentence]:
    one = pen.dice.one_of(("site.manager", "site.capacity"))
    return pen.all(branch.site.name, branch.board.last, one, "site.area", "site.opened")


def _of_things(pen: Pen, branch: Branch) -> Iterator[Sentence]:
    last = branch.board.last
    for project in pen.dice.some(branch.projects, 1):
        yield from pen.all(project.title, last, "project.lead")
    for asset in pen.dice.some(branch.assets, 1):
        relations = ("asset.maker", "asset.site", "asset.installed")
        yield from pen.all(asset.code, last, *relations)
    for firm in pen.dice.some(branch.companies, 1):
        yield from pen.all(firm.name, last, "company.director", "company.seat")


def _annex(district: District, pen: Pen) -> Iterator[Block]:
    """Print the registers of all branches, and what was measured in all years."""
    yield Heading(pen.words("head-annex"))
    yield from pen.paragraphs(pen.tell("annex", 2, 3))
    for branch in district.branches:
        yield Heading(branch.site.name, 3)
        for table, notes in _registers(branch, pen):
            yield from registers.there(table)
            yield from pen.paragraphs(notes)


def _registers(branch: Branch, pen: Pen) -> Iterator[tuple[Table, Sequence[Sentence]]]:
    known, (first, last) = pen.known, (branch.board.first, branch.board.last)

    def caption(name: str) -> str:
        return pen.words(f"table-{name}")

    codes = [asset.code for asset in branch.assets]
    let = ("contract.contractor", "contract.signed")
    contracts = [known.of(one.reference, last, *let) for one in branch.contracts]
    sat = ("meeting.on", "meeting.chair", "meeting.present")
    meetings = [known.of(one.reference, last, *sat) for one in branch.meetings]
    yield registers.assets(pen, codes, last, caption("plant"))
    yield registers.register(pen, contracts, caption("let"), _LET)
    yield registers.register(pen, meetings, caption("held"), _HELD)
    period = (first - timedelta(days=1), last)
    yield registers.readings(pen, branch.site.name, period, caption("years"))


_TOLD: Final = {"budgets": "projects", "dates": "projects", "leads": "projects"}
"""Parts that are told of by the words of another."""
