"""What a call costs, by the price lists that are known, to the last token."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts import Facts, Price, Service, Tier
from pipeline.query.models.catalogue import Known, catalogue
from pipeline.query.models.target import Target
from pipeline.query.prices import IN_THIS_PROCESS, price_of, worst_case_usd
from pipeline.records import Usage
from pipeline.settings import ModelSettings
from tests.query.bench import baseline
from tests.support.commands import ROOT

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
URLS = {
    "moonshot": "https://api.moonshot.ai/v1",
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com/v1",
    "minimax": "https://api.minimax.io/v1",
    "deepseek": "https://api.deepseek.com",
    "google": "https://generativelanguage.googleapis.com/v1beta",
    "openrouter": "https://openrouter.ai/api/v1",
    "xai": "https://api.x.ai/v1",
    "stepfun": "https://api.stepfun.com/v1",
}


def at(service: str, model: str, url: str | None = None, **facts: object) -> Target:
    """Return a model of a service, with such facts in the run's file."""
    settings = ModelSettings.model_validate({"id": f"{service}/{model}", **facts})
    return Target(
        settings=settings,
        service=service.removeprefix("openai-api/"),
        dialect="openai-chat",
        base_url=url or URLS[service],
        model=model,
        facts=Known(service, catalogue().get(service, Service())).facts(
            model, settings
        ),
    )


def used(prompt: int, written: int = 0, cached: int = 0, put: int = 0) -> Usage:
    return Usage(
        prompt_tokens=prompt,
        completion_tokens=written,
        cached_tokens=cached,
        cache_write_tokens=put,
    )


def cost(target: Target, usage: Usage, when: datetime = NOON) -> float | None:
    return price_of(target, usage, when).cost_usd


def test_what_moonshot_had_cached_costs_a_tenth() -> None:
    priced = price_of(at("moonshot", "kimi-k3"), used(100_000, 1_000, 90_000), NOON)

    assert priced.cost_usd == 0.072
    assert priced.source == (
        f"genai-prices {version('genai-prices')}: moonshotai/kimi-k3"
    )
    assert json.loads(priced.unit_prices or "") == {
        "input": 3.0,
        "output": 15.0,
        "cached": 0.3,
        "cache_write": 3.0,
    }
    assert priced.date == "2026-11-25"


@pytest.mark.parametrize(
    ("prompt", "expected"), [(272_000, 0.554), (272_001, 1.103004)]
)
def test_openai_reprices_the_whole_request_above_272_000(
    prompt: int, expected: float
) -> None:
    priced = price_of(at("openai", "gpt-6.1-sol"), used(prompt, 1_000), NOON)

    assert priced.cost_usd == expected
    assert f'"input": {2.0 if prompt == 272_000 else 4.0}' in (priced.unit_prices or "")


def test_openai_asked_for_another_service_tier_has_its_price() -> None:
    flex = at("openai", "gpt-6.1-sol", extra={"service_tier": "flex"})

    assert cost(flex, used(100_000, 1_000)) == 0.105


def test_anthropic_is_paid_for_what_it_puts_into_its_cache() -> None:
    opus = at("anthropic", "claude-opus-5-5")

    assert cost(opus, used(100_000, 1_000, cached=20_000, put=50_000)) == 0.394


def test_minimax_doubles_above_its_tier() -> None:
    minimax = at("minimax", "MiniMax-M3")

    assert cost(minimax, used(512_000, 1_000)) == 0.1548
    assert cost(minimax, used(512_001, 1_000)) == 0.3096006


@pytest.mark.parametrize(
    ("hour", "minute", "rate"),
    [
        (0, 59, 0.15),
        (1, 0, 0.3),
        (3, 59, 0.3),
        (4, 0, 0.15),
        (6, 0, 0.3),
        (12, 0, 0.15),
    ],
)
def test_deepseek_is_dearer_at_its_busy_hours(
    hour: int, minute: int, rate: float
) -> None:
    when = NOON.replace(hour=hour, minute=minute)

    assert cost(at("deepseek", "deepseek-flash"), used(1_000_000), when) == rate


def test_the_worst_case_is_the_dearest_hour_ahead() -> None:
    flash = at("deepseek", "deepseek-flash")
    argon = at("google", "gemini-4-argon")
    last = datetime(2026, 11, 30, 23, 59, 59, tzinfo=UTC)

    assert worst_case_usd(flash, 1_000_000, 1_000_000, NOON) == 0.3 + 1.2
    assert cost(argon, used(1_000_000), last) == 2.0
    assert worst_case_usd(argon, 1_000_000, 0, last) == 4.0


def test_an_hour_is_an_hour_of_utc() -> None:
    there = NOON.replace(hour=2).astimezone(datetime.now().astimezone().tzinfo)

    assert cost(at("deepseek", "deepseek-flash"), used(1_000_000), there) == 0.3


def test_what_gemini_thought_is_paid_as_answer() -> None:
    thought = used(1_000, 500).model_copy(update={"reasoning_tokens": 400})

    assert cost(at("google", "gemini-3.1-pro-preview"), thought) == 0.008


@pytest.mark.parametrize("date", ["", "-20261001", "-2026-10-01", "@20261001"])
def test_a_dated_name_is_its_model(date: str) -> None:
    assert cost(at("moonshot", f"kimi-k3.1-pro{date}"), used(1_000_000)) == 2.0


def test_the_price_of_the_runs_file_holds_with_its_tiers() -> None:
    priced = Price(
        input=7, output=70, cached=1, tiers=(Tier(above=1_000, input=14, output=140),)
    )
    kimi = at("moonshot", "kimi-k3", price=priced.model_dump())

    assert cost(kimi, used(1_000, 10, cached=500)) == 0.0047
    assert cost(kimi, used(1_001)) == 0.014014
    assert price_of(kimi, used(1_000), NOON).source == "bench.toml"


def test_a_price_of_the_catalogue_is_called_one() -> None:
    known = replace(
        at("stepfun", "step-5"), facts=Facts(price=Price(input=1, output=2))
    )

    assert price_of(known, used(1_000_000), NOON).source == "catalogue"


@pytest.mark.parametrize(
    "target",
    [
        at("stepfun", "step-5-preview"),
        at("openai", "gpt-of-tomorrow"),
        at("openai", "text-embedding-3-small"),
        at("openai-api/openai", "gpt-6.1-sol", "https://llm.example.org/v1"),
        at("moonshot-cn", "kimi-k3", "https://api.moonshot.cn/v1"),
        at("moonshot", "kimi-k3", "http://127.0.0.1:8000/v1"),
        at("openai", "gpt-6.1-sol", price_as="nobody/knows"),
    ],
    ids=["service", "model", "no-output", "own-name", "yuan", "loopback", "price-as"],
)
def test_what_nobody_knows_the_price_of_costs_none_and_not_nothing(
    target: Target,
) -> None:
    priced = price_of(target, used(1_000, 10), NOON)

    assert set(priced.model_dump().values()) == {None}
    assert worst_case_usd(target, 1_000, 10, NOON) is None


def test_a_service_of_ones_own_is_known_by_its_address_or_by_price_as() -> None:
    kimi = at("openai-api/mine", "kimi-k3", "https://api.moonshot.ai/v1")
    here = at(
        "openai-api/mine", "m", "http://127.0.0.1:1", price_as="openai/gpt-6.1-sol"
    )

    assert cost(kimi, used(1_000_000)) == 3.0
    assert cost(here, used(1_000)) == 0.002


def test_a_price_per_request_is_beyond_what_a_usage_tells() -> None:
    sonar = at("openai-api/p", "sonar", "https://api.perplexity.ai")

    assert cost(sonar, used(1_000)) is None


def test_a_baseline_costs_nothing_and_a_model_without_usage_none() -> None:
    here = price_of(baseline(str), Usage(), NOON)

    assert (here.cost_usd, here.source) == (0.0, IN_THIS_PROCESS)
    assert worst_case_usd(baseline(str), 10**6, 10**6, NOON) == 0.0
    assert cost(at("moonshot", "kimi-k3"), Usage()) is None


@pytest.mark.parametrize(
    ("service", "model", "raw", "expected"),
    [
        ("openrouter", "moonshotai/kimi-k3", {"cost": 0.95}, 0.95),
        ("xai", "grok-4.7", {"cost_in_usd_ticks": 37_756_000}, 0.0037756),
    ],
)
def test_what_the_provider_says_that_it_charged_holds(
    service: str, model: str, raw: dict[str, float], expected: float
) -> None:
    priced = price_of(at(service, model), used(1_000), NOON, raw=json.dumps(raw))

    assert (priced.cost_usd, priced.source) == (expected, "provider")
    assert priced.unit_prices is None


@pytest.mark.parametrize(
    "raw",
    [
        *("", "[]", "{}", '{"cost": "much"}', '{"cost": true}', '{"cost": -1}'),
        *('{"cost": NaN}', '{"cost": Infinity}', '{"cost": 1e300}'),
        *('{"cost": 0.01, "is_byok": true}', '{"cost_in_usd_ticks": 9}'),
    ],
)
def test_a_report_that_says_nothing_leaves_the_list_price(raw: str) -> None:
    kimi = at("openrouter", "moonshotai/kimi-k3")

    assert price_of(kimi, used(1_000_000), NOON, raw=raw).cost_usd == 3.0


def test_a_field_of_that_name_means_nothing_elsewhere() -> None:
    kimi = at("moonshot", "kimi-k3")

    assert price_of(kimi, used(1_000_000), NOON, raw='{"cost": 5}').cost_usd == 3.0


KNOWN = [
    at("moonshot", "kimi-k3.1-pro"),
    at("openai", "gpt-6.1-sol"),
    at("anthropic", "claude-haiku-5-5"),
    at("minimax", "MiniMax-M3"),
    at("deepseek", "deepseek-v4-pro"),
    at("google", "gemini-4-argon"),
    at("xai", "grok-4.7"),
]
SHARE = st.floats(0, 1)


@given(
    st.sampled_from(KNOWN),
    st.integers(0, 1_100_000),
    st.tuples(SHARE, SHARE, SHARE, SHARE),
    st.datetimes(datetime(2026, 7, 1), datetime(2027, 1, 1)),  # noqa: DTZ001
    st.integers(0, 24 * 60),
)
def test_no_call_of_the_day_costs_more_than_was_reserved_for_it(
    target: Target,
    most: int,
    shares: tuple[float, float, float, float],
    when: datetime,
    minutes: int,
) -> None:
    reserved_at = when.replace(tzinfo=UTC)
    prompt = int(most * shares[0])
    cached = int(prompt * shares[1])
    usage = used(
        prompt, int(8_192 * shares[2]), cached, int((prompt - cached) * shares[3])
    )

    reserved = worst_case_usd(target, most, 8_192, reserved_at)
    paid = cost(target, usage, reserved_at + timedelta(minutes=minutes))

    assert reserved is not None
    assert paid is not None
    assert paid <= reserved


def test_genai_prices_is_loaded_for_a_price_of_its_own_and_not_before() -> None:
    code = """
import sys
import pipeline.cli
from tests.query.test_prices import NOON, at, price_of, used
from tests.query.bench import baseline
from tests.support.commands import ROOT
price_of(baseline(str), used(1), NOON)
price_of(at("moonshot", "m", price={"input": 1, "output": 1}), used(1), NOON)
price_of(at("moonshot", "m", "http://127.0.0.1:1"), used(1), NOON)
assert "genai_prices" not in sys.modules
price_of(at("moonshot", "m"), used(1), NOON)
assert "genai_prices" in sys.modules
"""
    code = code.replace("tests.query.test_prices", __name__)

    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
