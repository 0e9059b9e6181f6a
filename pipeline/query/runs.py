"""What a run consists of, as the store remembers it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from operator import attrgetter

from pipeline.records import Planned, Record, Run
from pipeline.store import Store


class _Shape(Record):
    calls: int
    models: int


def record_run(store: Store, run: Run, planned: Sequence[Planned]) -> str | None:
    """Replace what the run of this name consists of; finished calls stay finished.

    Return what to tell people when that changes what the run is about.
    """
    before, asked_at = _described(store, run.name), _addresses(store, run.name)
    same = before is not None and _stored_digest(store, run.name) == _digest(planned)
    dropped = 0 if same else _dropped(store, run.name, planned)
    with store.transaction():
        store.execute("run_forget", name=run.name)
        store.insert("run_add", [run])
        if not same:
            store.execute("run_forget_planned", run=run.name)
            store.insert("run_add_planned", planned)
    now = _described(store, run.name)
    if before is None or (before == now and not dropped):
        return None
    is_now = _other(planned, asked_at) if before == now else f"is now {now}"
    without = (
        f"; {dropped:,} of the calls that were made for it are no longer in it, and "
        "its report will be without them until it is planned as before"
        if dropped
        else ""
    )
    return (
        f"the run {run.name!r} was {before} and {is_now}{without}; answers are kept, "
        "and --name starts a run of its own"
    )


class _Asked(Record):
    model: str
    endpoint: str


def _addresses(store: Store, run: str) -> set[tuple[str, str]]:
    rows = store.select("run_addresses", _Asked, run=run)
    return {(row.model, row.endpoint) for row in rows}


def _other(planned: Sequence[Planned], asked_at: AbstractSet[tuple[str, str]]) -> str:
    """Say what is other than before, in a run of the same size."""
    known = {model for model, _ in asked_at}
    asks = {(one.model, one.endpoint) for one in planned}
    moved = sorted({model for model, _ in asks - asked_at if model in known})
    if not moved:
        return "has another design now"
    return f"asks {', '.join(moved)} at another address now"


class _Made(Record):
    call: str


def _dropped(store: Store, run: str, planned: Sequence[Planned]) -> int:
    """Return how many calls that have an end the stored design has and this has not."""
    made = {row.call for row in store.select("run_made", _Made, run=run)}
    return len(made - {one.call for one in planned})


class _Digest(Record):
    digest: str | None


def _stored_digest(store: Store, run: str) -> str | None:
    (stored,) = store.select("run_digest", _Digest, run=run)
    return stored.digest


def _digest(planned: Sequence[Planned]) -> str:
    """Return the digest of `run_digest.sql`: writing 100,000 rows takes seconds."""
    lines = [
        f"{p.position} {p.call} {p.prompt} {p.repeat} {p.model} {p.endpoint} "
        f"{p.unsent or ''}\n"
        for p in sorted(planned, key=attrgetter("position"))
    ]
    return sha256("".join(lines).encode()).hexdigest()


def _described(store: Store, name: str) -> str | None:
    runs = store.select("run_one", Run, name=name)
    if not runs:
        return None
    (shape,) = store.select("run_shape", _Shape, run=name)
    models = "1 model" if shape.models == 1 else f"{shape.models} models"
    return (
        f"{shape.calls:,} calls of {models} on {runs[0].corpus} with "
        f"{runs[0].collection}"
    )
