"""Read every run of a store, and tell who led on what."""

from collections.abc import Sequence
from typing import Final

from pipeline.compare.chronicle import History, Missing
from pipeline.compare.history import Told, series
from pipeline.compare.loading import Loader, no_run_yet
from pipeline.compare.rows import ModelRun
from pipeline.compare.standings import stood
from pipeline.errors import PipelineError
from pipeline.progress import Progress
from pipeline.report.inputs import Headline
from pipeline.report.paths import portable
from pipeline.report.stage import headline_of
from pipeline.store import Store

_NOT_ASKED: Final = "planned, not asked"
_NO_ANSWER: Final = "asked, without an answer that counts"


def history(store: Store, progress: Progress) -> History:
    """Return all runs there are, of each corpus and set of questions, in order.

    A run without a figure is named with the reason: it led on nothing, and beside it
    every other one would look like a change. Raises `PipelineError` where there is no
    run at all.
    """
    runs: dict[str, list[ModelRun]] = {}
    for row in Loader(store).models():
        runs.setdefault(row.run, []).append(row)
    if not runs:
        raise no_run_yet()
    told: list[Told] = []
    missing: list[Missing] = []
    for done, (run, models) in enumerate(sorted(runs.items())):
        progress(done, len(runs), run)
        try:
            rows = headline_of(store, run)
        except PipelineError as error:
            missing.append(Missing(run=run, reason=str(error)))
            continue
        found = _told(models, rows)
        if any(model.accuracy for model in found.stood.models):
            told.append(found)
        else:
            reason = _NO_ANSWER if found.asked else _NOT_ASKED
            missing.append(Missing(run=run, reason=reason))
    return History(series=tuple(series(told)), missing=tuple(missing))


def _told(models: Sequence[ModelRun], rows: Headline) -> Told:
    first = models[0]
    return Told(
        run=first.run,
        corpus=portable(first.corpus),
        collection=portable(first.collection),
        asked=_asked(models),
        stood=stood(first, rows),
    )


def _asked(models: Sequence[ModelRun]) -> str | None:
    own = [row.own_call for row in models if row.own_call]
    last = [row.last_call for row in models if row.last_call]
    return min(own, default=max(last, default=None))
