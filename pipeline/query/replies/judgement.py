"""How a call ended, by what its last attempt heard. Pure."""

from dataclasses import dataclass
from typing import Final

from pipeline.errors import CallError
from pipeline.query.replies.reply import Reply
from pipeline.records import Outcome

_FINISHES: Final = {
    "length": Outcome.TRUNCATED,
    "max_tokens": Outcome.TRUNCATED,  # Anthropic; Gemini
    "max_output_tokens": Outcome.TRUNCATED,  # Responses
    "max_messages": Outcome.TRUNCATED,  # Responses
    "incomplete": Outcome.TRUNCATED,  # Responses, without a reason
    "pause_turn": Outcome.TRUNCATED,  # Anthropic: its turn goes on, for another price
    "model_length": Outcome.TRUNCATED,  # Mistral: the window, not the cap
    "model_context_window_exceeded": Outcome.TRUNCATED,  # Anthropic; Z.AI
    "refusal": Outcome.REFUSED,  # Anthropic
    "content_filter": Outcome.FILTERED,
    "sensitive": Outcome.FILTERED,  # Z.AI
    "safety": Outcome.FILTERED,  # Gemini, and the next five
    "recitation": Outcome.FILTERED,
    "blocklist": Outcome.FILTERED,
    "prohibited_content": Outcome.FILTERED,
    "spii": Outcome.FILTERED,
    "language": Outcome.FILTERED,
    "other": Outcome.FAILED,  # Gemini, and the next four
    "malformed_response": Outcome.FAILED,
    "malformed_function_call": Outcome.FAILED,
    "unexpected_tool_call": Outcome.FAILED,
    "finish_reason_unspecified": Outcome.FAILED,
}
"""By the reason in lower case; any other ends an answer."""
_BLOCKED: Final = "blockreason: "
"""A prompt that Gemini did not let through, whatever the reason behind it."""
_ERRORS: Final = {
    "over_window": Outcome.OVER_WINDOW,
    "content_filter": Outcome.FILTERED,
}
SEEN_AT_LEAST: Final = 0.5
"""Of the reference tokens. No tokenizer known makes fewer than 0.7 of what o200k_base
does (Kimi's, of Chinese), so a prompt of which a provider counts less than half has
lost text on the way."""
SEEN_OF_EXPECTED: Final = 0.6
"""Of the tokens expected by the model's own ratio, which is that of English prose: of
Chinese the same tokenizer makes down to 0.65 of it."""
LEAST_JUDGED: Final = 50
"""Reference tokens: a shorter prompt has nothing to lose."""


@dataclass(frozen=True, slots=True)
class Judgement:
    outcome: Outcome
    kind: str | None = None
    message: str | None = None
    answer: str | None = None


def of_error(error: CallError) -> Judgement:
    outcome = _ERRORS.get(error.kind, Outcome.FAILED)
    kind = error.kind if outcome is Outcome.FAILED else None
    return Judgement(outcome, kind, str(error))


def of_reply(reply: Reply, tokens: int, tokens_ratio: float | None = None) -> Judgement:
    """Judge a stream that came to its end, against the tokens that were sent.

    `tokens` are reference tokens; `tokens_ratio` is how many the model makes of each,
    where that is known (`Facts.tokens_ratio`).
    """
    answer = reply.answer if reply.answer.strip() else None
    outcome = _outcome(reply)
    if outcome is Outcome.REFUSED:
        return Judgement(outcome, message=reply.refusal or None, answer=answer)
    if outcome is Outcome.FILTERED:
        return Judgement(outcome, answer=answer)
    if lost := _lost(reply.usage.prompt_tokens, tokens, tokens_ratio):
        return Judgement(Outcome.FAILED, "silently_truncated", lost)
    if outcome is Outcome.FAILED:
        message = f"the provider ended the answer without saying why: {answer!r:.200}"
        return Judgement(outcome, "unfinished", message)
    if outcome is Outcome.ANSWERED and answer is None:
        message = f"the stream ended ({reply.finish_reason}) without any answer text"
        return Judgement(Outcome.FAILED, "empty_answer", message)
    return Judgement(outcome, answer=answer)


def _outcome(reply: Reply) -> Outcome:
    if reply.refusal:
        return Outcome.REFUSED
    reason = (reply.finish_reason or "").lower()
    if reason.startswith(_BLOCKED):
        return Outcome.FILTERED
    return _FINISHES.get(reason, Outcome.ANSWERED)


def _lost(seen: int | None, tokens: int, ratio: float | None) -> str | None:
    """Return what is to be said of a prompt that did not arrive whole."""
    expected = round(tokens * (ratio or 1.0))
    least = (SEEN_AT_LEAST if ratio is None else SEEN_OF_EXPECTED) * expected
    if not seen or tokens < LEAST_JUDGED or seen >= least:
        return None
    return (
        f"the provider counted {seen:,} prompt tokens where about {expected:,} were "
        "sent: it dropped text without saying so"
    )
