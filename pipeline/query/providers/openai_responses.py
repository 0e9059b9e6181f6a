"""OpenAI's Responses stream, which Meta, xAI and others speak too.

Every event names its type; the last is `response.completed`, `response.incomplete` or
`response.failed`, or a bare `error`, and it alone has the usage
(https://developers.openai.com/api/reference/resources/responses/streaming-events).
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from pipeline.facts import Parameter
from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import (
    Table,
    input_output_usage,
    items,
    member,
    report,
    table,
    text,
)
from pipeline.query.providers.writing import finished, place, place_set
from pipeline.query.sse import Event
from pipeline.records import Usage

_PIECES: Final[Mapping[str, Callable[[str], Delta]]] = {
    "response.output_text.delta": Delta,
    "response.reasoning_summary_text.delta": lambda said: Delta(reasoning=said),
    "response.reasoning_text.delta": lambda said: Delta(reasoning=said),
    "response.refusal.delta": lambda said: Delta(refusal=said),
}
"""The events that carry a piece of text."""
_ERRORS: Final = frozenset({"error", "response.failed", "response.error"})
_ENDS: Final = frozenset({"response.completed", "response.incomplete"})
_KEEP_ALIVES: Final = frozenset({"keepalive", "ping"})
_NEXT_SUMMARY: Final = "response.reasoning_summary_part.added"


class _OpenAIResponses:
    framing: Framing = "sse"
    without: frozenset[Parameter] = frozenset({"seed"})

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"authorization": f"Bearer {ask.key}"} if ask.key else {}
        body: dict[str, Any] = {
            "model": ask.model,
            "input": ask.text,
            "stream": True,
            "store": False,
        }
        place(body, ask.output_cap or "max_output_tokens", ask.max_output_tokens)
        place_set(
            body,
            {
                "temperature": ask.temperature,
                "top_p": ask.top_p,
                ask.effort_field or "reasoning.effort": ask.effort,
            },
        )
        if ask.seed_field:
            place_set(body, {ask.seed_field: ask.seed})
        return WireRequest("/responses", finished(body, ask), headers)

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        data = event.data
        if event.name == "error":
            return [Delta(error=data)]
        if data == "[DONE]":  # of some gateways
            return [Delta(done=True)]
        said = table(data, "an event of a response")
        kind = text(said.get("type"))
        if piece := _PIECES.get(kind):
            return [piece(text(said.get("delta")))]
        if kind in _KEEP_ALIVES:
            return []
        if _is_error(said, kind):
            return [Delta(error=data)]
        return [_other(said, kind, ask)]


def _is_error(said: Table, kind: str) -> bool:
    if kind in _ERRORS or said.get("error"):
        return True
    return _response(said).get("status") in ("failed", "cancelled")


def _response(said: Table) -> Table:
    """Return the response that an event is about, or that came without any event."""
    return said if said.get("object") == "response" else member(said.get("response"))


def _other(said: Table, kind: str, ask: Ask) -> Delta:
    if kind == _NEXT_SUMMARY and said.get("summary_index"):
        return Delta(reasoning="\n\n")
    response = _response(said)
    served = text(response.get("model")) or None
    if kind in _ENDS or response is said:
        return _end(response, served, ask)
    return Delta(served_model=served)


def _end(response: Table, served: str | None, ask: Ask) -> Delta:
    status = text(response.get("status")) or "completed"
    reason = text(member(response.get("incomplete_details")).get("reason"))
    raw = report(response.get("usage"))
    answer, reasoning, refusal = _texts(response)
    return Delta(
        answer=answer,
        reasoning=reasoning,
        refusal=refusal,
        usage=_usage(raw, ask) if raw else None,
        usage_raw=raw,
        finish_reason=reason or status,
        served_model=served,
        done=True,
        whole=True,
    )


def _texts(response: Table) -> tuple[str, str, str]:
    """Return answer, reasoning and refusal of all the output together."""
    found: dict[str, list[str]] = {"answer": [], "reasoning": [], "refusal": []}
    for item in map(member, items(response.get("output"))):
        parts = [*items(item.get("content")), *items(item.get("summary"))]
        for part in map(member, parts):
            said = text(part.get("text"))
            match part.get("type"):
                case "output_text":
                    found["answer"].append(said)
                case "reasoning_text" | "summary_text":
                    found["reasoning"].append(said)
                case "refusal":
                    found["refusal"].append(text(part.get("refusal")))
                case _:
                    pass
    answer, reasoning, refusal = found.values()
    return "".join(answer), "\n\n".join(reasoning), "".join(refusal)


def _usage(raw: Table, ask: Ask) -> Usage:
    return input_output_usage(raw, outside=ask.reasoning_outside)


PROVIDER: Final[Provider] = _OpenAIResponses()
