"""Which kinds of answer were asked for, and how far guessing alone would get."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from pipeline.records import AnswerType
from pipeline.report.contents import AnswerKind, Outcomes, TypeCell
from pipeline.report.frame import Frame
from pipeline.report.rows import Gold
from pipeline.report.shares import correct, share


def kinds(frame: Frame, gold: Iterable[Gold]) -> tuple[AnswerKind, ...]:
    """Return the kinds of the questions that count, by name."""
    right = {row.question: row for row in gold}
    counting = frame.where(frame.counted > 0)
    found: list[AnswerKind] = []
    for name in counting.answer_type.present():
        kind = AnswerType(name)
        questions = counting.only(answer_type=kind).question.present()
        known = [right[question] for question in questions if question in right]
        found.append(
            AnswerKind(
                answer_type=kind,
                questions=len(questions),
                guess=_guess(kind, known),
            )
        )
    return tuple(found)


def by_type(
    context: Frame, kinds: Iterable[AnswerKind], *, heard: bool
) -> tuple[TypeCell, ...]:
    """Return the share correct of each kind; `None` throughout for one not heard."""
    return tuple(
        _cell(context.only(answer_type=kind.answer_type), kind.answer_type, heard=heard)
        for kind in kinds
    )


def _cell(frame: Frame, kind: AnswerType, *, heard: bool) -> TypeCell:
    return TypeCell(
        answer_type=kind,
        accuracy=share(frame, correct) if heard else None,
        outcomes=Outcomes.of(frame),
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
