"""Scripted models served in this process, and requests to them in each dialect."""

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.records import AnswerType, Evidence, Question
from pipeline.simulate.engine import Server
from pipeline.simulate.scenario import Scenario, load_scenario
from pipeline.simulate.simulator import Simulator
from pipeline.simulate.truth import Truth
from tests.simulate.client import Got, ask

MODEL = "scripted-1"
QUICK = """
[models.latency]
headers = 0
first_token = 0.001
reasoning_pace = 0.0001
answer_pace = 0.0001
"""
RIGHT = f"""
[[models]]
accuracy = {{ overall = 1, closed_book = 1 }}
{QUICK}
"""


def question(
    number: int = 1,
    kind: AnswerType = AnswerType.NUMBER,
    answers: Sequence[str] = ("236000",),
    choices: Sequence[str] = (),
    unit: str | None = None,
) -> Question:
    answerable = kind is not AnswerType.UNANSWERABLE
    quote = f"The sum of contract {number} stands here."
    evidence = (Evidence(document="contract.pdf", page=3, quote=quote),)
    return Question(
        id=f"q{number}",
        collection="test",
        text=f"What is the sum of contract {number}?",
        answers=tuple(answers) if answerable else (),
        answer_type=kind,
        type_inferred=False,
        choices=tuple(choices),
        unit=unit,
        evidence=evidence if answerable else (),
    )


def prompt(
    asked: Question, *, before: int = 3, after: int = 3, evidence: bool = True
) -> str:
    """Return a prompt as ours are: passages, and the question after them."""
    filling = ["[notes.txt p.1]\nNothing of note happened on this day at all.\n\n"]
    held = [f"[contract.pdf p.3]\n{e.quote}\n\n" for e in asked.evidence if evidence]
    passages = "".join([*filling * before, *held, *filling * after])
    return f"Answer.\n\n<documents>\n{passages}</documents>\n\nQuestion: {asked.text}\n"


def scenario(text: str, folder: Path) -> Scenario:
    path = folder / "scenario.toml"
    path.write_text(text, encoding="utf-8")
    return load_scenario(path)


class World(NamedTuple):
    url: str
    rows: list[Truth]
    """Whole when the server has ended."""
    simulator: Simulator


@contextmanager
def simulated(
    script: Scenario, questions: Sequence[Question], host: str = "127.0.0.1"
) -> Generator[World]:
    rows: list[Truth] = []
    simulator = Simulator(script, questions, rows.append)
    with Server(simulator.answer, host=host, observer=simulator.observe) as server:
        yield World(server.url, rows, simulator)


class Wire(NamedTuple):
    path: str
    body: dict[str, Any]


def wire(dialect: str, text: str, *, stream: bool = True, cap: int = 8_192) -> Wire:
    """Return a request of a dialect, as its documentation gives it."""
    messages = [{"role": "user", "content": text}]
    basic: dict[str, Any] = {"model": MODEL, "stream": stream}
    if dialect == "openai-chat":
        usage = {"stream_options": {"include_usage": True}, "max_tokens": cap}
        return Wire("/v1/chat/completions", {**basic, "messages": messages, **usage})
    if dialect == "openai-responses":
        return Wire(
            "/v1/responses", {**basic, "input": messages, "max_output_tokens": cap}
        )
    if dialect == "anthropic-messages":
        return Wire("/v1/messages", {**basic, "messages": messages, "max_tokens": cap})
    if dialect == "ollama-chat":
        options = {"num_predict": cap}
        return Wire("/api/chat", {**basic, "messages": messages, "options": options})
    way = "streamGenerateContent?alt=sse" if stream else "generateContent"
    config = {"maxOutputTokens": cap, "thinkingConfig": {"includeThoughts": True}}
    contents = [{"role": "user", "parts": [{"text": text}]}]
    body = {"contents": contents, "generationConfig": config}
    return Wire(f"/v1beta/models/{MODEL}:{way}", body)


DIALECT_NAMES = (
    *("openai-chat", "openai-responses", "anthropic-messages", "gemini"),
    "ollama-chat",
)


def say(world: World, dialect: str, text: str, **options: Any) -> Got:
    path, body = wire(dialect, text, **options)
    return ask(world.url, path, body)


def events(got: Got) -> list[tuple[str | None, Any]]:
    """Return the name and the JSON of each server-sent event; [DONE] is a text."""
    assert got.headers["content-type"] == "text/event-stream"
    found: list[tuple[str | None, Any]] = []
    for block in got.text.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        data = fields["data"]
        known = data if data == "[DONE]" else json.loads(data)
        found.append((fields.get("event"), known))
    return found


def answer_text(dialect: str, got: Got) -> str:
    """Return what a streamed answer says, reasoning left out."""
    if dialect == "ollama-chat":
        lines = [json.loads(line) for line in got.text.splitlines() if line.strip()]
        return "".join(line.get("message", {}).get("content", "") for line in lines)
    return "".join(_piece(data) for _, data in events(got) if data != "[DONE]")


def _piece(data: dict[str, Any]) -> str:
    if data.get("type") == "response.output_text.delta":
        return str(data["delta"])
    if data.get("type") == "content_block_delta":
        return str(data["delta"].get("text", ""))
    if "candidates" in data:
        parts = data["candidates"][0]["content"]["parts"]
        return "".join(part["text"] for part in parts if not part.get("thought"))
    if not data.get("choices"):
        return ""
    return str(data["choices"][0]["delta"].get("content") or "")
