"""What can go wrong on the wire, each a change to a draft. Pure.

`REFUSALS` answer with an error in place of the model; `CHANGES` spoil an answer that is
laid out. What the model itself may do is in `pipeline.simulate.answering`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeAlias

from pipeline.simulate.dialects.base import Dialect, Moment, Trouble
from pipeline.simulate.drafting import Draft, Timed, shifted
from pipeline.simulate.exchange import Ending
from pipeline.simulate.scenario import Fault, FaultKind

_KEEP_ALIVES: Final = 10


class Refusal(NamedTuple):
    status: int
    trouble: Trouble
    message: str


REFUSALS: Final[Mapping[FaultKind, Refusal]] = {
    FaultKind.RATE_LIMITED: Refusal(
        429, Trouble.RATE_LIMITED, "Rate limit reached for requests."
    ),
    FaultKind.QUOTA: Refusal(
        429, Trouble.QUOTA, "You exceeded your current quota; check your plan."
    ),
    FaultKind.SERVER_ERROR: Refusal(500, Trouble.SERVER, "The server had an error."),
    FaultKind.UNAVAILABLE: Refusal(
        503, Trouble.UNAVAILABLE, "The service is unavailable for a moment."
    ),
    FaultKind.OVERLOADED: Refusal(529, Trouble.OVERLOADED, "Overloaded"),
    FaultKind.UNAUTHORIZED: Refusal(401, Trouble.AUTH, "Incorrect API key provided."),
    FaultKind.CONTENT_FILTER: Refusal(
        400,
        Trouble.FILTERED,
        "The request was rejected because it was considered high risk",
    ),
}


@dataclass(frozen=True, slots=True)
class Context:
    fault: Fault
    dialect: Dialect

    @property
    def disconnect(self) -> Ending:
        return Ending.RESET if self.fault.reset else Ending.CLOSE


Change: TypeAlias = Callable[[Draft, Context], Draft]


def _before_headers(draft: Draft, context: Context) -> Draft:
    return Draft(b"", draft.head_s, ending=context.disconnect)


def _during(draft: Draft, context: Context) -> Draft:
    """End the connection inside the event in the middle of the answer."""
    at = _middle(draft)
    cut = draft.events[at]
    events = (*draft.events[:at], cut._replace(data=_half(cut.data), moment=None))
    return replace(draft, events=events, complete=False, ending=context.disconnect)


def _before_end(draft: Draft, context: Context) -> Draft:
    """End it where nothing is missing but the end itself."""
    events = tuple(t for t in draft.events if t.moment is not Moment.CLOSING)
    return replace(draft, events=events, complete=False, ending=context.disconnect)


def _malformed(draft: Draft, context: Context) -> Draft:
    """Cut an event in two and end it there: no JSON any more."""
    del context
    at = _middle(draft)
    broken = draft.events[at]
    data = _half(broken.data).rstrip() + b"\n\n"
    return _with(draft, at, 1, [broken._replace(data=data, moment=None)])


def _empty_event(draft: Draft, context: Context) -> Draft:
    at = _middle(draft)
    empty = b"\n" if _by_lines(context.dialect) else b"data:\n\ndata: \n\n\n"
    return _with(draft, at, 0, [Timed(draft.events[at].after_s, empty)])


def _split(draft: Draft, context: Context) -> Draft:
    """Write each byte by itself, in a chunk of its own."""
    del context
    pieces: list[Timed] = []
    for after_s, data, moment in draft.events:
        pieces += [Timed(after_s, data[n : n + 1]) for n in range(len(data) - 1)]
        pieces.append(Timed(after_s, data[-1:], moment))
    return replace(draft, events=tuple(pieces))


def _cr_lines(draft: Draft, context: Context) -> Draft:
    """End lines by CR alone, which server-sent events allow; JSON lines by CR LF."""
    end = b"\r\n" if _by_lines(context.dialect) else b"\r"
    events = tuple(t._replace(data=t.data.replace(b"\n", end)) for t in draft.events)
    return replace(draft, events=events)


def _keep_alive(draft: Draft, context: Context) -> Draft:
    """Say nothing for some seconds, and say so ten times."""
    step = context.fault.seconds / _KEEP_ALIVES
    start = draft.head_s
    silence = context.dialect.silence
    silent = [Timed(start + n * step, silence) for n in range(_KEEP_ALIVES)]
    late = shifted(draft, 0, context.fault.seconds)
    return _with(late, 0, 0, silent)


def _slow_headers(draft: Draft, context: Context) -> Draft:
    seconds = context.fault.seconds
    return replace(shifted(draft, 0, seconds), head_s=draft.head_s + seconds)


def _stall(draft: Draft, context: Context) -> Draft:
    return shifted(draft, _middle(draft), context.fault.seconds)


def _in_stream(draft: Draft, context: Context) -> Draft:
    """Say in the middle of an answer that it is not going to be one."""
    at = _middle(draft)
    event = context.dialect.trouble_event(Trouble.OVERLOADED, "Overloaded")
    told = Timed(draft.events[at].after_s, event)
    return replace(draft, events=(*draft.events[:at], told))


def _empty_200(draft: Draft, context: Context) -> Draft:
    del context
    return replace(draft, events=())


CHANGES: Final[Mapping[FaultKind, Change]] = {
    FaultKind.BEFORE_HEADERS: _before_headers,
    FaultKind.DURING: _during,
    FaultKind.BEFORE_END: _before_end,
    FaultKind.MALFORMED: _malformed,
    FaultKind.EMPTY_EVENT: _empty_event,
    FaultKind.SPLIT: _split,
    FaultKind.CR_LINES: _cr_lines,
    FaultKind.KEEP_ALIVE: _keep_alive,
    FaultKind.SLOW_HEADERS: _slow_headers,
    FaultKind.STALL: _stall,
    FaultKind.IN_STREAM: _in_stream,
    FaultKind.EMPTY_200: _empty_200,
}
HARMLESS: Final = frozenset(
    {
        *(FaultKind.EMPTY_EVENT, FaultKind.SPLIT, FaultKind.CR_LINES),
        *(FaultKind.KEEP_ALIVE, FaultKind.SLOW_HEADERS, FaultKind.STALL),
    }
)
"""Those that a client must get the whole answer through, if it is patient."""


def _middle(draft: Draft) -> int:
    """Return the place of the event in the middle of the answer."""
    answers = [n for n, t in enumerate(draft.events) if t.moment is Moment.ANSWER]
    return answers[len(answers) // 2] if answers else len(draft.events) - 1


def _half(data: bytes) -> bytes:
    return data[: max(1, len(data) * 2 // 3)]


def _with(draft: Draft, at: int, instead_of: int, events: list[Timed]) -> Draft:
    after = draft.events[at + instead_of :]
    return replace(draft, events=(*draft.events[:at], *events, *after))


def _by_lines(dialect: Dialect) -> bool:
    return dialect.media_type != "text/event-stream"
