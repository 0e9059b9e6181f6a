"""What a stream's deltas come to, each with the moment its bytes arrived. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.errors import CallError
from pipeline.query.measuring.stamps import ClockName
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


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from the bytes of the request being ready; `None` did not happen."""

    total_s: float
    connect_s: float | None = None
    upload_s: float | None = None
    first_byte_s: float | None = None
    first_event_s: float | None = None
    first_token_s: float | None = None
    first_answer_s: float | None = None
    answer_s: float | None = None
    gaps: int | None = None
    gap_p50_s: float | None = None
    gap_p95_s: float | None = None
    gap_p99_s: float | None = None
    gap_max_s: float | None = None
    clock: ClockName | None = None
    """Who took the stamps; `None`: there was nothing to stamp."""


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
        self._first_event: float | None = None
        self._first_token: float | None = None
        self._answered_at: list[float] = []

    def hear(self, delta: Delta, at: float) -> None:
        self._hear_text(delta, at)
        if delta.usage is not None:
            self._usage |= delta.usage
        self._finish_reason = delta.finish_reason or self._finish_reason
        self._served_model = delta.served_model or self._served_model
        self.done |= delta.done
        self.finished |= delta.done or delta.finish_reason is not None
        self.last = at
        if self._first_event is None:
            self._first_event = at

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
        gaps = sorted(after - before for before, after in pairwise(at))
        return Times(
            total_s=ended - started,
            connect_s=connect_s,
            first_byte_s=_since(started, first_byte),
            first_event_s=_since(started, self._first_event),
            first_token_s=_since(started, self._first_token),
            first_answer_s=_since(started, at[0] if at else None),
            answer_s=_since(started, at[-1] if at else None),
            gaps=len(gaps) if at and streamed else None,
            gap_p50_s=_quantile(gaps, 0.50),
            gap_p95_s=_quantile(gaps, 0.95),
            gap_p99_s=_quantile(gaps, 0.99),
            gap_max_s=gaps[-1] if gaps else None,
        )

    def _hear_text(self, delta: Delta, at: float) -> None:
        if not (delta.answer or delta.reasoning or delta.refusal):
            return
        if self._first_token is None:
            self._first_token = at
        self._reasoning.append(delta.reasoning)
        self._refusal.append(delta.refusal)
        if delta.answer:
            self._answer.append(delta.answer)
            if not self._answered_at or self._answered_at[-1] != at:
                self._answered_at.append(at)


def _since(started: float, moment: float | None) -> float | None:
    return None if moment is None else moment - started


def _quantile(ordered: Sequence[float], share: float) -> float | None:
    """Interpolate between the two nearest, as NumPy's default does."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
