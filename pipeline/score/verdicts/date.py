"""A date is right when it is as fine as the gold and agrees with it."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.dates import parse_date, same_date
from pipeline.values.text import same_text

VERSION: Final = "date@1"


def judge(reply: Reply, question: Question) -> Judged:
    """Compare at the precision of the gold: a day answers a question for a month."""
    golds = [gold for text in question.answers if (gold := parse_date(text))]
    if not golds:
        return _by_words(reply, question)
    given = parse_date(reply.field)
    if given is None:
        return incorrect("the answer is not one date", reply, question)
    if any(same_date(given, gold) for gold in golds):
        return correct(f"{given} is the gold date", reply, question)
    return incorrect(f"{given} is not the gold date", reply, question)


def _by_words(reply: Reply, question: Question) -> Judged:
    if same_text(reply.field, question.answers):
        return correct("the gold answer, as written", reply, question)
    return unscored("the gold answer is not one date", reply, question)
