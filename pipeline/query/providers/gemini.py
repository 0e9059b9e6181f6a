"""Google's `streamGenerateContent` as server-sent events.

Each event is a whole response with the next piece of text and the usage so far. No
event says that it is the last: the one with a `finishReason` is, or one whose prompt
was blocked, which has no candidates (https://ai.google.dev/api/generate-content). The
count of candidates leaves the thoughts out; that of the prompt has the cached ones.
"""

from typing import Any, Final
from urllib.parse import quote

from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import (
    Table,
    count,
    items,
    member,
    parse,
    report,
    table,
    text,
    total,
)
from pipeline.query.providers.writing import as_json, finished, place, place_set
from pipeline.query.sse import Event
from pipeline.records import Usage

BLOCKED: Final = "blockReason: "
"""Before the reason why a prompt was blocked, in the place of a finish reason."""


class _Gemini:
    framing: Framing = "sse"
    without = frozenset[Any]()

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"x-goog-api-key": ask.key} if ask.key else {}
        body: dict[str, Any] = {
            "contents": [{"role": "user", "parts": [{"text": ask.text}]}]
        }
        config = "generationConfig"
        place(
            body, ask.output_cap or f"{config}.maxOutputTokens", ask.max_output_tokens
        )
        place_set(
            body,
            {
                f"{config}.temperature": ask.temperature,
                f"{config}.topP": ask.top_p,
                ask.seed_field or f"{config}.seed": ask.seed,
                ask.effort_field
                or f"{config}.thinkingConfig.thinkingLevel": ask.effort,
            },
        )
        model = quote(ask.model.removeprefix("models/"), safe="")
        path = f"/models/{model}:streamGenerateContent?alt=sse"
        return WireRequest(path, finished(body, ask), headers)

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        del ask
        data = event.data
        if data[:1] != "[":
            return [_delta(table(data, "a response"), event.name)]
        parts = items(parse(data, "a response"))  # as it comes without `alt=sse`
        deltas = [_delta(member(part), event.name) for part in parts]
        return [*deltas, Delta(done=True)] if _is_ended(deltas) else deltas


def _is_ended(deltas: list[Delta]) -> bool:
    return any(delta.finish_reason for delta in deltas)


def _delta(response: Table, name: str) -> Delta:
    if response.get("error") or name == "error":
        return Delta(error=as_json(response).decode())
    candidates = map(member, items(response.get("candidates")))
    candidate = next((c for c in candidates if not count(c.get("index"))), None)
    answer, reasoning = _texts(candidate or {})
    raw = report(response.get("usageMetadata"))
    return Delta(
        answer=answer,
        reasoning=reasoning,
        usage=_usage(raw) if raw else None,
        usage_raw=raw,
        finish_reason=_finish_reason(candidate, response),
        served_model=text(response.get("modelVersion")) or None,
    )


def _texts(candidate: Table) -> tuple[str, str]:
    said: tuple[list[str], list[str]] = ([], [])
    for part in map(member, items(member(candidate.get("content")).get("parts"))):
        said[part.get("thought") is True].append(text(part.get("text")))
    return "".join(said[0]), "".join(said[1])


def _finish_reason(candidate: Table | None, response: Table) -> str | None:
    if candidate is not None:
        return text(candidate.get("finishReason")) or None
    blocked = text(member(response.get("promptFeedback")).get("blockReason"))
    return BLOCKED + blocked if blocked else None


def _usage(raw: Table) -> Usage:
    thoughts = count(raw.get("thoughtsTokenCount"))
    prompt = count(raw.get("promptTokenCount"))
    return Usage(
        prompt_tokens=total(prompt, count(raw.get("toolUsePromptTokenCount"))),
        cached_tokens=count(raw.get("cachedContentTokenCount")),
        completion_tokens=total(count(raw.get("candidatesTokenCount")), thoughts),
        reasoning_tokens=thoughts,
    )


PROVIDER: Final[Provider] = _Gemini()
