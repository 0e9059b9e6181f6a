"""How long a refusal asks to be left alone: in its headers, or in its own words."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

_NUMBER = re.compile(r"\d{1,18}(\.\d*)?", re.ASCII)
_UNITS: Final = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0}
_PART = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|[smhd])", re.ASCII)
_DURATION = re.compile(rf"(?:{_PART.pattern})+", re.ASCII)
_SAID = re.compile(
    r"\b(?:try again|retry|wait)(?: again)?(?: in| after| for)?\s+"
    r"(?:(?P<number>\d{1,9}(?:\.\d{1,9})?)\s*"
    r"(?P<unit>milliseconds?|seconds?|minutes?|hours?)\b"
    rf"|(?P<duration>(?:{_PART.pattern})+))",
    re.ASCII | re.IGNORECASE,
)
_WORDS: Final = {"millisecond": "ms", "second": "s", "minute": "m", "hour": "h"}
_EPOCH_S: Final = 1e9
"""From here on a number of seconds is a moment; from a thousand times it, in ms."""
_BUCKETS: Final = (
    ("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"),
    ("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
    (
        "anthropic-ratelimit-input-tokens-remaining",
        "anthropic-ratelimit-input-tokens-reset",
    ),
    (
        "anthropic-ratelimit-output-tokens-remaining",
        "anthropic-ratelimit-output-tokens-reset",
    ),
    ("anthropic-ratelimit-tokens-remaining", "anthropic-ratelimit-tokens-reset"),
    ("anthropic-ratelimit-requests-remaining", "anthropic-ratelimit-requests-reset"),
    ("x-ratelimit-remaining", "x-ratelimit-reset"),
    ("ratelimit-remaining", "ratelimit-reset"),
)
"""What is left of each budget and when it is full again. Of budgets that have something
left the first is the one: a prompt outgrows the tokens long before the requests."""


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the wait in seconds, `None` when none is asked for.

    `headers` are looked up in lower case. A date is held against the server's own
    `Date` where it sent one, since its clock need not be ours.
    """
    precise = _number(headers.get("retry-after-ms", ""))
    if precise is not None:
        return precise / 1000
    asked = headers.get("retry-after", "")
    seconds = _number(asked)
    if seconds is None:
        seconds = duration_s(asked)
    return _until(_date(asked), headers, now) if seconds is None else seconds


def reset_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return when a spent budget is full again, in seconds; of several, the last."""
    spent: list[float] = []
    others: list[float] = []
    for remaining, reset in _BUCKETS:
        wait = _reset(headers.get(reset, ""), headers, now)
        if wait is not None:
            is_spent = _number(headers.get(remaining, "")) == 0
            (spent if is_spent else others).append(wait)
    return max(spent, default=None) if spent else next(iter(others), None)


def duration_s(value: str) -> float | None:
    """Read a duration such as `34.4s`, `1m30s` or `6ms`."""
    value = value.strip()
    if not _DURATION.fullmatch(value):
        return None
    return sum(float(n) * _UNITS[unit] for n, unit in _PART.findall(value))


def said_s(message: str) -> float | None:
    """Read the wait out of a sentence such as "Please try again in 1m30s"."""
    found = _SAID.search(message)
    if found is None:
        return None
    if found["duration"]:
        return duration_s(found["duration"].lower())
    return float(found["number"]) * _UNITS[_WORDS[found["unit"].lower().rstrip("s")]]


def _reset(value: str, headers: Mapping[str, str], now: datetime) -> float | None:
    """Read a moment or a duration: each service has its own way of writing it."""
    number = _number(value)
    if number is None:
        wait = duration_s(value)
        return _until(_timestamp(value), headers, now) if wait is None else wait
    if number < _EPOCH_S:
        return number
    seconds = number / 1000 if number >= _EPOCH_S * 1000 else number
    return max(0.0, seconds - now.timestamp())


def _until(
    moment: datetime | None, headers: Mapping[str, str], now: datetime
) -> float | None:
    if moment is None:
        return None
    since = _date(headers.get("date", "")) or now
    return max(0.0, (moment - since).total_seconds())


def _number(value: str) -> float | None:
    value = value.strip()
    return float(value) if _NUMBER.fullmatch(value) else None


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # of a number that no date has
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _timestamp(value: str) -> datetime | None:
    """Read RFC 3339, which Anthropic writes."""
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
