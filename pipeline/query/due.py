"""Which of a plan's calls have ended, and how what ends is kept, without a loop."""

from collections.abc import Collection, Mapping, Sequence

from pipeline.query.rows import Finished
from pipeline.records import Outcome, Planned, Record
from pipeline.store import Store


class Ended(Record):
    id: str
    outcome: Outcome
    attempts: int


def wanted(planned: Sequence[Planned]) -> Mapping[str, Planned]:
    """Return by call id, in the order of the run, what may be sent."""
    found: dict[str, Planned] = {}
    for one in sorted(planned, key=lambda one: one.position):
        if one.unsent is None:
            found.setdefault(one.call, one)
    return found


def ended(store: Store, calls: Collection[str]) -> Mapping[str, Ended]:
    rows = store.select("query_finished", Ended, calls=list(calls))
    return {row.id: row for row in rows}


def keep(store: Store, done: Sequence[Finished]) -> None:
    """Write them in the caller's transaction."""
    requests = {one.sent.id: one.sent for one in done if one.sent}
    attempts = [row for one in done for row in one.attempts]
    store.insert("query_add_requests", list(requests.values()))
    store.insert("query_add_calls", [one.call for one in done])
    store.insert("query_add_attempts", attempts)
