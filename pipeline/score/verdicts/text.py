"""A text is right when it is an alias, or names one and nothing else as its answer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from pipeline.records import Question
from pipeline.score.facts.amounts import compare_amounts
from pipeline.score.facts.base import Finding, best, right, unclear, wrong
from pipeline.score.facts.codes import (
    compare_claimed_code,
    compare_code,
    known_code,
)
from pipeline.score.facts.dates import asks_date
from pipeline.score.facts.figure import figures_of, is_a_measure, tells
from pipeline.score.facts.gold import compare_gold
from pipeline.score.facts.naming import compare_names
from pipeline.score.facts.options import compare_options
from pipeline.score.facts.said import Said, asks_person
from pipeline.score.reading.claims import MAX_CHARS
from pipeline.score.reading.reply import Reply
from pipeline.score.verdicts import date, number
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.dates import is_only_a_date
from pipeline.values.likeness import Likeness, likeness
from pipeline.values.names import same_name
from pipeline.values.numbers import is_only_a_number
from pipeline.values.spellings import is_a_species, part_of_a_code, same_spelling
from pipeline.values.stems import stems, word_set
from pipeline.values.text import (
    has_any,
    holds,
    names_only,
    normalise,
    same_text,
)

VERSION: Final = "text@8"

_SENTENCE_WORDS: Final = 6
_STOPPED_WORDS: Final = 3
"""So many more words than the gold make a sentence of an answer that has a verb, or a
full stop; fewer of one that has both."""
_BESIDE_CHARS: Final = 500
_UNKNOWN: Final = unclear("no word of the gold, which other words may mean")
_SHARES: Final = unclear("shares words with the gold answer")
_STOP = re.compile(r"[.!]['\"\u2019\u201d)*]*\s*\Z")
_SUBJECT_AND_VERB = re.compile(
    r"\W*(?:He|She|It|They|I|We|(?:[A-Z][\w'\u2019-]*\.?\s)+(?:[a-z]+\s)?)\s*"
    r"(?:is|are|was|were|has|had|[a-z]{2,}(?:s|ed))\s.*[\w'\"]"
)
"""How a statement begins: "Ann names ...", "He calls ...", "Ann's father dies ..."."""
_VERBS: Final = word_set(
    "is are was were be been has have had did does do will would can could began "
    "begins become becomes became come comes came gave gives goes went held leads led "
    "lies lives made makes means met plays ran runs refers said sang says stands takes "
    "took told uses won wrote"
)
_GOES_ON = re.compile(
    r"([^;\n]{1,80}?)(?:;|\s[\u2013\u2014])\s"
    r"(?!(?:or|and|no|not|but|actually|rather|then|also|perhaps|maybe|possibly)\b)"
    r"(?=(?:\S+\s){0,6}[a-z])\S+(?:\s\S+){2,40}",
    re.IGNORECASE,
)
_GOING_ON: Final = (";", "(", "\u2013", "\u2014")
_OTHER_NAME = re.compile(r"([^()]{1,60})\s\(([^()]{1,40})\)\W*")
_WORD = re.compile(r"\w+")
_PAST: Final = 5
"""Letters from which on a word that ends in "-ed" is taken for a verb."""


def judge(reply: Reply, question: Question) -> Judged:
    """Match whole answers; of a sentence, ask what it names as its answer."""
    golds = golds_of(question)
    if not golds:
        return unscored("the question has no gold answer", reply, question)
    if own := _own_rule(golds, question.text):
        return own(reply, question)
    if isinstance(reply.answer, tuple) and len(reply.answer) > 1:
        return incorrect("several answers to a question with one", reply, question)
    if alone(reply, golds) and (same := _same(reply.field, golds)):
        return correct(same, reply, question)
    if not is_sentence(reply, golds):
        return judged_by(_alike(golds, question, reply), reply, question)
    return _in_prose(reply, question)


def _alike(golds: Sequence[str], question: Question, reply: Reply) -> Finding:
    """Compare an answer given alone with each gold: as an amount, then as a name.

    A set that calls its golds texts names every alias of them: what shares no word with
    any is wrong. Of a type that was inferred nothing so strict is known.
    """
    if not normalise(reply.field):
        return wrong("no word")
    found = best(_alike_to(gold, question.text, reply.field) for gold in golds)
    if found == _UNKNOWN and _shares_a_word(reply.field, golds):
        return _SHARES
    if found == _UNKNOWN and not (
        question.type_inferred or _may_translate(reply.field, golds)
    ):
        return wrong("no word of an alias of the gold answer")
    return found


def _shares_a_word(given: str, golds: Sequence[str]) -> bool:
    told = set(stems(given))
    return any(
        not told.isdisjoint(stems(gold)) or part_of_a_code(given, gold)
        for gold in golds
    )


def _may_translate(given: str, golds: Sequence[str]) -> bool:
    """Return whether one is a scientific name, which no word shares with another."""
    return is_a_species(given) != any(map(is_a_species, golds))


def _alike_to(gold: str, question: str, given: str) -> Finding:
    if known_code(gold):
        return compare_code(gold, given) or _as_names(
            likeness(given, gold, question, person=False)
        )
    if explains(gold):
        return compare_gold(gold, question, Said(given, question))
    person = asks_person(question)
    return compare_amounts(gold, given) or _as_names(
        likeness(given, gold, question, person=person)
    )


@lru_cache(maxsize=4096)
def explains(gold: str) -> bool:
    """Tell a short statement ("It fell from 4 % to 3 %") from a name or an amount."""
    figures = sum(map(tells, figures_of(gold)))
    return figures > 1 or (figures == 1 and _has_verb(gold))


def _as_names(found: Likeness) -> Finding:
    if found == "same":
        return right("another form of the gold answer")
    if found == "differs":
        return wrong("no alias of the gold answer")
    if found == "shares":
        return _SHARES
    return _UNKNOWN


def golds_of(question: Question) -> tuple[str, ...]:
    """Return the gold answers that say anything, of a long one its beginning."""
    return tuple(gold[:MAX_CHARS] for gold in question.answers if gold.strip())


def alone(reply: Reply, golds: Sequence[str]) -> bool:
    """Tell whether an answer is short enough to be a gold and nothing beside it."""
    return len(reply.field) <= _BESIDE_CHARS + 4 * max(map(len, golds))


def _same(given: str, golds: Sequence[str]) -> str | None:
    """Say in which way a whole answer is one of the golds, `None` if it is not."""
    if same_text(given, golds):
        return "an alias of the gold answer"
    if any(names_only(given, gold) for gold in golds):
        return "names the gold answer and nothing else"
    if any(same_name(given, gold) or same_spelling(given, gold) for gold in golds):
        return "another form of the gold answer"
    if opening := has_any(given, _GOING_ON) and _opening(given):
        return _same(opening, golds)
    return None


def _opening(given: str) -> str | None:
    """Return what an answer is before it goes on, "Kent law; claims go to Kent too".

    A name with its other name in brackets is either: "Apache Tar (.tar)".
    """
    if found := _GOES_ON.fullmatch(given):
        return found[1]
    found = _OTHER_NAME.fullmatch(given)
    if found and holds(normalise(found[1]), normalise(found[2])):
        return found[2]
    return None


@lru_cache(maxsize=4096)
def _own_rule(
    golds: tuple[str, ...], question: str
) -> Callable[[Reply, Question], Judged] | None:
    """Return the rule for golds that are nothing but numbers, or dates.

    "1889" is a year where a date is asked for.
    """
    if asks_date(question) and all(is_only_a_date(gold) for gold in golds):
        return date.judge
    if all(is_only_a_number(gold) or is_a_measure(gold) for gold in golds):
        return number.judge
    return date.judge if all(is_only_a_date(gold) for gold in golds) else None


def is_sentence(reply: Reply, golds: Sequence[str]) -> bool:
    """Tell a sentence, which says its answer somewhere, from an answer given alone."""
    if reply.how == "prose":
        return True
    field = reply.field
    more = len(field.split()) - max(len(gold.split()) for gold in golds)
    stop = _STOP.search(field) is not None
    if stop and more > 0 and _SUBJECT_AND_VERB.match(field):
        return True
    if more < _STOPPED_WORDS:
        return False
    if not _has_verb(field):
        return stop and more > _STOPPED_WORDS
    return more >= (_STOPPED_WORDS if stop else _SENTENCE_WORDS)


def _has_verb(text: str) -> bool:
    words = _WORD.findall(text.lower())
    return not _VERBS.isdisjoint(words) or any(
        word.endswith("ed") and len(word) >= _PAST for word in words
    )


def _in_prose(reply: Reply, question: Question) -> Judged:
    said = Said(reply.field, question.text)
    findings = [
        compare_gold(gold, question.text, said)
        if explains(gold)
        else compare_options(gold, question.text, said)
        or compare_claimed_code(gold, said.text)
        or compare_names(gold, said)
        for gold in golds_of(question)
    ]
    return judged_by(best(findings), reply, question)


def judged_by(finding: Finding, reply: Reply, question: Question) -> Judged:
    """Turn a finding into a verdict; what is unclear waits for a judge."""
    if finding.outcome == "right":
        return correct(finding.reason, reply, question)
    if finding.outcome == "wrong":
        judged = incorrect(finding.reason, reply, question)
    else:
        judged = unscored(f"needs a judge: {finding.reason}", reply, question)
    return judged if finding.credit is None else replace(judged, credit=finding.credit)
