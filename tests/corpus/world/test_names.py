import re
from collections.abc import Sequence
from itertools import pairwise

import pytest

from pipeline.corpus import values
from pipeline.corpus.relations import Shape
from pipeline.corpus.world import names
from pipeline.corpus.world.pools import FIRMS, FIRST, LAST, PLACES, RIVERS

_MANY = 600


def _persons(seed: int, branches: int = _MANY) -> list[str]:
    return [name for one in range(branches) for name in names.people(seed, one)]


@pytest.mark.parametrize("pool", [FIRMS, FIRST, LAST, PLACES, RIVERS])
def test_no_word_of_a_pool_begins_another(pool: Sequence[str]) -> None:
    words = sorted(pool[number] for number in range(len(pool)))

    assert [pair for pair in pairwise(words) if pair[1].startswith(pair[0])] == []


def test_pools_do_for_all_branches() -> None:
    last = names.BRANCHES - 1

    assert len(names.people(1, last)) == names.PEOPLE
    assert len(names.places(1, last)) == names.TOWNS
    assert len(names.firms(1, last)) == 2 * names.COMPANIES
    assert names.river(1, last)
    assert names.district_place(1, last)
    assert len(names.voucher(1, last, names.VOUCHERS - 1)) == len("V-100000")


def test_people_have_a_name_of_their_own() -> None:
    people = _persons(7)

    assert len(set(people)) == len(people)
    assert all(re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", name) for name in people)
    whole = re.compile(values.pattern(Shape.PERSON, None))
    assert all(whole.fullmatch(name) for name in people)


def test_nobody_in_a_branch_shares_a_first_name() -> None:
    for branch in range(20):
        people = names.people(3, branch)
        assert len({name.split()[0] for name in people}) == len(people)


def test_a_place_belongs_to_one_branch_or_district() -> None:
    found = [names.board_place(7)]
    found += [names.district_place(7, number) for number in range(100)]
    found += [name for one in range(_MANY) for name in names.places(7, one)]

    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[A-Z][a-z]+", name) for name in found)


def test_rivers_firms_and_vouchers_come_once() -> None:
    rivers = [names.river(7, one) for one in range(_MANY)]
    firms = [name for one in range(_MANY) for name in names.firms(7, one)]
    vouchers = [
        names.voucher(7, one, place) for one in range(_MANY) for place in (0, 255)
    ]

    for found in (rivers, firms, vouchers):
        assert len(set(found)) == len(found)


def test_two_seeds_share_almost_no_names() -> None:
    one, other = ({*_persons(seed, 40)} for seed in (1, 2))
    assert len(one & other) < 8

    one, other = ({n for b in range(40) for n in names.places(s, b)} for s in (1, 2))
    assert len(one & other) < 12

    one, other = ({n for b in range(40) for n in names.firms(s, b)} for s in (1, 2))
    assert len(one & other) < 24
