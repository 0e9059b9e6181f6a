"""Whether a reply contradicts the figure that a gold answer gives as its reason.

"Yes. The deposit was 500 euros" is not met by "Yes, the deposit was 900 euros". Only
figures of one thing are compared: the same kind of number, in the same role ("to 5",
"by 5"), of the same name, or under the same words, both of a level or both of a change.
All others are left alone.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Final

from pipeline.score.reading.asked import content
from pipeline.score.yes_no.contradiction import Contradiction
from pipeline.score.yes_no.figures import Figure, figures_of_reason
from pipeline.values.comparing import restates
from pipeline.values.numbers import NEAR, same_number

_SHARED: Final = 2
_TOLERANCE: Final = Decimal("0.01")
_MOST: Final = 12
"""Of a reply's figures, from which the gold's is looked for as a result."""
_TELLING_DIGITS: Final = 2
_QUALIFIERS: Final = frozenset(
    content(
        "adjusted operational organic underlying normalised normalized real nominal "
        "gross net average median mean annual monthly weekly daily expected estimated "
        "projected forecast targeted guided budgeted planned"
    )
)
"""Words that make another measure of one."""


def contradicts_figure(reply: str, gold: str, question: str) -> Contradiction | None:
    """Return the reply's figure that cannot be the gold's, and the gold's.

    Figures the question itself gives are no reason. Where one of the gold's is met, or
    comes out of two of the reply, another is still held to the one in its role, or of
    its name: "from 5 to 8" is not "from 5 to 9".
    """
    wanted = _wanted(gold, question)
    given = figures_of_reason(reply, question) if wanted else ()
    if not given:
        return None
    missing = [one for one in wanted if not _met(one, given)]
    spare = [one for one in given if not any(_same(one, other) for other in wanted)]
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
    sure = [(a, b) for a, b in pairs if _shared(a, b) & about or _equalled(a, b)]
    plain = [pair for pair in (*sure, *lone) if _far(*pair)]
    if not (pairs or plain):
        return None
    return _contradiction(*(plain or pairs)[-1], plain=bool(plain))


def _contradiction(given: Figure, wanted: Figure, *, plain: bool) -> Contradiction:
    why = f"on another figure than the gold: {given.printed}, not {wanted.printed}"
    qualified = _QUALIFIERS & (given.words ^ wanted.words)
    return Contradiction(why, plain=plain and not qualified)


@lru_cache(maxsize=1024)
def _wanted(gold: str, question: str) -> Sequence[Figure]:
    return figures_of_reason(gold, question)


def _shared(one: Figure, other: Figure) -> frozenset[str]:
    return one.words & other.words


def _far(one: Figure, other: Figure) -> bool:
    """Tell two figures that are not one, taken at another date or rounded."""
    return not same_number(one.number, other.number, tolerance=NEAR)


def _same(one: Figure, other: Figure) -> bool:
    """Tell whether a figure is the gold's, or one that this rounds to."""
    if same_number(one.number, other.number, tolerance=_TOLERANCE):
        return True
    if restates(one.measure, other.measure):
        return True
    return not _far(one, other) and same_number(other.number, one.number)


def _met(wanted: Figure, given: Sequence[Figure]) -> bool:
    return any(_same(one, wanted) for one in given) or _follows(wanted, given)


def _follows(wanted: Figure, given: Sequence[Figure]) -> bool:
    """Tell whether two figures of one kind have the gold's as what is between them.

    A figure of one digit comes out of too many.
    """
    if len(wanted.number.mantissa.as_tuple().digits) < _TELLING_DIGITS:
        return False
    kinds: dict[str, list[Decimal]] = {}
    for figure in given:
        kinds.setdefault(figure.family, []).append(abs(figure.number.value))
    return any(
        same_number(
            wanted.number._replace(value=abs(value)), size, tolerance=_TOLERANCE
        )
        for size in [wanted.number._replace(value=abs(wanted.number.value))]
        for family, values in kinds.items()
        for one, other in combinations(dict.fromkeys(values[:_MOST]), 2)
        for value in _between(one, other, family, wanted.family)
    )


def _between(
    one: Decimal, other: Decimal, family: str, wanted: str
) -> Iterable[Decimal]:
    """Yield a difference for its own kind; as shares, changes and ratios."""
    if family == wanted:
        yield one - other
    if wanted == "percent" and one and other:
        yield from ((other - one) / one * 100, (one - other) / other * 100)
        yield from (one / other * 100, other / one * 100)


def _in_one_role(
    given: Sequence[Figure], wanted: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield two figures that are each the only one of their kind in one role.

    What a change began from hangs on the time that it is reckoned from.
    """
    for one in wanted:
        ours = [other for other in _alike(one, given) if _of_one_kind(one, other)]
        alone = len(ours) == len(_alike(one, wanted)) == 1
        if alone and one.role in {"by", "to"} and all(_far(a, one) for a in given):
            yield ours[0], one


def _of_one_owner(
    given: Sequence[Figure], wanted: Sequence[Figure]
) -> Iterator[tuple[Figure, Figure]]:
    """Yield two figures that are each the only one of their kind of one name."""
    for one in wanted:
        ours = [o for o in _alike(one, given) if o.owner & one.owner]
        theirs = [o for o in _alike(one, wanted) if o.owner & one.owner]
        if len(ours) == len(theirs) == 1 and _far(ours[0], one):
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
    if not _of_one_kind(one, other):
        return False
    if _equalled(one, other):
        return True
    if one.family == "plain" and one.counted and other.counted:
        return not one.counted.isdisjoint(other.counted)
    return len(_shared(one, other)) >= shared


def _equalled(one: Figure, other: Figure) -> bool:
    return one.equalled is not None and one.equalled == other.equalled


def _of_one_kind(one: Figure, other: Figure) -> bool:
    """Tell whether both are of a level or a change, in one unit, exact or bounds."""
    units = one.measure.unit.of, other.measure.unit.of
    return (
        one.family == other.family
        and (one.role == "by") == (other.role == "by")
        and one.bounded == other.bounded
        and not (all(units) and units[0].isdisjoint(units[1]))
    )
