"""No tick and no label on another, and none in another order than its values."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.canvas.spacing import Room, beside, spread, thinned, ticks_log


@pytest.mark.parametrize(
    ("ends", "ticks"),
    [
        ((0.7, 12.0), [1.0, 2.0, 5.0, 10.0]),
        ((0.008, 15.0), [0.01, 0.1, 1.0, 10.0]),
    ],
)
def test_time_ticks_are_round(ends: tuple[float, float], ticks: list[float]) -> None:
    assert ticks_log(*ends) == pytest.approx(ticks)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_labels_keep_apart_and_in_order(heights: list[float]) -> None:
    moved = spread(heights, 0.05)

    gaps = [b - a for a, b in pairwise(sorted(moved))]
    assert all(gap > 0.05 - 1e-9 for gap in gaps)
    assert max(moved) <= 1
    for one, two in pairwise(sorted(range(len(heights)), key=heights.__getitem__)):
        assert moved[one] < moved[two]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=30).map(sorted))
def test_thinned_ticks_keep_the_last_and_stand_apart(places: list[float]) -> None:
    kept = [
        place for place, keep in zip(places, thinned(places, 8), strict=True) if keep
    ]

    assert kept[-1] == places[-1]
    assert all(b - a >= 8 for a, b in pairwise(kept))


def test_ticks_that_are_apart_all_keep_their_labels() -> None:
    assert thinned([0, 10, 20], 10) == [True, True, True]


_PLACES = st.tuples(st.integers(40, 560), st.integers(40, 260))


@given(st.lists(_PLACES, min_size=1, max_size=12))
def test_names_beside_points_meet_no_point_and_no_name(
    places: list[tuple[int, int]],
) -> None:
    points = [Room(x - 4, y - 4, 8, 8) for x, y in places]
    card = Room(0, 0, 600, 300)

    names = beside(points, [60.0] * len(points), card)

    assert not any(one.meets(two) for one, two in combinations(names, 2))
    assert not any(name.meets(point) for name in names for point in points)
    assert all(0 <= name.left <= 540 and 0 <= name.low <= 286 for name in names)


def test_a_name_near_its_point_goes_round_an_interval() -> None:
    point, arm = Room(296, 146, 8, 8), Room(250, 149, 100, 2)

    (free,) = beside([point], [60.0], Room(0, 0, 600, 300))
    (moved,) = beside([point], [60.0], Room(0, 0, 600, 300), [arm])

    assert free.meets(arm)
    assert not moved.meets(arm)
