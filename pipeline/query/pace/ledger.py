"""The run's money: what is spent, what is promised, and what is left of a cap. Pure.

Amounts are whole billionths of a dollar, rounded up, so that adding them is exact and
never in favour of spending.
"""

from http import HTTPStatus
from math import ceil
from typing import Final

from pipeline.query.replies.failures import SITE_OVERLOADED
from pipeline.records import Record

_BILLION: Final = 1_000_000_000
_REFUSED_FREE: Final = frozenset({HTTPStatus.SERVICE_UNAVAILABLE, SITE_OVERLOADED})


class Spent(Record):
    """What one attempt has cost, or may have: a row of `raw.spending`."""

    id: str
    run: str
    call: str
    usd: float
    known: bool
    """By the provider's own usage, or nothing was charged; else the most it can be."""


class Ledger:
    """Reserve before an attempt, settle after it: together never above the cap."""

    def __init__(
        self, cap_usd: float | None, *, spent_usd: float = 0, unknown_usd: float = 0
    ) -> None:
        self.cap_usd = cap_usd
        self._cap = None if cap_usd is None else int(cap_usd * _BILLION)
        self._spent = _billionths(spent_usd)
        self._unknown = _billionths(unknown_usd)
        self._reserved = 0

    @property
    def spent_usd(self) -> float:
        """By the provider's own counts."""
        return self._spent / _BILLION

    @property
    def unknown_usd(self) -> float:
        """The most that attempts can have cost whose cost nobody told."""
        return self._unknown / _BILLION

    @property
    def reserved_usd(self) -> float:
        return self._reserved / _BILLION

    @property
    def left_usd(self) -> float | None:
        """`None`: there is no cap. It is below nothing only if a promise was broken."""
        left = self._left()
        return None if left is None else left / _BILLION

    def fits(self, usd: float) -> bool:
        left = self._left()
        return left is None or _billionths(usd) <= left

    def reserve(self, usd: float) -> bool:
        """Set it aside and return true, or change nothing and return false."""
        if not self.fits(usd):
            return False
        self._reserved += _billionths(usd)
        return True

    def settle(self, reserved_usd: float, cost_usd: float | None) -> None:
        """Put the real cost in the place of what was reserved; `None` is not known."""
        self._reserved -= _billionths(reserved_usd)
        if cost_usd is None:
            self._unknown += _billionths(reserved_usd)
        else:
            self._spent += _billionths(cost_usd)

    def _left(self) -> int | None:
        if self._cap is None:
            return None
        return self._cap - self._spent - self._unknown - self._reserved


def is_free(status: int | None, error: str | None) -> bool:
    """Tell whether an attempt was refused before any token was read or written.

    A 500, a broken stream or a silence may have been charged for all the same.
    """
    if error == "connect":
        return True
    if status is None:
        return False
    bad_request, server_error = HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR
    return bad_request <= status < server_error or status in _REFUSED_FREE


def _billionths(usd: float) -> int:
    return ceil(usd * _BILLION)
