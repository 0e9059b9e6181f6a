"""Waits are bounded, spread, and never shorter than asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MalformedError, RejectedError, TransientError
from pipeline.query.pace.retry import BASE_S, CAP_S, MAX_ASKED_S, wait_s
from pipeline.query.replies.retry_after import (
    duration_s,
    reset_s,
    retry_after_s,
    said_s,
)

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
dice = st.floats(0, 1, exclude_max=True)


def busy(retry_after: float | None = None) -> TransientError:
    return TransientError("overloaded", "busy", retry_after_s=retry_after)


@given(st.integers(1, 19), dice)
def test_a_wait_never_passes_its_cap(made: int, dice: float) -> None:
    wait = wait_s(busy(), made=made, allowed=20, dice=dice)

    assert wait is not None
    assert 0 <= wait <= min(CAP_S, BASE_S * 2 ** (made - 1))


@given(st.floats(0, MAX_ASKED_S), dice)
def test_a_wait_is_never_shorter_than_asked(asked: float, dice: float) -> None:
    wait = wait_s(busy(asked), made=1, allowed=2, dice=dice)

    assert wait is not None
    assert asked <= wait <= asked + BASE_S


def test_the_ceiling_doubles() -> None:
    waits = [wait_s(busy(), made=made, allowed=20, dice=0.5) for made in (1, 2, 3, 9)]

    assert waits == [0.5, 1.0, 2.0, 30.0]


@pytest.mark.parametrize(
    "error",
    [
        None,
        RejectedError("auth", "no"),
        MalformedError("malformed", "?"),
        TransientError("timeout", "slow"),
        busy(MAX_ASKED_S + 1),
    ],
    ids=["answered", "rejected", "malformed", "timeout", "asked-too-long"],
)
def test_some_errors_are_final(error: TransientError | None) -> None:
    assert wait_s(error, made=1, allowed=9, dice=0.5) is None


def test_attempts_are_bounded() -> None:
    assert wait_s(busy(), made=3, allowed=4, dice=0.5) is not None
    assert wait_s(busy(), made=4, allowed=4, dice=0.5) is None


def test_no_wait_is_longer_than_the_patience_that_is_left() -> None:
    assert wait_s(busy(10.0), made=1, allowed=4, dice=0.0, left_s=10.0) == 10.0
    assert wait_s(busy(10.0), made=1, allowed=4, dice=0.0, left_s=9.9) is None
    assert wait_s(busy(), made=1, allowed=4, dice=0.5, left_s=0.4) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": " 0.25 "}, 0.25),
        ({"retry-after": "7", "retry-after-ms": "1500"}, 1.5),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:30 GMT"}, 30.0),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:30 -0000"}, 30.0),
        ({"retry-after": "Mon, 23 Nov 2026 11:00:00 GMT"}, 0.0),
        (
            {
                "retry-after": "Mon, 23 Nov 2026 13:00:30 GMT",
                "date": "Mon, 23 Nov 2026 13:00:00 GMT",
            },
            30.0,
        ),
        ({"retry-after": "1m30s"}, 90.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-7"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "²"}, None),
        ({"retry-after": "9" * 400}, None),
        ({"retry-after": "Mon, 99 Nov 2026 11:00:00 GMT"}, None),
        ({"retry-after": "Mon, 23 Nov 2026 12:00:30 GMT", "date": "x"}, 30.0),
    ],
)
def test_retry_after_is_read(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW) == seconds


@given(st.text())
def test_no_header_breaks_the_parser(value: str) -> None:
    retry_after_s({"retry-after": value, "retry-after-ms": value, "date": value}, NOW)
    reset_s({"x-ratelimit-reset": value, "x-ratelimit-remaining": value}, NOW)
    said_s(value)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("34.4s", 34.4),
        ("1m30s", 90.0),
        ("6ms", 0.006),
        ("1h0m0.5s", 3600.5),
        ("1d", 86_400.0),
        ("34.4", None),
        ("s", None),
        ("1x", None),
        ("-1s", None),
        ("9" * 400 + "s", None),
    ],
)
def test_a_duration_is_read(value: str, seconds: float | None) -> None:
    found = duration_s(value)

    assert found == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("message", "seconds"),
    [
        ("Please try again in 1m30.5s.", 90.5),
        ("Please retry in 34.4s", 34.4),
        ("please try again after 1 seconds", 1.0),
        ("Try again in 20ms", 0.02),
        ("wait for 2 minutes", 120.0),
        ("try again in 250 milliseconds", 0.25),
        ("try again in 1 hour", 3_600.0),
        ("Please try again later", None),
        ("requested 30 seconds", None),
        ("", None),
    ],
)
def test_a_wait_is_read_out_of_a_sentence(message: str, seconds: float | None) -> None:
    found = said_s(message)

    assert found == (None if seconds is None else pytest.approx(seconds))


TOKENS, REQUESTS = "x-ratelimit-reset-tokens", "x-ratelimit-reset-requests"
LEFT = "x-ratelimit-remaining-requests"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({TOKENS: "1m30s"}, 90.0),
        ({REQUESTS: "6ms"}, 0.006),
        ({TOKENS: "7s", REQUESTS: "2m59.5s"}, 7.0),
        ({TOKENS: "7s", REQUESTS: "2m59.5s", LEFT: "0"}, 179.5),
        ({"anthropic-ratelimit-input-tokens-reset": "2026-11-23T12:00:20Z"}, 20.0),
        (
            {
                "anthropic-ratelimit-requests-reset": "2026-11-23T13:00:20Z",
                "date": "Mon, 23 Nov 2026 13:00:00 GMT",
            },
            20.0,
        ),
        ({"x-ratelimit-reset": "12"}, 12.0),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 9)}, 9.0),
        ({"x-ratelimit-reset": str((int(NOW.timestamp()) + 9) * 1000)}, 9.0),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) - 9)}, 0.0),
        ({"ratelimit-reset": "3"}, 3.0),
        ({TOKENS: "soon"}, None),
    ],
)
def test_the_end_of_a_budget_is_read(
    headers: dict[str, str], seconds: float | None
) -> None:
    found = reset_s(headers, NOW)

    assert found == (None if seconds is None else pytest.approx(seconds))


@given(dice)
def test_four_attempts_outlast_a_restart(dice: float) -> None:
    gone = TransientError("connect", "refused")
    waits = [wait_s(gone, made=made, allowed=4, dice=dice) for made in (1, 2, 3)]

    assert 20 < sum(wait or 0.0 for wait in waits) < 60
    assert wait_s(gone, made=19, allowed=20, dice=dice) <= CAP_S  # type: ignore[operator]
