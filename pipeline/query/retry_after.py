"""How long a refusal asks to be left alone, from its headers."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NUMBER = re.compile(r"\d{1,18}(\.\d*)?", re.ASCII)


def retry_after_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the wait in seconds, `None` when none is asked for.

    `headers` are looked up in lower case. A date is held against the server's own
    `Date` where it sent one, since its clock need not be ours.
    """
    precise = _seconds(headers.get("retry-after-ms", ""))
    if precise is not None:
        return precise / 1000
    asked = headers.get("retry-after", "")
    seconds = _seconds(asked)
    if seconds is not None:
        return seconds
    until = _date(asked)
    if until is None:
        return None
    since = _date(headers.get("date", "")) or now
    return max(0.0, (until - since).total_seconds())


def _seconds(value: str) -> float | None:
    value = value.strip()
    return float(value) if _NUMBER.fullmatch(value) else None


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
