"""What a run consists of, as the store remembers it."""

from collections.abc import Sequence

from pipeline.records import Planned, Record, Run
from pipeline.store import Store


class _Shape(Record):
    calls: int
    models: int


def record_run(store: Store, run: Run, planned: Sequence[Planned]) -> str | None:
    """Replace what the run of this name consists of; finished calls stay finished.

    Return what to tell people when that changes which calls or models it has.
    """
    (before,) = store.select("run_shape", _Shape, run=run.name)
    with store.transaction():
        store.execute("run_forget", name=run.name)
        store.execute("run_forget_planned", run=run.name)
        store.insert("run_add", [run])
        store.insert("run_add_planned", planned)
    (now,) = store.select("run_shape", _Shape, run=run.name)
    if not before.calls or before == now:
        return None
    return (
        f"the run {run.name!r} was {_shape(before)} and is now {_shape(now)}; answers "
        "are kept, and --name starts a run of its own"
    )


def _shape(shape: _Shape) -> str:
    return f"{shape.calls:,} calls of {shape.models} models"
