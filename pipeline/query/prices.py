"""Find what a model's tokens cost. The only module that uses genai-prices.

In this order: what the provider itself reports; the price that the run's file or the
catalogue gives; genai-prices, whose data is part of the package, so that nothing is
fetched. What none of them knows is `None`, and never nothing.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import TypeAdapter, ValidationError

from pipeline.facts import Price, Rates, Tier
from pipeline.query.cost import Prices, cost_usd, rates_for, worst_usd
from pipeline.query.models.asking import fields
from pipeline.query.models.endpoints import is_loopback
from pipeline.query.models.target import Target
from pipeline.records import Cache, Record, Usage

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, ModelPrice, TieredPrices

IN_THIS_PROCESS: Final = "runs in this process"
PROVIDER: Final = "provider"
_FREE: Final = Price(input=0, output=0)
_OF_THE_USER: Final = "openai-api/"
"""Begins the id of a service that the user names: its name tells nothing."""
_DATE: Final = re.compile(r"[-@]20\d{2}-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])$")
_MORE: Final = ("requests_kcount", "output_reasoning_mtok", "output_citation_mtok")
"""Charged beside the four rates: such a price cannot be told from a usage."""
_STEP_MINUTES: Final = 15
"""How closely the day ahead is looked at for dearer hours."""
_REPORTED: Final[Mapping[str, Decimal]] = {
    "cost": Decimal(1),
    "cost_in_usd_ticks": Decimal(10) ** 10,
}
"""Fields of a raw usage, and how many of their unit are a US dollar:
https://openrouter.ai/docs/use-cases/usage-accounting (a credit is a dollar),
https://docs.x.ai/developers/cost-tracking."""
_MOST_REPORTED: Final = 2**53
"""Of either unit; more is no charge, and would be a sum that no ledger can hold."""
_REPORTING: Final[Mapping[str, str]] = {
    "openrouter": "cost",
    "xai": "cost_in_usd_ticks",
}
"""Which services report what they charge: elsewhere a field of that name may be
anything."""


_RAW: Final = TypeAdapter(dict[str, object])


class Priced(Record):
    cost_usd: float | None
    """`None` is not known."""
    unit_prices: str | None
    """The rates that it was reckoned with, in US dollars per million tokens: JSON."""
    source: str | None
    """`provider`, `bench.toml`, `catalogue`, `runs in this process`, or
    `genai-prices <version>: <provider>/<model>`."""
    date: str | None
    """The day, UTC, whose rates these are. No source says how old its data is."""


class Known(NamedTuple):
    price: Price
    source: str


def price_of(
    target: Target, usage: Usage, when: datetime, *, raw: str | None = None
) -> Priced:
    """Return what a call begun at `when` cost, by its usage.

    `raw` is the provider's own report as JSON: what it says that it charged holds.
    """
    day = when.astimezone(UTC).date().isoformat()
    if target.baseline is not None:
        return _priced(0.0, None, IN_THIS_PROCESS, day)
    reported = _reported_usd(target, raw)
    if reported is not None:
        return _priced(reported, None, PROVIDER, day)
    known = price_at(target, when)
    cost = known and cost_usd(known.price, usage)
    if known is None or cost is None:
        return _priced(None, None, None, None)
    rates = rates_for(known.price, usage.prompt_tokens or 0)
    return _priced(cost, _shown(rates), known.source, day)


def worst_case_usd(
    target: Target, prompt_tokens: int, max_output_tokens: int, when: datetime
) -> float | None:
    """Return the most that a call sent within a day of `when` can cost.

    In the provider's own tokens. `price_of` is never more for a usage within these
    bounds: all input at the dearest of its rates, at the dearest hour of the day. What
    a provider reports that it charged may be more, where it departs from its price.
    """
    prices = prices_of(target, when)
    if prices is None:
        return None
    return max(
        worst_usd(price, prompt_tokens, max_output_tokens) for price in prices.ahead
    )


def price_at(target: Target, when: datetime) -> Known | None:
    """Return a model's price at a time, or `None` where nobody knows it."""
    given = _given(target)
    if given or not _is_listed(target):
        return given
    listing = _listing(target)
    found = _model(listing)
    price = found and _price(found.info.get_prices(when, dict(listing.context)))
    return Known(price, found.source) if found and price else None


def prices_of(target: Target, when: datetime) -> Prices | None:
    """Return a model's price, and all that hold at some time within a day."""
    now = price_at(target, when)
    if now is None:
        return None
    if _given(target):
        return Prices(now.price, (now.price,), now.source)
    slot = when.astimezone(UTC).replace(
        minute=when.minute - when.minute % _STEP_MINUTES, second=0, microsecond=0
    )
    return Prices(now.price, (now.price, *_ahead(_listing(target), slot)), now.source)


def _priced(
    cost: float | None, rates: str | None, source: str | None, date: str | None
) -> Priced:
    return Priced(cost_usd=cost, unit_prices=rates, source=source, date=date)


def _given(target: Target) -> Known | None:
    """Return the price that no list is needed for."""
    if target.baseline is not None:
        return Known(_FREE, IN_THIS_PROCESS)
    if target.facts.price is None:
        return None
    ours = target.settings.price is not None
    return Known(target.facts.price, "bench.toml" if ours else "catalogue")


def _is_listed(target: Target) -> bool:
    """Tell whether a list may know its price.

    A model on this machine is nobody's service, whatever it is called, unless the
    run's file says whose price it has.
    """
    return not is_loopback(target.base_url) or target.settings.price_as is not None


class _Listing(NamedTuple):
    """All by which genai-prices is asked for a price."""

    provider: str | None
    """`None` of a service that the user named, as its name tells nothing."""
    address: str
    model: str
    context: tuple[tuple[str, str], ...]
    """Fields of the request that choose among a model's prices."""


def _listing(target: Target) -> _Listing:
    provider: str | None = None
    model = target.model
    if target.facts.price_as is not None:
        provider, _, name = target.facts.price_as.partition("/")
        model = target.model if name == "*" else name
    elif not target.settings.id.startswith(_OF_THE_USER):
        provider = target.service
    sent = fields(target, Cache.COLD)
    context = [(name, sent.get(name)) for name in ("service_tier", "speed")]
    return _Listing(
        provider,
        target.base_url,
        model,
        tuple((name, value) for name, value in context if isinstance(value, str)),
    )


class _Found(NamedTuple):
    info: "ModelInfo"
    source: str


@cache
def _model(listing: _Listing) -> _Found | None:
    """Look a model up by its provider's name, else by the address it is asked at.

    The name must be the very one: near ones may be of resellers, or of other countries.
    """
    from genai_prices.data_snapshot import get_snapshot  # noqa: PLC0415 - 1.6 MB of data

    snapshot = get_snapshot()
    provider = listing.provider
    if provider and all(one.id != provider for one in snapshot.providers):
        return None
    address = None if provider else listing.address
    for model in dict.fromkeys((listing.model, _DATE.sub("", listing.model))):
        try:
            by, info = snapshot.find_provider_model(model, None, provider, address)
        except LookupError:
            continue
        release = version("genai-prices")
        return _Found(info, f"genai-prices {release}: {by.id}/{info.id}")
    return None


@lru_cache(maxsize=1024)
def _ahead(listing: _Listing, since: datetime) -> Sequence[Price]:
    found = _model(listing)
    if found is None:
        return ()
    step = timedelta(minutes=_STEP_MINUTES)
    times = [since + n * step for n in range(timedelta(days=1) // step + 2)]
    rows = [found.info.get_prices(time, dict(listing.context)) for time in times]
    return [price for row in _distinct(rows) if (price := _price(row))]


def _distinct(rows: "Sequence[ModelPrice]") -> "Iterator[ModelPrice]":
    before: ModelPrice | None = None
    for row in rows:
        if row != before:
            yield row
        before = row


def _price(found: "ModelPrice") -> Price | None:
    values = {
        "input": found.input_mtok,
        "output": found.output_mtok,
        "cached": found.cache_read_mtok,
        "cache_write": found.cache_write_mtok,
    }
    beyond = any(getattr(found, name) is not None for name in _MORE)
    if values["input"] is None or values["output"] is None or beyond:
        return None
    starts = {
        tier.start
        for value in values.values()
        if value is not None and not isinstance(value, Decimal)
        for tier in value.tiers
    }
    return Price(
        **_rates(values, 0),
        tiers=tuple(
            Tier(above=start, **_rates(values, start + 1)) for start in sorted(starts)
        ),
    )


def _rates(
    values: "Mapping[str, Decimal | TieredPrices | None]", prompt_tokens: int
) -> dict[str, Any]:
    return {
        name: None if value is None else float(_rate(value, prompt_tokens))
        for name, value in values.items()
    }


def _rate(value: "Decimal | TieredPrices", prompt_tokens: int) -> Decimal:
    if isinstance(value, Decimal):
        return value
    reached = [tier for tier in value.tiers if prompt_tokens > tier.start]
    return reached[-1].price if reached else value.base


def _reported_usd(target: Target, raw: str | None) -> float | None:
    name = _REPORTING.get(target.service)
    if raw is None or name is None:
        return None
    try:
        usage = _RAW.validate_json(raw)
    except ValidationError:
        return None
    if usage.get("is_byok"):
        return None  # with a key of one's own, OpenRouter's field holds its fee alone
    value = usage.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not 0 <= value < _MOST_REPORTED:  # which NaN is not either
        return None
    return float(Decimal(str(value)) / _REPORTED[name])


def _shown(rates: Rates) -> str:
    names = ("input", "output", "cached", "cache_write")
    return json.dumps(rates.model_dump(include=set(names), exclude_none=True))
