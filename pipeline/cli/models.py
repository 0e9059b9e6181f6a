"""Show which models can be asked now, and what is known of them."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import click

from pipeline.cli.columns import Column, table, terminal_columns
from pipeline.cli.options import as_data, config, settings_of
from pipeline.cli.talk import say
from pipeline.documents.visible import as_json
from pipeline.query.models.endpoints import resolve
from pipeline.query.models.target import Target
from pipeline.query.overview import (
    ModelState,
    Request,
    ServiceState,
    model_state,
    model_states,
    request_of,
    service_state,
    service_states,
    with_reachability,
)
from pipeline.redaction import of_environment
from pipeline.settings import BenchSettings


@click.command()
@click.argument("name", required=False)
@click.option(
    "--check", is_flag=True, help="Try whether the servers on this machine listen."
)
@config
@as_data
def models(
    name: str | None, config: Path | None, *, check: bool, as_data: bool
) -> None:
    """Show what can be asked now: all services, one, or one model.

    Nothing is sent, and keys are never shown. The models of a service are those that
    something is known of; any other name can be asked too.

    \b
    Examples:
      docqa models
      docqa models moonshot
      docqa models moonshot/kimi-k3
    """
    settings = settings_of(config, {})
    if name and "/" in name:
        _show_model(_target(name, settings), settings, as_data=as_data)
        return
    if name:
        states = [service_state(name, os.environ, settings.services)]
    else:
        states = service_states(os.environ, settings.services)
    if check:
        states = with_reachability(states)
    if name:
        _show_service(states[0], settings, as_data=as_data)
    elif as_data:
        _print([as_json([state.model_dump() for state in states])])
    else:
        _print(_services(states))
        say("docqa models <service> shows its models; -m <service>/<model> asks one")


def _print(lines: Iterable[str]) -> None:
    redacted = of_environment(os.environ)
    for line in lines:
        click.echo(redacted(line))


def _target(model: str, settings: BenchSettings) -> Target:
    """Return where a model is asked: as the file has it, if it names the model."""
    given = {one.id: one for one in settings.models}
    asked = (
        given.get(model) or BenchSettings.model_validate({"models": [model]}).models[0]
    )
    [target] = resolve([asked], os.environ, services=settings.services, to_send=False)
    return target


_SERVICES: Final = (
    *(Column("service"), Column("now", soft=True, least=40), Column("dialect")),
    Column("address", soft=True, least=20),
)


def _services(states: Sequence[ServiceState]) -> Iterator[str]:
    rows = [
        [state.name, _now(state), state.dialect, state.base_url or ""]
        for state in states
    ]
    yield from table(_SERVICES, rows, terminal_columns())


def _now(state: ServiceState) -> str:
    if state.missing:
        return state.missing
    if not state.local or state.name == "baseline":
        return "yes"
    if state.reachable is None:
        return "if it runs"
    return "yes" if state.reachable else "nothing listens there"


def _show_service(
    state: ServiceState, settings: BenchSettings, *, as_data: bool
) -> None:
    found = model_states(state, settings.services)
    if as_data:
        shown = {
            **state.model_dump(exclude={"models"}),
            "models": [model.model_dump() for model in found],
        }
        _print([as_json(shown)])
        return
    _print(_services([state]))
    click.echo()
    if found:
        _print(_models(found))
    if state.keys:
        say(f"any other model is asked as -m {state.name}/<model>")


_MODELS: Final = (
    Column("model"),
    Column("window", right=True, soft=True),
    Column("most input", right=True, soft=True),
    Column("most output", right=True, soft=True),
    Column("reasoning effort", soft=True, least=20),
    Column("cache", soft=True),
    Column("$ a million in, cached, out", soft=True, least=14),
    Column("never sent", soft=True, least=20),
    Column("trains", soft=True),
)


def _models(found: Sequence[ModelState]) -> Iterator[str]:
    rows = [
        [
            model.id,
            _count(model.window),
            _count(model.input_limit),
            _count(model.max_output),
            ", ".join(model.effort_levels or ()),
            model.caching or "",
            _price(model),
            ", ".join(model.refuses),
            "on what it is sent" if model.trains else "",
        ]
        for model in found
    ]
    yield from table(_MODELS, rows, terminal_columns())


def _count(tokens: int | None) -> str:
    return "" if tokens is None else f"{tokens:,}"


def _price(model: ModelState) -> str:
    if model.price is None:
        return ""
    rates = (model.price.input, model.price.cached, model.price.output)
    shown = ", ".join("-" if rate is None else f"{rate:g}" for rate in rates)
    more = "".join(f"; above {tier.above:,}: more" for tier in model.price.tiers[:1])
    return shown + more


def _show_model(target: Target, settings: BenchSettings, *, as_data: bool) -> None:
    state, request = model_state(target), request_of(target, settings.cache)
    if as_data:
        _print([as_json({**state.model_dump(), **request.model_dump()})])
        return
    _print(_models([state]))
    click.echo()
    _print(_sent(request))
    for line in request.remarks:
        say(f"{request.id}: {line}")
    if state.window is None and target.baseline is None and not request.remarks:
        say(
            f"{request.id}: its window is not known: every length is sent, and the "
            "service says which are too long; set window in bench.toml to foresee that"
        )


def _sent(request: Request) -> Iterator[str]:
    yield f"asked at  {request.base_url}"
    yield f"dialect   {request.dialect}"
    if request.sent is not None:
        yield f"sent      {json.dumps(request.sent, ensure_ascii=False)}"
