"""Names by number: no two numbers share one, two seeds hardly any. Pure.

Each branch has a block of numbers of each pool. Names hold a word that no other name of
their kind has and that begins none, so that no name is a part of another.
"""

from collections.abc import Sequence
from functools import cache
from typing import Final

from pipeline.corpus.world.order import Order
from pipeline.corpus.world.pools import FIRMS, FIRST, LAST, PLACES, RIVERS

BRANCHES: Final = 1000
"""As many as have names: about 25 million tokens."""
PEOPLE: Final = 24
"""Of a branch; it divides the first names, so that a branch has none twice."""
TOWNS: Final = 10
COMPANIES: Final = 8
VOUCHERS: Final = 256

_DISTRICTS: Final = 1
"""The first place is the board's; those of districts follow, those of branches last."""
_BRANCHES: Final = _DISTRICTS + BRANCHES
_FIRST_VOUCHER: Final = 100_000


@cache
def _order(size: int, *seeds: object) -> Order:
    return Order(size, *seeds)


def person(seed: int, number: int) -> str:
    """Return a first and a last name.

    First names come all once before one comes again, with other last names.
    """
    turn, place = divmod(number, len(FIRST))
    first = _order(len(FIRST), seed, "first names", turn)[place]
    last = (first * (len(LAST) // len(FIRST)) + turn) % len(LAST)
    return f"{FIRST[first]} {LAST[_order(len(LAST), seed, 'last names')[last]]}"


def people(seed: int, branch: int) -> Sequence[str]:
    return [person(seed, branch * PEOPLE + place) for place in range(PEOPLE)]


def _place(seed: int, number: int) -> str:
    return PLACES[_order(len(PLACES), seed, "places")[number]]


def board_place(seed: int) -> str:
    return _place(seed, 0)


def district_place(seed: int, district: int) -> str:
    return _place(seed, _DISTRICTS + district)


def places(seed: int, branch: int) -> Sequence[str]:
    """Return single words: of the site, its town and the seats of companies."""
    begin = _BRANCHES + branch * TOWNS
    return [_place(seed, begin + place) for place in range(TOWNS)]


def river(seed: int, branch: int) -> str:
    return RIVERS[_order(len(RIVERS), seed, "rivers")[branch]]


def firms(seed: int, branch: int) -> Sequence[str]:
    """Return two words for each company that a branch can have."""
    order = _order(len(FIRMS), seed, "firms")
    begin = branch * 2 * COMPANIES
    return [FIRMS[order[begin + place]] for place in range(2 * COMPANIES)]


def code(seed: int, kind: str, number: int, figures: int) -> str:
    """Return figures for a code, no two numbers of a kind the same."""
    return f"{_order(10**figures, seed, kind)[number]:0{figures}}"


def voucher(seed: int, branch: int, place: int) -> str:
    """Return the number of a voucher: those of a branch follow each other."""
    block = _order(BRANCHES, seed, "vouchers")[branch]
    return f"V-{_FIRST_VOUCHER + block * VOUCHERS + place}"
