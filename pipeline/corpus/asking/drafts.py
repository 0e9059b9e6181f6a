"""A question before its evidence has pages. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from pipeline.corpus import values
from pipeline.corpus.asking.query import Found, Kind, Query
from pipeline.corpus.asking.stated import Statement
from pipeline.corpus.facts import Value
from pipeline.corpus.relations import RELATIONS, Shape
from pipeline.corpus.values import Voice
from pipeline.records import AnswerType

_OF_KIND: Final[Mapping[Kind, AnswerType]] = {
    "comparison": AnswerType.CHOICE,
    "sum": AnswerType.NUMBER,
    "count": AnswerType.NUMBER,
    "list": AnswerType.LIST,
    "boolean": AnswerType.BOOLEAN,
    "unanswerable": AnswerType.UNANSWERABLE,
}
_OF_SHAPE: Final[Mapping[Shape, AnswerType]] = {
    Shape.MONEY: AnswerType.NUMBER,
    Shape.NUMBER: AnswerType.NUMBER,
    Shape.DATE: AnswerType.DATE,
}

_ALIASES: Final = {"project": "{} project", "asset": "asset {}"}
"""How people answer with a name of this kind: both are right."""


class Draft(NamedTuple):
    query: Query
    text: str
    answers: tuple[str, ...]
    answer_type: AnswerType
    choices: tuple[str, ...] = ()
    unit: str | None = None
    evidence: Sequence[Statement] = ()
    """All are needed, each states a part of the answer."""
    also: Sequence[Statement] = ()
    """Where else the answer is stated: meant, so no leak."""
    twin: "Draft | None" = None
    """Of an unanswerable one: the question whose words it has, of another subject."""


class Gold(NamedTuple):
    """What a question file has of an answer."""

    answers: tuple[str, ...]
    answer_type: AnswerType
    unit: str | None = None


def gold(query: Query, answer: Found) -> Gold:
    """Write what was found as gold; of the same query and facts it is the same."""
    last = RELATIONS[query.then[-1] if query.then else query.relation]
    kind = _OF_KIND.get(query.kind) or _OF_SHAPE.get(last.shape, AnswerType.TEXT)
    counts = query.kind != "count" and kind is AnswerType.NUMBER
    answers = tuple(said(value) for value in answer.answers)
    if kind is AnswerType.TEXT and last.leads_to in _ALIASES:
        answers += tuple(map(_ALIASES[last.leads_to].format, answers))
    return Gold(
        answers,
        kind,
        last.unit if counts else None,
    )


def said(value: Value) -> str:
    """Write a value as gold: figures plain, a day in full."""
    match value:
        case str():
            return value
        case int():
            return str(value)
        case Decimal():
            plain = f"{value:f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case _:
            return values.written(value, Shape.DATE, None, Voice.FORMAL)
