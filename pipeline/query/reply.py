"""What a stream's deltas come to, each with the moment its bytes arrived. Pure."""

from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipeline.errors import CallError
from pipeline.query.providers.base import Delta
from pipeline.records import Usage


@dataclass(frozen=True, slots=True)
class Reply:
    """A stream that came to its end, as the provider sent it."""

    answer: str
    reasoning: str
    refusal: str
    usage: Usage
    finish_reason: str | None
    served_model: str | None
    usage_raw: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the bytes of the request being ready; `None` did not happen."""

    total_s: float
    connect_s: float | None = None
    first_byte_s: float | None = None
    first_token_s: float | None = None
    first_answer_s: float | None = None
    answer_s: float | None = None
    gaps: int | None = None
    gap_p50_s: float | None = None
    gap_p95_s: float | None = None
    gap_p99_s: float | None = None
    gap_max_s: float | None = None
    upload_s: float | None = None
    first_event_s: float | None = None
    comments: int | None = None
    clock: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What one attempt came to: a reply or an error, and its times either way."""

    status: int | None
    times: Times
    reply: Reply | None = None
    error: CallError | None = None


class Listener:
    """Hears one stream. Pieces of answer that arrived in the same bytes are one."""

    def __init__(self) -> None:
        self.finished = False
        """The provider said how it ended; usage may still follow."""
        self.done = False
        """The provider said that nothing follows."""
        self.last: float | None = None
        """When the newest event arrived."""
        self._answer: list[str] = []
        self._reasoning: list[str] = []
        self._refusal: list[str] = []
        self._usage = Usage()
        self._finish_reason: str | None = None
        self._served_model: str | None = None
        self._first_token: float | None = None
        self._answered_at: list[float] = []

    def hear(self, delta: Delta, at: float) -> None:
        self._hear_text(delta, at)
        self._usage |= delta.usage or Usage()
        self._finish_reason = delta.finish_reason or self._finish_reason
        self._served_model = delta.served_model or self._served_model
        self.done |= delta.done
        self.finished |= delta.done or delta.finish_reason is not None
        self.last = at

    def reply(self) -> Reply:
        return Reply(
            answer="".join(self._answer),
            reasoning="".join(self._reasoning),
            refusal="".join(self._refusal),
            usage=self._usage,
            finish_reason=self._finish_reason,
            served_model=self._served_model,
        )

    def times(
        self,
        started: float,
        ended: float,
        *,
        connect_s: float | None,
        first_byte: float | None,
        streamed: bool,
    ) -> Times:
        """Summarise; a reply that came at once (`streamed` is false) has no gap."""
        at = self._answered_at
        gaps = [after - before for before, after in pairwise(at)]
        return Times(
            total_s=ended - started,
            connect_s=connect_s,
            first_byte_s=_since(started, first_byte),
            first_token_s=_since(started, self._first_token),
            first_answer_s=_since(started, at[0] if at else None),
            answer_s=_since(started, at[-1] if at else None),
            gaps=len(gaps) if at and streamed else None,
            gap_p50_s=median(gaps) if gaps else None,
            gap_max_s=max(gaps, default=None),
        )

    def _hear_text(self, delta: Delta, at: float) -> None:
        self._answer.append(delta.answer)
        self._reasoning.append(delta.reasoning)
        self._refusal.append(delta.refusal)
        if self._first_token is None and (
            delta.answer or delta.reasoning or delta.refusal
        ):
            self._first_token = at
        if delta.answer and (not self._answered_at or self._answered_at[-1] != at):
            self._answered_at.append(at)


def _since(started: float, moment: float | None) -> float | None:
    return None if moment is None else moment - started
