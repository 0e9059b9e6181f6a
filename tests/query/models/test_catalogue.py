"""The catalogue is data: every entry holds together, and has its place in the order."""

import re
from collections.abc import Iterator

import pytest
from genai_prices.data_snapshot import get_snapshot

from pipeline.facts import WIRE, Facts, Service, Surface
from pipeline.query.models.addresses import is_loopback, url_mistakes
from pipeline.query.models.catalogue import ALIASES, Known, catalogue
from pipeline.query.providers import PROVIDERS

LISTED = (
    *("moonshot", "moonshot-cn", "meta", "openai", "anthropic", "google", "deepseek"),
    *("dashscope", "dashscope-cn", "zai", "zhipu", "minimax", "stepfun", "baichuan"),
    *("yi", "xai", "mistral", "openrouter", "vllm", "sglang", "llamacpp", "ollama"),
    "lmstudio",
)
LOCAL = ("vllm", "sglang", "llamacpp", "ollama", "lmstudio")
COUNTS = (
    *("anthropic", "google", "llamacpp", "minimax", "moonshot", "openai", "sglang"),
    *("vllm", "xai", "zai"),
)
NO_LIST_PRICE = (*LOCAL, "moonshot-cn", "dashscope-cn", "stepfun", "baichuan", "yi")


def models() -> Iterator[tuple[str, str, Facts]]:
    for name, service in catalogue().items():
        known = Known(name, ours=service)
        yield from (
            (name, model, known.facts(model, Facts())) for model in known.models
        )


def test_every_service_is_there() -> None:
    assert sorted(catalogue()) == sorted(LISTED)


def test_every_dialect_is_known() -> None:
    spoken = {facts.dialect for _, _, facts in models()}
    for service in catalogue().values():
        assert service.dialect
        spoken |= {service.dialect, *service.dialects}

    assert spoken <= {*PROVIDERS}


@pytest.mark.parametrize("name", LISTED)
def test_a_service_has_an_address_and_says_whether_it_needs_a_key(name: str) -> None:
    service = catalogue()[name]
    urls = [service.base_url, *(s.base_url for s in service.dialects.values())]

    assert service.base_url
    for url in filter(None, urls):
        assert url_mistakes(url, "") == []
        assert url == url.rstrip("/")
        assert is_loopback(url) is (name in LOCAL)
        assert is_loopback(url) or url.startswith("https://")
    assert service.keys is not None
    assert bool(service.keys) is (name not in LOCAL)
    assert all(re.fullmatch(r"[A-Z_]+_API_KEY", key) for key in service.keys)


def test_the_facts_of_every_model_hold_together() -> None:
    for name, model, facts in models():
        where = f"{name}/{model}"
        window = facts.window
        assert window or name == "openrouter", where
        for limit in (facts.input_limit, facts.max_output):
            assert limit is None or (window and limit <= window), where
        assert facts.effort_levels is None or len(facts.effort_levels) > 1, where
        assert facts.count is None or facts.count in COUNTS, where
        assert facts.tokens_ratio is None or 0.5 < facts.tokens_ratio < 2, where
        if facts.price:
            assert facts.price_as is None, where
        for tier in facts.price.tiers if facts.price else ():
            assert tier.above < (window or 0), where


def test_what_is_named_by_contributor_is_said_to_train() -> None:
    trained = [m for _, m, facts in models() if facts.trains]

    assert trained
    assert trained == [m for _, m, _ in models() if m.endswith("-contributor")]


def test_every_other_name_leads_to_a_service() -> None:
    assert set(ALIASES.values()) <= set(catalogue())
    assert not set(ALIASES) & set(catalogue())


def test_a_price_is_in_the_list_or_here_or_nowhere() -> None:
    listed = {provider.id: provider for provider in get_snapshot().providers}
    for name, model, facts in models():
        provider, _, priced = (facts.price_as or f"{name}/{model}").partition("/")
        found = provider in listed and listed[provider].find_model(priced)
        if name in NO_LIST_PRICE or facts.price:
            assert not found, f"{name}/{model} is priced twice"
        else:
            assert found, f"{name}/{model}: genai-prices has no {facts.price_as}"


KNOWN = Known(
    "acme",
    ours=Service(
        dialect="openai-responses",
        window=1,
        max_output=1,
        caching="none",
        output_cap="cap",
        body={"a": {"x": 1, "y": 1}, "b": 1},
        models={
            "m*": Facts(window=2, max_output=2, refuses=("seed",)),
            "m-1*": Facts(window=3),
            "m-1-a": Facts(window=4),
        },
        dialects={"openai-chat": Surface(output_cap="chat_cap")},
    ),
    own=Service(max_output=5, models={"m-1-b": Facts(window=6, body={"a": {"y": 2}})}),
)


@pytest.mark.parametrize(
    ("model", "window"),
    [("other", 1), ("m", 2), ("m-2", 2), ("m-1", 3), ("m-1-a", 4), ("m-1-b", 6)],
)
def test_the_longer_name_has_the_last_word(model: str, window: int) -> None:
    assert KNOWN.facts(model, Facts()).window == window


def test_the_file_says_more_than_the_catalogue_and_the_model_more_than_the_file() -> (
    None
):
    facts = KNOWN.facts("m-1-b", Facts())

    assert (facts.max_output, facts.refuses, facts.caching) == (5, ("seed",), "none")
    assert KNOWN.facts("m-1-b", Facts(max_output=7)).max_output == 7
    assert KNOWN.facts("m-1-b", Facts(refuses=())).refuses == ()


def test_tables_of_fields_are_merged_to_their_depths() -> None:
    own = Facts(body={"b": 2})

    assert KNOWN.facts("m-1-b", own).body == {"a": {"x": 1, "y": 2}, "b": 2}


def test_another_dialect_forgets_the_requests_of_the_first() -> None:
    facts = KNOWN.facts("m-1-a", Facts(dialect="openai-chat"))

    assert (facts.dialect, facts.output_cap, facts.body) == (
        *("openai-chat", "chat_cap", None),
    )
    assert (facts.window, facts.refuses) == (4, ("seed",))
    elsewhere = KNOWN.facts("m-1-a", Facts(dialect="gemini"))
    assert all(getattr(elsewhere, name) is None for name in WIRE)


def test_what_the_file_says_of_its_own_dialect_holds() -> None:
    own = Service(dialect="gemini", body={"c": 1})
    known = Known("acme", ours=KNOWN.ours, own=own)

    assert known.facts("m", Facts()).body == {"c": 1}
    assert known.facts("m", Facts(dialect="openai-chat")).body is None


def test_nobody_can_unsay_that_a_model_trains() -> None:
    known = Known(
        "acme",
        ours=Service(models={"m": Facts(trains=True)}),
        own=Service(models={"m": Facts(trains=False)}),
    )

    assert known.trains("m")
    assert not known.trains("n")


def test_a_star_in_the_name_of_a_price_is_the_model() -> None:
    known = Known("moonshot", ours=catalogue()["moonshot"])

    assert known.facts("kimi-k3", Facts()).price_as == "moonshotai/kimi-k3"


def test_openai_writes_to_no_cache_in_a_cold_run() -> None:
    known = Known("openai", ours=catalogue()["openai"])

    for model in ("gpt-6.1-sol", "gpt-5.6-luna"):
        cold = known.facts(model, Facts()).cold
        assert cold == {"prompt_cache_options": {"mode": "explicit"}}
    assert known.facts("gpt-5.5", Facts()).cold is None
