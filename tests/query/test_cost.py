"""The algebra of tokens and rates, and the law that a budget rests on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts import Price, Tier
from pipeline.query.cost import cost_usd, least_usd, rates_for, worst_usd
from pipeline.records import Usage

PLAIN = Price(input=2, output=10, cached=0.2, cache_write=2.5)
TIERED = Price(
    input=1,
    output=4,
    tiers=(Tier(above=200, input=3, output=9), Tier(above=100, input=2, output=8)),
)
MILLION = 1_000_000


def usage(prompt: int, written: int, cached: int = 0, put: int = 0) -> Usage:
    return Usage(
        prompt_tokens=prompt,
        completion_tokens=written,
        cached_tokens=cached,
        cache_write_tokens=put,
    )


def test_each_kind_of_token_has_its_own_rate() -> None:
    used = usage(MILLION, MILLION, cached=MILLION // 2, put=MILLION // 4)

    assert cost_usd(PLAIN, used) == 0.5 + 0.1 + 0.625 + 10


def test_the_worst_case_of_a_cheaper_tier_is_the_longest_prompt_below_it() -> None:
    cheaper = Price(input=10, output=0, tiers=(Tier(above=100, input=1, output=0),))

    assert worst_usd(cheaper, 150, 1) == 10 * 100 / MILLION


def test_cached_and_written_input_cost_as_other_input_unless_they_are_priced() -> None:
    bare = Price(input=2, output=10)

    assert cost_usd(bare, usage(300, 0, 100, 100)) == cost_usd(bare, usage(300, 0))


def test_reasoning_is_paid_as_part_of_the_answer_and_not_twice() -> None:
    used = usage(0, 1000).model_copy(update={"reasoning_tokens": 900})

    assert cost_usd(PLAIN, used) == 0.01


@pytest.mark.parametrize(
    ("prompt", "rate"), [(100, 1), (101, 2), (200, 2), (201, 3), (10_000, 3)]
)
def test_the_whole_request_has_the_rates_of_the_last_tier_it_is_above(
    prompt: int, rate: int
) -> None:
    assert rates_for(TIERED, prompt).input == rate
    assert cost_usd(TIERED, usage(prompt, 0)) == prompt * rate / MILLION


@pytest.mark.parametrize(
    "silent",
    [
        Usage(),
        Usage(prompt_tokens=5),
        Usage(completion_tokens=5),
        usage(100, 5, cached=101),
        usage(100, 5, cached=60, put=60),
        usage(100, -1),
    ],
    ids=["nothing", "no-answer", "no-prompt", "cached", "cached-and-put", "negative"],
)
def test_a_usage_that_does_not_tell_has_no_cost(silent: Usage) -> None:
    assert cost_usd(PLAIN, silent) is None


def test_prices_are_added_as_decimals() -> None:
    assert cost_usd(Price(input=0.1, output=0.2), usage(3, 3)) == 9e-07


def test_the_least_is_a_token_of_answer_and_cached_only_where_it_may_be() -> None:
    assert least_usd(PLAIN, MILLION, warm=False) == 2.00001
    assert least_usd(PLAIN, MILLION, warm=True) == 0.20001


RATE = st.floats(0, 100, allow_nan=False).map(lambda rate: round(rate, 4))
RATES = {
    "input": RATE,
    "output": RATE,
    "cached": st.none() | RATE,
    "cache_write": st.none() | RATE,
}
TIERS = st.lists(st.builds(Tier, above=st.integers(1, 400), **RATES), max_size=3)
PRICES = st.builds(Price, tiers=TIERS.map(tuple), **RATES)
SHARE = st.floats(0, 1)


@given(
    PRICES,
    st.integers(0, 500),
    st.integers(0, 500),
    st.tuples(SHARE, SHARE, SHARE, SHARE),
)
def test_no_usage_within_the_caps_costs_more_than_the_worst(
    price: Price,
    most_in: int,
    most_out: int,
    shares: tuple[float, float, float, float],
) -> None:
    prompt = int(most_in * shares[0])
    known = int(prompt * shares[1])
    put = int((prompt - known) * shares[2])

    cost = cost_usd(price, usage(prompt, int(most_out * shares[3]), known, put))

    assert cost is not None
    assert cost <= worst_usd(price, most_in, most_out)
