"""A number is right when it is the gold at the gold's precision, or within 0.5 %."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.numbers import in_unit, parse_number, same_number
from pipeline.values.text import same_text

VERSION: Final = "number@1"


def judge(reply: Reply, question: Question) -> Judged:
    """Compare values, whatever their scale words; a bare number is in the asked unit.

    A unit the reply states beside its answer goes before the question's.
    """
    golds = [gold for text in question.answers if (gold := parse_number(text))]
    if not golds:
        return _by_words(reply, question)
    bare = parse_number(reply.field)
    if bare is None:
        return incorrect("the answer is not one number", reply, question)
    given = in_unit(bare, reply.unit)
    if any(same_number(given, gold, unit=question.unit) for gold in golds):
        return correct(f"{given.value:f} is the gold value", reply, question)
    return incorrect(f"{given.value:f} is not the gold value", reply, question)


def _by_words(reply: Reply, question: Question) -> Judged:
    if same_text(reply.field, question.answers):
        return correct("the gold answer, as written", reply, question)
    return unscored("the gold answer is not one number", reply, question)
