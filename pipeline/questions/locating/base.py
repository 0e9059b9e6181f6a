"""How a question set counts pages: what its quotes show in, an offset out.

Sets count pages from 0 or from 1, and some say the one and do the other.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from pipeline.questions.locating.search import Looked

_MAJORITY: Final = 0.8
"""Of fewer than five quotes, that is all."""
_FEWEST: Final = 2
"""One quote alone may as well have its page mistyped, and would move all others."""
_MEANING: Final = {
    1: "counted from 0",
    -1: "one too high",
}


class PageBase(NamedTuple):
    """How many pages after the stated one a set's evidence stands."""

    offset: int
    agree: int
    """Of the quotes that stand on one page only, how many stand so."""
    of: int

    @property
    def remark(self) -> str:
        """Say so in a line; empty where pages are counted from 1."""
        if not self.offset:
            return ""
        place = "after" if self.offset > 0 else "before"
        return (
            f"pages of this set are {_MEANING[self.offset]}: {self.agree:,} of the "
            f"{self.of:,} quotes with one place stand on the page {place} the stated "
            "one, and what has no quote is taken from there too"
        )


def page_base(found: Iterable[Looked]) -> PageBase:
    """Return the offset that four of five quotes agree on; of two to four, all."""
    votes = Counter(off for one in found if (off := one.off_by) is not None)
    of = votes.total()
    for offset in _MEANING:
        agree = votes[offset]
        if agree >= max(_FEWEST, _MAJORITY * of):
            return PageBase(offset, agree, of)
    return PageBase(0, votes[0], of)
