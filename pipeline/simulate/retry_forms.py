"""Every way in which a provider says for how long to leave it alone. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Final, NamedTuple

from pipeline.simulate.dialects.base import Json
from pipeline.simulate.scenario import RetryForm


class Asking(NamedTuple):
    headers: Mapping[str, str] = {}
    details: Json | None = None
    """For the error in the body."""
    words: str = ""
    """Behind its message."""


def asking(form: RetryForm, seconds: float, now: datetime) -> Asking:
    """Ask to be left alone for so long; `now` is in UTC, for the form of a date."""
    return FORMS[form](seconds, now)


def duration(seconds: float) -> str:
    """Write 90 as `1m30s` and 0.25 as `250ms`, as Go does."""
    if seconds < 1:
        return f"{round(seconds * 1000)}ms"
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(int(minutes), 60)
    hour = f"{hours}h" if hours else ""
    minute = f"{minutes}m" if hours or minutes else ""
    return f"{hour}{minute}{rest:g}s"


def _date(seconds: float, now: datetime) -> Asking:
    until = now + timedelta(seconds=seconds)
    stamp = format_datetime(now, usegmt=True)
    return Asking({"date": stamp, "retry-after": format_datetime(until, usegmt=True)})


def _reset(seconds: float, now: datetime) -> Asking:
    del now
    reset = {"x-ratelimit-reset-requests": duration(seconds)}
    return Asking({"x-ratelimit-remaining-requests": "0", **reset})


def _retry_info(seconds: float, now: datetime) -> Asking:
    del now
    kind = "type.googleapis.com/google.rpc.RetryInfo"
    return Asking(details={"@type": kind, "retryDelay": f"{seconds:g}s"})


FORMS: Final[Mapping[RetryForm, Callable[[float, datetime], Asking]]] = {
    RetryForm.NONE: lambda _seconds, _now: Asking(),
    RetryForm.SECONDS: lambda s, _: Asking({"retry-after": f"{s:g}"}),
    RetryForm.DATE: _date,
    RetryForm.MILLISECONDS: lambda s, _: Asking({"retry-after-ms": f"{s * 1000:g}"}),
    RetryForm.DURATION: lambda s, _: Asking({"retry-after": duration(s)}),
    RetryForm.RESET: _reset,
    RetryForm.RETRY_INFO: _retry_info,
    RetryForm.MESSAGE: lambda s, _: Asking(
        words=f" Please try again in {duration(s)}."
    ),
}
