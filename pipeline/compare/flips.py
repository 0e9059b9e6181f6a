"""Matched places in; what one arm alone has right, and quotes, out."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pipeline.compare.contents import Flip, Flips, Quote
from pipeline.compare.measuring import Held
from pipeline.compare.places import Matched, spot, spot_of
from pipeline.compare.rows import Answer, PlaceRow, Spot
from pipeline.records import Condition, Outcome, Verdict

MOST_QUOTED: Final = 5
HALF: Final = 0.5


class Turned(NamedTuple):
    """Places that are right in one arm alone, in the order of the run."""

    gained: tuple[Spot, ...]
    lost: tuple[Spot, ...]

    @property
    def quoted(self) -> list[str]:
        """Return the questions whose answers are to be read."""
        return sorted({one.question for some in self for one in _few(some)})


class _Value(NamedTuple):
    position: int
    where: Spot
    first: float
    second: float


def turned(matched: Matched, held: Held) -> Turned:
    """Return the places that are right at least half the time in one arm alone."""
    gained: list[Spot] = []
    lost: list[Spot] = []
    for value in sorted(_values(matched, held)):
        first, second = value.first >= HALF, value.second >= HALF
        if first != second:
            (lost if first else gained).append(value.where)
    return Turned(tuple(gained), tuple(lost))


def _few(places: Iterable[Spot]) -> list[Spot]:
    """Return the first place of each of the first few questions."""
    first: dict[str, Spot] = {}
    for where in places:
        first.setdefault(where.question, where)
    return list(first.values())[:MOST_QUOTED]


def quoted(
    places: Sequence[Spot],
    answers: tuple[Sequence[Answer], Sequence[Answer]],
    held: Held,
    *,
    gained: bool,
) -> Flips:
    """Return the questions with both answers to the first few."""
    flips: list[Flip] = []
    for where in _few(places):
        first = _answer(answers[0], where, held, right=not gained)
        second = _answer(answers[1], where, held, right=gained)
        if first and second:
            flips.append(
                Flip(
                    question=where.question,
                    text=first.text,
                    wanted=first.wanted,
                    length=first.length,
                    depth=first.depth,
                    first=_quote(first),
                    second=_quote(second),
                )
            )
    return Flips(
        places=len(places),
        questions=tuple(dict.fromkeys(where.question for where in places)),
        quoted=tuple(flips),
    )


def _values(matched: Matched, held: Held) -> Iterable[_Value]:
    """Yield each place of the headline with the share right in both arms."""
    rows: dict[Spot, tuple[list[PlaceRow], list[PlaceRow]]] = {}
    for arm, some in enumerate((matched.first, matched.second)):
        for row in some:
            where = spot(row, held.across)
            if where in matched.counted and row.answerable and held.works(row.length):
                rows.setdefault(where, ([], []))[arm].append(row)
    for where, (one, two) in rows.items():
        if where.condition == Condition.CONTEXT:
            position = min(row.position for row in one)
            yield _Value(position, where, _share(one), _share(two))


def _share(rows: Sequence[PlaceRow]) -> float:
    return sum(row.correct for row in rows) / sum(row.counted for row in rows)


def _answer(
    answers: Iterable[Answer], where: Spot, held: Held, *, right: bool
) -> Answer | None:
    """Return the first answer there that is as wanted, or else the first."""
    there = [answer for answer in answers if _spot(answer, held) == where]
    wanted = (one for one in there if (one.verdict is Verdict.CORRECT) == right)
    return next(wanted, there[0] if there else None)


def _spot(answer: Answer, held: Held) -> Spot:
    cell, layout = (answer.length, answer.depth), (answer.placement, answer.distractors)
    return spot_of(Condition.CONTEXT, answer.question, cell, layout, held.across)


def _quote(answer: Answer) -> Quote:
    answered = answer.outcome is Outcome.ANSWERED
    none = answered and answer.verdict is Verdict.ABSTAINED
    return Quote(
        ended=str((answer.verdict if answered else None) or answer.outcome),
        said="" if none else answer.given or answer.answer,
        reason=answer.reason or None,
    )
