"""Scored answers in, one after the other; the figures of their file out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.agreement import CLASSES, Class, class_of, two_classes
from pipeline.score.answers.scoring import Scored, Unusable
from pipeline.score.mean import Mean
from pipeline.values.kappa import agreement, kappa

MOST_REMARKS = 100
MOST_MODELS = 1_000
OTHERS = "others"
"""All models of a file that has more than `MOST_MODELS`, but for the first."""


@dataclass
class Labels:
    """What people said of answers beside what the rules said of them."""

    confusion: Counter[tuple[Class, Class]] = field(
        default_factory=Counter[tuple[Class, Class]]
    )
    labelled: int = 0

    def add(self, person: Class, rule: Class | None) -> None:
        self.labelled += 1
        if rule is not None:
            self.confusion[person, rule] += 1

    def absorb(self, other: "Labels") -> None:
        self.labelled += other.labelled
        self.confusion.update(other.confusion)

    @property
    def classes(self) -> int:
        """Two, where no label says that an answer abstains."""
        third = any(person is Verdict.ABSTAINED for person, _ in self.confusion)
        return len(CLASSES) if third else len(CLASSES) - 1

    @property
    def coverage(self) -> float | None:
        """Return the share of labelled answers that have a verdict."""
        given = sum(self.confusion.values())
        return given / self.labelled if self.labelled else None

    def compared(self, classes: int) -> Counter[tuple[Class, Class]]:
        """Return the counts as labels of that many classes can be compared."""
        return (
            self.confusion if classes == len(CLASSES) else two_classes(self.confusion)
        )

    def figures(self, classes: int) -> dict[str, Any]:
        compared = self.compared(classes)
        return {
            "labelled": self.labelled,
            "coverage": self.coverage,
            "classes": classes,
            "agreement": agreement(compared),
            "kappa": kappa(compared),
            "confusion": {
                person: {rule: self.confusion[person, rule] for rule in CLASSES}
                for person in CLASSES
            },
        }


@dataclass
class Tally:
    """The figures of one file; its memory does not grow with its answers."""

    file: str
    shape: str = ""
    answers: int = 0
    unusable: int = 0
    remarks: list[str] = field(default_factory=list[str])
    """The first of them: `file:line: reason`."""
    remarked: int = 0
    verdicts: Counter[tuple[AnswerType, Verdict]] = field(
        default_factory=Counter[tuple[AnswerType, Verdict]]
    )
    by_model: dict[str, Counter[Verdict]] = field(
        default_factory=dict[str, Counter[Verdict]]
    )
    """Of answers whose row names who gave them."""
    metrics: dict[str, Mean] = field(default_factory=dict[str, Mean])
    by_type: dict[AnswerType, Labels] = field(default_factory=dict[AnswerType, Labels])
    overall: Labels = field(default_factory=Labels)

    def add(self, scored: Iterable[Scored | Unusable]) -> None:
        for one in scored:
            if isinstance(one, Unusable):
                self.unusable += 1
                self.remark(one.line, one.reason)
            else:
                self._add(one)

    def remark(self, line: int, reason: str) -> None:
        self.remarked += 1
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(f"{self.file}:{line}: {reason}")

    def _add(self, one: Scored) -> None:
        self.answers += 1
        self.verdicts[one.answer_type, one.verdict] += 1
        if one.model:
            self._count(one.model, Counter([one.verdict]))
        for name, value in one.metrics.items():
            self.metrics.setdefault(name, Mean()).add(value)
        if one.remark:
            self.remark(one.line, one.remark)
        if one.label is not None:
            self._compare(one.answer_type, one.label, one.verdict)

    def _count(self, model: str, verdicts: Counter[Verdict]) -> None:
        full = len(self.by_model) >= MOST_MODELS and model not in self.by_model
        self.by_model.setdefault(OTHERS if full else model, Counter()).update(verdicts)

    def _compare(self, kind: AnswerType, person: Verdict, rule: Verdict) -> None:
        for labels in (self.overall, self.by_type.setdefault(kind, Labels())):
            labels.add(person, class_of(rule))

    def absorb(self, other: "Tally") -> None:
        self.answers += other.answers
        self.unusable += other.unusable
        self.verdicts.update(other.verdicts)
        for model, verdicts in other.by_model.items():
            self._count(model, verdicts)
        self.overall.absorb(other.overall)
        for kind, labels in other.by_type.items():
            self.by_type.setdefault(kind, Labels()).absorb(labels)

    def figures(self) -> dict[str, Any]:
        """Return all of it as JSON can hold it."""
        classes = self.overall.classes
        return {
            "file": self.file,
            "shape": self.shape,
            "answers": self.answers,
            "unusable": self.unusable,
            "remarks": self.remarks,
            "metrics": {name: mean.figures() for name, mean in self.metrics.items()},
            "verdicts": self.counts(),
            "verdicts_by_model": {
                model: {verdict: counts[verdict] for verdict in Verdict}
                for model, counts in self.by_model.items()
            },
            "verdicts_by_type": {
                kind: counts
                for kind in AnswerType
                if any((counts := self.counts(kind)).values())
            },
            "labels": (
                self.overall.figures(classes) if self.overall.labelled else None
            ),
            "labels_by_type": {
                kind: self.by_type[kind].figures(classes)
                for kind in AnswerType
                if kind in self.by_type
            },
        }

    def counts(self, kind: AnswerType | None = None) -> dict[Verdict, int]:
        """Return how often each verdict was given, to one type of answer or to all."""
        kinds = AnswerType if kind is None else (kind,)
        return {
            verdict: sum(self.verdicts[one, verdict] for one in kinds)
            for verdict in Verdict
        }


def together(tallies: Sequence[Tally]) -> Tally:
    """Return the verdicts and labels of several files, counted as one."""
    whole = Tally(f"{len(tallies)} labelled files")
    for tally in tallies:
        whole.absorb(tally)
    return whole
