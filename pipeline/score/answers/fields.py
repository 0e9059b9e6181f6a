"""The names that files of answers give the same fields, and what may stand in them."""

import ast
import json
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, cast

from pipeline.records import AnswerType, Verdict
from pipeline.score.answers.rows import Row
from pipeline.values.text import clean, normalise

ID: Final = ("id", "_id", "question_id", "qid", "financebench_id", "custom_id")
QUESTION: Final = ("question", "input", "query", "user_input")
GOLD: Final = (
    *("gold_answer", "gold_answers", "golden_answer", "golden_answers", "gold"),
    *("golds", "gt", "ground_truth", "ground_truths", "correct_answer", "target"),
    *("targets", "expected", "expected_output", "expected_answer", "reference"),
    *("references", "reference_answer", "answers", "answer"),
)
"""`answer` comes last: beside any other of these it is the answer that was given."""
GIVEN: Final = (
    *("model_answer", "answer_given", "given_answer", "prediction", "predictions"),
    *("pred", "predicted_answer", "response", "model_response", "output"),
    *("model_output", "generated_answer", "generation", "candidate", "answer"),
)
LABEL: Final = (
    *("label", "human_label", "verdict", "human_verdict", "human_judgement"),
    *("human_judgment", "judgement", "judgment", "is_correct", "correct"),
)
MODEL: Final = ("model", "model_name", "model_id", "system")
TYPE: Final = ("answer_type", "answer_format")
CHOICES: Final = ("choices", "options")

_TYPES: Final[Mapping[str, AnswerType]] = {
    **{kind.value.replace("_", " "): kind for kind in AnswerType},
    **dict.fromkeys(("int", "integer", "float", "numeric"), AnswerType.NUMBER),
    **dict.fromkeys(("str", "string", "name", "span"), AnswerType.TEXT),
    **dict.fromkeys(("bool", "yes no", "yesno"), AnswerType.BOOLEAN),
    **dict.fromkeys(("multiple choice", "mcq"), AnswerType.CHOICE),
    **dict.fromkeys(("set", "multi span"), AnswerType.LIST),
    **dict.fromkeys(("explanation", "long"), AnswerType.FREE_TEXT),
    "none": AnswerType.UNANSWERABLE,
}
_LABELS: Final[Mapping[str, Verdict]] = {
    **dict.fromkeys(
        ("correct", "correct answer", "right", "true", "yes", "y", "1", "1.0", "pass"),
        Verdict.CORRECT,
    ),
    **dict.fromkeys(
        ("incorrect", "incorrect answer", "wrong", "false", "no", "n", "0", "0.0"),
        Verdict.INCORRECT,
    ),
    **dict.fromkeys(("fail", "not correct"), Verdict.INCORRECT),
    **dict.fromkeys(
        ("refusal", "refused", "abstained", "abstain", "abstention", "no answer"),
        Verdict.ABSTAINED,
    ),
    **dict.fromkeys(("not attempted", "failed to answer"), Verdict.ABSTAINED),
}
"""Whole words, after folding: nothing here is looked for inside another."""
_LONGEST_LITERAL: Final = 10_000


class RowError(Exception):
    """This row cannot be used; the message says why, for people."""


class Named(NamedTuple):
    """Which of their names the things of a row go by; `None` for what it has not."""

    id: str | None
    question: str | None
    gold: str | None
    kind: str | None
    choices: str | None
    unit: str | None
    model: str | None


def names_of(row: Row) -> Named:
    return _names_of(tuple(row))


@lru_cache(maxsize=1_024)  # the rows of a file have the same fields
def _names_of(has: tuple[str, ...]) -> Named:
    known = (ID, QUESTION, GOLD, TYPE, CHOICES, ("unit",), MODEL)
    return Named(*(_first(has, names) for names in known))


def named(row: Row, names: tuple[str, ...]) -> str | None:
    """Return the first of these names that the row has, be its value null."""
    return _first(tuple(row), names)


@lru_cache(maxsize=1_024)
def _first(has: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in has), None)


def text(row: Row, name: str | None) -> str | None:
    """Return a field as one text; `None` where it is absent or null."""
    value: object = None if name is None else row.get(name)
    if name is None or value is None:
        return None
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return "\n".join(texts(row, name))
    return scalar(value, name)


def texts(row: Row, name: str | None) -> tuple[str, ...]:
    """Return a field of one value or several; empty where it is absent or null.

    An object gives its texts as SQuAD ("text") and TriviaQA ("value", "aliases") have
    them, or its values, as options by their letter.
    """
    if name is None or row[name] is None:
        return ()
    return tuple([scalar(item, name) for item in _flat(row[name])])


def literal(answer: str) -> tuple[str, ...] | None:
    """Read a list that was written into a text, as JSON or as Python; else `None`.

    A list of lists or objects is no list of answers: it stays the text it is.
    """
    whole = answer.strip()
    if not (whole[:1] == "[" and whole[-1:] == "]") or len(whole) > _LONGEST_LITERAL:
        return None
    readers: tuple[Callable[[str], object], ...] = (json.loads, ast.literal_eval)
    for reader in readers:
        try:
            found = reader(whole)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
        items = cast("list[object]", found) if isinstance(found, list) else [None]
        if all(map(_is_scalar, items)):
            return tuple(scalar(one, "answers") for one in items)
    return None


def _is_scalar(value: object) -> bool:
    return isinstance(value, str | int | float)


def scalar(value: object, name: str) -> str:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return clean(str(value))
    message = f"{name!r} should be text, not {type(value).__name__}"
    raise RowError(message)


@lru_cache(maxsize=1_024)
def answer_type(stated: str) -> AnswerType | None:
    """Return the type of that name; a name that is not known states none."""
    return _TYPES.get(_folded(stated))


def label(row: Row, names: tuple[str, ...] = LABEL) -> Verdict | None:
    """Return what a person said. Raises `RowError` for a word that is not known."""
    name = named(row, names)
    if name is None or row[name] is None or row[name] == "":
        return None
    said = scalar(row[name], name)
    found = _LABELS.get(_folded(said))
    if found is None:
        message = f"{name!r} is {said[:40]!r}: neither correct, incorrect nor abstained"
        raise RowError(message)
    return found


def flag(row: Row, name: str) -> bool | None:
    value = row.get(name)
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _flat(value: object) -> Sequence[object]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        fields = cast("Mapping[str, object]", value)
        if "text" in fields:
            return _flat(fields["text"])
        if "value" in fields:
            return [fields["value"], *_flat(fields.get("aliases", []))]
        return list(fields.values())
    return cast("Sequence[object]", value) if isinstance(value, list) else [value]


def _folded(word: str) -> str:
    return normalise(word.replace("_", " ").replace("-", " "))
