import pytest

from pipeline.corpus.world.order import Order


@pytest.mark.parametrize("size", [1, 2, 7, 168, 1000])
def test_each_number_comes_once(size: int) -> None:
    order = Order(size, "seed")

    assert sorted(order[number] for number in range(size)) == [*range(size)]


def test_another_seed_has_another_order() -> None:
    one, other = Order(1000, 1), Order(1000, 2)

    assert sum(one[number] == other[number] for number in range(1000)) < 20


def test_neighbours_do_not_stay_neighbours() -> None:
    order = Order(1000, 1)

    steps = [abs(order[number + 1] - order[number]) for number in range(999)]

    assert sum(step < 10 for step in steps) < 60
    assert len(set(steps)) > 300


@pytest.mark.parametrize("number", [-1, 10])
def test_a_number_outside_is_refused(number: int) -> None:
    with pytest.raises(IndexError):
        Order(10, "seed")[number]
