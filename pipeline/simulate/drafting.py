"""An answer laid out in time: events with their seconds, before faults and framing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from pipeline.simulate.dialects.base import Dialect, Event, Moment, Said, encoded
from pipeline.simulate.exchange import Ending, Script, Write
from pipeline.simulate.framing import LAST_CHUNK, chunk, stream_head, whole

_TOKENS: Final = frozenset({Moment.REASONING, Moment.ANSWER})


class Timed(NamedTuple):
    after_s: float
    data: bytes
    """Of the body, not yet in a chunk."""
    moment: Moment | None = None


class Tempo(NamedTuple):
    """Seconds from the last byte of the request, and from token to token."""

    headers_s: float
    opening_s: float
    first_token_s: float
    reasoning_pace_s: float
    answer_pace_s: float


@dataclass(frozen=True, slots=True)
class Draft:
    head: bytes
    """Empty where the connection ends before it."""
    head_s: float
    events: tuple[Timed, ...] = ()
    ending: Ending = Ending.KEEP
    complete: bool = True
    """The last chunk is written."""
    refusal: bytes = b""
    """A whole answer in place of the events."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Which write of a script is the first or the last of its kind."""

    first_token: int | None = None
    first_answer: int | None = None
    last_answer: int | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    script: Script
    marks: Marks = field(default_factory=Marks)


def draft(said: Said, dialect: Dialect, tempo: Tempo) -> Draft:
    """Lay an answer out; one that is not streamed comes when its last token would."""
    if not said.asked.streamed:
        events = [Event(Moment.ANSWER, encoded(dialect.whole(said)))]
        at = _answer_at(said, tempo)
        at += tempo.answer_pace_s * max(0, len(said.answer) - 1)
        placed = tuple(Timed(at, event.data, event.moment) for event in events)
        return Draft(stream_head("application/json", _ids(said)), at, placed)
    head = stream_head(dialect.media_type, _ids(said))
    return Draft(head, tempo.headers_s, _placed(dialect.stream(said), said, tempo))


def refused(
    status: int, body: bytes, at: float, headers: Mapping[str, str], id_: str
) -> Draft:
    named = {"x-request-id": id_, **headers}
    return Draft(b"", at, refusal=whole(status, body, named))


def finished(draft: Draft) -> Finished:
    """Frame a draft, and say which writes are its tokens."""
    if draft.refusal:
        writes = (Write(draft.head_s, draft.refusal),)
        return Finished(Script(writes, draft.ending))
    framed = [Write(draft.head_s, draft.head)]
    framed += [Write(t.after_s, chunk(t.data) if t.data else b"") for t in draft.events]
    if draft.complete and draft.head:
        framed.append(Write(framed[-1].after_s, LAST_CHUNK))
    return Finished(Script(tuple(framed), draft.ending), _marks(draft.events))


def shifted(draft: Draft, start: int, by_s: float) -> Draft:
    """Delay all events from one on."""
    late = tuple(t._replace(after_s=t.after_s + by_s) for t in draft.events[start:])
    return replace(draft, events=(*draft.events[:start], *late))


def _ids(said: Said) -> Mapping[str, str]:
    return {"x-request-id": said.id}


def _answer_at(said: Said, tempo: Tempo) -> float:
    return tempo.first_token_s + tempo.reasoning_pace_s * len(said.reasoning)


def _placed(events: list[Event], said: Said, tempo: Tempo) -> tuple[Timed, ...]:
    answer = _answer_at(said, tempo)
    end = answer + tempo.answer_pace_s * max(0, len(said.answer) - 1)
    at = {
        Moment.OPENING: tempo.opening_s,
        Moment.START: tempo.first_token_s,
        Moment.REASONING: tempo.first_token_s,
        Moment.TURN: answer,
        Moment.ANSWER: answer,
        Moment.CLOSING: end,
    }
    pace = {
        Moment.REASONING: tempo.reasoning_pace_s,
        Moment.ANSWER: tempo.answer_pace_s,
    }
    placed: list[Timed] = []
    for moment, data in events:
        placed.append(Timed(at[moment], data, moment))
        at[moment] += pace.get(moment, 0.0)
    return tuple(placed)


def _marks(events: tuple[Timed, ...]) -> Marks:
    numbered = [(n, t.moment) for n, t in enumerate(events, 1)]  # 0 is the head
    tokens = [n for n, moment in numbered if moment in _TOKENS]
    answers = [n for n, moment in numbered if moment is Moment.ANSWER]
    return Marks(
        first_token=tokens[0] if tokens else None,
        first_answer=answers[0] if answers else None,
        last_answer=answers[-1] if answers else None,
    )
