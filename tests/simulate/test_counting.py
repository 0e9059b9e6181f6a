"""The endpoints beside the dialects: tokens counted, models listed."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.tokens import count
from tests.simulate.client import ask
from tests.simulate.world import RIGHT, question, scenario, simulated

ASKED = question()
TEXT = "How many tokens are these? " * 20
MESSAGES = [{"role": "user", "content": TEXT}]
CONTENTS = [{"role": "user", "parts": [{"text": TEXT}]}]
OWN = RIGHT.replace("accuracy", "window = 900\ntoken_ratio = 2\naccuracy")


@pytest.mark.parametrize(
    ("path", "body", "place"),
    [
        ("/v1/responses/input_tokens", {"input": TEXT}, ("input_tokens",)),
        ("/v1/responses/input_tokens", {"input": MESSAGES}, ("input_tokens",)),
        ("/v1/messages/count_tokens", {"messages": MESSAGES}, ("input_tokens",)),
        ("/v1/messages/count_tokens", {"system": TEXT}, ("input_tokens",)),
        ("/v1beta/models/m:countTokens", {"contents": CONTENTS}, ("totalTokens",)),
        (
            "/v1beta/models/m:countTokens",
            {"generateContentRequest": {"contents": CONTENTS}},
            ("totalTokens",),
        ),
        (
            "/v1/tokenizers/estimate-token-count",
            {"messages": MESSAGES},
            ("data", "total_tokens"),
        ),
        ("/api/paas/v4/tokenizer", {"messages": MESSAGES}, ("usage", "prompt_tokens")),
        ("/tokenize", {"prompt": TEXT}, ("count",)),
    ],
)
def test_tokens_are_counted_as_calls_report_them(
    tmp_path: Path, path: str, body: dict[str, Any], place: tuple[str, ...]
) -> None:
    with simulated(scenario(OWN, tmp_path), [ASKED]) as world:
        got = ask(world.url, path, {"model": "m", **body})

    found: Any = json.loads(got.body)
    for key in place:
        found = found[key]
    assert found == 2 * count(TEXT) == world.rows[0].prompt_tokens


def test_a_local_server_sends_the_tokens_and_its_window(tmp_path: Path) -> None:
    with simulated(scenario(OWN, tmp_path), [ASKED]) as world:
        body = json.loads(ask(world.url, "/tokenize", {"content": TEXT}).body)

    assert len(body["tokens"]) == body["count"] == 2 * count(TEXT)
    assert body["max_model_len"] == 900


def test_a_request_that_cannot_be_read_is_a_400(tmp_path: Path) -> None:
    with simulated(scenario(OWN, tmp_path), [ASKED]) as world:
        assert ask(world.url, "/tokenize", {"prompt": 3}).status == 400


def test_models_are_listed_in_each_shape(tmp_path: Path) -> None:
    text = '[[models]]\nname = "a"\nwindow = "4k"\n[[models]]'
    with simulated(scenario(text, tmp_path), [ASKED]) as world:
        openai = json.loads(ask(world.url, "/v1/models").body)
        gemini = json.loads(ask(world.url, "/v1beta/models").body)
        ollama = json.loads(ask(world.url, "/api/tags").body)

    assert [m["id"] for m in openai["data"]] == ["a", "any"]
    assert openai["data"][0]["max_model_len"] == 4_000
    assert gemini["models"][0] == {"name": "models/a", "inputTokenLimit": 4_000}
    assert [m["name"] for m in ollama["models"]] == ["a", "any"]


def test_a_path_that_no_one_serves_is_a_404(tmp_path: Path) -> None:
    with simulated(scenario(OWN, tmp_path), [ASKED]) as world:
        assert ask(world.url, "/v1/embeddings", {}).status == 404
        assert ask(world.url, "/v1/models", {}).status == 404
