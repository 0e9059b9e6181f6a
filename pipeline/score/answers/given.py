"""A row of a file of answers becomes the answers it gives, each beside its gold."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.answers import fields
from pipeline.score.answers.fields import RowError
from pipeline.score.answers.rows import Row
from pipeline.values.answer_types import inferred_type, unit_asked
from pipeline.values.text import clean, ends_of

SHAPES: Final[Mapping[str, frozenset[str]]] = {
    "InfiniteBench predictions": frozenset({"prediction", "ground_truth"}),
    "LongBench predictions": frozenset({"pred", "answers", "all_classes"}),
    "FinanceBench answers": frozenset({"financebench_id", "model_answer"}),
}
"""The fields by which a shape is known; all are read alike, by the names of fields."""
_MAX_END_CHARS: Final = 2_000
"""At each end of a gold answer for a verdict; a metric gets it whole."""
_LETTERED: Final = tuple(f"choice_{letter}" for letter in "abcdefgh")
_MARKS: Final = frozenset({"unanswerable", "is_impossible", "answerable"})
_LETTERS: Final = frozenset("ABCDEFGH")
_OTHER: Final = "answers"
_LABELLED: Final = "labelled answers"

_GIVEN_BESIDE: Final[Mapping[str | None, tuple[str, ...]]] = {
    gold: tuple(name for name in fields.GIVEN if name != gold)
    for gold in (None, *fields.GOLD)
}
_OF_ONE = re.compile(r"(?:answer|response|prediction|output)_(\w+)")
_LABELS_OF_ONE: Final = ("label_{}", "judge_{}", "verdict_{}", "correct_{}")


class Given(NamedTuple):
    """An answer from elsewhere, and what it is an answer to."""

    id: str
    model: str
    """Who answered, as the row says; empty where it does not."""
    text: str
    question: Question
    golds: tuple[str, ...]
    """As the row has them: what a published metric is given."""
    label: Verdict | None
    remark: str
    """What of the row could not be read, though the answer can be scored."""
    further: Mapping[str, Any]
    """The whole row: what only one benchmark has is found there."""


def shape_of(row: Row) -> str:
    """Name the shape of a row, for people."""
    keys = lowered(row).keys()
    for shape, wanted in SHAPES.items():
        if wanted <= keys:
            return shape
    return _LABELLED if fields.named(lowered(row), fields.LABEL) else _OTHER


def question_id(row: Row) -> str | None:
    low = lowered(row)
    return fields.text(low, fields.names_of(low).id)


def read(row: Row, place: str, known: Row | None = None) -> Iterator[Given]:
    """Yield the answers of a row: one, or one of each system that it names.

    `known` is what a file of questions says of the same question; it goes first.
    `place` stands for an id where there is none. Raises `RowError`.
    """
    low, also = lowered(row), lowered(known) if known else {}
    gold = None if fields.names_of(also).gold else fields.names_of(low).gold
    golds = _golds(also if gold is None else low)
    question = _question(golds, {**low, **also} if also else low, place)
    model = fields.text(low, fields.names_of(low).model) or ""
    for system, name, labels in _answers(low, gold):
        label, remark = _label(low, labels)
        yield Given(
            id=f"{question.id}{system}",
            model=system.strip(" ()") or model,
            text=fields.text(low, name) or "",
            question=question,
            golds=golds,
            label=label,
            remark=remark,
            further=row,
        )


def _answers(row: Row, gold: str | None) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each system's mark, and the names of its answer and of its label."""
    name = fields.named(row, _GIVEN_BESIDE[gold])
    if name is not None:
        yield "", name, fields.LABEL
        return
    found = False
    for name in row:
        one = _OF_ONE.fullmatch(name)
        labels = tuple(form.format(one[1]) for form in _LABELS_OF_ONE) if one else ()
        if one and fields.named(row, labels):
            found = True
            yield f" ({one[1]})", name, labels
    if not found:
        message = f"no answer; it goes under one of {', '.join(fields.GIVEN)}"
        raise RowError(message)


def _label(row: Row, names: tuple[str, ...]) -> tuple[Verdict | None, str]:
    try:
        return fields.label(row, names), ""
    except RowError as error:
        return None, f"scored without its label: {error}"


def _question(golds: tuple[str, ...], row: Row, place: str) -> Question:
    """Type the question: as stated, else as the form of its gold answer shows."""
    names = fields.names_of(row)
    text = fields.text(row, names.question) or ""
    choices = _choices(row, names.choices) or _lettered(row)
    stated = fields.answer_type(fields.text(row, names.kind) or "")
    answers = _aliases(golds, choices)
    if _is_unanswerable(row) or stated is AnswerType.UNANSWERABLE:
        answers, kind = (), AnswerType.UNANSWERABLE
    elif not any(answer.strip() for answer in answers):
        message = "no gold answer, and not marked unanswerable"
        raise RowError(message)
    else:
        kind = stated or inferred_type(text, answers, choices)
    asked = unit_asked(text) if kind is AnswerType.NUMBER else None
    return Question(
        id=fields.text(row, names.id) or place,
        collection="answers",
        text=text,
        answers=answers,
        answer_type=kind,
        type_inferred=stated is None,
        choices=choices,
        unit=fields.text(row, names.unit) or asked,
    )


def _choices(row: Row, name: str | None) -> tuple[str, ...]:
    """Return the options; one text holds several, as a list or between separators."""
    found = fields.texts(row, name)
    if len(found) == 1:
        found = fields.literal(found[0]) or _apart(found[0])
    return tuple(choice for choice in found if choice.strip())


def _apart(text: str) -> tuple[str, ...]:
    for separator in ("\n", "|", ";", ","):
        if separator in text:
            return tuple(part.strip() for part in text.split(separator))
    return (text,)


def _golds(row: Row) -> tuple[str, ...]:
    found = fields.texts(row, fields.names_of(row).gold)
    return fields.literal(found[0]) or found if len(found) == 1 else found


def _aliases(golds: tuple[str, ...], choices: tuple[str, ...]) -> tuple[str, ...]:
    """Return the gold answers; the letter of an option stands for its text."""
    bounded = tuple(ends_of(gold, _MAX_END_CHARS) for gold in golds)
    if choices:
        return tuple(_option(gold, choices) for gold in bounded)
    return (*bounded, *_with_letter(bounded))


def _with_letter(golds: tuple[str, ...]) -> tuple[str, ...]:
    """Return "B. text" where the gold is a text and its letter, as InfiniteBench's."""
    letters = [gold for gold in golds if gold in _LETTERS]
    texts = [gold for gold in golds if gold not in letters]
    return (f"{letters[0]}. {texts[0]}",) if len(letters) == len(texts) == 1 else ()


def _option(answer: str, choices: tuple[str, ...]) -> str:
    letter = answer.strip().upper()
    place = ord(letter) - ord("A") if len(letter) == 1 else -1
    known = answer in choices
    return choices[place] if 0 <= place < len(choices) and not known else answer


def _lettered(row: Row) -> tuple[str, ...]:
    """Return options in fields of their own, as LongBench v2 has them."""
    return tuple([fields.scalar(row[name], name) for name in _LETTERED if name in row])


def _is_unanswerable(row: Row) -> bool:
    if _MARKS.isdisjoint(row):
        return False
    marked = fields.flag(row, "unanswerable") or fields.flag(row, "is_impossible")
    return bool(marked) or fields.flag(row, "answerable") is False


def lowered(row: Row) -> dict[str, Any]:
    """Return a row under the folded names of its fields."""
    return {_field(name): value for name, value in row.items()}


@lru_cache(maxsize=1_024)
def _field(name: str) -> str:
    """Fold the name of a field: "Gold Answer" is gold_answer."""
    return clean(name).strip().lower().replace(" ", "_")
