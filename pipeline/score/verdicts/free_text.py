"""An explanation is held to its checkable core; what is left waits for a judge.

The core is what the question asks for: a yes or no, one of its own options, a denial, a
date, figures, a name, or else the points of the explanation. The first kind of these
that a gold has decides.
"""

from typing import Final

from pipeline.records import Question
from pipeline.score.facts.base import best
from pipeline.score.facts.gold import compare_gold
from pipeline.score.facts.said import Said
from pipeline.score.reading.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, unscored
from pipeline.score.verdicts.text import alone, golds_of, judged_by
from pipeline.values.text import same_text

VERSION: Final = "free_text@7"


def judge(reply: Reply, question: Question) -> Judged:
    golds = golds_of(question)
    if not golds:
        return unscored("the question has no gold answer", reply, question)
    if alone(reply, golds) and same_text(reply.field, golds):
        return correct("the gold answer, as written", reply, question)
    said = Said(reply.field, question.text)
    found = best(compare_gold(gold, said.question, said) for gold in golds)
    return judged_by(found, reply, question)
