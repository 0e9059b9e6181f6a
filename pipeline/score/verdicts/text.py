"""A text is right when it is an alias, or names one and nothing else as its answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from pipeline.records import Question
from pipeline.score.facts.said import Said
from pipeline.score.facts.figures import is_a_measure
from pipeline.score.facts.naming import compare_names
from pipeline.score.facts.base import Finding, best
from pipeline.score.reply import Reply
from pipeline.score.verdicts import date, number
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.dates import is_only_a_date
from pipeline.values.names import same_name
from pipeline.values.numbers import is_only_a_number
from pipeline.values.text import names_only, normalise, same_text

VERSION: Final = "text@3"

_SENTENCE_WORDS: Final = 6
_STOPPED_WORDS: Final = 3
"""So many more words than the gold make a sentence of an answer that has a verb, or a
full stop; fewer of one that has both."""
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|did|does|do|will|would|can|could"
    r"|\w{3,}ed)\b",
    re.IGNORECASE,
)

def judge(reply: Reply, question: Question) -> Judged:
    """Match whole answers; of a sentence, ask what it names as its answer."""
    golds = [gold for gold in question.answers if gold.strip()]
    if not golds:
        return unscored("the question has no gold answer", reply, question)
    if same_text(reply.field, golds):
        return correct("an alias of the gold answer", reply, question)
    if isinstance(reply.answer, tuple) and len(reply.answer) > 1:
        return incorrect("several answers to a question with one", reply, question)
    if own := _own_rule(golds):
        return own(reply, question)
    if not normalise(reply.field):
        return incorrect("the answer holds no word", reply, question)
    if any(names_only(reply.field, gold) for gold in golds):
        return correct("names the gold answer and nothing else", reply, question)
    if any(same_name(reply.field, gold) for gold in golds):
        return correct("another form of the gold answer", reply, question)
    if is_sentence(reply, golds):
        return _in_prose(reply, question)
    return incorrect("no alias of the gold answer", reply, question)


def _own_rule(golds: Sequence[str]) -> Callable[[Reply, Question], Judged] | None:
    """Return the rule for golds that are nothing but numbers, or dates."""
    if all(is_only_a_number(gold) or is_a_measure(gold) for gold in golds):
        return number.judge
    return date.judge if all(is_only_a_date(gold) for gold in golds) else None


def is_sentence(reply: Reply, golds: Sequence[str]) -> bool:
    """Tell a sentence, which says its answer somewhere, from an answer given alone."""
    if reply.how == "prose":
        return True
    longest = max(len(gold.split()) for gold in golds)
    more = len(reply.field.split()) - longest
    verb, stop = _VERB.search(reply.field), reply.field.rstrip().endswith(".")
    if verb is None:
        return stop and more > _STOPPED_WORDS
    return more >= (_STOPPED_WORDS if stop else _SENTENCE_WORDS)


def _in_prose(reply: Reply, question: Question) -> Judged:
    said = Said(reply.field, question.text)
    findings = [compare_names(gold, said) for gold in question.answers if gold.strip()]
    return judged_by(best(findings), reply, question)


def judged_by(finding: Finding, reply: Reply, question: Question) -> Judged:
    """Turn a finding into a verdict; what is unclear waits for a judge."""
    if finding.outcome == "right":
        return correct(finding.reason, reply, question)
    if finding.outcome == "wrong":
        judged = incorrect(finding.reason, reply, question)
    else:
        judged = unscored(f"needs a judge: {finding.reason}", reply, question)
    return replace(judged, credit=finding.credit)
