"""What can be asked now, and what is known of it: for people, before they choose."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlsplit

from pipeline.facts import Facts, Parameter, Price, Service
from pipeline.query.baselines import BASELINES
from pipeline.query.models.addresses import (
    Address,
    Key,
    address_of,
    is_loopback,
    key_mistakes,
    key_of,
    url_mistakes,
)
from pipeline.query.models.asking import asked, without_prompt
from pipeline.query.models.catalogue import Known
from pipeline.query.models.endpoints import known_service, known_services, resolve
from pipeline.query.models.remarks import remarks
from pipeline.query.models.target import BASELINE, IN_PROCESS, Target
from pipeline.query.prices import price_at
from pipeline.query.providers import PROVIDERS
from pipeline.records import Cache, Record
from pipeline.settings import ModelSettings

PATIENCE_S: Final = 1.0
_NONE: Final[Mapping[str, Service]] = {}
_PORTS: Final = {"http": 80, "https": 443}


class ServiceState(Record):
    """One service: whether it can be asked, and what that takes."""

    name: str
    usable: bool
    """Nothing is missing on this side. It may still not answer."""
    missing: str | None
    """What to do about it: "set MOONSHOT_API_KEY". Never a key, nor a part of one."""
    local: bool
    """On this machine."""
    reachable: bool | None
    """Of a local one that was tried: something listens there."""
    dialect: str
    base_url: str | None
    keys: tuple[str, ...]
    """The variables that may hold its key."""
    models: tuple[str, ...]
    """Those that something is known of; others can be asked too."""


class ModelState(Record):
    """One model: what is known of it; `None` is not known."""

    id: str
    dialect: str
    window: int | None
    input_limit: int | None
    max_output: int | None
    effort_levels: tuple[str, ...] | None
    refuses: tuple[Parameter, ...]
    """Parameters that are never sent to it."""
    caching: str | None
    tokens_ratio: float | None
    price: Price | None
    trains: bool


class Request(Record):
    """What one model is sent beside the prompt."""

    id: str
    dialect: str
    base_url: str
    sent: dict[str, Any] | None
    """The body, without the prompt; `None` of what runs in this process."""
    remarks: tuple[str, ...]


def service_states(
    environ: Mapping[str, str], services: Mapping[str, Service] = _NONE
) -> list[ServiceState]:
    """Return the baselines, the services of the catalogue, and those of the file."""
    return [_BASELINES, *(_state(k, environ) for k in known_services(services))]


def service_state(
    name: str, environ: Mapping[str, str], services: Mapping[str, Service] = _NONE
) -> ServiceState:
    """Return one service, or raise with the names that there are."""
    if name == BASELINE:
        return _BASELINES
    return _state(known_service(name, services), environ)


_BASELINES: Final = ServiceState(
    name=BASELINE,
    usable=True,
    missing=None,
    local=True,
    reachable=None,
    dialect=BASELINE,
    base_url=IN_PROCESS,
    keys=(),
    models=tuple(BASELINES),
)


def _state(known: Known, environ: Mapping[str, str]) -> ServiceState:
    dialect = known.facts("", Facts()).dialect or ""
    address = address_of(known, dialect, None, environ)
    url = address.url if address else None
    wrong = url_mistakes(url, f"{known.prefix}_BASE_URL")
    local = bool(url) and not wrong and is_loopback(url or "")
    usable = None if wrong else address
    key = key_of(known, usable, environ)
    missing = [*_missing(known, key, local=local), *_amiss(known, usable, key, wrong)]
    return ServiceState(
        name=known.name,
        usable=not missing,
        missing="; ".join(missing) or None,
        local=local,
        reachable=None,
        dialect=dialect,
        base_url=None if wrong else url,
        keys=known.keys,
        models=known.models,
    )


def _missing(known: Known, key: Key, *, local: bool) -> Iterator[str]:
    if known.needs_key and key.variable is None and not local:
        yield f"set {' or '.join(known.keys)}"


def _amiss(
    known: Known, address: Address | None, key: Key, wrong: Sequence[str]
) -> Iterator[str]:
    yield from wrong
    yield from key_mistakes(known, address, key)


def model_states(
    state: ServiceState, services: Mapping[str, Service] = _NONE
) -> list[ModelState]:
    """Return the models of a service that something is known of."""
    if state.name == BASELINE:
        settings = [ModelSettings(id=f"{BASELINE}/{name}") for name in state.models]
        return [model_state(target) for target in resolve(settings, {})]
    known = known_service(state.name, services)
    url = state.base_url or ""
    return [model_state(_as_listed(known, name, url)) for name in known.models]


def _as_listed(known: Known, name: str, url: str) -> Target:
    """Return a model as the catalogue and the file know it, to be looked at only."""
    facts = known.facts(name, Facts())
    return Target(
        settings=ModelSettings(id=f"{known.name}/{name}"),
        service=known.name,
        dialect=facts.dialect or "",
        base_url=url,
        model=name,
        facts=facts.model_copy(update={"trains": known.trains(name)}),
    )


def model_state(target: Target) -> ModelState:
    """Return what is known of a model, its price at this hour included."""
    facts, price = target.facts, price_at(target, datetime.now(UTC))
    return ModelState(
        id=target.settings.id,
        dialect=target.dialect,
        window=facts.window,
        input_limit=facts.input_limit,
        max_output=facts.max_output,
        effort_levels=facts.effort_levels,
        refuses=facts.refuses or (),
        caching=facts.caching,
        tokens_ratio=facts.tokens_ratio,
        price=price and price.price,
        trains=bool(facts.trains),
    )


def request_of(target: Target, cache: Cache) -> Request:
    """Return what would be sent with the shortest of prompts, and what would not."""
    provider = PROVIDERS.get(target.dialect)
    ask = without_prompt(asked(target, "", 0, cache).ask)
    return Request(
        id=target.settings.id,
        dialect=target.dialect,
        base_url=target.base_url,
        sent=dict(provider.encode(ask).body) if provider else None,
        remarks=tuple(remarks(target)),
    )


def with_reachability(states: Sequence[ServiceState]) -> list[ServiceState]:
    """Try what is on this machine, and nothing else: a connection, no request."""

    async def all_of_them() -> list[ServiceState]:
        return [await _tried(state) for state in states]

    return asyncio.run(all_of_them())


async def _tried(state: ServiceState) -> ServiceState:
    if not state.local or not state.base_url or state.name == BASELINE:
        return state
    return state.model_copy(update={"reachable": await listens(state.base_url)})


async def listens(url: str, patience_s: float = PATIENCE_S) -> bool:
    """Tell whether a connection to an address can be had; nothing is sent on it."""
    parts = urlsplit(url)
    port = parts.port or _PORTS[parts.scheme]
    host = parts.hostname or ""
    host = "127.0.0.1" if host.endswith("localhost") else host  # whoever resolves it
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(patience_s):
            _, writer = await asyncio.open_connection(host, port)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
        return True
    return False
