"""Which kinds of answer were asked for, and how far guessing alone would get."""

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean

from pipeline.records import AnswerType
from pipeline.report import accuracy
from pipeline.report.contents import AnswerKind, Outcomes, TypeCell
from pipeline.report.rows import Gold, Tally


def kinds(tallies: Iterable[Tally], gold: Iterable[Gold]) -> tuple[AnswerKind, ...]:
    """Return the kinds of the questions that count, by name."""
    right = {row.question: row for row in gold}
    found: dict[AnswerType, set[str]] = {}
    for tally in tallies:
        if tally.counted:
            found.setdefault(tally.answer_type, set()).add(tally.question)
    return tuple(
        AnswerKind(
            answer_type=kind,
            questions=len(questions),
            guess=_guess(kind, [right[q] for q in sorted(questions) if q in right]),
        )
        for kind, questions in sorted(found.items())
    )


def by_type(
    tallies: Sequence[Tally], kinds: Iterable[AnswerKind], *, heard: bool
) -> tuple[TypeCell, ...]:
    """Return the share correct of each kind; `None` throughout for one not heard."""
    parts: Mapping[AnswerType, list[Tally]] = {
        kind.answer_type: [t for t in tallies if t.answer_type is kind.answer_type]
        for kind in kinds
    }
    return tuple(
        TypeCell(
            answer_type=kind,
            accuracy=accuracy.share(rows, accuracy.correct, accuracy.counted)
            if heard
            else None,
            outcomes=Outcomes.of(rows),
        )
        for kind, rows in parts.items()
    )


def _guess(kind: AnswerType, gold: Sequence[Gold]) -> float | None:
    """Return the share right of one who never reads, where there is so simple a way."""
    if not gold:
        return None
    if kind is AnswerType.BOOLEAN:
        yes = sum(row.yes is True for row in gold)
        no = sum(row.yes is False for row in gold)
        return round(max(yes, no) / len(gold), 6)
    if kind is AnswerType.CHOICE:
        return round(fmean(1 / row.options if row.options else 0 for row in gold), 6)
    return None
