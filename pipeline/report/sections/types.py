"""Accuracy by the type of answer asked for, beside what a guesser would reach."""

from collections.abc import Mapping
from typing import Final

from pipeline.records import AnswerType
from pipeline.report import words
from pipeline.report.contents import AnswerKind, Report, TypeCell
from pipeline.report.markdown import folded, paragraphs, table, text

_MADE: Final[Mapping[AnswerType, str]] = {
    AnswerType.BOOLEAN: "are yes-or-no",
    AnswerType.CHOICE: "are multiple-choice",
    AnswerType.DATE: "ask for a date",
    AnswerType.LIST: "ask for a list",
    AnswerType.NUMBER: "ask for a number",
    AnswerType.TEXT: "ask for a few words",
}
_GUESS: Final[Mapping[AnswerType, str]] = {
    AnswerType.BOOLEAN: "always giving the more frequent answer",
    AnswerType.CHOICE: "picking any option",
}

_COUNTED: Final = (
    "Answerable questions in context, {over}; in brackets the calls correct "
    "of those that count. Exploratory: no pair of these cells was compared."
)


def render(report: Report) -> str:
    if not report.kinds:
        return ""
    rows = [
        [text(model.model, 60), *(_shown(cell) for cell in model.by_type)]
        for model in report.models
    ]
    if any(kind.guess is not None for kind in report.kinds):
        rows.append(["guessing, without reading", *map(_floor, report.kinds)])
    header = [f"{kind.answer_type}: {_questions(kind)}" for kind in report.kinds]
    return folded(
        "Accuracy by type of answer",
        paragraphs(table(["model", *header], rows), _notes(report)),
    )


def majority(report: Report) -> str:
    """Say so where one type makes up more than half of what the headline counts."""
    total = report.sums.counted_questions if report.sums else 0
    for kind in report.kinds:
        if total and 2 * kind.questions > total:
            made = _MADE.get(kind.answer_type, f"are of type {kind.answer_type}")
            return (
                f"{kind.questions:,} of {total:,} counted questions {made}{_by(kind)}."
            )
    return ""


def _by(kind: AnswerKind) -> str:
    if kind.guess is None:
        return ""
    how = _GUESS[kind.answer_type]
    return f": {how} would be right for {words.percent(kind.guess, kind.questions)}"


def _notes(report: Report) -> str:
    guesses = [kind.answer_type for kind in report.kinds if kind.guess is not None]
    notes = [_COUNTED.format(over=words.working(report))]
    if AnswerType.BOOLEAN in {kind.answer_type for kind in report.kinds}:
        notes.append("A yes or no is judged on that word alone.")
    if guesses:
        ways = words.several([f"{_GUESS[kind]} ({kind})" for kind in guesses])
        notes.append(f"Guessing: {ways}.")
    return " ".join(notes)


def _shown(cell: TypeCell) -> str:
    if cell.accuracy is None:
        return words.absence(cell.outcomes)
    return words.with_hits(cell.accuracy)


def _floor(kind: AnswerKind) -> str:
    if kind.guess is None:
        return words.NONE
    return f"{words.percent(kind.guess, kind.questions)} of {_questions(kind)}"


def _questions(kind: AnswerKind) -> str:
    return words.plural(kind.questions, "question")
