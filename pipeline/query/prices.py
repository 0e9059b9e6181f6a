"""What a call costs, by the price that the run's file or the catalogue gives."""

from datetime import UTC, datetime

from pipeline.facts import Price, Rates
from pipeline.query.target import Target
from pipeline.records import Record, Usage

_MILLION = 1_000_000


class Priced(Record):
    cost_usd: float | None
    unit_prices: str | None
    source: str | None
    date: str | None


def price_of(
    target: Target, usage: Usage, when: datetime, *, raw: str | None = None
) -> Priced:
    """Return what a call begun at `when` cost, by its usage; `raw` is its report."""
    del raw
    price = target.facts.price
    prompt, written = usage.prompt_tokens, usage.completion_tokens
    if price is None or prompt is None or written is None:
        return Priced(cost_usd=None, unit_prices=None, source=None, date=None)
    rates = _rates(price, prompt)
    return Priced(
        cost_usd=(prompt * rates.input + written * rates.output) / _MILLION,
        unit_prices=rates.model_dump_json(exclude_none=True, exclude={"tiers"}),
        source="catalogue",
        date=when.astimezone(UTC).date().isoformat(),
    )


def worst_case_usd(
    target: Target, prompt_tokens: int, max_output_tokens: int, when: datetime
) -> float | None:
    """Return the most that a call can cost, in the provider's own tokens."""
    del when
    price = target.facts.price
    if price is None:
        return None
    all_rates = [price, *price.tiers]
    dearest = max(max(r.input, r.cached or 0, r.cache_write or 0) for r in all_rates)
    output = max(rates.output for rates in all_rates)
    return (prompt_tokens * dearest + max_output_tokens * output) / _MILLION


def _rates(price: Price, prompt_tokens: int) -> Rates:
    reached = [tier for tier in price.tiers if prompt_tokens > tier.above]
    return max(reached, key=lambda tier: tier.above) if reached else price
