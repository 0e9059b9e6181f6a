"""A plan is sent, and what failed or is missing is said."""

from pipeline.cli.progress import bar
from pipeline.cli.steps.planning import Plan
from pipeline.cli.talk import say, say_each
from pipeline.errors import IncompleteError
from pipeline.query.loop import run
from pipeline.query.pace.budget import uncounted
from pipeline.query.stage import RunResult, run_calls
from pipeline.records import Outcome
from pipeline.report.words import plural
from pipeline.settings import BenchSettings
from pipeline.store import Store

MOST_SHOWN = 200
"""Characters of a failure's own words."""
_MISSING = (Outcome.FAILED, Outcome.TRUNCATED, Outcome.REFUSED, Outcome.FILTERED)


def run_step(
    store: Store, made: Plan, settings: BenchSettings, *, retry_failed: bool = False
) -> RunResult:
    if settings.budget_usd is not None:
        _say_uncounted(store, made)
    with bar("asking", "call") as progress:
        result = run(
            run_calls(
                store,
                made.planned,
                {target.settings.id: target for target in made.targets},
                made.built.text_of,
                prompts={prompt.id: prompt for prompt in made.built.prompts},
                seed=settings.seed,
                progress=progress,
                retry_failed=retry_failed,
                latency=settings.latency,
                budget_usd=settings.budget_usd,
            )
        )
    before = result.already_finished
    were = "was" if before == 1 else "were"
    say(f"{plural(result.sent, 'call')} sent, {before:,} {were} finished before")
    if settings.latency and result.already_finished:
        say(
            "latency: those finished before keep the times they had then; --db FILE "
            "starts a workspace of its own, where all are timed"
        )
    if failed := result.outcomes.get(Outcome.FAILED, 0):
        _say_failures(failed, result)
    return result


def _say_failures(failed: int, result: RunResult) -> None:
    reasons = [
        f"{found.calls} {kind}, such as: {found.message[:MOST_SHOWN]}"
        for kind, found in result.failures.items()
    ]
    say_each(
        f"{plural(failed, 'call')} failed; --retry-failed sends "
        f"{'it' if failed == 1 else 'them'} again:",
        reasons or ["they failed before: SELECT error, message FROM calls says why"],
    )


def _say_uncounted(store: Store, made: Plan) -> None:
    paid = {target.settings.id for target in made.targets if target.baseline is None}
    calls = {one.call for one in made.planned if one.model in paid}
    if count := uncounted(store, calls):
        say(
            f"this run made {plural(count, 'call')} earlier at a cost that is not "
            "known; budget_usd does not count them"
        )


def check_complete(
    result: RunResult, tolerated: float, *, left: int = 0, why: str = ""
) -> None:
    """Raise `IncompleteError` when calls were not sent, or too many had no answer.

    `left` is how many have no end yet, and `why` says what became of them.
    """
    if unsent := [*result.closed, *filter(None, [result.shortfall])]:
        raise IncompleteError.of([str(one) for one in unsent])
    planned = sum(result.outcomes.values()) + left
    missing = sum(result.outcomes.get(outcome, 0) for outcome in _MISSING) + left
    if planned and missing / planned > tolerated:
        message = (
            f"{missing} of {planned} calls ended without an answer, more than the "
            f"{tolerated:.0%} that are tolerated; the report says which and why"
            f"{f' ({left} have no end: {why})' if left else ''}"
        )
        raise IncompleteError(message)
