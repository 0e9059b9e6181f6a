"""How many of one model's calls were right in the time a user is willing to wait."""

from collections.abc import Sequence

from pipeline.report import rows
from pipeline.report.contents import Within
from pipeline.report.quotients import summed
from pipeline.statistics.proportions import Calls, proportion


def within(found: Sequence[rows.Within], seconds: float | None) -> Within | None:
    """Return the share over questions; `None` where no time is declared.

    The rows of one model; lengths add up in a question. The share is `None` without
    any call.
    """
    if seconds is None:
        return None
    made = summed([row for row in found if row.calls], "hits", "calls")
    hits, calls = made.columns
    return Within(
        seconds=seconds,
        share=proportion(
            hits / calls,
            made.clusters,
            Calls(hits=int(hits.sum()), calls=int(calls.sum())),
        ),
    )
