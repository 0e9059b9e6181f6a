"""The chat-completions stream: OpenAI's, and everyone who copied it.

The copies differ in where they put reasoning (`reasoning_content`, `reasoning`,
`reasoning_details`, parts of a content array), usage (on the last choice's chunk, in a
trailing chunk without choices, inside the choice) and errors (an `error` object in a
chunk, in a choice as OpenRouter's, or a `base_resp` as MiniMax's). All are read.
"""

from typing import Any, Final

from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import (
    Table,
    count,
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

_DONE: Final = "[DONE]"
_KEEP_ALIVES: Final = frozenset({"ping", "keepalive", "heartbeat"})


class _OpenAIChat:
    framing: Framing = "sse"
    without = frozenset[Any]()

    def encode(self, ask: Ask) -> WireRequest:
        headers = {"authorization": f"Bearer {ask.key}"} if ask.key else {}
        body: dict[str, Any] = {
            "model": ask.model,
            "messages": [{"role": "user", "content": ask.text}],
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        place(body, ask.output_cap or "max_tokens", ask.max_output_tokens)
        place_set(
            body,
            {
                "temperature": ask.temperature,
                "top_p": ask.top_p,
                ask.seed_field or "seed": ask.seed,
                ask.effort_field or "reasoning_effort": ask.effort,
            },
        )
        return WireRequest("/chat/completions", finished(body, ask), headers)

    def decode(self, event: Event, ask: Ask) -> list[Delta]:
        data = event.data
        if data == _DONE or data.strip() == _DONE:
            return [Delta(done=True)]
        if event.name == "error":
            return [Delta(error=data)]
        chunk = table(data, "a chat completion")
        choices = chunk.get("choices")
        if event.name in _KEEP_ALIVES and not choices:
            return []
        choice = next((c for c in items(choices) if _is_first(c)), None)
        if _is_error(chunk) or (choice and choice.get("error")):
            return [Delta(error=data)]
        return [_delta(chunk, choice or {}, ask)]


def _is_first(choice: object) -> bool:
    return type(choice) is dict and not count(choice.get("index"))


def _is_error(chunk: Table) -> bool:
    if chunk.get("error") or chunk.get("object") == "error":
        return True
    if "choices" in chunk and "base_resp" not in chunk:
        return False
    status = count(member(chunk.get("base_resp")).get("status_code"))
    return bool(status) or ("choices" not in chunk and bool(text(chunk.get("message"))))


def _delta(chunk: Table, choice: Table, ask: Ask) -> Delta:
    said = choice.get("delta")
    is_whole = not said and type(choice.get("message")) is dict
    said = member(choice["message"] if is_whole else said)
    content = said.get("content")
    answer, reasoning = (content, "") if type(content) is str else _parts(content)
    raw = report(chunk.get("usage") or choice.get("usage"))
    return Delta(
        answer=answer,
        reasoning=reasoning or _reasoning(said),
        refusal=text(said.get("refusal")),
        usage=_usage(raw, ask) if raw else None,
        usage_raw=raw,
        finish_reason=text(choice.get("finish_reason")) or None,
        served_model=text(chunk.get("model")) or None,
        fingerprint=text(chunk.get("system_fingerprint")) or None,
        done=is_whole,
        whole=is_whole,
    )


def _reasoning(said: Table) -> str:
    """Return the first of its places that has some: vLLM says the same in two."""
    return (
        text(said.get("reasoning_content"))
        or text(said.get("reasoning"))
        or "".join(
            text(part.get("text")) or text(part.get("summary"))
            for part in map(member, items(said.get("reasoning_details")))
        )
    )


def _parts(content: object) -> tuple[str, str]:
    """Return the answer and the reasoning of a content array (Mistral)."""
    answer: list[str] = []
    reasoning: list[str] = []
    for part in map(member, items(content)):
        if part.get("type") in ("text", "output_text"):
            answer.append(text(part.get("text")))
        elif part.get("type") == "thinking":
            thought = part.get("thinking")
            reasoning.append(
                thought if type(thought) is str else "".join(_parts(thought))
            )
    return "".join(answer), "".join(reasoning)


def _usage(raw: Table, ask: Ask) -> Usage:
    return input_output_usage(raw, outside=ask.reasoning_outside)


PROVIDER: Final[Provider] = _OpenAIChat()
