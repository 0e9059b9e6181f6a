"""How one model's calls ended, as six outcomes of which each call has exactly one."""

from collections.abc import Mapping
from typing import Final

from pipeline.report.contents import Ending, EndingShare
from pipeline.report.frame import Counts, Frame
from pipeline.report.shares import share

_MADE_OF: Final[Mapping[Ending, tuple[str, ...]]] = {
    Ending.CORRECT: ("correct",),
    Ending.WRONG: ("incorrect",),
    Ending.ABSTAINED: ("abstained",),
    Ending.REFUSED: ("declined", "refused", "filtered"),
    Ending.UNREADABLE: ("truncated", "malformed"),
    Ending.FAILED: ("failed",),
}
"""Together they are `Frame.counted`: what is not in it did not end, or no rule could
tell how."""


def endings(context: Frame) -> tuple[EndingShare, ...]:
    """Return the share of each ending over questions; they add up to 1.

    Empty where no call counts: a share of nothing is not 0.
    """
    if not context.counted.any():
        return ()
    return tuple(_ending(context, ending) for ending in Ending)


def _ending(context: Frame, ending: Ending) -> EndingShare:
    def hits(frame: Frame) -> Counts:
        first, *others = (frame.counts[name] for name in _MADE_OF[ending])
        return sum(others, start=first)

    return EndingShare(ending=ending, share=share(context, hits))
