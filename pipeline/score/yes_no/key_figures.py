"""Whether a reply contradicts the figure that a gold answer gives as its reason.

"Yes. The deposit was 500 euros" is not met by "Yes, the deposit was 900 euros". Only
figures of one thing are compared: the same kind of number, in the same role ("to 5",
"by 5"), of the same name, or under the same words, both of a level or both of a change.
All others are left alone.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from pipeline.score.reading.asked import content
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.figures import Figure, figures_of_reason
from pipeline.score.yes_no.meeting import (
    QUALIFIERS,
    far,
    met,
    of_one_kind,
    on_another,
    same,
)

_SHARED: Final = 2


def contradicts_figure(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return the reply's figure that cannot be the gold's, and the gold's.

    Figures the question itself gives are no reason. Where one of the gold's is met, or
    comes out of two of the reply, another is still held to the one in its role, or of
    its name: "from 5 to 8" is not "from 5 to 9".
    """
    wanted = figures_of_reason(gold, question)
    given = figures_of_reason(reply, question) if wanted else ()
    if not given:
        return None
    missing = [one for one in wanted if not met(one, given)]
    spare = [one for one in given if not any(same(one, other) for other in wanted)]
    for pair in (*_in_one_role(spare, missing), *_of_one_owner(spare, missing)):
        return _contradiction(*pair, plain=True)
    if len(missing) < len(wanted):
        return None
    pairs = [(a, b) for a in spare for b in missing if _of_one_thing(a, b)]
    lone = [
        (a, b)
        for a in spare
        for b in missing
        if _alone(a, given) and _alone(b, wanted) and _of_one_thing(a, b, shared=1)
    ]
    about = frozenset(content(question))
    sure = [(a, b) for a, b in pairs if _shared(a, b) & about or _is_rated(a, b)]
    plain = [pair for pair in (*sure, *lone) if far(*pair)]
    if not (pairs or plain):
        return None
    return _contradiction(*(plain or pairs)[-1], plain=bool(plain))


def _contradiction(given: Figure, wanted: Figure, *, plain: bool) -> Contradiction:
    qualified = QUALIFIERS & (given.words ^ wanted.words)
    return on_another(given, wanted, plain=plain and not qualified)


def _shared(one: Figure, other: Figure) -> frozenset[str]:
    return one.words & other.words


def _in_one_role(
    given: Sequence[Figure], wanted: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield two figures that are each the only one of their kind in one role.

    What a change began from hangs on the time that it is reckoned from.
    """
    for one in wanted:
        ours = [other for other in _alike(one, given) if of_one_kind(one, other)]
        alone = len(ours) == len(_alike(one, wanted)) == 1
        if alone and one.role in {"by", "to"} and all(far(a, one) for a in given):
            yield ours[0], one


def _of_one_owner(
    given: Sequence[Figure], wanted: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield two figures that are each the only one of their kind of one name."""
    for one in wanted:
        ours = [o for o in _alike(one, given) if o.owner & one.owner]
        theirs = [o for o in _alike(one, wanted) if o.owner & one.owner]
        if len(ours) == len(theirs) == 1 and far(ours[0], one):
            yield ours[0], one


def _alike(figure: Figure, others: Sequence[Figure]) -> list[Figure]:
    return [o for o in others if (o.family, o.role) == (figure.family, figure.role)]


def _alone(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether it is the only one of its kind, or counted as it is."""
    kind = [one for one in others if one.family == figure.family]
    if figure.family == "plain" and figure.counted:
        kind = [one for one in kind if one.counted & figure.counted]
    return len(kind) == 1


def _of_one_thing(one: Figure, other: Figure, *, shared: int = _SHARED) -> bool:
    """Tell whether two figures are of one thing, by so many words around both."""
    if not of_one_kind(one, other):
        return False
    if _is_rated(one, other):
        return True
    if one.family == "plain" and one.counted and other.counted:
        return not one.counted.isdisjoint(other.counted)
    return len(_shared(one, other)) >= shared


def _is_rated(one: Figure, other: Figure) -> bool:
    """Tell whether both are set equal to one sign, or are rates of one thing."""
    equalled = one.equalled is not None and one.equalled == other.equalled
    if equalled or one.per is None or one.per != other.per:
        return equalled
    return far(one, other)
