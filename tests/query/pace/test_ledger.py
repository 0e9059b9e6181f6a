"""The cap holds whatever comes, to the billionth of a dollar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.query.pace.ledger import Ledger, is_free

usd = st.floats(0, 10, allow_subnormal=False)


def test_what_is_between_two_billionths_counts_as_the_greater() -> None:
    assert not Ledger(1e-9).reserve(1.5e-9)
    assert Ledger(None, spent_usd=1.5e-9).spent_usd == 2e-9


@given(
    st.floats(0.01, 20),
    usd,
    st.lists(
        st.tuples(usd, st.floats(0, 1), st.booleans(), st.booleans()), max_size=80
    ),
)
def test_spent_and_reserved_are_never_above_the_cap(
    cap: float, before: float, attempts: list[tuple[float, float, bool, bool]]
) -> None:
    """Where no cost is above what was reserved for it."""
    ledger = Ledger(cap, spent_usd=min(before, cap / 2))
    open_: list[tuple[float, float | None]] = []
    for worst, share, known, settles in attempts:
        left = ledger.left_usd
        assert left is not None
        taken = ledger.reserve(worst)
        if taken:
            assert worst <= left + 1e-9
            open_.append((worst, worst * share if known else None))
        if settles and open_:
            ledger.settle(*open_.pop(0))
        gone = ledger.spent_usd + ledger.unknown_usd + ledger.reserved_usd
        assert gone <= cap + 1e-12
    for reserved, cost in open_:
        ledger.settle(reserved, cost)
    assert ledger.reserved_usd == 0
    assert ledger.spent_usd + ledger.unknown_usd <= cap + 1e-12


def test_what_fits_exactly_fits() -> None:
    ledger = Ledger(0.3)

    assert [ledger.reserve(0.1) for _ in range(4)] == [True, True, True, False]
    assert ledger.left_usd == 0


def test_a_cost_frees_what_was_reserved_beyond_it() -> None:
    ledger = Ledger(1.0)
    assert ledger.reserve(0.9)
    assert not ledger.reserve(0.2)

    ledger.settle(0.9, 0.1)

    assert ledger.reserve(0.9)
    assert (ledger.spent_usd, ledger.reserved_usd) == (0.1, 0.9)


def test_a_cost_that_nobody_told_is_the_most_it_can_be() -> None:
    ledger = Ledger(1.0, unknown_usd=0.25)
    ledger.reserve(0.5)

    ledger.settle(0.5, None)

    assert ledger.unknown_usd == 0.75
    assert ledger.left_usd == 0.25


def test_a_cost_above_its_reserve_is_owned_up_to() -> None:
    ledger = Ledger(1.0)
    ledger.reserve(0.5)

    ledger.settle(0.5, 1.5)

    assert ledger.left_usd == -0.5
    assert not ledger.fits(0.0)


def test_without_a_cap_everything_fits_and_is_counted() -> None:
    ledger = Ledger(None)

    assert ledger.reserve(1e6)
    ledger.settle(1e6, 2.5)

    assert ledger.spent_usd == 2.5
    assert ledger.left_usd is None


@pytest.mark.parametrize(
    ("status", "error", "free"),
    [
        (None, "connect", True),
        (400, "bad_request", True),
        (429, "rate_limited", True),
        (503, "overloaded", True),
        (529, "overloaded", True),
        (500, "server_error", False),
        (504, "server_error", False),
        (200, "disconnected", False),
        (200, None, False),
        (None, "disconnected", False),
        (None, "timeout", False),
    ],
)
def test_what_was_refused_at_the_door_costs_nothing(
    status: int | None, error: str | None, free: bool
) -> None:
    assert is_free(status, error) is free
