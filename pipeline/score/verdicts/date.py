"""A date is right when it is as fine as the gold and agrees with it."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.bounds import ruled_out
from pipeline.values.dates import find_dates, parse_date, same_date
from pipeline.values.text import same_text

VERSION: Final = "date@2"


def judge(reply: Reply, question: Question) -> Judged:
    """Compare at the precision of the gold: a day answers a question for a month."""
    read = {text: parse_date(text) for text in question.answers}
    golds = [gold for gold in read.values() if gold]
    if same_text(reply.field, (text for text, gold in read.items() if not gold)):
        return correct("the gold answer, as written", reply, question)
    if not golds:
        return unscored("the gold answer is not one date", reply, question)
    given = parse_date(reply.field)
    if given is None:
        return incorrect("the answer is not one date", reply, question)
    if words := _bound(reply.field, question):
        return incorrect(f"a bound or a denial: {words!r}", reply, question)
    if any(same_date(given, gold) for gold in golds):
        return correct(f"{given} is the gold date", reply, question)
    return incorrect(f"{given} is not the gold date", reply, question)


def _bound(text: str, question: Question) -> str | None:
    starts = (found.start for found in find_dates(text))
    words = (ruled_out(text, at, question.text, question.answers) for at in starts)
    return next(filter(None, words), None)
