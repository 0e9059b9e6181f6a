"""A text is right when it is an alias, or a short sentence that names only one."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.text import names_only, normalise, same_text

VERSION: Final = "text@2"


def judge(reply: Reply, question: Question) -> Judged:
    """Match whole answers; inside one, only where nothing else could be meant."""
    if not any(answer.strip() for answer in question.answers):
        return unscored("the question has no gold answer", reply, question)
    if same_text(reply.field, question.answers):
        return correct("an alias of the gold answer", reply, question)
    if isinstance(reply.answer, tuple) and len(reply.answer) > 1:
        return incorrect("several answers to a question with one", reply, question)
    if any(names_only(reply.field, alias) for alias in question.answers):
        return correct("names the gold answer and nothing else", reply, question)
    if normalise(reply.field):
        return incorrect("no alias of the gold answer", reply, question)
    return incorrect("the answer holds no word", reply, question)
