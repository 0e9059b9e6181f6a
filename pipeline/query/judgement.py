"""How a call ended, by what its last attempt heard. Pure."""

from dataclasses import dataclass
from typing import Final

from pipeline.errors import CallError
from pipeline.query.reply import Reply
from pipeline.records import Outcome

_FINISHES: Final = {
    "length": Outcome.TRUNCATED,
    "max_tokens": Outcome.TRUNCATED,
    "model_length": Outcome.TRUNCATED,  # Mistral: the window, not the cap
    "model_context_window_exceeded": Outcome.TRUNCATED,  # Z.AI
    "content_filter": Outcome.FILTERED,
    "sensitive": Outcome.FILTERED,  # Z.AI
}
_ERRORS: Final = {
    "over_window": Outcome.OVER_WINDOW,
    "content_filter": Outcome.FILTERED,
}
SEEN_AT_LEAST: Final = 0.5
"""Tokenizers differ by a factor of 1.7 at most, so a prompt of which a provider counts
less than half has lost text on the way."""


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


def of_reply(reply: Reply, expected_tokens: int) -> Judgement:
    """Judge a stream that came to its end, against the tokens that were sent."""
    answer = reply.answer if reply.answer.strip() else None
    if reply.refusal:
        return Judgement(Outcome.REFUSED, message=reply.refusal, answer=answer)
    outcome = _FINISHES.get(reply.finish_reason or "", Outcome.ANSWERED)
    if outcome is Outcome.FILTERED:
        return Judgement(outcome, answer=answer)
    seen = reply.usage.prompt_tokens
    if seen and seen < SEEN_AT_LEAST * expected_tokens:
        message = (
            f"the provider counted {seen:,} prompt tokens where about "
            f"{expected_tokens:,} were sent: it dropped text without saying so"
        )
        return Judgement(Outcome.FAILED, "silently_truncated", message)
    if outcome is Outcome.ANSWERED and answer is None:
        message = f"the stream ended ({reply.finish_reason}) without any answer text"
        return Judgement(Outcome.FAILED, "empty_answer", message)
    return Judgement(outcome, answer=answer)
