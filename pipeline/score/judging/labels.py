"""A file of people's verdicts in, labels out. Pure.

Either of answers in this workspace (`call` and `label`), or of answers from elsewhere,
which the row holds whole: question, gold, answer and label, under the names that
published sets give them.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeGuard

from pipeline.records import AnswerType, Record, Verdict, content_id
from pipeline.score.judging.asking import Case
from pipeline.values.text import clean

LABELS: Final[Mapping[str, Verdict]] = {
    "correct": Verdict.CORRECT,
    "correct answer": Verdict.CORRECT,
    "right": Verdict.CORRECT,
    "true": Verdict.CORRECT,
    "yes": Verdict.CORRECT,
    "1": Verdict.CORRECT,
    "incorrect": Verdict.INCORRECT,
    "incorrect answer": Verdict.INCORRECT,
    "wrong": Verdict.INCORRECT,
    "false": Verdict.INCORRECT,
    "no": Verdict.INCORRECT,
    "0": Verdict.INCORRECT,
    "abstained": Verdict.ABSTAINED,
    "failed to answer": Verdict.ABSTAINED,
    "not attempted": Verdict.ABSTAINED,
    "refusal": Verdict.ABSTAINED,
    "refused": Verdict.ABSTAINED,
}
QUESTION: Final = ("question", "query")
GOLD: Final = ("gold", "gold_answer", "golds", "answers", "answer", "ground_truth")
GIVEN: Final = ("model_answer", "prediction", "response", "output")
LABEL: Final = ("label", "human_label", "verdict")
NOBODY: Final = "unnamed"
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


class LabelError(ValueError):
    """A row that is no label; the message says where and why."""


def read_labels(text: str, *, as_csv: bool) -> list[CallLabel | ForeignLabel]:
    """Read every row, or raise `LabelError` at the first that cannot be one."""
    rows = _csv(text) if as_csv else _json_lines(text)
    return [_label(row, line) for line, row in rows]


def _csv(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    rows = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in rows:
            yield rows.line_num, {str(name): value for name, value in row.items()}
    except csv.Error as error:
        message = f"line {rows.line_num}: {error}"
        raise LabelError(message) from error


def _json_lines(text: str) -> Iterator[tuple[int, Mapping[str, object]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: object = json.loads(line)
        except (ValueError, RecursionError) as error:
            message = f"line {number}: no JSON: {error}"
            raise LabelError(message) from error
        if not _is_object(row):
            message = f"line {number}: not a JSON object"
            raise LabelError(message)
        yield number, row


def _label(row: Mapping[str, object], line: int) -> CallLabel | ForeignLabel:
    said = _one(row, LABEL, line)
    verdict = LABELS.get(" ".join(said.casefold().replace("_", " ").split()))
    if verdict is None:
        known = ", ".join(sorted(LABELS))
        message = f"line {line}: unknown label {said[:60]!r}; choose from {known}"
        raise LabelError(message)
    if call := row.get("call"):
        rater = row.get("rater") or NOBODY
        return CallLabel(
            call=clean(str(call)), rater=clean(str(rater)), verdict=verdict
        )
    return ForeignLabel(case=_case(row, line), verdict=verdict)


def _case(row: Mapping[str, object], line: int) -> Case:
    golds = tuple(_texts(_value(row, GOLD, line)))
    kind = str(row.get("answer_type") or AnswerType.FREE_TEXT)
    if kind not in set(AnswerType):
        message = f"line {line}: unknown answer_type {kind[:60]!r}"
        raise LabelError(message)
    return Case(
        call="",
        gold=content_id(*golds),
        models=(str(row.get("model") or row.get("model_name") or ""),),
        question=_one(row, QUESTION, line),
        answer_type=AnswerType(kind),
        answers=golds,
        reply=_one(row, GIVEN, line),
    )


def _one(row: Mapping[str, object], names: Sequence[str], line: int) -> str:
    value = _value(row, names, line)
    return clean(str(value).lower() if isinstance(value, bool) else str(value))


def _value(row: Mapping[str, object], names: Sequence[str], line: int) -> object:
    for name in names:
        if row.get(name) is not None:
            return row[name]
    message = f"line {line}: no {names[0]} (nor {', '.join(names[1:])})"
    raise LabelError(message)


def _texts(value: object) -> Iterator[str]:
    items = value if _is_list(value) else [value]
    yield from (clean(str(item)) for item in items)


def _is_object(value: object) -> TypeGuard[Mapping[str, object]]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list)
