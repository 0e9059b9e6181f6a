"""The batches that a provider has, as the store remembers them."""

from typing import Literal

from pipeline.records import Record
from pipeline.store import Store


class Batch(Record):
    name: str
    """Ours, given before anything is sent."""
    id: str | None
    """The provider's; `None` until it has confirmed the batch."""
    endpoint: str
    model: str
    state: Literal["submitting", "working", "collected"]
    submitted_at: str
    """Wall clock, UTC, ISO 8601."""
    calls: tuple[str, ...]
    prompts: tuple[str, ...]
    """Those of the calls, one by one: what a result is judged by."""


def put(store: Store, batch: Batch) -> None:
    store.insert("query_put_batch", [batch])


def forget(store: Store, batch: Batch) -> None:
    store.execute("query_forget_batch", name=batch.name)


def open_batches(store: Store) -> list[Batch]:
    """Return those whose results are still to come, the oldest first."""
    return store.select("query_open_batches", Batch)


def held(store: Store) -> set[str]:
    """Return the calls that a batch was paid for and has not answered yet."""
    return {call for batch in open_batches(store) for call in batch.calls}
