"""A number is right when it is the gold at the gold's precision, or within 0.5 %."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.bounds import limited, ruled_out
from pipeline.values.measures import Measure, compare, parse_measure
from pipeline.values.numbers import in_unit
from pipeline.values.text import same_text

VERSION: Final = "number@2"


def judge(reply: Reply, question: Question) -> Judged:
    """Compare units, then values, whatever their scale words.

    A bare number is in the asked unit. A unit the reply states beside its answer goes
    before the question's, but another unit than the question's is wrong.
    """
    read = {text: parse_measure(text) for text in question.answers}
    golds = [gold for gold in read.values() if gold]
    if same_text(reply.field, (text for text, gold in read.items() if not gold)):
        return correct("the gold answer, as written", reply, question)
    if not golds:
        return unscored("the gold answer is not one number", reply, question)
    given = parse_measure(reply.field, reply.unit)
    if given is None:
        return incorrect("the answer is not one number", reply, question)
    if words := _bound(given, question):
        return incorrect(f"a bound or a denial: {words!r}", reply, question)
    found = {compare(given, gold, question.unit) for gold in golds}
    value = f"{in_unit(given.number, reply.unit).value:f}"
    if "same" in found:
        return correct(f"{value} is the gold value", reply, question)
    wrong = (
        "another unit" if "another unit" in found else f"{value} is not the gold value"
    )
    return incorrect(wrong, reply, question)


def _bound(given: Measure, question: Question) -> str | None:
    text, start, end = given.text, given.number.start, given.number.end
    return ruled_out(text, start, question.text, question.answers) or limited(
        text, start, end, question.text, question.answers
    )
