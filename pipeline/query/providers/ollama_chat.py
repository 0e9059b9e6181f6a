"""Ollama's own chat, a line of JSON for each piece.

Its OpenAI-compatible side cannot set the window and cuts a prompt without saying so.
Here `options.num_ctx` sets it, and `truncate` and `shift` make it refuse what does not
fit (https://docs.ollama.com/api/chat). The base address may be the server's, or that of
its OpenAI-compatible side, which ends in /v1.
"""

from typing import Any, Final

from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import Table, count, member, report, table, text
from pipeline.query.providers.writing import finished, place, place_set
from pipeline.query.sse import Event
from pipeline.records import Usage

_THINK: Final[dict[str, bool]] = {
    "true": True,
    "on": True,
    "false": False,
    "off": False,
    "none": False,
}
"""Efforts that mean a switch; any other is a level."""
_REPORTED: Final = frozenset(
    {
        "total_duration",
        "load_duration",
        "prompt_eval_count",
        "prompt_eval_duration",
        "eval_count",
        "eval_duration",
    }
)
"""What its last line says of what was used; durations are in nanoseconds."""


class _OllamaChat:
    framing: Framing = "ndjson"
    without = frozenset[Any]()

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"authorization": f"Bearer {ask.key}"} if ask.key else {}
        body: dict[str, Any] = {
            "model": ask.model,
            "messages": [{"role": "user", "content": ask.text}],
            "stream": True,
            "truncate": False,
            "shift": False,
        }
        place(body, ask.output_cap or "options.num_predict", ask.max_output_tokens)
        effort = None if ask.effort is None else _THINK.get(ask.effort, ask.effort)
        place_set(
            body,
            {
                "options.num_ctx": ask.window,
                "options.temperature": ask.temperature,
                "options.top_p": ask.top_p,
                ask.seed_field or "options.seed": ask.seed,
                ask.effort_field or "think": effort,
            },
        )
        return WireRequest("/api/chat", finished(body, ask), headers, instead_of="/v1")

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        del ask
        line = table(event.data, "a line of a chat")
        if line.get("error"):
            return [Delta(error=event.data)]
        message = member(line.get("message"))
        piece = Delta(
            text(message.get("content")),
            text(message.get("thinking")),
            served_model=text(line.get("model")) or None,
        )
        return [_last(piece, line) if line.get("done") is True else piece]


def _last(piece: Delta, line: Table) -> Delta:
    raw = report({name: line[name] for name in sorted(_REPORTED & line.keys())})
    return piece._replace(
        usage=_usage(raw) if raw else None,
        usage_raw=raw,
        finish_reason=text(line.get("done_reason")) or None,
        done=True,
    )


def _usage(raw: Table) -> Usage:
    return Usage(
        prompt_tokens=count(raw.get("prompt_eval_count")),
        completion_tokens=count(raw.get("eval_count")),
    )


PROVIDER: Final[Provider] = _OllamaChat()
