"""One module per answer type, listed here: a rule is pure, and never asks a model."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.reading.abstention import abstains, cannot_tell
from pipeline.score.reading.reply import Reply, read_reply
from pipeline.score.verdicts import (
    boolean,
    choice,
    date,
    free_text,
    list_items,
    number,
    text,
    unanswerable,
)
from pipeline.score.verdicts.base import (
    Judged,
    Rule,
    abstained,
    malformed,
    refused,
    unscored,
)
from pipeline.score.yes_no.fitness import says_unfit
from pipeline.score.yes_no.words import opening
from pipeline.values.quantities import is_a_uuid
from pipeline.values.text import same_text

RULES: Final[Mapping[AnswerType, Rule]] = {
    AnswerType.NUMBER: Rule(number.VERSION, number.judge),
    AnswerType.TEXT: Rule(text.VERSION, text.judge),
    AnswerType.CHOICE: Rule(choice.VERSION, choice.judge),
    AnswerType.BOOLEAN: Rule(boolean.VERSION, boolean.judge),
    AnswerType.LIST: Rule(list_items.VERSION, list_items.judge),
    AnswerType.DATE: Rule(date.VERSION, date.judge),
    AnswerType.FREE_TEXT: Rule(free_text.VERSION, free_text.judge),
    AnswerType.UNANSWERABLE: Rule(unanswerable.VERSION, unanswerable.judge),
}

_OF_NONE = re.compile(
    r"(?i)\W*(?:there (?:is|are|was|were) )?"
    r"(?:no(?:ne|thing|body|where|t| one)?|never|nil|unknown|anonymous|unnamed)\b"
)
UNSHOWN: Final = "states the gold answer without having been shown it"


def judge(reply_text: str, question: Question) -> tuple[str, Judged, Reply]:
    """Return the rule and version used, the verdict, and the reply as it was read.

    The type of the gold answer chooses the rule, never the look of the reply. What is
    the same for all types is decided here, before any rule: a reply that cannot be read
    is malformed, a model that declines has refused, and one that says the documents do
    not say has abstained, none of which is to err, unless its words are an answer to
    this question.
    """
    rule = RULES[_type_of(question)]
    reply = _answering(read_reply(reply_text, question.text), question)
    if reply.status == "malformed":
        judged = malformed(str(reply.reason), reply, question)
    elif reply.status == "refused":
        judged = refused("declines to answer", reply, question)
    elif reply.status == "not_in_document" and question.answerable:
        judged = _abstained(reply, question)
    else:
        judged = rule.judge(reply, question)
    return rule.version, judged, reply


def _type_of(question: Question) -> AnswerType:
    """Return the type to judge by: a UUID that a set calls a number is none."""
    kind = question.answer_type
    if kind is not AnswerType.NUMBER or not question.answers:
        return kind
    return AnswerType.TEXT if all(map(is_a_uuid, question.answers)) else kind


def judge_without_evidence(
    reply_text: str, question: Question
) -> tuple[str, Judged, Reply]:
    """Return the same of an answer to documents that the evidence was taken out of.

    There the question has no answer: only saying so is right. Who gives the gold answer
    all the same knew or guessed it, which the reason says.
    """
    unanswerable = {"answer_type": AnswerType.UNANSWERABLE, "answers": ()}
    version, judged, reply = judge(reply_text, question.model_copy(update=unanswerable))
    if judged.verdict is Verdict.INCORRECT and _states_gold(reply_text, question):
        judged = replace(judged, reason=UNSHOWN)
    return version, judged, reply


def _states_gold(reply_text: str, question: Question) -> bool:
    """Tell knowing from guessing: one of two, or of a few, is guessed too easily."""
    if question.answer_type in {AnswerType.BOOLEAN, AnswerType.CHOICE}:
        return False
    return judge(reply_text, question)[1].verdict is Verdict.CORRECT


def _abstained(reply: Reply, question: Question) -> Judged:
    """Leave it open where the gold itself says that there is none of what is asked."""
    said = "says that the documents do not say"
    typed = question.answer_type in {AnswerType.BOOLEAN, AnswerType.CHOICE}
    if reply.phrase is None or typed or cannot_tell(reply.phrase):
        return abstained(said, reply, question)
    if not any(map(_is_of_none, question.answers)):
        return abstained(said, reply, question)
    return unscored(f"needs a judge: {said}, the gold that none is", reply, question)


@lru_cache(maxsize=1024)
def _is_of_none(gold: str) -> bool:
    return _OF_NONE.match(gold) is not None or abstains(gold)


def _answering(reply: Reply, question: Question) -> Reply:
    """Take words of no answer back for an answer where the question makes them one.

    "Not disclosed" may be the gold or an option; "No, the documents do not say that" is
    a no, and so is "the lease does not mention pets" to who asks whether it does. Where
    the question asks to be told if it makes no sense, being told so answers it. A
    status that says not_in_document is believed.
    """
    if reply.phrase is None or not question.answerable:
        return reply
    known = same_text(reply.phrase, (*question.answers, *question.choices))
    decided = question.answer_type is AnswerType.BOOLEAN and (
        opening(reply.phrase) is not None
        or boolean.denies_the_saying(reply.phrase, question.text)
        or boolean.decides(reply.phrase, question.text)
    )
    if not (known or decided or says_unfit(reply.phrase, question.text)):
        return reply
    return replace(
        reply, answer=reply.phrase, status="answered", phrase=None, reason=None
    )
