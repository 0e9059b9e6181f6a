"""Decide whether to try again, and after what wait. Pure: the dice come in."""

from math import inf
from typing import Final

from pipeline.errors import CallError, TransientError

BASE_S: Final = 1.0
CAP_S: Final = 60.0
UNREACHED_S: Final = 6.0
"""In place of `BASE_S` for a server that cannot be reached, and no wait is shorter than
half of its ceiling: the three of four attempts outlast a restart of 20 seconds."""
MAX_ASKED_S: Final = 300.0
"""A provider that asks for a longer pause has no answer to give in this run."""
_FINAL: Final = frozenset({"timeout"})
"""A second, quicker try would hide the slow one, and pay for the prompt again."""


def wait_s(
    error: CallError | None,
    *,
    made: int,
    allowed: int,
    dice: float,
    left_s: float = inf,
) -> float | None:
    """Return the seconds to sleep before the next attempt, `None` to give up.

    `made` counts the attempts so far, `dice` is in [0, 1), and `left_s` is what is
    left of the call's patience. Full jitter: anything from nothing to twice the last
    ceiling, so that callers refused together come back apart; of a server that cannot
    be reached, the upper half of that.
    """
    if made >= allowed or not isinstance(error, TransientError) or error.kind in _FINAL:
        return None
    if error.kind == "connect":
        wait = (1 + dice) / 2 * min(CAP_S, UNREACHED_S * 2.0 ** (made - 1))
    elif error.retry_after_s is None:
        wait = dice * min(CAP_S, BASE_S * 2.0 ** (made - 1))
    elif error.retry_after_s > MAX_ASKED_S:
        return None
    else:
        wait = error.retry_after_s + dice * BASE_S
    return wait if wait <= left_s else None
