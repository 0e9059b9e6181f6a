"""An explanation is held to its checkable core; what is left waits for a judge.

The core is what the question asks for: a yes or no, one of its own options, a denial, a
date, figures, a name, or else the points of the explanation. The first kind of these
that a gold has decides.
"""

from typing import Final

from pipeline.records import Question
from pipeline.score.facts.base import Finding, best
from pipeline.score.facts.dates import compare_date
from pipeline.score.facts.denials import compare_denial
from pipeline.score.facts.figures import compare_figures
from pipeline.score.facts.focus import focus_of, names
from pipeline.score.facts.naming import IN_PART, compare_items, compare_names, numbered
from pipeline.score.facts.options import compare_options
from pipeline.score.facts.points import compare_points
from pipeline.score.facts.polar import compare_polarity
from pipeline.score.facts.said import Said
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, unscored
from pipeline.score.verdicts.text import judged_by
from pipeline.values.text import same_text

VERSION: Final = "free_text@3"

_KINDS: Final = (
    compare_polarity,
    compare_options,
    compare_denial,
    compare_date,
    compare_figures,
)


def judge(reply: Reply, question: Question) -> Judged:
    golds = [gold for gold in question.answers if gold.strip()]
    if not golds:
        return unscored("the question has no gold answer", reply, question)
    if same_text(reply.field, golds):
        return correct("the gold answer, as written", reply, question)
    said = Said(reply.field, question.text)
    found = best(_compared(gold, question.text, said) for gold in golds)
    return judged_by(found, reply, question)


def _compared(gold: str, question: str, said: Said) -> Finding:
    for compare in _KINDS:
        if found := compare(gold, question, said):
            return found
    if listed := numbered(gold):
        return compare_items(listed, said)
    if focus := focus_of(gold, question):
        found = compare_names(focus, said)
        if found.outcome == "right" or (names(focus) and found.reason != IN_PART):
            return found
    return compare_points(gold, said)
