"""A row of a file of people's verdicts in, labels out. Pure.

Either of an answer of this workspace (`call` and `label`), or of answers from
elsewhere, which the row holds whole: question, gold, answer and label, under any of the
names that files of answers give them.
"""

from collections.abc import Iterator

from pipeline.records import Question, Record, Verdict
from pipeline.score.answers.fields import RowError, label, text
from pipeline.score.answers.given import lowered, read
from pipeline.score.answers.rows import Row
from pipeline.score.judging.asking import Case

NOBODY = "unnamed"
"""The rater of a file that names none."""


class CallLabel(Record):
    """A person's verdict on an answer of this workspace."""

    call: str
    rater: str
    verdict: Verdict


class ForeignLabel(Record):
    """A person's verdict on an answer from elsewhere."""

    case: Case
    verdict: Verdict


def labels_of(row: Row, place: str) -> Iterator[CallLabel | ForeignLabel]:
    """Yield the labels of a row; raise `RowError` for one that has none."""
    named = lowered(row)
    if call := text(named, "call"):
        verdict = label(named)
        if verdict is None:
            raise RowError(_MISSING)
        rater = text(named, "rater") or NOBODY
        yield CallLabel(call=call, rater=rater, verdict=verdict)
        return
    for given in read(row, place):
        if given.label is None:
            raise RowError(given.remark or _MISSING)
        case = _case(given.question, given.text)
        yield ForeignLabel(case=case, verdict=given.label)


_MISSING = "no label"


def _case(question: Question, reply: str) -> Case:
    return Case(
        call="",
        gold=question.gold,
        models=(),
        question=question.text,
        answer_type=question.answer_type,
        answers=question.answers,
        choices=question.choices,
        unit=question.unit,
        reply=reply,
    )
