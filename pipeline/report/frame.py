"""The tallies of a run as columns: a million calls are some arrays and no objects.

A `Frame` knows what each name, length and depth is called only through the `Labels`
that it shares with every part taken of it, so that codes of two parts can be compared.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Self, TypeVar, cast

import numpy as np
import numpy.typing as npt

from pipeline.records import AnswerType, Condition
from pipeline.report.ended import COUNTS
from pipeline.report.rows import Tally
from pipeline.statistics.estimates import Codes

Counts = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Value = TypeVar("Value", str, int, float)

FACTORS: Final = (
    *("model", "condition", "length", "depth", "question", "placement"),
    *("distractors", "cluster", "answer_type"),
)
"""What tells one tally from another, and what its question is."""
NUMBERS: Final = ("length", "depth")
"""Of these, what is no text."""
NO_LENGTH: Final = 0
NO_DEPTH: Final = -1.0


@dataclass(frozen=True)
class Labels(Generic[Value]):
    """One column: its distinct values, sorted, and which of them each row has."""

    values: tuple[Value, ...]
    codes: Codes

    def mask(self, wanted: Collection[object]) -> Mask:
        """Return which rows have one of these values."""
        known = np.array([value in wanted for value in self.values], dtype=np.bool_)
        return known[self.codes]

    def kept(self, mask: Mask) -> Self:
        return type(self)(self.values, self.codes[mask])

    def present(self) -> list[Value]:
        """Return the values that some row has, in order."""
        return [self.values[code] for code in np.unique(self.codes)]


def labels(column: Sequence[Value]) -> Labels[Value]:
    """Return the column as its distinct values, sorted, and a code for each row."""
    found, codes = np.unique(np.asarray(column), return_inverse=True)
    return Labels(tuple(found.tolist()), codes)


@dataclass(frozen=True)
class Frame:
    """Tallies, one a row: factors by name, counts by name."""

    model: Labels[str]
    condition: Labels[str]
    length: Labels[int]
    """`NO_LENGTH` for a control."""
    depth: Labels[float]
    """`NO_DEPTH` for a control."""
    question: Labels[str]
    placement: Labels[str]
    distractors: Labels[str]
    """Empty where there are none."""
    cluster: Labels[str]
    """The gold document: the unit of inference."""
    answer_type: Labels[str]
    needs_reader: Mask
    counts: Mapping[str, Counts]

    @classmethod
    def of(cls, tallies: Iterable[Tally]) -> Self:
        """Return the columns of single tallies: for what is small."""
        rows = list(tallies)
        return cls(
            model=labels([row.model for row in rows]),
            condition=labels([row.condition.value for row in rows]),
            length=labels([row.length or NO_LENGTH for row in rows]),
            depth=labels(
                [NO_DEPTH if row.depth is None else row.depth for row in rows]
            ),
            question=labels([row.question for row in rows]),
            placement=labels([row.placement.value for row in rows]),
            distractors=labels([row.distractors or "" for row in rows]),
            cluster=labels([row.cluster for row in rows]),
            answer_type=labels([row.answer_type.value for row in rows]),
            needs_reader=np.array([row.needs_reader for row in rows], dtype=np.bool_),
            counts={
                name: np.array([getattr(row, name) for row in rows], dtype=np.int64)
                for name in COUNTS
            },
        )

    @classmethod
    def read(
        cls, columns: Mapping[str, npt.NDArray[Any]], names: Mapping[str, Sequence[str]]
    ) -> Self:
        """Return the frame of columns, where a text is its place in `names`, sorted.

        A run of nothing has no name.
        """
        texts = {
            factor: Labels(
                tuple(names.get(factor, ())), columns[factor].astype(np.intp)
            )
            for factor in FACTORS
            if factor not in NUMBERS
        }
        return cls(
            **texts,
            length=labels(cast("Sequence[int]", columns["length"])),
            depth=labels(cast("Sequence[float]", columns["depth"])),
            needs_reader=columns["needs_reader"],
            counts={name: columns[name] for name in COUNTS},
        )

    def __len__(self) -> int:
        return len(self.needs_reader)

    def where(self, mask: Mask) -> "Frame":
        """Return the rows of the mask; names and codes stay as they are."""
        factors = {name: getattr(self, name).kept(mask) for name in FACTORS}
        return Frame(
            **factors,
            needs_reader=self.needs_reader[mask],
            counts={name: column[mask] for name, column in self.counts.items()},
        )

    def none(self) -> "Frame":
        """Return no row at all, with the same names: a part that can be paired."""
        return self.where(np.zeros(len(self), dtype=np.bool_))

    def only(self, **wanted: object) -> "Frame":
        """Return the rows whose factors have these values, such as `length=4_000`."""
        mask = np.ones(len(self), dtype=np.bool_)
        for name, value in wanted.items():
            mask &= getattr(self, name).mask([value])
        return self.where(mask)

    @property
    def scored(self) -> Counts:
        return _sum(self, "correct", "incorrect", "abstained", "declined", "malformed")

    @property
    def answered(self) -> Counts:
        return self.scored + self.counts["unscored"]

    @property
    def counted(self) -> Counts:
        """Calls that count: an answer that failed is none, one not asked is not."""
        away = _sum(self, "over_window", "pending", "unscored")
        return self.counts["planned"] - away

    @property
    def answerable(self) -> Mask:
        return ~self.answer_type.mask([AnswerType.UNANSWERABLE])


def judged(frame: Frame, condition: Condition) -> Frame:
    """Return the rows that a share may be made of: a rule can judge each."""
    mask = frame.condition.mask([condition]) & frame.answerable & ~frame.needs_reader
    return frame.where(mask)


def _sum(frame: Frame, *names: str) -> Counts:
    total = np.zeros(len(frame), dtype=np.int64)
    for name in names:
        total += frame.counts[name]
    return total
