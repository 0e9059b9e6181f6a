"""Ask models texts that are no prompts of a run: for verdicts, for questions.

The query stage asks them, with the retries, the pace, the budget and the memory that it
has for every other call.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from pydantic import ValidationError

from pipeline.cli.progress import bar
from pipeline.cli.steps.asking import MOST_SHOWN
from pipeline.cli.talk import say, say_each
from pipeline.errors import SettingsError
from pipeline.query.cost import cost_usd, worst_usd
from pipeline.query.due import ended
from pipeline.query.loop import run as run_loop
from pipeline.query.models.asking import MARGIN, expected_tokens, output_room
from pipeline.query.models.target import Target
from pipeline.query.pace.budget import shown
from pipeline.query.plan import plan
from pipeline.query.prices import prices_of
from pipeline.query.stage import RunResult, run_calls
from pipeline.query.text import PlainText
from pipeline.records import Outcome, Planned, Usage
from pipeline.settings import ModelSettings
from pipeline.store import Store

SEED: Final = 2026


class Errand(NamedTuple):
    """What texts are asked for, and what that may cost."""

    purse: str
    """The name under which the money is counted, over all sessions."""
    doing: str
    """For the progress bar."""
    calls: str
    """What its calls are called."""
    likely_tokens: int
    """What a reply takes; a model that reasons writes more."""
    budget_usd: float | None


class Sent(NamedTuple):
    planned: Sequence[Planned]
    """Those that a model's window holds."""
    result: RunResult


def model_called(name: str, role: str) -> ModelSettings:
    """Return the settings of a model that no configuration names."""
    try:
        return ModelSettings(id=name)
    except ValidationError as error:
        said = "; ".join(one["msg"] for one in error.errors())
        message = f"{role} {name!r}: {said.removeprefix('Value error, ')}"
        raise SettingsError(message) from error


def in_process(name: str) -> bool:
    return name.startswith("baseline/")


def ask_texts(
    store: Store,
    errand: Errand,
    texts: Sequence[PlainText],
    targets: Sequence[Target],
    text_of: Callable[[str], str],
) -> Sent:
    """Ask every target every text once, but for those that were answered before."""
    planned = plan(errand.purse, texts, targets, repeats=1, seed=SEED)
    by_name = {target.settings.id: target for target in targets}
    sizes = {text.id: text.tokens for text in texts}
    _say_foreseen(store, planned, sizes, by_name, errand.likely_tokens)
    with bar(errand.doing, "call") as progress:
        result = run_loop(
            run_calls(
                store,
                planned,
                by_name,
                text_of,
                prompts={text.id: text for text in texts},
                seed=SEED,
                progress=progress,
                retry_failed=True,
                budget_usd=errand.budget_usd,
            )
        )
    _say_result(result, errand.calls)
    return Sent([one for one in planned if one.unsent is None], result)


def _say_foreseen(
    store: Store,
    planned: Sequence[Planned],
    tokens: Mapping[str, int],
    targets: Mapping[str, Target],
    likely: int,
) -> None:
    before = ended(store, [one.call for one in planned])
    known = {c for c, row in before.items() if row.outcome is not Outcome.FAILED}
    for model, target in targets.items():
        due = [
            tokens[one.prompt]
            for one in planned
            if one.model == model and one.call not in known and one.unsent is None
        ]
        say(f"{model}: {len(due):,} texts to ask{_money(target, due, likely)}")


def _money(target: Target, due: Sequence[int], likely_tokens: int) -> str:
    prices = prices_of(target, datetime.now(UTC))
    if not due or prices is None:
        return ", at a price that is not known" if due else ""
    likely = most = 0.0
    for size in due:
        own = expected_tokens(target.facts, size) + MARGIN
        room = max(1, output_room(target, size))
        written = min(room, likely_tokens)
        usage = Usage(prompt_tokens=own, completion_tokens=written)
        likely += cost_usd(prices.now, usage) or 0.0
        most += max(worst_usd(price, own, room) for price in prices.ahead)
    return f", about {shown(likely)} and at most {shown(most)}"


def _say_result(result: RunResult, calls: str) -> None:
    say(f"{result.sent:,} texts asked, {result.already_finished:,} were asked before")
    say_each(
        f"{calls} that failed; the same command asks them again:",
        [
            f"{found.calls:,} {kind}, such as: {found.message[:MOST_SHOWN]}"
            for kind, found in result.failures.items()
        ],
    )
