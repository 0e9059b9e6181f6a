"""Two raters' counts in, how far they agree beyond chance out. No I/O."""

from collections import Counter
from collections.abc import Mapping
from typing import Final, TypeAlias

from pipeline.records import Verdict

Class: TypeAlias = Verdict
Confusion: TypeAlias = Mapping[tuple[Class, Class], int]
"""How often a person said the first and the rule the second."""

CLASSES: Final = (Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED)
_CLASS_OF: Final[Mapping[Verdict, Class]] = {
    Verdict.CORRECT: Verdict.CORRECT,
    Verdict.INCORRECT: Verdict.INCORRECT,
    Verdict.MALFORMED: Verdict.INCORRECT,
    Verdict.ABSTAINED: Verdict.ABSTAINED,
    Verdict.REFUSED: Verdict.ABSTAINED,
}


def class_of(verdict: Verdict) -> Class | None:
    """Return which of the three classes a verdict is of; unscored is of none.

    People who label answers do not tell declining from abstaining, nor what cannot be
    read from what is wrong.
    """
    return _CLASS_OF.get(verdict)


def agreement(confusion: Confusion) -> float | None:
    """Return the share on which both say the same; `None` of nothing."""
    total = sum(confusion.values())
    same = sum(count for (one, other), count in confusion.items() if one == other)
    return same / total if total else None


def kappa(confusion: Confusion) -> float | None:
    """Return Cohen's kappa, (p_o - p_e) / (1 - p_e), of any number of classes.

    p_o is the share of agreement, p_e the one that the raters' own shares would give
    by chance: J. Cohen, A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20 (1960), 37-46. `None` where it is not defined: of
    nothing, and where both raters know one class alone.
    """
    observed = agreement(confusion)
    if observed is None:
        return None
    total = sum(confusion.values())
    people: Counter[Class] = Counter()
    rules: Counter[Class] = Counter()
    for (person, rule), count in confusion.items():
        people[person] += count
        rules[rule] += count
    by_chance = sum(people[one] * rules[one] for one in people) / total**2
    return (observed - by_chance) / (1 - by_chance) if by_chance < 1 else None


def two_classes(confusion: Confusion) -> Counter[tuple[Class, Class]]:
    """Count an abstention as incorrect, for labels that know no third class."""
    folded: Counter[tuple[Class, Class]] = Counter()
    for (person, rule), count in confusion.items():
        folded[_right_or_not(person), _right_or_not(rule)] += count
    return folded


def _right_or_not(one: Class) -> Class:
    return Verdict.CORRECT if one is Verdict.CORRECT else Verdict.INCORRECT
