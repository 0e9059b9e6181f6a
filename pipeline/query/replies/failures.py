"""What a provider's refusal means: one error, told by status, code and wording.

Kinds: auth, bad_request, not_found, over_window, body_too_large, content_filter,
quota_exhausted, rate_limited, overloaded, server_error; and from the transport
connect, disconnected, timeout, malformed. Codes and wordings are those of the vendors'
documentation as of 2026-11.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from pipeline.errors import CallError, MalformedError, RejectedError, TransientError
from pipeline.query.providers.reading import (
    NOTHING,
    Table,
    items,
    member,
    parse,
    text,
)
from pipeline.query.replies.overflow import is_over_window
from pipeline.query.replies.retry_after import (
    duration_s,
    reset_s,
    retry_after_s,
    said_s,
)
from pipeline.redaction import MASK, SHORTEST_SECRET, Redactor

MAX_MESSAGE: Final = 2_000
"""Characters kept of what a provider said."""
SITE_OVERLOADED: Final = 529
MINIMAX: Final = "base_resp:"
"""Before the codes of MiniMax, whose numbers mean something else to Z.AI."""
FAULTS: Final = {
    "error": "server_error",
    "network_error": "server_error",
    "cancelled": "server_error",
    "insufficient_system_resource": "overloaded",
}
"""Finish reasons that say that the provider, not the model, came to an end."""

_TRY_AGAIN: Final = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_EARLY}
)
_QUOTA = re.compile(
    r"insufficient_quota|billing_hard_limit_reached|credit_balance_exhausted"
    r"|\w+_spend_limit_exceeded|organization_usage_limit_exceeded"
    r"|billing_not_active|billing_error"  # OpenAI; Anthropic
    r"|exceeded_current_quota_error"  # Moonshot
    r"|insufficient_balance|arrearage"  # DeepSeek; DashScope
    r"|.*perday.*"  # Gemini: the quota that is spent, by its id
    r"|1113|1304|13(0[89]|1\d|2[01])"  # Z.AI: balance, and the quotas of its plans
    r"|base_resp:(1008|2056)"
)
_QUOTA_SAID = re.compile(
    r"credit balance is too low|insufficient balance", re.IGNORECASE
)
_REFILLS = re.compile(r"allocated quota exceeded", re.IGNORECASE)
"""DashScope calls its tokens per minute `insufficient_quota` too."""
_OVERLOADED = re.compile(
    r"engine_overloaded_error|overloaded_error|overloaded|server_is_overloaded"
    r"|service_tier_capacity_exceeded|3505|1305|unavailable|resource_unavailable"
)
_FILTERED = re.compile(
    r"content_?filter|content_policy_violation|data_?inspection_?failed"
    r"|(bio|cyber)_policy|misalignment_policy_violation|1301|base_resp:102[67]"
)
_FILTERED_SAID = re.compile(
    r"considered high risk|flagged as potentially violating", re.IGNORECASE
)
_RATE = re.compile(
    r".*rate_?limit.*|resource_exhausted|too_many_requests|limit_(requests|tokens)"
    r"|throttling.*|130[23]|base_resp:(1002|1039|1041)"
)
_AUTH = re.compile(
    r"api_key_invalid|(invalid|incorrect)_api_key(_error)?|authentication_error"
    r"|permission_(error|denied)|unauthenticated|base_resp:(1004|2049)"
)
_NOT_FOUND = re.compile(r"model_not_?found|not_found(_error)?")
_TOO_LARGE = re.compile(
    r"request payload size exceeds|payload too large", re.IGNORECASE
)
_TOO_BIG = re.compile(r"limit:? (\d+),? .*requested:? (\d+)", re.IGNORECASE)
"""OpenAI's 429 for a request that no full bucket could ever pay for."""
_UNTIMED: Final = (None, "rate_limited")
_SERVER = re.compile(r"server_error|api_error|internal.*|base_resp:10(00|01|13|24|33)")


@dataclass(frozen=True, slots=True)
class Refusal:
    status: int | None
    """`None`: it was reported inside a stream."""
    codes: frozenset[str]
    """The error's `code`, `type` and the like, in lower case."""
    said: str
    wait_s: float | None = None
    """How long it asks to be left alone."""


def refused(
    status: int | None,
    body: str,
    headers: Mapping[str, str],
    now: datetime,
    *,
    key: str | None = None,
    patterns: Sequence[str] = (),
) -> CallError:
    """Return the error that a refusal is, whatever its dialect.

    `key` is taken out of what was said; `patterns` are the service's own wordings for a
    prompt that is too long.
    """
    refusal = understand(status, body, key)
    asked = retry_after_s(headers, now)
    wait_s = refusal.wait_s if asked is None else asked
    error = classify(refusal, wait_s, patterns)
    if isinstance(error, TransientError) and (wait_s, error.kind) == _UNTIMED:
        error.retry_after_s = reset_s(headers, now)
    return error


def understand(status: int | None, body: str, secret: str | None = None) -> Refusal:
    """Read the body of a refusal, whatever its shape; `secret` is taken out of it."""
    outer, error = _error(body)
    details = [member(one) for one in items(error.get("details"))]
    shown = [_code(error.get(name)) for name in ("status", "code", "type")]
    hidden = [*_minimax(outer), *(code for one in details for code in _reasons(one))]
    said = without(secret, _said(outer, error, body))
    shown = [without(secret, code) for code in shown if code]
    codes = [*shown, *(without(secret, code) for code in hidden)]
    if status is None:
        status = next((int(c) for c in codes if re.fullmatch("[45][0-9]{2}", c)), None)
    label = [f"HTTP {status}"] if status else []
    label += [code for code in dict.fromkeys(shown) if code != str(status)]
    message = f"{' '.join(label)}: {said}".removeprefix(": ")
    return Refusal(
        status,
        frozenset(code.lower() for code in codes),
        message[:MAX_MESSAGE],
        _wait_s(details, said),
    )


def without(secret: str | None, text: str) -> str:
    """Take a key out of a text; also the half of one that ends a text that was cut.

    Bytes that are no response are shown by their beginning, which may end in a key
    that the server says back.
    """
    key = (secret or "").strip()
    text = Redactor([key])(text)
    said = text.rstrip("'\"")
    for length in range(len(key) - 1, SHORTEST_SECRET - 1, -1):
        if said.endswith(key[:length]):
            return said[:-length] + MASK + text[len(said) :]
    return text


def classify(
    refusal: Refusal, retry_after_s: float | None = None, patterns: Sequence[str] = ()
) -> CallError:
    """Return the error this refusal is: never retried, or worth another attempt."""
    if kind := _hopeless(refusal, patterns):
        return RejectedError(kind, refusal.said)
    kind = _passing(refusal)
    if kind is None:
        return RejectedError(_rejection(refusal), refusal.said)
    return TransientError(kind, refusal.said, retry_after_s=retry_after_s)


def _error(body: str) -> tuple[Table, Table]:
    """Return the body, and the error in it.

    `{"error": {…}}`, `{"error": "…"}`, `[{"error": {…}}]` (Gemini), an error in a
    choice (OpenRouter) or a response (OpenAI), or the body itself.
    """
    try:
        value: Any = parse(body, "an error")
    except MalformedError:
        return NOTHING, NOTHING
    outer = next(map(member, items(value)), member(value))
    choice = next(map(member, items(outer.get("choices"))), NOTHING)
    for holder in (outer, member(outer.get("response")), choice):
        if error := member(holder.get("error")):
            return outer, error
    return outer, outer


def _said(outer: Table, error: Table, body: str) -> str:
    """Return the message; a reseller's, with what stands behind it."""
    own = [error.get(name) for name in ("message", "error", "detail", "msg")]
    own.append(member(outer.get("base_resp")).get("status_msg"))
    said = next((str(one) for one in own if one), body)
    behind = text(member(error.get("metadata")).get("raw"))  # OpenRouter
    return f"{said}: {behind}" if behind else said


def _code(value: object) -> str:
    return str(value) if isinstance(value, str | int) and value else ""


def _minimax(outer: Table) -> list[str]:
    code = _code(member(outer.get("base_resp")).get("status_code"))
    return [MINIMAX + code] if code else []


def _reasons(detail: Table) -> list[str]:
    """Return what a detail of Google's says: a reason, or the quotas that are spent."""
    violations = map(member, items(detail.get("violations")))
    found = [detail.get("reason"), *(one.get("quotaId") for one in violations)]
    return [code for one in found if (code := text(one))]


def _wait_s(details: Sequence[Table], said: str) -> float | None:
    """Return the wait that the body asks for: Google's `RetryInfo`, or in words."""
    delays = (duration_s(text(one.get("retryDelay"))) for one in details)
    found = next((delay for delay in delays if delay is not None), None)
    return said_s(said) if found is None else found


def _hopeless(refusal: Refusal, patterns: Sequence[str]) -> str | None:
    """Name what no waiting cures, though the status may say otherwise."""
    if _is_quota(refusal):
        return "quota_exhausted"
    if _any(_FILTERED, refusal.codes) or _FILTERED_SAID.search(refusal.said):
        return "content_filter"
    return _too_much(refusal, patterns)


def _too_much(refusal: Refusal, patterns: Sequence[str]) -> str | None:
    """Name what is too large in it; a fault of the server's says nothing of that."""
    status = refusal.status or 0
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return "rate_limited" if _never_fits(refusal.said) else None
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return None
    if is_over_window(refusal.codes, refusal.said, patterns):
        return "over_window"
    too_large = "request_too_large" in refusal.codes or _TOO_LARGE.search(refusal.said)
    if too_large or status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return "body_too_large"
    return None


def _is_quota(refusal: Refusal) -> bool:
    if refusal.status == HTTPStatus.PAYMENT_REQUIRED:
        return True
    if _QUOTA_SAID.search(refusal.said):
        return True
    return _any(_QUOTA, refusal.codes) and not _REFILLS.search(refusal.said)


def _never_fits(message: str) -> bool:
    found = _TOO_BIG.search(message)
    return found is not None and int(found[2]) > int(found[1])


def _passing(refusal: Refusal) -> str | None:
    status = refusal.status
    if _any(_OVERLOADED, refusal.codes):
        return "overloaded"
    if status in (HTTPStatus.SERVICE_UNAVAILABLE, SITE_OVERLOADED):
        return "overloaded"
    if status == HTTPStatus.TOO_MANY_REQUESTS or _any(_RATE, refusal.codes):
        return "rate_limited"
    if status is None:
        return None if _is_rejection(refusal) else "server_error"
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in _TRY_AGAIN:
        return "server_error"
    return None


def _is_rejection(refusal: Refusal) -> bool:
    """Tell whether a fault inside a stream says that the request is at fault."""
    codes = refusal.codes
    if _any(_SERVER, codes):
        return False
    named = any("invalid" in code for code in codes)
    return named or _any(_AUTH, codes) or _any(_NOT_FOUND, codes)


def _rejection(refusal: Refusal) -> str:
    unwelcome = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    if refusal.status in unwelcome or _any(_AUTH, refusal.codes):
        return "auth"
    if refusal.status == HTTPStatus.NOT_FOUND or _any(_NOT_FOUND, refusal.codes):
        return "not_found"
    return "bad_request"


def _any(pattern: re.Pattern[str], codes: Collection[str]) -> bool:
    return any(pattern.fullmatch(code) for code in codes)
