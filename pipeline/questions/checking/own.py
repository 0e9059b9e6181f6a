"""What a question shows by itself, and where its evidence was found. Pure."""

from collections.abc import Iterator
from typing import Final

from pipeline.questions.checking.case import Case, Finding
from pipeline.records import AnswerType, Question
from pipeline.values.leaks import facts_of, facts_state, gold_of
from pipeline.values.text import shorten

MOST_WORDS: Final = 15
"""Of an answer that is compared as it is: of a longer one some word always differs."""
_SHOWN: Final = 120
_STATED: Final = frozenset({AnswerType.NUMBER, AnswerType.DATE, AnswerType.TEXT})


def own_findings(case: Case) -> Iterator[Finding]:
    yield from _placed(case)
    question = case.question
    if question.type_inferred:
        yield Finding("untyped", f"taken for {question.answer_type}")
    if question.answer_type is AnswerType.FREE_TEXT:
        yield Finding("reader", _answer(question))
    if is_long(question):
        words = _words(question)
        yield Finding("long-gold", f"{words} words: {_answer(question)}", words)
    if question.answer_type in _STATED and not question.choices:
        gold = gold_of(question)
        if facts_state(facts_of(question.text), gold):
            yield Finding("gold-in-question", _answer(question))


def is_long(question: Question) -> bool:
    return question.answer_type is AnswerType.TEXT and _words(question) > MOST_WORDS


def _words(question: Question) -> int:
    return min(len(answer.split()) for answer in question.answers)


def _answer(question: Question) -> str:
    return shorten("; ".join(question.answers), _SHOWN)


def _placed(case: Case) -> Iterator[Finding]:
    if case.unlocated:
        yield Finding("not-located", case.unlocated)
    for row in case.located:
        if row.planted is not None:
            continue
        item = case.question.evidence[row.evidence]
        if row.how == "moved":
            stated = item.page if item.page is not None else item.label
            yield Finding(
                "moved",
                f"{item.document[:_SHOWN]}: page {stated} is stated, the quote stands "
                f"on page {row.page}",
            )
        partly = row.match is not None and row.match < 1
        if partly or (row.how == "page" and item.quote):
            found = "" if row.match is None else f": {row.match:.0%} of the quote"
            yield Finding(
                "partly-located",
                f"{item.document[:_SHOWN]} p.{row.page}{found}",
                row.match,
            )
