"""An explanation is never guessed at: the gold word for word, or a reader decides."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, unscored
from pipeline.values.text import same_text

VERSION: Final = "free_text@2"


def judge(reply: Reply, question: Question) -> Judged:
    if same_text(reply.field, question.answers):
        return correct("the gold answer, as written", reply, question)
    return unscored(
        "needs a reader: an explanation cannot be compared word for word",
        reply,
        question,
    )
