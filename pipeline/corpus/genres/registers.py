"""Tables that several papers have, and what they state beside a row. Pure.

A row has all that its form wants; where something of it is missing and no form does
without, the rest is stated in sentences below the table.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pipeline.corpus.facts import Fact
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Row, Sentence, Table
from pipeline.corpus.world.tables import Company

ASSET: Final = (
    "asset.serial",
    "asset.maker",
    "asset.rating",
    "asset.site",
    "asset.installed",
)
INCIDENT: Final = (
    "incident.on",
    "incident.asset",
    "incident.site",
    "incident.hours",
    "incident.cause",
    "incident.cost",
)
_READING: Final = ("site.flow", "site.power", "site.turbidity")

# The last heading ends small or in a bracket: a name in the first row goes on no word
# before it.
_READINGS: Final = ("Site", "Month", "Flow (m3)", "Power (kWh)", "Turbidity (NTU)")
_ASSETS: Final = ("Asset", "Serial number", "Maker", "Rating (kW)", "Site", "In since")
INCIDENTS: Final = (
    *("Incident", "Date", "Asset", "Site", "Hours", "Cause"),
    "Cost (EUR)",
)
_COMPANIES: Final = ("Firm", "Managing director", "Seat", "Trade, as entered")


def there(table: Table) -> list[Table]:
    """Return it where it has rows."""
    return [table] if table.rows else []


def readings(
    pen: Pen, site: str, period: tuple[date, date], caption: str
) -> tuple[Table, list[Sentence]]:
    of_months: dict[date, list[Fact]] = {}
    for relation in _READING:
        for fact in pen.known.begun(relation, site, period):
            if fact.on is not None:
                of_months.setdefault(fact.on, []).append(fact)
    groups = [of_months[month] for month in sorted(of_months)]
    return register(pen, groups, caption, _READINGS)


def assets(
    pen: Pen, codes: Iterable[str], day: date, caption: str
) -> tuple[Table, list[Sentence]]:
    groups = [pen.known.of(code, day, *ASSET) for code in codes]
    return register(pen, groups, caption, _ASSETS)


def incidents(
    pen: Pen, references: Iterable[str], day: date, caption: str
) -> tuple[Table, list[Sentence]]:
    groups = [pen.known.of(one, day, *INCIDENT) for one in references]
    return register(pen, groups, caption, INCIDENTS)


def companies(
    pen: Pen, firms: Iterable[Company], day: date, caption: str
) -> tuple[Table, list[Sentence]]:
    rows: list[Row] = []
    notes: list[Sentence] = []
    for firm in firms:
        of_it = pen.known.of(firm.name, day, "company.director", "company.seat")
        row = pen.row(*of_it, more=(firm.trade,))
        if row:
            rows.append(row)
        else:
            notes += pen.state(*of_it)
    return Table(caption, _COMPANIES, tuple(rows)), notes


def register(
    pen: Pen,
    groups: Sequence[Sequence[Fact]],
    caption: str,
    head: tuple[str, ...],
) -> tuple[Table, list[Sentence]]:
    """Write a row for each group of facts, and what no row could hold.

    A form of one fact says which, in a cell of its own: no row for a head that does.
    """
    fewest = min(2, max(map(len, groups), default=0))
    rows: list[Row] = []
    notes: list[Sentence] = []
    for group in groups:
        row = pen.row(*group) if len(group) >= fewest else None
        if row is not None and len(row.cells) == len(head):
            rows.append(row)
        else:
            notes += pen.state(*group)
    return Table(caption, head, tuple(rows)), notes
