"""The chat-completions stream: OpenAI's, and everyone who copied it.

The copies differ in where they put reasoning (`reasoning_content`, `reasoning`,
`reasoning_details`, parts of a content array), usage (on the last choice's chunk, in a
trailing chunk without choices, inside the choice) and errors (an `error` object in a
chunk, in a choice as OpenRouter's, or a `base_resp` as MiniMax's). All are read.
"""

from typing import Any, Final

from pipeline.query.providers.base import Ask, Delta, Framing, Provider, WireRequest
from pipeline.query.providers.reading import (
    NOTHING,
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
        data, name = event
        if data[:1] != "{" and data.strip() == _DONE:
            return [Delta(done=True)]
        if name == "error":
            return [Delta(error=data)]
        chunk = table(data, "a chat completion")
        choice = _first(chunk.get("choices"))
        if name in _KEEP_ALIVES and not choice:
            return []
        if _is_error(chunk, choice):
            return [Delta(error=data)]
        return [_delta(chunk, choice, ask)]


def _first(choices: Any) -> Table:
    """Return the choice that was asked for: there is one, but not in every chunk."""
    for one in items(choices):
        choice = member(one)
        if choice and not choice.get("index"):
            return choice
    return NOTHING


def _is_error(chunk: Table, choice: Table) -> bool:
    if "error" in chunk or "error" in choice:
        return bool(chunk.get("error") or choice.get("error"))
    if "base_resp" in chunk:
        return bool(count(member(chunk["base_resp"]).get("status_code")))
    if choice:
        return False
    is_bare = "choices" not in chunk and bool(text(chunk.get("message")))
    return is_bare or chunk.get("object") == "error"


def _delta(chunk: Table, choice: Table, ask: Ask) -> Delta:
    said = choice.get("delta")
    is_whole = not said and member(choice.get("message")) is not NOTHING
    said = member(choice["message"] if is_whole else said)
    content = said.get("content")
    answer, thought = _parts(content) if items(content) else (text(content), "")
    refusal = said.get("refusal")
    finish_reason = choice.get("finish_reason")
    raw = report(chunk.get("usage")) or report(choice.get("usage"))
    return Delta(
        answer,
        thought or _reasoning(said),
        text(refusal) if refusal else "",
        _usage(raw, ask) if raw else None,
        raw,
        (text(finish_reason) or None) if finish_reason else None,
        text(chunk.get("model")) or None,
        text(chunk.get("system_fingerprint")) or None,
        done=is_whole,
        whole=is_whole,
    )


def _reasoning(said: Table) -> str:
    """Return the first of its places that has some: vLLM says the same in two."""
    if found := said.get("reasoning_content") or said.get("reasoning"):
        return text(found)
    if details := said.get("reasoning_details"):
        parts = map(member, items(details))
        return "".join(text(p.get("text")) or text(p.get("summary")) for p in parts)
    return ""


def _parts(content: Any) -> tuple[str, str]:
    """Return the answer and the reasoning of a content array (Mistral)."""
    answer: list[str] = []
    reasoning: list[str] = []
    for part in map(member, items(content)):
        if part.get("type") in ("text", "output_text"):
            answer.append(text(part.get("text")))
        elif part.get("type") == "thinking":
            thought = part.get("thinking")
            reasoning.append(text(thought) or "".join(_parts(thought)))
    return "".join(answer), "".join(reasoning)


def _usage(raw: Table, ask: Ask) -> Usage:
    return input_output_usage(raw, outside=ask.reasoning_outside)


PROVIDER: Final[Provider] = _OpenAIChat()
