"""What is made for a size, and where it ends."""

from itertools import islice

import pytest

from pipeline.corpus.planning import Job, jobs, kept, round_size


def test_a_district_follows_its_sixth_branch() -> None:
    first = list(islice(jobs(), 14))

    assert [one for one in first if one.what == "district"] == [
        Job("district", 0),
        Job("district", 1),
    ]
    assert first[5:8] == [Job("branch", 5), Job("district", 0), Job("branch", 6)]


@pytest.mark.parametrize(
    ("left", "places"),
    [(1, []), (39, []), (40, [2]), (100, [0]), (140, [0, 2]), (500, [0, 1, 2])],
)
def test_a_document_that_is_too_long_is_passed_over(
    left: int, places: list[int]
) -> None:
    assert kept([100, 300, 40], left) == places


def test_a_round_asks_for_a_little_less_than_what_is_left_by_the_mean() -> None:
    assert round_size(1_000_000, 300_000, 10) == 33
    assert round_size(10, 300_000, 10) == 1
    assert round_size(500_000, 0, 0) == 10
