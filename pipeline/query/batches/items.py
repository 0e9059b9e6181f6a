"""One request of a batch, and what came back for it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from pipeline.errors import CallError, MalformedError, RejectedError, TransientError
from pipeline.query.batches.base import Result, Unserved
from pipeline.query.providers.reading import table
from pipeline.query.providers.writing import as_json
from pipeline.query.replies.failures import FAULTS
from pipeline.query.replies.reply import Heard, Listener, Reply, Times
from pipeline.query.sse import Event
from pipeline.query.wire import Sealed
from pipeline.records import SentRequest, content_id

CLOCK: Final = "batch"
_OF_A_STREAM: Final = frozenset({"stream", "stream_options"})
_WHY: Final[Mapping[Unserved, str]] = {
    "expired": "the provider did not come to it before the batch expired",
    "cancelled": "the batch was cancelled before the provider came to it",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A request as it stands in a batch: without anything about streaming."""

    sealed: Sealed
    path: str
    body: Mapping[str, Any]
    sent: SentRequest


def item(sealed: Sealed, base_url: str) -> Item:
    shown = as_json(_unstreamed(sealed.sent.body)).decode()
    dropped = sealed.sent.dropped
    return Item(
        sealed=sealed,
        path=sealed.url.removeprefix(base_url),
        body=_unstreamed(sealed.body.decode()),
        sent=SentRequest(id=content_id(shown, *dropped), body=shown, dropped=dropped),
    )


def heard(result: Result | None, sealed: Sealed, took_s: float, now: datetime) -> Heard:
    """Read a result as a stream would have been; it has no times of its own.

    `took_s` is how long the whole batch took, by its provider's clock.
    """
    times = Times(total_s=took_s, clock=CLOCK)
    status = result.status if result else None
    try:
        return Heard(status, times, reply=_reply(result, sealed, now))
    except CallError as error:
        return Heard(status, times, error=error)


def _reply(result: Result | None, sealed: Sealed, now: datetime) -> Reply:
    if result is None:
        message = "the results of its batch do not hold it"
        raise MalformedError(kind="malformed", message=message)
    if result.unserved:
        raise RejectedError(result.unserved, _WHY[result.unserved])
    if not result.answered:
        raise sealed.refused(result.status, result.body, {}, now)
    listener = Listener()
    for delta in sealed.provider.decode(Event(result.body), sealed.ask):
        if delta.error is not None:
            raise sealed.refused(None, delta.error, {}, now)
        listener.hear(delta, 0.0)
        if fault := FAULTS.get(delta.finish_reason or ""):
            message = f"the provider ended the answer: {delta.finish_reason}"
            raise TransientError(fault, message)
    if not listener.finished:
        message = "an answer without an end"
        raise MalformedError(kind="malformed", message=message)
    return listener.reply()


def _unstreamed(body: str) -> dict[str, Any]:
    fields = table(body, "a request")
    return {name: v for name, v in fields.items() if name not in _OF_A_STREAM}
