"""How far a judge agrees with people: pairs of verdicts in, rates out. Pure."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from pipeline.records import Record, Verdict
from pipeline.values.kappa import kappa

CLASSES: Final = (Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED)
Pair: TypeAlias = tuple[Verdict, Verdict | None]
"""A person's verdict, and the judge's: `None` where it has none."""


class Part(Record):
    """So many of so many; a share of nothing has no value."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None


class ConfusionRow(Record):
    """What the judge says where people say `human`."""

    human: Verdict
    correct: int
    incorrect: int
    abstained: int
    none: int
    """Without a verdict of the judge."""


class Agreement(Record):
    labels: int
    judged: Part
    """Labelled answers that the judge has a verdict on; the rest is over these."""
    confusion: tuple[ConfusionRow, ...]
    agreed: Part
    kappa: float | None
    """Cohen's, of three classes; `None` where chance alone would agree."""
    sensitivity: Part
    """Called correct by the judge, of those that people call correct."""
    specificity: Part
    """Not called correct by the judge, of those that people do not call correct."""
    false_accepts: Part
    """Called correct by the judge, of those that people call incorrect."""


def agreement(pairs: Sequence[Pair]) -> Agreement:
    judged = [(human, said) for human, said in pairs if said is not None]
    agreed = sum(human is said for human, said in judged)
    return Agreement(
        labels=len(pairs),
        judged=Part(hits=len(judged), of=len(pairs)),
        confusion=tuple(_row(human, pairs) for human in CLASSES),
        agreed=Part(hits=agreed, of=len(judged)),
        kappa=kappa(Counter(judged)),
        sensitivity=_part(judged, _is_correct, _is_correct),
        specificity=_part(judged, _is_not_correct, _is_not_correct),
        false_accepts=_part(judged, _is_incorrect, _is_correct),
    )


def _row(human: Verdict, pairs: Sequence[Pair]) -> ConfusionRow:
    said = Counter(judge for person, judge in pairs if person is human)
    return ConfusionRow(
        human=human,
        correct=said[Verdict.CORRECT],
        incorrect=said[Verdict.INCORRECT],
        abstained=said[Verdict.ABSTAINED],
        none=said[None],
    )


def _part(
    judged: Sequence[tuple[Verdict, Verdict]],
    by_people: Callable[[Verdict], bool],
    by_judge: Callable[[Verdict], bool],
) -> Part:
    among = [said for human, said in judged if by_people(human)]
    return Part(hits=sum(map(by_judge, among)), of=len(among))


def _is_correct(verdict: Verdict) -> bool:
    return verdict is Verdict.CORRECT


def _is_not_correct(verdict: Verdict) -> bool:
    return verdict is not Verdict.CORRECT


def _is_incorrect(verdict: Verdict) -> bool:
    return verdict is Verdict.INCORRECT
