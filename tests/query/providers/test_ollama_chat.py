"""Ollama's own chat: it must be told not to cut the prompt, and it says so in lines."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from pipeline.errors import CallError, MalformedError
from pipeline.query.providers.base import Delta
from pipeline.query.providers.ollama_chat import PROVIDER
from pipeline.query.wire import seal
from pipeline.records import Usage
from tests.query.bench import prompt, target
from tests.query.providers import wires
from tests.query.providers.wires import ASK, as_json, cuts, reply

OLLAMA = "ollama-chat"
NDJSON = "application/x-ndjson"
USED = {
    "total_duration": 4_883_583_458,
    "load_duration": 1_334_875,
    "prompt_eval_count": 900,
    "prompt_eval_duration": 342_546_000,
    "eval_count": 282,
    "eval_duration": 4_535_599_000,
}


def line(**fields: object) -> dict[str, object]:
    created = "2026-11-15T22:55:08.508208329Z"
    return {"model": "qwen3:8b", "created_at": created, "done": False, **fields}


def piece(**message: object) -> dict[str, object]:
    return line(message={"role": "assistant", "content": "", **message})


LINES = (
    piece(thinking="Hm "),
    piece(thinking="é?"),
    piece(content="Adé\u2028"),
    piece(content=" Lovelace"),
    piece() | {"done": True, "done_reason": "stop"} | USED,
)
STREAM = "".join(as_json(one) + "\n" for one in LINES).encode()


def test_the_least_is_sent() -> None:
    request = PROVIDER.encode(replace(ASK, key=None, window=65_536))

    assert not request.headers
    assert request.body == {
        "model": "m",
        "messages": [{"role": "user", "content": "Who?"}],
        "stream": True,
        "truncate": False,
        "shift": False,
        "options": {"num_predict": 9, "num_ctx": 65_536},
    }


@pytest.mark.parametrize(
    ("effort", "think"),
    [("low", "low"), ("off", False), ("none", False), ("true", True)],
)
def test_what_is_set_is_sent_where_it_belongs(effort: str, think: object) -> None:
    fields = {"options": {"num_gpu": 1}, "keep_alive": "1h"}

    body = PROVIDER.encode(
        replace(ASK, temperature=0.0, top_p=0.5, seed=7, effort=effort, fields=fields)
    ).body

    assert body["think"] == think
    assert body["keep_alive"] == "1h"
    assert body["options"] == {
        "num_predict": 9,
        "temperature": 0.0,
        "top_p": 0.5,
        "seed": 7,
        "num_gpu": 1,
    }


@pytest.mark.parametrize("url", ["http://127.0.0.1:11434", "http://127.0.0.1:11434/v1"])
def test_either_base_address_will_do(url: str) -> None:
    one = replace(target(url), dialect=OLLAMA)

    assert seal("Who?", one, prompt("p")).url == "http://127.0.0.1:11434/api/chat"


@given(cuts)
def test_however_the_bytes_are_cut_the_reply_is_the_same(cuts: list[int]) -> None:
    heard = reply(OLLAMA, STREAM, cuts, content_type=NDJSON)

    assert (heard.answer, heard.reasoning) == ("Adé\u2028 Lovelace", "Hm é?")
    assert heard.usage == Usage(prompt_tokens=900, completion_tokens=282)
    assert heard.usage_raw is not None
    assert json.loads(heard.usage_raw) == USED
    assert (heard.finish_reason, heard.served_model) == ("stop", "qwen3:8b")


@pytest.mark.parametrize("content_type", [NDJSON, "", "text/plain"])
def test_a_stream_is_one_whatever_it_calls_itself(content_type: str) -> None:
    stream = b"\r\n" + STREAM.replace(b"\n", b"\r\n").rstrip()

    heard = reply(OLLAMA, stream, [9], content_type=content_type)

    assert heard == reply(OLLAMA, STREAM, content_type=NDJSON)


def test_an_answer_that_was_not_streamed_is_the_same() -> None:
    whole = piece(content="Adé\u2028 Lovelace", thinking="Hm é?") | LINES[-1]
    whole["message"] = {"content": "Adé\u2028 Lovelace", "thinking": "Hm é?"}
    data = json.dumps(whole, indent=1).encode()

    heard = reply(OLLAMA, data, [99], content_type="application/json; charset=utf-8")

    assert heard == reply(OLLAMA, STREAM, content_type=NDJSON)


@pytest.mark.parametrize(
    ("payload", "step"),
    [
        (line(message="?"), Delta(served_model="qwen3:8b")),
        (line(message={"content": 7}, model=7), Delta()),
        (line(done="yes"), Delta(served_model="qwen3:8b")),
        ({"done": True}, Delta(done=True)),
        (
            {"done": True, "done_reason": "length", "eval_count": -3},
            Delta(
                done=True,
                finish_reason="length",
                usage=Usage(),
                usage_raw={"eval_count": -3},
            ),
        ),
    ],
)
def test_what_is_not_expected_is_absent(payload: object, step: Delta) -> None:
    assert wires.decode(OLLAMA, payload) == [step]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (
            "the prompt is longer than the context length currently available",
            "over_window",
        ),
        ("an error was encountered while running the model: EOF", "server_error"),
    ],
)
def test_a_fault_inside_the_stream(said: str, kind: str) -> None:
    stream = STREAM.splitlines(keepends=True)[0] + json.dumps({"error": said}).encode()

    with pytest.raises(CallError) as caught:
        reply(OLLAMA, stream + b"\n", content_type=NDJSON)

    assert caught.value.kind == kind


@pytest.mark.parametrize("kept", [0, 1, 4])
def test_a_stream_without_its_end_is_an_error(kept: int) -> None:
    lines = STREAM.splitlines(keepends=True)

    with pytest.raises(CallError) as caught:
        reply(OLLAMA, b"".join(lines[:kept]) + b'{"done', content_type=NDJSON)

    assert caught.value.kind == "disconnected"


@pytest.mark.parametrize("data", ["{", "[]", "7"])
def test_anything_else_is_malformed(data: str) -> None:
    with pytest.raises(MalformedError, match="not a line of a chat"):
        wires.decode(OLLAMA, data)
