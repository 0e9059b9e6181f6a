"""The longest lengths by the rules of others, to be held against their tables."""

from collections.abc import Mapping
from typing import Final

from pipeline.statistics.lengths import RETAIN

_NEARLY: Final = 1e-9
"""Two figures of a table closer than this are the same."""


def ruler_length(scores: Mapping[int, float], *, bar: float = 0.856) -> int | None:
    """Return RULER's effective length: the longest at and below which all exceed `bar`.

    `bar` is what Llama-2-7B-chat had at 4k (RULER, arXiv 2404.06654, README), and
    scores are shares as it is; percentages go with `bar=85.6`. `None` where the
    shortest does not exceed it ("<4K" in the table); its ">128K" is the longest length
    it tested. A point rule with no error: for comparison with its published table only.

    Raises `ValueError` for percentages beside a share.
    """
    _one_unit(scores, bar)
    longest = None
    for length in sorted(scores):
        if scores[length] <= bar + _NEARLY:
            break
        longest = length
    return longest


def nolima_length(
    base: float, scores: Mapping[int, float], *, retain: float = RETAIN
) -> int | None:
    """Return NoLiMa's: the longest length that scores `retain` x `base` at least.

    (arXiv 2502.05167, README.) Both as shares, or both as percentages. `None` where
    no length does ("<1K" in the table). A point rule with no error, as above.

    Raises `ValueError` for percentages beside a share.
    """
    _one_unit(scores, base)
    kept = [one for one, share in scores.items() if share >= retain * base - _NEARLY]
    return max(kept, default=None)


def _one_unit(scores: Mapping[int, float], against: float) -> None:
    """Refuse percentages beside a share: every length would pass, or none."""
    high = next((one for one in scores if scores[one] > 1), None)
    if high is not None and against <= 1:
        message = (
            f"{scores[high]!r} at {high} is a percentage and {against!r} a share; "
            "give both as shares from 0 to 1, or both as percentages"
        )
        raise ValueError(message)
