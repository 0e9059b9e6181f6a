"""Whether a reply with the gold's yes or no rests it on something else.

A gold that says why ("No, it lost 5 million") is not met by the word alone where the
reply says another why ("No, it lost 9 million"). A reply that says none is met.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.key_dates import contradicts_date, of_other_years
from pipeline.score.yes_no.key_figures import contradicts_figure
from pipeline.score.yes_no.key_names import names_others
from pipeline.score.yes_no.key_sets import has_no_such, has_others_instead
from pipeline.score.yes_no.words import reason_of

_Kind: TypeAlias = Callable[[str, str, str], Contradiction | None]

_KINDS: Final[Sequence[_Kind]] = (
    contradicts_figure,
    contradicts_date,
    of_other_years,
    has_others_instead,
    names_others,
    has_no_such,
)


def contradicts(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return what contradicts the gold's reason in a reply, the plainest of several."""
    if not reason_of(gold):
        return None
    found = [other for kind in _KINDS if (other := kind(reply, gold, question))]
    return max(found, key=lambda other: other.plain, default=None)
