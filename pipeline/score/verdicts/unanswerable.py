"""Of a question the documents do not answer, the right answer is to say so."""

from typing import Final

from pipeline.records import Question
from pipeline.score.reading.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect

VERSION: Final = "unanswerable@6"


def judge(reply: Reply, question: Question) -> Judged:
    if reply.status == "not_in_document":
        return correct("says that the documents do not say", reply, question)
    return incorrect("answered although the documents do not say", reply, question)
