"""The calls of a run, read from the store for the page that shows them."""

from typing import Final

from pipeline.records import Prompt, Record
from pipeline.report.html import rows
from pipeline.store import Store

MOST_CALLS: Final = 20_000
"""A browser would take seconds to open more; calls.parquet holds all."""
MOST_CHARS: Final = 4_000
"""Of an answer or a reason, at most: `packing` may cut shorter."""


class _Count(Record):
    calls: int


def read_calls(store: Store, run: str, most: int = MOST_CALLS) -> rows.Calls:
    """Return the calls of a run, at most `most`, with what they were about."""
    (planned,) = store.select("html_count", _Count, run=run)
    calls = store.select(
        "html_calls", rows.CallRow, run=run, most=most, chars=MOST_CHARS
    )
    prompts = store.select(
        "html_prompts", Prompt, prompts=sorted({one.prompt for one in calls})
    )
    places = {(one.layout, one.rung) for one in prompts}
    shelves = sorted((name, rung) for name, rung in places if name and rung is not None)
    return rows.Calls(
        planned.calls,
        calls,
        prompts,
        store.select(
            "html_shelves",
            rows.ShelfRow,
            layouts=[layout for layout, _ in shelves],
            rungs=[rung for _, rung in shelves],
        ),
        store.select(
            "html_passages",
            rows.PassageRow,
            run=run,
            numbers=sorted({number for one in prompts for number in one.evidence}),
        ),
        store.select("html_questions", rows.QuestionRow, run=run, chars=MOST_CHARS),
    )
