"""Batches come back in order, from here or from processes, and few are read ahead."""

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.score.parallel import cores, mapped


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_come_back_in_their_order(workers: int) -> None:
    found = mapped(str.upper, ["d", "a", "c"], workers)

    assert list(found) == [("d", "D"), ("a", "A"), ("c", "C")]
    assert list(mapped(str.upper, ["d"], workers)) == [("d", "D")]
    assert not list(mapped(str.upper, [], workers))


def test_no_more_than_a_few_are_read_ahead() -> None:
    taken: list[int] = []

    def batches() -> Iterator[str]:
        for number in range(50):
            taken.append(number)
            yield "a"

    found = mapped(str.upper, batches(), 2)
    next(found)

    assert len(taken) < 10
    assert len(list(found)) == 49


def test_what_a_process_raises_is_raised_here() -> None:
    with pytest.raises(UnicodeEncodeError):
        list(mapped(str.encode, ["a", "\ud800", "c"], 2))


def written_slowly(path: Path) -> None:
    if path.name != "first":
        time.sleep(5)
        path.touch()


def test_who_closes_it_early_ends_what_is_being_done(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("first", "second", "third")]

    with closing(mapped(written_slowly, paths, 2)) as found:
        next(found)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.timeout(60)
def test_who_closes_it_in_the_middle_of_a_long_result_waits_for_no_rest() -> None:
    for _ in range(3):
        with closing(mapped(bytes, [10**6] * 200, 2)) as found:
            next(found)


def test_only_its_own_processes_are_ended(tmp_path: Path) -> None:
    inner = mapped(str.upper, ["a"] * 20, 2)
    with closing(mapped(written_slowly, [tmp_path / "first"] * 20, 2)) as outer:
        next(outer)
        next(inner)

    assert len(list(inner)) == 19


def test_there_is_a_core() -> None:
    assert cores() >= 1
