"""The classes in which verdicts of rules are held against labels of people. No I/O."""

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


def two_classes(confusion: Confusion) -> Counter[tuple[Class, Class]]:
    """Count an abstention as incorrect, for labels that know no third class."""
    folded: Counter[tuple[Class, Class]] = Counter()
    for (person, rule), count in confusion.items():
        folded[_right_or_not(person), _right_or_not(rule)] += count
    return folded


def _right_or_not(one: Class) -> Class:
    return Verdict.CORRECT if one is Verdict.CORRECT else Verdict.INCORRECT
