"""An id is enough for a known service; every mistake comes with its way out."""

from typing import Any

import pytest

from pipeline.errors import SettingsError
from pipeline.facts import Facts, Service, Surface
from pipeline.query.models.catalogue import ALIASES
from pipeline.query.models.endpoints import TRAINING, dialects, is_loopback, resolve
from pipeline.query.models.target import Target
from pipeline.settings import ModelSettings

KEY = "sk-canary-0123456789abcdef"


def one(
    model: str, environ: dict[str, str], base_url: str | None = None, **more: Any
) -> Target:
    services = more.pop("services", {})
    settings = ModelSettings(id=model, base_url=base_url, **more)
    [found] = resolve([settings], environ, services=services)
    return found


def mistakes(*models: str, base_url: str | None = None, **environ: str) -> list[str]:
    settings = [ModelSettings(id=model, base_url=base_url) for model in models]
    with pytest.raises(SettingsError) as caught:
        resolve(settings, environ)
    return str(caught.value).splitlines()


def said_of(
    model: str, services: dict[str, Service] | None = None, **settings: Any
) -> list[str]:
    """Return what is wrong with a model, whatever keys are missing."""
    with pytest.raises(SettingsError) as caught:
        resolve(
            [ModelSettings(id=model, **settings)],
            {},
            services=services or {},
            to_send=False,
        )
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


def test_the_environment_wins_over_the_model_the_service_and_the_catalogue() -> None:
    services = {"vllm": Service(base_url="http://service/v1")}
    address = {"VLLM_BASE_URL": "http://env/v1"}

    def asked_at(url: str | None = None, **more: Any) -> str:
        environ = more.pop("environ", {})
        return one("vllm/m", environ, url, services=services, **more).base_url

    assert one("vllm/m", {}).base_url == "http://127.0.0.1:8000/v1"
    assert asked_at() == "http://service/v1"
    assert asked_at("http://model/v1") == "http://model/v1"
    assert asked_at("http://model/v1", environ=address) == "http://env/v1"


def test_a_dialect_may_have_an_address_of_its_own() -> None:
    environ = {"MOONSHOT_API_KEY": KEY}

    found = one("moonshot/kimi-k3", environ, dialect="anthropic-messages")

    assert found.base_url == "https://api.moonshot.ai/anthropic/v1"
    assert found.facts.output_cap is None


@pytest.mark.parametrize(
    ("environ", "dialect", "url"),
    [
        ({}, None, "http://127.0.0.1:11434"),
        ({}, "openai-chat", "http://127.0.0.1:11434/v1"),
        ({"OLLAMA_HOST": "gpu"}, None, "http://gpu:11434"),
        ({"OLLAMA_HOST": "gpu:8"}, None, "http://gpu:8"),
        ({"OLLAMA_HOST": "gpu:8"}, "openai-chat", "http://gpu:8/v1"),
        ({"OLLAMA_HOST": "https://gpu/llm"}, None, "https://gpu:443/llm"),
        ({"OLLAMA_HOST": "0.0.0.0"}, None, "http://127.0.0.1:11434"),
        ({"OLLAMA_HOST": "[::]:8"}, None, "http://[::1]:8"),
        ({"OLLAMA_HOST": ":8"}, None, "http://127.0.0.1:8"),
        ({"OLLAMA_BASE_URL": "http://a:1/v1/"}, None, "http://a:1"),
        ({"OLLAMA_BASE_URL": "http://a:1"}, "openai-chat", "http://a:1/v1"),
        ({"OLLAMA_BASE_URL": "http://a:1", "OLLAMA_HOST": "b"}, None, "http://a:1"),
    ],
)
def test_ollama_is_found_by_its_own_variable(
    environ: dict[str, str], dialect: str | None, url: str
) -> None:
    assert one("ollama/m", environ, dialect=dialect).base_url == url


def test_a_host_of_ollama_that_is_none_is_said() -> None:
    [said] = mistakes("ollama/m", OLLAMA_HOST="me:hunter2@gpu:port")

    assert said == "ollama/m: the address (base_url or OLLAMA_BASE_URL) is no URL"


def test_services_go_by_the_names_that_people_give_them() -> None:
    assert one("qwen/qwen3.8-max", {"DASHSCOPE_API_KEY": KEY}).service == "dashscope"
    for name in ALIASES:
        assert resolve([ModelSettings(id=f"{name}/m")], {}, to_send=False)


def test_a_service_of_the_file_needs_only_an_address_and_its_key() -> None:
    services = {"acme": Service(base_url="https://llm.acme.example/v1")}

    found = one("acme/m", {"ACME_API_KEY": KEY}, services=services)

    assert (found.dialect, found.key) == ("openai-chat", KEY)
    assert found.remarks == (
        "the key in ACME_API_KEY goes to https://llm.acme.example/v1, by the file",
    )
    environ = {"ACME_BASE_URL": "https://env/v1", "ACME_API_KEY": KEY}
    assert one("acme/m", environ, services=services).remarks == ()
    assert one("openai-api/acme/m", environ, services=services).key == KEY


def test_a_service_of_the_file_may_need_no_key() -> None:
    services = {"acme": Service(base_url="https://llm.acme.example/v1", keys=())}

    assert one("acme/m", {}, services=services).key is None


ELSEWHERE = "https://evil.example/v1"


@pytest.mark.parametrize(
    ("model", "services", "settings"),
    [
        ("openai/m", {}, {"base_url": ELSEWHERE}),
        ("openai/m", {"openai": Service(base_url=ELSEWHERE)}, {}),
        ("openai/m", {}, {"base_url": "http://api.openai.com/v1"}),
        ("openai/m", {}, {"base_url": "https://api.openai.com:444/v1"}),
        ("openai/m", {}, {"base_url": "https://api.openai.com.evil.example/v1"}),
        ("openai-api/openai/m", {}, {"base_url": ELSEWHERE}),
        ("openai-api/OpenAI/m", {}, {"base_url": ELSEWHERE}),
        ("acme/m", {"acme": Service(base_url=ELSEWHERE, keys=("OPENAI_API_KEY",))}, {}),
        (
            "openai/m",
            {"openai": Service(dialects={"gemini": Surface(base_url=ELSEWHERE)})},
            {"dialect": "gemini"},
        ),
        ("OPENAI/m", {"OPENAI": Service(base_url=ELSEWHERE)}, {}),
    ],
)
def test_a_file_cannot_send_a_known_key_elsewhere(
    model: str, services: dict[str, Service], settings: dict[str, Any]
) -> None:
    [said] = said_of(model, services, **settings)

    assert (
        "is not where the key in OPENAI_API_KEY goes (https://api.openai.com)" in said
    )
    assert "_BASE_URL in the environment" in said
    assert "[services.<name>]" in said


def test_the_environment_can_send_a_known_key_elsewhere() -> None:
    environ = {"OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": ELSEWHERE}

    assert one("openai/m", environ, ELSEWHERE).key == KEY


def test_a_file_can_name_another_path_of_the_same_place() -> None:
    other = "https://api.openai.com/v2"

    found = one("openai/m", {"OPENAI_API_KEY": KEY}, other)

    assert (found.base_url, found.key, found.remarks) == (other, KEY, ())


def test_a_known_key_does_not_go_to_a_loopback_address_of_the_file() -> None:
    found = one("openai/m", {"OPENAI_API_KEY": KEY}, "http://127.0.0.1:9/v1")

    assert found.key is None
    assert found.remarks == (
        (
            "the key in OPENAI_API_KEY is not sent to http://127.0.0.1:9/v1, an "
            "address of the file; OPENAI_BASE_URL in the environment sends it"
        ),
    )


def test_two_keys_that_differ_are_said_and_not_shown() -> None:
    both = {"GOOGLE_API_KEY": KEY, "GEMINI_API_KEY": f"{KEY}-2"}

    found = one("google/gemini-4-argon", both)

    assert found.key == KEY
    assert found.remarks == (
        "GOOGLE_API_KEY and GEMINI_API_KEY are set and differ; GOOGLE_API_KEY is used",
    )
    assert one("google/m", both | {"GEMINI_API_KEY": KEY}).remarks == ()


@pytest.mark.parametrize(
    ("services", "said"),
    [
        (
            {"acme": Service(keys=("AWS_SECRET",))},
            (
                "services.acme: keys = 'AWS_SECRET': a file may name only variables "
                "that end in _API_KEY, such as ACME_API_KEY"
            ),
        ),
        ({"baseline": Service()}, "services.baseline: this name is taken"),
        ({"openai-api": Service()}, "services.openai-api: this name is taken"),
        (
            {"acme": Service(dialect="gemni")},
            (
                "services.acme: unknown dialect 'gemni'; choose from "
                f"{', '.join(dialects())}"
            ),
        ),
        (
            {"acme": Service(models={"m": Facts(dialect="gemni")})},
            "services.acme: unknown dialect 'gemni'",
        ),
        (
            {"acme": Service(dialects={"gemni": Surface()})},
            "services.acme: unknown dialect 'gemni'",
        ),
    ],
)
def test_a_wrong_service_is_said_whether_it_is_asked_or_not(
    services: dict[str, Service], said: str
) -> None:
    [line] = said_of("baseline/bm25", services)

    assert line.startswith(said)


def test_an_unknown_dialect_is_said_with_those_there_are() -> None:
    [said] = said_of("vllm/m", dialect="gemni")

    assert said == (
        f"vllm/m: unknown dialect 'gemni'; choose from {', '.join(dialects())}"
    )
    assert "openai-chat" in dialects()


def test_an_unknown_effort_is_said_with_the_levels() -> None:
    [said] = said_of("moonshot/kimi-k3", reasoning_effort="medium")

    assert said == (
        "moonshot/kimi-k3: reasoning_effort = 'medium' is unknown; "
        "choose from low, high, max"
    )
    assert one("vllm/m", {}, reasoning_effort="any").settings.reasoning_effort == "any"
    environ = {"MOONSHOT_API_KEY": KEY}
    assert one("moonshot/kimi-k2.6", environ, reasoning_effort="any").dialect


def test_all_is_said_of_a_model_at_once() -> None:
    said = said_of(
        "openai/gpt-6.1-sol",
        dialect="gemni",
        base_url=ELSEWHERE,
        reasoning_effort="huge",
        extra={"model": "other"},
    )

    assert len(said) == 4


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
        (
            "moonshot/kimi-k3: no key; set MOONSHOT_API_KEY or MOONSHOTAI_API_KEY in "
            "the environment or .env"
        ),
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
        ("https://host/v1?key=hunter2", "goes on after '?'"),
        ("https://host/v1#hunter2", "goes on after '?' or '#'"),
        ("https://host/v1/sk-hunter2hunter2hunter2/chat", "holds a key in its path"),
        ("https://host/hf_hunter2HunterHunterHunter/v1", "holds a key in its path"),
        ("https://host/hf_" + "hunterHunter" * 3, "holds a key in its path"),
        ("https://host/xai-0000-hunter2-0000-0000/v1", "holds a key in its path"),
        ("https://host/AIzahunter2hunter/v1", "holds a key in its path"),
        ("http://[::1/v1", "is no URL"),
        ("https://host\t.evil.example/v1", "is no URL"),
        ("https://ho st/v1", "is no URL"),
        ("https://host/\x01", "is no URL"),
        ("https://host/" + "a" * 70_000, "is no URL"),
    ],
)
def test_an_address_must_be_usable_and_hold_no_secret(url: str, part: str) -> None:
    [said] = mistakes("openai-api/a/m", base_url=url, A_API_KEY=KEY)

    assert part in said
    assert "hunter" not in said


@pytest.mark.parametrize(
    ("path", "remarked"),
    [
        pytest.param("v1/accounts/0123456789abcdef01234567/ai", True, id="account"),
        pytest.param("v1/openai-compatible-endpoint", False, id="words"),
        pytest.param("api/paas/v4", False, id="short"),
        pytest.param("hf-inference-endpoints/v1", False, id="hf-gateway"),
        pytest.param("sk-learn-model-server/v1", False, id="sk-gateway"),
        pytest.param("xai-proxy-production/v1", False, id="xai-gateway"),
        pytest.param("sk-20240101-202401012024/v1", True, id="no-letter"),
        pytest.param("sk-learn-server2/v1", False, id="few"),
    ],
)
def test_what_may_be_a_key_in_an_address_is_remarked(path: str, remarked: bool) -> None:
    model = ModelSettings(id="openai-api/a/m", base_url=f"https://host/{path}")

    [found] = resolve([model], {"A_API_KEY": KEY})

    assert any("may be a key" in line for line in found.remarks) is remarked


def test_a_model_that_trains_on_documents_is_refused() -> None:
    said = mistakes(
        "meta/muse-spark-1.3-Contributor",
        "meta/muse-spark-1.3-contributor",
        "openrouter/meta/muse-spark-1.3-contributor",
        MODEL_API_KEY=KEY,
        OPENROUTER_API_KEY=KEY,
    )

    assert len(said) == 3
    for line in said:
        assert (
            "this model trains on what it is sent: choose another, or set training = "
            "'my documents may be used for training'"
        ) in line


@pytest.mark.parametrize("fact", [{}, {"trains": False}])
def test_only_words_let_a_model_train(fact: dict[str, Any]) -> None:
    model = "meta/muse-spark-1.3-contributor"
    environ = {"MODEL_API_KEY": KEY}

    [said] = said_of(model, training="yes", **fact)

    assert "sent, and training = 'yes' does not allow it: choose another" in said
    assert one(model, environ, training=TRAINING, **fact).key == KEY


def test_a_service_of_the_file_can_be_one_that_trains() -> None:
    services = {"acme": Service(base_url="https://acme.example/v1", trains=True)}

    assert "trains on" in said_of("acme/m", services)[0]


@pytest.mark.parametrize("key", ["sk-ü", "sk a", "sk\x00a"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(
    key: str,
) -> None:
    [said] = mistakes("moonshot/kimi-k3", MOONSHOT_API_KEY=key)

    assert "MOONSHOT_API_KEY" in said
    assert key not in said


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
