"""What tokens cost at given rates. Pure; `prices.py` finds the rates.

Sums are made with decimals, so that a price of 0.1 is one.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.facts import Price, Rates
from pipeline.records import Usage


class Prices(NamedTuple):
    """What one model's tokens cost."""

    now: Price
    ahead: Sequence[Price]
    """Every price that holds at some time within a day, the present one included."""
    source: str


_MILLION: Final = Decimal(1_000_000)


def rates_for(price: Price, prompt_tokens: int) -> Rates:
    """Return the rates of a whole request whose prompt has so many tokens."""
    reached = [tier for tier in price.tiers if prompt_tokens > tier.above]
    return max(reached, key=lambda tier: tier.above) if reached else price


def cost_usd(price: Price, usage: Usage) -> float | None:
    """Return what a request cost; `None` where its usage does not tell.

    What is not reported as cached or as put into a cache is plain input. Counts that
    contradict each other, such as more cached than there was, tell nothing.
    """
    prompt, written = usage.prompt_tokens, usage.completion_tokens
    if prompt is None or written is None:
        return None
    cached, put = usage.cached_tokens or 0, usage.cache_write_tokens or 0
    if min(prompt - cached - put, cached, put, written) < 0:
        return None
    rates = rates_for(price, prompt)
    return _usd(
        (prompt - cached - put, rates.input),
        (cached, cached_rate(rates)),
        (put, cache_write_rate(rates)),
        (written, rates.output),
    )


def worst_usd(price: Price, prompt_tokens: int, output_tokens: int) -> float:
    """Return the most that a request of no more than these tokens can cost.

    Each tier that such a request can be in counts, for a higher one may be cheaper.
    """
    return max(
        _usd((prompt, dearest_input(rates)), (output_tokens, rates.output))
        for rates, prompt in _reachable(price, prompt_tokens)
    )


def least_usd(price: Price, prompt_tokens: int, *, warm: bool) -> float:
    """Return the least that asking costs: a token of answer; warm, all of it cached."""
    rates = rates_for(price, prompt_tokens)
    rate = min(rates.input, cached_rate(rates)) if warm else rates.input
    return _usd((prompt_tokens, rate), (1, rates.output))


def dearest_input(rates: Rates) -> float:
    return max(rates.input, cached_rate(rates), cache_write_rate(rates))


def cached_rate(rates: Rates) -> float:
    return rates.input if rates.cached is None else rates.cached


def cache_write_rate(rates: Rates) -> float:
    return rates.input if rates.cache_write is None else rates.cache_write


def _reachable(price: Price, most: int) -> Iterator[tuple[Rates, int]]:
    """Yield the rates that a prompt of at most so many tokens can have.

    With each, the longest such prompt.
    """
    bounds = sorted({tier.above for tier in price.tiers if tier.above < most})
    for greatest in [*bounds, most]:
        yield rates_for(price, greatest), greatest


def _usd(*parts: tuple[int, float]) -> float:
    """Add up tokens at US dollars for a million of them."""
    total = sum((tokens * Decimal(str(rate)) for tokens, rate in parts), Decimal(0))
    return float(total / _MILLION)
