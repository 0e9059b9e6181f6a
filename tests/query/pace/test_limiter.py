"""Slots are found out by asking: few at first, more while there is use for them."""

from heapq import heappop, heappush

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.query.pace.limiter import (
    FIRST_PAUSE_S,
    LAST_PAUSE_S,
    MAX_PAUSE_S,
    START,
    Limiter,
)


def filled(limiter: Limiter) -> Limiter:
    while limiter.has_room:
        limiter.sent()
    return limiter


def grown(ceiling: int, to: int) -> Limiter:
    limiter = Limiter(ceiling)
    while limiter.limit < to:
        filled(limiter).answered(waiting=True)
    return filled(limiter)


def test_it_begins_low_and_doubles_each_round() -> None:
    limiter = Limiter(100)
    limits = [limiter.limit]

    for _ in range(4):
        filled(limiter)
        for _ in range(limiter.in_flight):
            limiter.answered(waiting=True)
            filled(limiter)
        limits.append(limiter.limit)

    assert limits == [START, 4, 8, 16, 32]


def test_the_setting_is_the_ceiling() -> None:
    assert Limiter(1).limit == 1
    limiter = grown(5, to=5)

    for _ in range(50):
        limiter.answered(waiting=True)
        filled(limiter)

    assert limiter.limit == 5


@pytest.mark.parametrize(
    ("in_flight", "waiting"), [(2, False), (1, True)], ids=["no-one-waits", "not-full"]
)
def test_it_grows_only_when_it_was_what_held_calls_back(
    in_flight: int, waiting: bool
) -> None:
    limiter = Limiter(100)

    for _ in range(50):
        for _ in range(in_flight):
            limiter.sent()
        for _ in range(in_flight):
            limiter.answered(waiting=waiting and in_flight < limiter.limit)

    assert limiter.limit == START


def test_other_failures_say_nothing_about_the_room() -> None:
    limiter = grown(100, to=8)

    for _ in range(8):
        limiter.ended()

    assert (limiter.limit, limiter.in_flight) == (8, 0)


def test_all_refusals_of_one_episode_cut_once() -> None:
    limiter = grown(100, to=16)

    for now in range(16):
        limiter.refused(sent_at=0.0, now=100.0 + now, asked_s=1.0)

    assert limiter.limit == 8
    assert limiter.in_flight == 0


def test_what_was_sent_after_a_cut_may_cut_again() -> None:
    limiter = grown(100, to=16)

    limiter.refused(sent_at=0.0, now=10.0, asked_s=1.0)
    limiter.sent()
    limiter.refused(sent_at=11.0, now=12.0, asked_s=1.0)

    assert limiter.limit == 4


def test_after_a_cut_it_grows_by_one_a_round() -> None:
    limiter = grown(100, to=16)
    for _ in range(16):
        limiter.refused(sent_at=0.0, now=10.0, asked_s=0.0)

    limits: list[int] = []
    for _ in range(3):
        filled(limiter)
        for _ in range(limiter.limit):
            limiter.answered(waiting=True)
            filled(limiter)
        limits.append(limiter.limit)

    assert limits == [9, 10, 11]


def test_the_longest_pause_that_was_asked_for_holds() -> None:
    limiter = grown(100, to=8)

    limiter.refused(sent_at=0.0, now=10.0, asked_s=20.0)
    limiter.refused(sent_at=0.0, now=11.0, asked_s=1.0)

    assert limiter.opens_at() == 30.0


def test_no_pause_is_longer_than_the_longest() -> None:
    limiter = grown(100, to=8)

    limiter.refused(sent_at=0.0, now=10.0, asked_s=1e9)

    assert limiter.opens_at() == 10.0 + MAX_PAUSE_S


def test_without_a_pause_asked_for_each_is_twice_as_long_until_a_success() -> None:
    limiter = Limiter(100)
    now, pauses = 0.0, list[float]()

    for _ in range(12):
        limiter.sent()
        limiter.refused(sent_at=now, now=now, asked_s=None)
        pauses.append(limiter.opens_at() - now)
        now = limiter.opens_at()
    limiter.sent()
    limiter.answered(waiting=False)
    limiter.sent()
    limiter.refused(sent_at=now, now=now, asked_s=None)

    assert pauses[:3] == [FIRST_PAUSE_S * n for n in (1, 2, 4)]
    assert pauses[-1] == LAST_PAUSE_S
    assert limiter.opens_at() - now == FIRST_PAUSE_S


@given(st.lists(st.sampled_from(["answered", "ended", "refused", "late"]), max_size=60))
def test_it_is_never_frozen(events: list[str]) -> None:
    """Whatever happened, a call may be sent again after the longest pause."""
    limiter = Limiter(8)
    now = 0.0
    for event in events:
        now += 1.0
        if not limiter.in_flight:
            limiter.sent()
        match event:
            case "answered":
                limiter.answered(waiting=True)
            case "ended":
                limiter.ended()
            case "refused":
                limiter.refused(sent_at=now - 0.5, now=now, asked_s=10_000.0)
            case _:
                limiter.refused(sent_at=0.0, now=now, asked_s=None)
        assert 1 <= limiter.limit <= 8
        assert limiter.in_flight >= 0
        assert limiter.opens_at() <= now + MAX_PAUSE_S
    while limiter.in_flight:
        limiter.ended()
    assert limiter.has_room


def sent_to(capacity: int, durations: list[float], ceiling: int = 64) -> list[int]:
    """Send calls of these durations, one after another, to a provider that refuses
    what is more than its capacity; return how many were under way at each answer."""
    limiter = Limiter(ceiling)
    ends: list[tuple[float, float, bool]] = []
    seen: list[int] = []
    now, accepted = 0.0, 0
    todo = list(durations)
    while todo or ends:
        while todo and limiter.has_room and now >= limiter.opens_at():
            fits = accepted < capacity
            accepted += fits
            limiter.sent()
            takes = todo.pop(0) if fits else 0.01
            heappush(ends, (now + takes, now, fits))
        if not ends:
            now = limiter.opens_at()
            continue
        now, sent_at, fits = heappop(ends)
        accepted -= fits
        if fits:
            seen.append(limiter.in_flight)
            limiter.answered(waiting=bool(todo))
        else:
            limiter.refused(sent_at, now, asked_s=0.5)
    return seen


def test_short_and_long_calls_together_are_not_throttled() -> None:
    mixed = [0.5, 0.4, 60.0, 0.6] * 250

    seen = sent_to(1_000, mixed, ceiling=32)

    assert max(seen) == 32
    later = seen[len(seen) // 4 : -64]
    assert min(later) >= 31, "once found out, every slot is used"


def test_it_finds_what_a_provider_has_room_for() -> None:
    seen = sent_to(20, [1.0] * 3_000)

    later = seen[1_000:-40]
    assert max(later) <= 21
    assert sum(later) / len(later) > 0.6 * 20


def test_one_that_is_not_adaptive_begins_with_all_and_still_gives_way() -> None:
    limiter = Limiter(100, adaptive=False)
    assert limiter.limit == 100

    filled(limiter).refused(sent_at=1.0, now=2.0, asked_s=None)

    assert limiter.limit == 50
