"""What a scripted model writes: the gold, another value, an abstention, a passage.

The shape is the one that the prompts ask for. Whatever is meant as wrong is judged by
the rules of the question's answer type first, so that no wrong answer is right by luck.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge
from pipeline.score.yes_no.words import opening
from pipeline.simulate.dice import Dice
from pipeline.values.measures import parse_measure

_FACTORS: Final = ("1.37", "0.61", "2.9", "11", "0.07")
_DAYS: Final = ("1987-03-11", "1991-10-24", "2003-06-30", "2044-02-09")
_NAMES: Final = ("Aldo Winterhalter", "the tide table", "Rue Pascal 9", "seven lorries")
_PASSAGE: Final = 160  # characters
_MOST: Final = 12  # candidates tried


def right(question: Question) -> str:
    if not question.answerable:
        return abstention()
    if question.answer_type is AnswerType.LIST:
        return _reply(list(question.answers), question)
    return _reply(question.answers[0], question)


def abstention() -> str:
    return _json(None, [], "not_in_document")


def wrong(question: Question, others: Sequence[Question], dice: Dice) -> str:
    """Return another value of the question's type."""
    found = ""
    for value in _values(question, others, dice):
        found = _reply(value, question)
        if _is_wrong(found, question):
            break
    return found


def passage(question: Question, prompt: str, dice: Dice) -> str | None:
    """Return a piece of the prompt as the answer, `None` where it would be right."""
    if len(prompt) <= _PASSAGE:
        return None
    start = int(dice.uniform("passage") * (len(prompt) - _PASSAGE))
    text = " ".join(prompt[start : start + _PASSAGE].split()[1:-1])
    found = _reply(text, question)
    return found if _is_wrong(found, question) else None


def _is_wrong(reply: str, question: Question) -> bool:
    _, judged, _ = judge(reply, question)
    explained = question.answer_type is AnswerType.FREE_TEXT  # never judged as wrong
    return judged.verdict is (Verdict.UNSCORED if explained else Verdict.INCORRECT)


def _values(
    question: Question, others: Sequence[Question], dice: Dice
) -> Iterator[str | list[str]]:
    kind = question.answer_type
    if kind is AnswerType.NUMBER:
        yield from _numbers(question, dice)
    elif kind is AnswerType.BOOLEAN:
        yield "no" if opening(question.answers[0]) else "yes"
    elif kind is AnswerType.DATE:
        yield from _shuffled(_DAYS, dice)
    elif kind is AnswerType.CHOICE:
        yield from _shuffled(question.choices, dice)
    elif kind is AnswerType.LIST and len(question.answers) > 1:
        yield list(question.answers[:-1])
    pool = [q.answers[0] for q in others if q.answer_type is kind and q.answers]
    names = [dice.one_of(f"other {n}", pool) for n in range(_MOST) if pool]
    for name in (*names, *_shuffled(_NAMES, dice)):
        yield [name] if kind is AnswerType.LIST else name


def _numbers(question: Question, dice: Dice) -> Iterator[str]:
    gold = parse_measure(question.answers[0])
    value = gold.number.value if gold else Decimal(17)
    for factor in _shuffled(_FACTORS, dice):
        yield f"{value * Decimal(factor) + 3:.6g}"


def _shuffled(values: Sequence[str], dice: Dice) -> Sequence[str]:
    start = int(dice.uniform("first") * len(values))
    return [*values[start:], *values[:start]]


def _reply(answer: str | list[str], question: Question) -> str:
    pages = [
        e.document if e.page is None else f"{e.document} p.{e.page}"
        for e in question.evidence
    ]
    return _json(answer, pages, "answered")


def _json(answer: str | list[str] | None, pages: list[str], status: str) -> str:
    reply = {"answer": answer, "pages": pages, "status": status}
    return json.dumps(reply, ensure_ascii=False)
