"""What a stream's deltas come to, each with the moment its bytes arrived. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from pipeline.errors import CallError
from pipeline.query.providers.base import Delta
from pipeline.query.providers.reading import laid_over
from pipeline.query.providers.writing import as_json
from pipeline.query.replies.thinking import CLOSING, ThinkSplitter, answer_start
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
    """The provider's own reports, laid over each other, as JSON."""
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
    """Keep-alives; `None` where nothing was streamed."""
    first_comment_s: float | None = None
    last_comment_s: float | None = None
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
        """When the newest event arrived; a keep-alive is none."""
        self._text = _Text()
        self._refusal: list[str] = []
        self._counts: dict[str, int] = {}
        self._usage_raw: Mapping[str, Any] | None = None
        self._finish_reason: str | None = None
        self._served_model: str | None = None
        self._fingerprint: str | None = None
        self._first_event: float | None = None
        self._first_token: float | None = None
        self._comments = 0
        self._first_comment: float | None = None
        self._last_comment: float | None = None

    def hear(self, delta: Delta, at: float) -> None:
        self.last = at
        if self._first_event is None:
            self._first_event = at
        if delta.answer or delta.reasoning or delta.refusal:
            self._hear_text(delta, at)
        if delta.usage is not None:
            self._hear_usage(delta.usage, delta.usage_raw)
        if delta.finish_reason is not None:
            self._finish_reason = delta.finish_reason
            self.finished = True
        if delta.done:
            self.done = self.finished = True
        self._served_model = delta.served_model or self._served_model
        self._fingerprint = delta.fingerprint or self._fingerprint

    def hear_comments(self, count: int, at: float) -> None:
        """Note that there were so many keep-alives by then."""
        if count > self._comments:
            self._comments = count
            self._last_comment = at
            if self._first_comment is None:
                self._first_comment = at

    def reply(self) -> Reply:
        answer, reasoning = self._text.parted()
        raw = self._usage_raw
        return Reply(
            answer=answer,
            reasoning=reasoning,
            refusal="".join(self._refusal),
            usage=Usage(**self._counts),
            finish_reason=self._finish_reason,
            served_model=self._served_model,
            usage_raw=None if raw is None else as_json(raw).decode(),
            fingerprint=self._fingerprint,
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
        at = self._text.answered_at()
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
            comments=self._comments if streamed else None,
            first_comment_s=_since(started, self._first_comment),
            last_comment_s=_since(started, self._last_comment),
        )

    def _hear_text(self, delta: Delta, at: float) -> None:
        if self._first_token is None:
            self._first_token = at
        self._text.hear(delta, at)
        if delta.refusal and not (delta.whole and self._refusal):
            self._refusal.append(delta.refusal)

    def _hear_usage(self, usage: Usage, raw: Mapping[str, Any] | None) -> None:
        """Merge a report over the earlier ones.

        Counts are cumulative, but a later report may leave out what a cache knew
        (Anthropic's, of which some speakers repeat `input_tokens` alone), or be all
        zeros, the cost among them, so what is paid for never shrinks.
        """
        for name, count in usage:
            if count is not None:
                self._counts[name] = max(count, self._counts.get(name, 0))
        if not self._usage_raw or usage.prompt_tokens != 0 or usage.completion_tokens:
            self._usage_raw = laid_over(self._usage_raw or {}, raw or {})


class _Text:
    """Answer and reasoning, and when each piece of answer arrived."""

    def __init__(self) -> None:
        self._splitter = ThinkSplitter()
        self._heard_answer = False
        self._answer: list[str] = []
        self._at: list[float] = []
        """One for each piece of the answer."""
        self._reasoning: list[str] = []
        self._held_at: float | None = None

    def hear(self, delta: Delta, at: float) -> None:
        if delta.reasoning and not (delta.whole and self._reasoning):
            self._reasoning.append(delta.reasoning)
        if delta.answer and not (delta.whole and self._heard_answer):
            self._heard_answer = True
            if self._splitter.answering:
                self._answer.append(delta.answer)
                self._at.append(at)
            else:
                self._split(delta.answer, at)

    def parted(self) -> tuple[str, str]:
        """Return the answer and the reasoning."""
        self._settle()
        answer, reasoning = "".join(self._answer), "".join(self._reasoning)
        if start := self._start(answer):
            return answer[start:], answer.partition(CLOSING)[0]
        return answer, reasoning

    def answered_at(self) -> list[float]:
        """Return the moments at which answer arrived, each once."""
        self._settle()
        start = self._start("".join(self._answer))
        ends = accumulate(map(len, self._answer))
        moments = (
            at
            for at, end in zip(self._at, ends, strict=True)
            if not start or end > start
        )
        return list(dict.fromkeys(moments))

    def _split(self, text: str, at: float) -> None:
        """Take a piece while it is not certain what it is.

        What is held back and proves to be answer has the moment it arrived at.
        """
        piece = self._splitter.feed(text)
        if piece.reasoning:
            self._reasoning.append(piece.reasoning)
        if piece.answer:
            if self._held_at is not None and not self._splitter.thought:
                self._answer.append("")
                self._at.append(self._held_at)
            self._answer.append(piece.answer)
            self._at.append(at)
        elif self._held_at is None:
            self._held_at = at

    def _settle(self) -> None:
        """Take what is still held back: nothing follows."""
        piece = self._splitter.finish()
        if piece.reasoning:
            self._reasoning.append(piece.reasoning)
        if piece.answer and self._held_at is not None:
            self._answer.append(piece.answer)
            self._at.append(self._held_at)

    def _start(self, answer: str) -> int:
        """Return where the answer begins in what was taken for answer."""
        return 0 if self._reasoning else answer_start(answer)


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
