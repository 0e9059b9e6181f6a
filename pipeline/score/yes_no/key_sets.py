"""Whether all the figures of a reply are others than all those of the gold.

"FY1: 41 %, FY2: 43 %" has no word that tells what the figures are of. As all there is
of their kind, they stand in the place of the gold's "from 36 % to 39 %".
"""

from collections.abc import Sequence
from typing import Final

from pipeline.score.reading.asked import content
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.figures import Figure, figures_of_reason
from pipeline.score.yes_no.meeting import QUALIFIERS, far, met, of_one_kind, on_another

_OF_ONE_SIZE: Final = 10
"""How many times as much of one thing may be claimed: beyond, it is of another."""
_SEVERAL: Final = 2


def has_others_instead(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return a figure of the reply where all of the gold's kind are others.

    They are no more than the gold's, and of their words at least half are the
    question's or the gold's: so they are of what was asked.
    """
    wanted, given = _both(reply, gold, question)
    if not given or any(met(one, given) or _is_near(one, given) for one in wanted):
        return None
    known = frozenset(content(question)).union(*(one.words for one in wanted))
    ours = [one for one in given if _any_like(one, wanted)]
    theirs = [one for one in wanted if _any_like(one, given)]
    if not 0 < len(ours) <= len(theirs) or not all(
        _is_about(one, known) for one in ours
    ):
        return None
    plain = all(QUALIFIERS.isdisjoint(one.words - known) for one in ours)
    return on_another(ours[-1], theirs[-1], plain=plain)


def has_no_such(reply: str, gold: str, question: str) -> Contradiction | None:
    """Tell a reply whose figures are all of other kinds than the gold's several.

    Dollars where the gold has shares may bear it out, which few of them tell.
    """
    wanted, given = _both(reply, gold, question)
    if len(wanted) < _SEVERAL or not given:
        return None
    if not {one.family for one in wanted}.isdisjoint(one.family for one in given):
        return None
    if 2 * sum(met(one, given) for one in wanted) >= len(wanted):
        return None
    if any(met(one, wanted) for one in given):
        return None
    why = f"on no figure of the kind of the gold: {wanted[0].printed}"
    return Contradiction(why, plain=False)


def _both(
    reply: str, gold: str, question: str
) -> tuple[Sequence[Figure], Sequence[Figure]]:
    wanted = figures_of_reason(gold, question)
    return wanted, figures_of_reason(reply, question) if wanted else ()


def _is_about(figure: Figure, known: frozenset[str]) -> bool:
    return 2 * len(figure.words & known) >= len(figure.words)


def _is_near(wanted: Figure, given: Sequence[Figure]) -> bool:
    return any(one.family == wanted.family and not far(one, wanted) for one in given)


def _any_like(figure: Figure, others: Sequence[Figure]) -> bool:
    return any(_alike(figure, other) for other in others)


def _alike(one: Figure, other: Figure) -> bool:
    """Tell whether two figures could be of one thing, and are not the same."""
    sizes = sorted(abs(figure.number.value) for figure in (one, other))
    return (
        of_one_kind(one, other)
        and sizes[1] <= _OF_ONE_SIZE * sizes[0]
        and not (one.owner and one.owner.isdisjoint(other.owner or one.owner))
    )
