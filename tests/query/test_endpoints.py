"""An id is enough for a known service; every mistake comes with its way out."""

import pytest

from pipeline.errors import SettingsError
from pipeline.query.endpoints import is_loopback, resolve
from pipeline.query.target import Target
from pipeline.settings import ModelSettings

KEY = "sk-canary-0123456789abcdef"


def one(model: str, environ: dict[str, str], base_url: str | None = None) -> Target:
    [found] = resolve([ModelSettings(id=model, base_url=base_url)], environ)
    return found


def mistakes(*models: str, base_url: str | None = None, **environ: str) -> list[str]:
    settings = [ModelSettings(id=model, base_url=base_url) for model in models]
    with pytest.raises(SettingsError) as caught:
        resolve(settings, environ)
    return str(caught.value).splitlines()


def test_a_known_service_needs_only_its_key() -> None:
    found = one("moonshot/kimi-k3", {"MOONSHOT_API_KEY": f" {KEY}\n"})

    assert found.base_url == "https://api.moonshot.ai/v1"
    assert (found.model, found.dialect) == ("kimi-k3", "openai-chat")
    assert found.facts.output_cap == "max_completion_tokens"
    assert found.key == KEY
    assert KEY not in repr(found)


def test_the_first_key_that_is_set_counts() -> None:
    both = {"MODEL_API_KEY": "first-key", "META_API_KEY": "second-key"}

    assert one("meta/muse-spark-1.3", both).key == "first-key"
    assert one("meta/muse-spark-1.3", both | {"MODEL_API_KEY": ""}).key == "second-key"


def test_a_model_name_may_hold_slashes() -> None:
    found = one("openrouter/moonshotai/kimi-k3", {"OPENROUTER_API_KEY": KEY})

    assert found.model == "moonshotai/kimi-k3"


def test_any_other_service_needs_an_address_and_a_key() -> None:
    environ = {"MY_CO_BASE_URL": "https://llm.my.co/v1/", "MY_CO_API_KEY": KEY}

    found = one("openai-api/my-co/a/b", environ)

    assert (found.service, found.model) == ("my-co", "a/b")
    assert (found.base_url, found.key) == ("https://llm.my.co/v1", KEY)


@pytest.mark.parametrize("model", ["openai-api/mine/m", "moonshot/kimi-k3", "vllm/m"])
def test_a_loopback_address_needs_no_key(model: str) -> None:
    assert one(model, {}, "http://127.0.0.1:9/v1").key is None


def test_a_local_service_sends_a_key_where_one_is_set() -> None:
    assert one("vllm/m", {"VLLM_API_KEY": KEY}).key == KEY


def test_the_environment_wins_over_the_file_and_the_file_over_the_default() -> None:
    environ = {"OPENAI_API_KEY": KEY}
    address = {"OPENAI_BASE_URL": "https://env/v1"}

    assert one("openai/m", environ).base_url == "https://api.openai.com/v1"
    assert one("openai/m", environ, "https://file/v1").base_url == "https://file/v1"
    assert one("openai/m", environ | address, "https://file/v1").base_url == (
        "https://env/v1"
    )


def test_a_baseline_runs_here_under_its_version() -> None:
    found = one("baseline/bm25", {})

    assert (found.dialect, found.base_url) == ("baseline", "in-process")
    assert found.model.startswith("bm25@")
    assert found.baseline is not None


def test_every_mistake_is_said_at_once_with_its_way_out() -> None:
    found = mistakes(
        "moonshot/kimi-k3",
        "meta/muse-spark-1.3",
        "openai-api/acme/m",
        "openai-api/acme",
        "nowhere/m",
        "baseline/none",
        "vllm/m",
    )

    assert found[:4] == [
        "moonshot/kimi-k3: no key; set MOONSHOT_API_KEY in the environment or .env",
        (
            "meta/muse-spark-1.3: no key; set MODEL_API_KEY or META_API_KEY in the "
            "environment or .env"
        ),
        (
            "openai-api/acme/m: no address; set ACME_BASE_URL in the environment "
            "or .env, or base_url of the model"
        ),
        "openai-api/acme/m: no key; set ACME_API_KEY in the environment or .env",
    ]
    assert found[4] == ("openai-api/acme: write it as openai-api/<service>/<model>")
    assert found[5].startswith("nowhere/m: unknown service 'nowhere'; choose from ")
    assert found[6].startswith("baseline/none: unknown baseline 'none'; choose from ")
    assert len(found) == 7


@pytest.mark.parametrize(
    ("url", "part"),
    [
        ("https://me:hunter2@host/v1", "holds a user name or password"),
        ("https://hunter2@host/v1", "holds a user name or password"),
        ("https://me:hunter2@host:x/v1", "is no URL"),
        ("ftp://host/v1", "is not http(s)"),
        ("host/v1", "is not http(s)"),
        ("http:///v1", "is not http(s)"),
        ("https://host/v1?a=b", "is not http(s)"),
        ("http://[::1/v1", "is no URL"),
    ],
)
def test_an_address_must_be_usable_and_hold_no_secret(url: str, part: str) -> None:
    [said] = mistakes("openai-api/a/m", base_url=url, A_API_KEY=KEY)

    assert part in said
    assert "hunter2" not in said


def test_a_model_that_trains_on_documents_is_refused() -> None:
    [said] = mistakes("meta/muse-spark-1.3-Contributor", MODEL_API_KEY=KEY)

    assert "trains on what it is sent" in said


@pytest.mark.parametrize("key", ["sk-ü", "sk a", "sk\x00a"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(
    key: str,
) -> None:
    [said] = mistakes("moonshot/kimi-k3", MOONSHOT_API_KEY=key)

    assert "MOONSHOT_API_KEY" in said
    assert key not in said


def test_extra_must_be_json() -> None:
    settings = ModelSettings(id="vllm/m", extra={"a": float("nan")})

    with pytest.raises(SettingsError, match="extra cannot be sent as JSON"):
        resolve([settings], {})


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("http://127.0.0.1:1", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:1", True),
        ("http://LOCALHOST/v1", True),
        ("http://a.localhost", True),
        ("http://10.0.0.1", False),
        ("http://localhost.example.com", False),
        ("http://0.0.0.0", False),
    ],
)
def test_loopback(url: str, is_one: bool) -> None:
    assert is_loopback(url) is is_one
