"""Say what a run would be, before anything is sent."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import click

from pipeline.cli.forecast_table import forecast_lines
from pipeline.cli.options import Workspace, as_data, pass_workspace, run_options
from pipeline.cli.steps.planning import Plan, plan_step
from pipeline.cli.talk import say, say_each
from pipeline.query.forecasts.counting import Wanted, count_prompts, wanted
from pipeline.query.forecasts.forecast import LEAST_TOKENS, Basis, forecast
from pipeline.query.forecasts.foreseen import Counted, Earlier, Forecast
from pipeline.query.models.endpoints import resolve
from pipeline.query.pace.budget import unbounded
from pipeline.query.prices import prices_of
from pipeline.records import Record
from pipeline.settings import BenchSettings
from pipeline.statistics.planning import Design
from pipeline.store import Store


@click.command()
@run_options
@click.option(
    "--count",
    is_flag=True,
    help="Have services count the tokens of a few prompts: sends those prompts.",
)
@as_data
@pass_workspace
def plan(
    workspace: Workspace, settings: BenchSettings, *, count: bool, as_data: bool
) -> None:
    """Build every prompt and foresee calls, tokens, money and time.

    Nothing is sent, unless --count is given: then up to three prompts of each model
    go to its service, to be counted and not answered.

    \b
    Example:
      docqa plan --lengths 16k,128k -m moonshot/kimi-k3
    """
    with workspace.open() as store:
        made = plan_step(store, settings, to_send=False)
        _say_unbounded(made, settings)
        if count:
            _count(store, made, settings)
        foreseen = _forecast(store, made, settings)
    if as_data:
        click.echo(foreseen.model_dump_json(indent=2))
        return
    for line in forecast_lines(foreseen):
        click.echo(line)


def _say_unbounded(made: Plan, settings: BenchSettings) -> None:
    """Name the models that a run with this budget will refuse."""
    if settings.budget_usd is None:
        return
    for target in made.targets:
        if said := unbounded(target.settings, settings.budget_usd):
            say(f"{target.settings.id}: {said}")


class _Paid(Record):
    id: str
    cost_usd: float | None


class _Asked(Record):
    questions: int
    """Of one document."""


def _forecast(store: Store, made: Plan, settings: BenchSettings) -> Forecast:
    now = datetime.now(UTC)
    calls = [one.call for one in made.planned if one.unsent is None]
    return forecast(
        Basis(
            planned=made.planned,
            prompts={prompt.id: prompt for prompt in made.built.prompts},
            targets={target.settings.id: target for target in made.targets},
            prices={t.settings.id: prices_of(t, now) for t in made.targets},
            paid={
                row.id: row.cost_usd
                for row in store.select("plan_paid", _Paid, calls=calls)
            },
            earlier=store.select("plan_earlier", Earlier, least_tokens=LEAST_TOKENS),
            counted=store.select("plan_counts", Counted),
            latency=settings.latency,
            budget_usd=settings.budget_usd,
            design=Design(
                sizes=tuple(
                    row.questions
                    for row in store.select("plan_sizes", _Asked, run=made.run.name)
                )
            ),
        )
    )


def _count(store: Store, made: Plan, settings: BenchSettings) -> None:
    due = wanted(
        made.targets,
        made.planned,
        {prompt.id: prompt for prompt in made.built.prompts},
        store.select("plan_counts", Counted),
    )
    due = _with_keys(due, settings)
    if not due:
        say("no service has anything to count: none can, or it has been done")
        return
    say_each("to be counted, not answered, and free of charge:", _told(due))
    mistakes = count_prompts(store, due, made.built.text_of)
    say_each("what could not be counted:", mistakes)


def _with_keys(due: Sequence[Wanted], settings: BenchSettings) -> list[Wanted]:
    """Have what is needed to send checked, but only of models that are asked."""
    asked = {one.target.settings.id for one in due}
    models = [model for model in settings.models if model.id in asked]
    targets = {
        t.settings.id: t
        for t in resolve(models, os.environ, services=settings.services)
    }
    return [one._replace(target=targets[one.target.settings.id]) for one in due]


def _told(due: Sequence[Wanted]) -> list[str]:
    return [
        f"{target.settings.id}: prompts of "
        f"{', '.join(f'{prompt.tokens:,}' for prompt in prompts)} tokens go to "
        f"{urlsplit(target.base_url).netloc}"
        for target, prompts in due
    ]
