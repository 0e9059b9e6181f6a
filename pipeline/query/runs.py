"""What a run consists of, as the store remembers it."""

from collections.abc import Sequence

from pipeline.records import Planned, Run
from pipeline.store import Store


def record_run(store: Store, run: Run, planned: Sequence[Planned]) -> None:
    """Replace what the run of this name consists of; finished calls stay finished."""
    with store.transaction():
        store.execute("run_forget", name=run.name)
        store.execute("run_forget_planned", run=run.name)
        store.insert("run_add", [run])
        store.insert("run_add_planned", planned)
