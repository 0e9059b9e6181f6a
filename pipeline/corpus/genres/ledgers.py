"""The ledgers: one workbook, one a year, or exports too; a sheet is a quarter.

Every voucher is in one of them only: a sum over the ledgers counts it once.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

from pipeline.corpus.dice import Dice
from pipeline.corpus.genres.filing import after, at, slug
from pipeline.corpus.genres.known import Known, names
from pipeline.corpus.genres.pen import Pen
from pipeline.corpus.papers import Format, Paper, Row, Table
from pipeline.corpus.values import Voice
from pipeline.corpus.world import Branch
from pipeline.corpus.world.tables import Entry

_COLUMNS: Final = ("entry.amount", "entry.on", "entry.payee", "entry.project")
_HEADS: Final = (
    ("Voucher", "Payee", "Date", "Project", "Amount (EUR)", "For what", "Remark"),
    ("Slip", "Paid to", "Booked", "Charged to", "Sum in euros", "Goods", "Note"),
    ("Voucher", "Firm", "Day", "Account", "EUR", "Text", "Remarks"),
)
_HABITS: Final = ("one book", "a book a year", "exports")
"""Of a branch: the last exports some quarters, instead of keeping them as a sheet; the
others only their last, which is in no book yet."""
_EXPORTED: Final = 0.25
"""The share of these."""
_LEFT_OUT: Final = (0, 1, 2, 2, 2)
"""The last columns, what was bought and a remark, that a clerk does not keep."""

Quarter: TypeAlias = tuple[int, int]
"""Year and quarter, from 1."""


def papers(branch: Branch, dice: Dice) -> Iterator[Paper]:
    quarters, habit = _quarters(branch), dice.one_of(_HABITS)
    often = habit == "exports"
    exported = [q for q in quarters if often and dice.chance(_EXPORTED)]
    exported = exported or [*quarters][-1:]
    kept = [quarter for quarter in quarters if quarter not in exported]
    years = sorted({year for year, _ in kept})
    single = habit == "one book" and bool(years)
    for of in [years] if single else [[year] for year in years]:
        sheets = [quarter for quarter in kept if quarter[0] in of]
        yield _Ledger(branch, quarters, dice.of(*of)).paper("xlsx", sheets)
    for quarter in exported:
        yield _Ledger(branch, quarters, dice.of(quarter)).paper("csv", [quarter])


class _Ledger:
    """The book of a year or of all, as its clerk keeps it."""

    def __init__(
        self, branch: Branch, quarters: Mapping[Quarter, Sequence[Entry]], dice: Dice
    ) -> None:
        self._branch: Final = branch
        self._quarters: Final = quarters
        self._dice: Final = dice
        self._pen: Final = Pen(
            "ledgers", Known(branch), [Voice.TERSE], dice, names(branch)
        )
        self._head: Final = dice.one_of(_HEADS)
        self._width: Final = len(self._head) - dice.one_of(_LEFT_OUT)

    def paper(self, written: Format, quarters: Sequence[Quarter]) -> Paper:
        site = self._branch.site.name
        book = written == "xlsx"
        year, quarter = quarters[-1]
        years = str(year) if quarters[0][0] == year else f"{quarters[0][0]}-{year}"
        when = years if book else f"{year}-q{quarter}"
        title = self._pen.words("title" if book else "export-title")
        return Paper(
            path=f"ledgers/{slug(site)}-{when}",
            format=written,
            title=f"{title}, {site}, {years}",
            author=f"{self._branch.board.name}, Accounts",
            made=at(self._closed(quarters[-1], book=book), self._dice.of(when)),
            blocks=tuple(self._sheet(quarter, plain=not book) for quarter in quarters),
        )

    def _closed(self, quarter: Quarter, *, book: bool) -> date:
        """Return when it was closed: a book with its year, an export soon."""
        year, number = quarter
        month = 12 if book else 3 * number
        first_after = date(year + month // 12, month % 12 + 1, 1)
        return after(first_after, self._dice, 3, 25)

    def _sheet(self, quarter: Quarter, *, plain: bool) -> Table:
        """Write a quarter; a plain one has the columns that a program asks for."""
        year, number = quarter
        width = len(_COLUMNS) + 1 if plain else self._width
        rows = (self._row(entry, width) for entry in self._quarters[quarter])
        there = tuple(row for row in rows if row is not None)
        return Table(f"{year} Q{number}", self._head[:width], there)

    def _row(self, entry: Entry, width: int) -> Row | None:
        of_it = (self._branch.facts.latest(one, entry.voucher) for one in _COLUMNS)
        more = (entry.what, self._pen.words("remark").lower())
        return self._pen.row(*of_it, more=more[: width - len(_COLUMNS) - 1])


def _quarters(branch: Branch) -> Mapping[Quarter, Sequence[Entry]]:
    """Return the entries by the quarter of their date, in the order of the book."""
    found: dict[Quarter, list[tuple[date, Entry]]] = {}
    for entry in branch.entries:
        fact = branch.facts.latest("entry.on", entry.voucher)
        if fact is not None and isinstance(fact.value, date):
            quarter = (fact.value.year, (fact.value.month + 2) // 3)
            found.setdefault(quarter, []).append((fact.value, entry))
    return {
        quarter: [entry for _, entry in sorted(found[quarter])]
        for quarter in sorted(found)
    }
