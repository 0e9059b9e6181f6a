"""Which of a plan's calls have ended, and how what ends is kept."""

from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.query.pace.ledger import Spent
from pipeline.query.rows import Begun, Finished
from pipeline.records import Outcome, Planned, Record
from pipeline.store import Store


class Ended(NamedTuple):
    id: str
    outcome: Outcome


class _Made(Record):
    call: str
    number: int


def wanted(planned: Sequence[Planned]) -> dict[str, Planned]:
    """Return by call id, in the order of the run, what may be sent."""
    found: dict[str, Planned] = {}
    for one in sorted(planned, key=attrgetter("position")):
        if one.unsent is None:
            found.setdefault(one.call, one)
    return found


def ended(store: Store, calls: Collection[str]) -> dict[str, Ended]:
    """Return by call id how each ended that did: of a run to go on with, nearly all."""
    found = store.columns("query_finished", calls=list(calls))
    outcomes = {outcome.value: outcome for outcome in Outcome}
    return {
        call: Ended(call, outcomes[outcome])
        for call, outcome in zip(found["id"], found["outcome"], strict=True)
    }


def attempts_made(store: Store, calls: Collection[str]) -> dict[str, int]:
    """Return how many attempts are stored of each that was asked before."""
    rows = store.select("query_attempts_made", _Made, calls=list(calls))
    return {row.call: row.number for row in rows}


def keep(
    store: Store,
    done: Sequence[Finished],
    begun: Sequence[Begun] = (),
    noted: Sequence[Spent] = (),
) -> None:
    """Write them in the caller's transaction."""
    requests = {one.sent.id: one.sent for one in done if one.sent}
    store.insert("query_add_requests", list(requests.values()))
    store.insert("query_add_calls", [one.call for one in done])
    both: list[Finished | Begun] = [*done, *begun]
    store.insert("query_add_attempts", [row for one in both for row in one.attempts])
    spent = [row for one in both for row in one.spent]
    store.insert("query_add_spending", [*noted, *spent])
