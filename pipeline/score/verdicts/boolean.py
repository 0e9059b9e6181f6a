"""A yes or no is right by its word, or by what a reply says in its stead."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.records import Question
from pipeline.score.facts.base import best
from pipeline.score.facts.gold import compare_gold
from pipeline.score.facts.said import Said
from pipeline.score.reading.asked import Asked, asked, content, off_topic, stem
from pipeline.score.reading.claims import labelled
from pipeline.score.reading.folded import cut
from pipeline.score.reading.missing import names_a_source
from pipeline.score.reading.missing_words import QUALITY, VOCABULARY, opened
from pipeline.score.reading.reply import Reply
from pipeline.score.reading.sentence_kinds import Kind, kind
from pipeline.score.verdicts.base import Judged, correct, formless, incorrect, unscored
from pipeline.score.yes_no.polarity import Polarity, says
from pipeline.score.yes_no.reasons import contradicts
from pipeline.score.yes_no.words import (
    both,
    concluded,
    in_short,
    only_both,
    opening,
    reason_of,
)
from pipeline.values.quantities import find_numbers
from pipeline.values.text import holds, normalise

VERSION: Final = "boolean@6"

_MAY_LABEL = re.compile(r"[:=]|[Aa]nswer")
_NOT = re.compile(r"(?i)\bnot\b|n['\u2019]t\b")
_DENIED_SAYING = re.compile(
    r"(?:(?:do|does|did) not|(?:do|does|did)nt) (?:\w+ly )?"
    r"(state|mention|include|contain|specify|disclose|address|list|discuss|report|say"
    r"|cover)\b(?! (?:\w+ ){0,2}(?:information|data|details?|mention)\b)"
)
_TWO_FIGURES = re.compile(r"states [^A-Za-z]+(?: \(\w+\))? and ")
_WITHOUT: Final[frozenset[Kind]] = frozenset(
    {
        Kind.UNABLE,
        Kind.LACKING,
        Kind.SILENT,
        Kind.PARTLY_SILENT,
        Kind.PREFACE,
        Kind.ELSEWHERE,
    }
)
"""What a sentence does that says nothing to the question, whatever its words."""
_SILENT: Final[frozenset[Kind]] = frozenset({Kind.SILENT, Kind.PARTLY_SILENT})
_NO_THING: Final = re.compile(rf"{QUALITY}|no|not|so|\w+ly").fullmatch
_STATED: Final = ("states", "states the like of")
_POSITIVE: Final = stem("positive")
_SIGNED: Final = frozenset({_POSITIVE, stem("negative")})


class _Stated(NamedTuple):
    at: int
    kind: Kind
    found: Polarity


def judge(reply: Reply, question: Question) -> Judged:
    """Judge the yes or no that a reply comes to, and the figure its gold rests on."""
    wanted = _wanted(question.answers)
    if len(wanted) != 1:
        return unscored(
            "needs a reader: the gold is neither yes nor no", reply, question
        )
    found = _read(reply.field, question.text)
    if found is None:
        return _without(reply, question)
    given, how = found
    told = f"{how} {'yes' if given else 'no'}"
    if how in _STATED and _ends_open(reply.field, question.text):
        why = f"{told}, but ends by missing something or sending elsewhere"
        return unscored(f"needs a judge: {why}", reply, question)
    if given not in wanted:
        return incorrect(told, reply, question)
    return _by_reason(told, reply, question)


def _by_reason(told: str, reply: Reply, question: Question) -> Judged:
    for gold in question.answers:
        if other := contradicts(reply.field, gold, question.text):
            why = f"{told}, but {other.why}"
            if other.plain:
                return incorrect(why, reply, question)
            return unscored(f"needs a judge: {why}", reply, question)
    return correct(told, reply, question)


@lru_cache(maxsize=1024)
def _wanted(golds: tuple[str, ...]) -> frozenset[bool]:
    return frozenset(said for text in golds if (said := opening(text)) is not None)


def _without(reply: Reply, question: Question) -> Judged:
    """Judge a reply with neither word by the reason that its gold gives for one."""
    if only_both(reply.field):
        return incorrect("says both yes and no", reply, question)
    if off_topic(reply.field, question.text):
        return incorrect("says nothing about what is asked", reply, question)
    reason = None if both(reply.field) else _gives_reason(reply.field, question)
    if reason:
        return correct(f"says neither yes nor no, but {reason}", reply, question)
    return formless("says neither yes nor no", reply, question)


def _gives_reason(text: str, question: Question) -> str | None:
    said = Said(text, question.text)
    reasons = filter(None, map(reason_of, question.answers))
    found = [compare_gold(reason, question.text, said) for reason in reasons]
    right = best(found) if found else None
    if right is None or right.outcome != "right":
        return None
    return None if _is_of_figures(right.reason, question) else right.reason


def _is_of_figures(reason: str, question: Question) -> bool:
    """Tell a reason that is two figures, which do not say which way it went."""
    about = asked(question.text)
    directed = about.pivot is not None or about.compared is not None
    return directed and _TWO_FIGURES.match(reason) is not None


def _read(text: str, question: str) -> tuple[bool, str] | None:
    """Return the yes or no that a reply comes to, and how it says it.

    The first word is believed: "No, although it grew, but yes in part" is no. Without
    one, the yes or no concluded with, then what the sentences say in the question's own
    words, then what they say in the opposites of these.
    """
    if (first := opening(text)) is not None:
        return first, "opens with"
    if both(text):
        return None
    said = cut(text)
    if _denies(said[:1], question):
        return False, "denies it:"
    if (last := concluded(said)) is not None:
        return last, "concludes with"
    if said and (short := in_short(said[0])) is not None:
        return short, "says in short"
    return _stated(said, question)


def _stated(said: Sequence[str], question: str) -> tuple[bool, str] | None:
    """Weigh the sentences: a conclusion before the opening, it before any other."""
    about = asked(question)
    for label in labelled([*said]) if any(map(_MAY_LABEL.search, said)) else ():
        if found := says(label, about, alone=True):
            return found.yes, "answers"
    alone = len(said) == 1  # then it is known by now to say something
    heard = [
        _Stated(at, Kind.SAYING if alone else kind(sentence), found)
        for at, sentence in enumerate(said)
        if (found := says(sentence, about, alone=alone))
    ]
    heard = [one for one in heard if one.kind not in _WITHOUT]
    for literal, how in zip((True, False), _STATED, strict=True):
        if here := [one for one in heard if one.found.literal is literal]:
            return max(here, key=_weight).found.yes, how
    return _by_sign(said, about)


def _ends_open(text: str, question: str) -> bool:
    """Tell whether the last sentence of several sends elsewhere, or misses the asked.

    What such a reply says before may be no more than what it supposes. That the source
    is silent on another thing, "the reason", takes nothing back.
    """
    said = cut(text)
    if len(said) == 1 or (last := kind(said[-1])) not in _WITHOUT:
        return False
    missed = _missed(said[-1]) if last in _SILENT else set[str]()
    about = asked(question)
    return not missed or not missed.isdisjoint(about.words | about.same)


def _missed(sentence: str) -> set[str]:
    """Return the stems of what a source is silent on: none for "It does not say so"."""
    words = opened(normalise(sentence)).split()
    return set(
        content(" ".join(w for w in words if w not in VOCABULARY and not _NO_THING(w)))
    )


def _by_sign(said: Sequence[str], question: Asked) -> tuple[bool, str] | None:
    """Let a figure say whether a thing is positive: "it was -$1.5 billion"."""
    if question.pivot not in _SIGNED:
        return None
    for sentence in reversed(said):
        numbers = find_numbers(sentence)
        shared = question.words & set(content(sentence))
        if numbers and 2 * len(shared) > len(question.words):
            positive = numbers[-1].value > 0
            return positive == (question.pivot == _POSITIVE), "figures out as"
    return None


def _weight(one: _Stated) -> tuple[bool, bool, float, int]:
    concluded = one.kind == Kind.CONCLUDING
    return concluded, one.at == 0, one.found.share, one.at


def denies_the_saying(reply: str, question: str) -> bool:
    """Return whether a reply denies of a text what the question asks about that text.

    "The lease does not mention pets" answers "Does the lease mention pets?", and
    leaves "Are pets allowed?" open.
    """
    return _denies(cut(reply)[:1], question)


def decides(reply: str, question: str) -> bool:
    """Return whether words taken for no answer deny the question in its own words.

    "She was not given aspirin" speaks of no source, and answers "Was she given it?"
    """
    said = cut(reply)
    if len(said) != 1 or names_a_source(said[0]):
        return False
    found = says(said[0], asked(question), alone=True)
    return found is not None and found.literal


def _denies(opening: Sequence[str], question: str) -> bool:
    for text in opening:
        if _NOT.search(text):
            denied = _DENIED_SAYING.search(normalise(text))
            return denied is not None and holds(
                normalise(question.partition("?")[0]), denied[1]
            )
    return False
