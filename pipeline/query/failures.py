"""What a provider's refusal means: one error, told by status, code and wording.

Kinds: auth, bad_request, not_found, over_window, body_too_large, content_filter,
quota_exhausted, rate_limited, overloaded, server_error; and from the transport
connect, disconnected, timeout, malformed.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from pipeline.errors import CallError, RejectedError, TransientError
from pipeline.query.overflow import is_over_window
from pipeline.redaction import Redactor

MAX_MESSAGE: Final = 2_000
"""Characters kept of what a provider said."""
SITE_OVERLOADED: Final = 529
_TRY_AGAIN: Final = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY}
)
_QUOTA = re.compile(
    r"insufficient_quota|billing_hard_limit_reached|credit_balance_exhausted"
    r"|\w+_spend_limit_exceeded|organization_usage_limit_exceeded"
    r"|exceeded_current_quota_error|insufficient_balance"
    r"|1113|13(0[89]|1\d|2[01])"  # Z.AI: balance, and the quotas of its plans
)
_OVERLOADED = re.compile(
    r"engine_overloaded_error|overloaded_error|overloaded|server_is_overloaded"
    r"|service_tier_capacity_exceeded|1305|unavailable"
)
_FILTERED = re.compile(
    r"content_filter|content_policy_violation|data_inspection_failed"
)
_HIGH_RISK: Final = "considered high risk"
_TOO_BIG = re.compile(r"limit:? (\d+),? .*requested:? (\d+)", re.IGNORECASE)
"""OpenAI's 429 for a request that no full bucket could ever pay for."""


FAULTS: Final = {
    "error": "server_error",
    "network_error": "server_error",
    "insufficient_system_resource": "overloaded",
}
"""Finish reasons that say that the provider, not the model, came to an end."""


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int | None
    """`None`: it was reported inside a stream."""
    codes: frozenset[str]
    """The error's `code` and `type`, in lower case."""
    said: str


class _Fault(BaseModel):
    message: Any = None
    code: Any = None
    type: Any = None


def understand(status: int | None, body: str, secret: str | None = None) -> Refusal:
    """Read the body of a refusal, whatever its shape; `secret` is taken out of it."""
    error = _error(body)
    codes = [str(part) for part in (error.code, error.type) if part]
    said = without(secret, str(error.message or body))
    codes = [without(secret, code) for code in codes]
    if status is None:
        status = next((int(c) for c in codes if re.fullmatch("[45][0-9]{2}", c)), None)
    where = [f"HTTP {status}"] if status else []
    text = f"{' '.join([*where, *dict.fromkeys(codes)])}: {said}".removeprefix(": ")
    return Refusal(
        status, frozenset(code.lower() for code in codes), text[:MAX_MESSAGE]
    )


def without(secret: str | None, text: str) -> str:
    """Take a key out of a text, before it is cut: no one would find half a key."""
    return Redactor([secret])(text) if secret else text


def classify(refusal: Refusal, retry_after_s: float | None = None) -> CallError:
    """Return the error this refusal is: never retried, or worth another attempt."""
    if kind := _hopeless(refusal):
        return RejectedError(kind, refusal.said)
    kind = _passing(refusal)
    if kind is None:
        return RejectedError(_rejection(refusal), refusal.said)
    return TransientError(kind, refusal.said, retry_after_s=retry_after_s)


def _error(body: str) -> _Fault:
    """Find the error object: `{"error": {…}}`, `{"error": "…"}`, or the body itself."""
    try:
        outer = _Outer.model_validate_json(body)
    except ValidationError:
        return _Fault()
    if isinstance(outer.error, _Fault):
        return outer.error
    return _Fault(
        message=outer.error or outer.message or outer.detail,
        code=outer.code,
        type=outer.type,
    )


class _Outer(_Fault):
    error: _Fault | str | None = None
    detail: Any = None


def _hopeless(refusal: Refusal) -> str | None:
    """Name what no waiting cures, though the status may say otherwise."""
    if refusal.status == HTTPStatus.PAYMENT_REQUIRED or _any(_QUOTA, refusal.codes):
        return "quota_exhausted"
    if _any(_FILTERED, refusal.codes) or _HIGH_RISK in refusal.said:
        return "content_filter"
    if refusal.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return "body_too_large"
    if _may_be_overflow(refusal) and is_over_window(refusal.codes, refusal.said):
        return "over_window"
    if refusal.status == HTTPStatus.TOO_MANY_REQUESTS and _never_fits(refusal.said):
        return "rate_limited"
    return None


def _may_be_overflow(refusal: Refusal) -> bool:
    status = refusal.status
    if status is None:
        return True
    return (
        status != HTTPStatus.TOO_MANY_REQUESTS
        and status < HTTPStatus.INTERNAL_SERVER_ERROR
    )


def _never_fits(message: str) -> bool:
    found = _TOO_BIG.search(message)
    return found is not None and int(found[2]) > int(found[1])


def _passing(refusal: Refusal) -> str | None:
    status = refusal.status
    if _any(_OVERLOADED, refusal.codes):
        return "overloaded"
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, SITE_OVERLOADED):
        return "overloaded"
    if status == HTTPStatus.TOO_MANY_REQUESTS or _named(refusal, "rate_limit"):
        return "rate_limited"
    if status is None:
        return None if _named(refusal, "invalid") else "server_error"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _TRY_AGAIN:
        return "server_error"
    return None


def _rejection(refusal: Refusal) -> str:
    if refusal.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return "auth"
    if refusal.status == HTTPStatus.NOT_FOUND or _named(refusal, "model_not_found"):
        return "not_found"
    return "bad_request"


def _any(pattern: re.Pattern[str], codes: Collection[str]) -> bool:
    return any(pattern.fullmatch(code) for code in codes)


def _named(refusal: Refusal, part: str) -> bool:
    return any(part in code for code in refusal.codes)
