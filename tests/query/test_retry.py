"""Waits are bounded, spread, and never shorter than asked for."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MalformedError, RejectedError, TransientError
from pipeline.query.retry import BASE_S, CAP_S, MAX_ASKED_S, wait_s
from pipeline.query.retry_after import retry_after_s

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
