"""The table of coverage as it stands in docs/method.md."""

from collections.abc import Iterator, Sequence
from typing import Final

from benchmarks.coverage.band import Claim, Row
from benchmarks.measure import table

BEGIN: Final = "<!-- coverage: written by `make coverage-sim` -->"
END: Final = "<!-- end of coverage -->"
_HEADER: Final = (
    *("number", "design", "worlds", "runs each", "says", "mean", "farthest off"),
    *("there", "mean width", "in band"),
)
_IN_BAND: Final = {
    (True, True): "yes",
    (True, False): "yes",
    (False, True): "**no**",
    (False, False): "no, and marked",
}


def page(found: Sequence[Row]) -> str:
    """Return the table, a row for each number and design."""
    return table([_HEADER, *([*_cells(row)] for row in found)])


def between(text: str, written: str) -> str:
    """Return the page with this text between the two marks."""
    before, rest = text.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    return f"{before}{BEGIN}\n\n{written}\n{END}{after}"


def _cells(row: Row) -> Iterator[str]:
    case, worst = row.case, row.worst
    yield case.number
    yield case.design
    yield str(len(row.found))
    yield f"{worst.tried.runs:,}"
    yield (
        f"{case.nominal:.0%}"
        if case.claim is Claim.COVERS
        else f"<= {case.nominal:.0%}"
    )
    yield f"{row.mean:.1%} +- {row.error:.1%}"
    yield f"{worst.share:.1%} +- {worst.error:.1%}"
    yield worst.case.world
    yield "" if row.width is None else f"{row.width:.3f}"
    yield _IN_BAND[row.inside, case.promised]
