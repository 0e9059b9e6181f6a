"""A choice is right when the reply chooses the right option, and no other."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Final, NamedTuple

from pipeline.records import Question
from pipeline.score.listing.alternatives import bracketed, closing, hedged, present
from pipeline.score.listing.contrasts import contrasted
from pipeline.score.listing.labels import chosen_labels
from pipeline.score.listing.options_named import options_named
from pipeline.score.reading.claims import claims, sentences
from pipeline.score.reading.clauses import both_ends, shared_words
from pipeline.score.reading.reply import Reply
from pipeline.score.verdicts.base import (
    Judged,
    correct,
    formless,
    incorrect,
    unscored,
)
from pipeline.values.options import (
    LABEL_ALONE,
    LETTERS,
    chosen_by,
    labelled,
    named,
    options_in,
    phrases,
    spoken,
    stem_of,
    unlabelled,
)
from pipeline.values.stems import FUNCTION_WORDS, stems
from pipeline.values.text import NEUTRAL, normalise, same_text

VERSION: Final = "choice@6"

_ASKS_THE_DENIED = re.compile(
    r"\b(?:not|except|incorrect|false|wrong|untrue|least)\b", re.IGNORECASE
)
_DENIAL = re.compile(
    r"\b(?:not?|never|neither|nor|cannot|without|except|unlike|instead)\b"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_DENIED_LABEL = re.compile(r"\bnot\s(?i:option\s)?\(?([A-Z])\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_TELLING: Final = FUNCTION_WORDS - frozenset(NEUTRAL.split()) - {"a", "an", "the", "s"}
"""Small words that make something else of a name: "not", "without", "before"."""
_ASIDE = re.compile(r"\s*[:;(\u2013\u2014]|,\s|\s-\s|\.\s")
_CLAUSE_END = re.compile(
    r"[;\n\u2013\u2014]|[.,]\s(?:(?:but|and|while|whereas|whilst|which)\s)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_REST_CHARS: Final = 500
_A_FEW_WORDS: Final = 5
"""Up to so many, an answer is the name of an option or none: "north of Paris"."""


class _Choice(NamedTuple):
    options: frozenset[int]
    how: str
    sure: bool = True
    """Whether it is said outright, so that another option is a wrong one."""


class _Asked(NamedTuple):
    options: tuple[str, ...]
    right: frozenset[int]
    stem: str
    """The question without the options that its own text carries."""
    inverted: bool
    """Whether it asks for the option that is wrong."""
    stems: tuple[frozenset[str], ...]
    """Those of each option."""


_NOTHING: Final = _Choice(frozenset(), "", sure=False)


def judge(reply: Reply, question: Question) -> Judged:
    """Read what the reply chooses: an option's label, or its text, or both in accord.

    Options that no field of the question lists are read from its own text. A question
    without options is compared by the label of its gold, or as text. Words that name
    no option may still describe one, which only a reader can tell.
    """
    asked = _asked(question.text, question.choices, question.answers)
    if not asked.options:
        return _without_options(reply, question)
    if len(asked.right) != 1:
        return unscored("the gold answer is not one of the options", reply, question)
    field = both_ends(reply.field)
    chosen = _chosen(field, asked)
    wanted = f"gold {_shown(asked.right)}"
    if not chosen.options:
        return _undecided(f"{wanted}; names none of the options", field, asked)(
            reply, question
        )
    found = f"{wanted}; found {_shown(chosen.options)} {chosen.how}"
    if chosen.options == asked.right:
        return correct(found, reply, question)
    if chosen.sure:
        return incorrect(found, reply, question)
    return unscored(f"needs a judge: {found}", reply, question)


def _undecided(reason: str, field: str, asked: _Asked) -> Callable[..., Judged]:
    """Return the verdict on a reply that chooses nothing.

    It is wrong where all it says is a label that no option has, or where it only turns
    the right option down.
    """
    options = asked.options
    label = len(field.split()) <= _A_FEW_WORDS and chosen_labels(field)
    named_at_all = options_named(field, options, denied=True)
    denied = named_at_all and named_at_all - options_named(field, options, denied=False)
    denied |= {
        at
        for match in _DENIED_LABEL.finditer(field)
        for at in labelled(match[1], options)
    }
    if label or asked.right & denied:
        return partial(incorrect, reason)
    return partial(formless, reason)


def _says_no_more(field: str, found: frozenset[int], asked: _Asked) -> bool:
    """Tell "it was a cohort study" from "north of Paris": no word is new."""
    known = {*stems(asked.stem), *(s for at in found for s in stems(asked.options[at]))}
    small = set(normalise(field).split()) & _TELLING
    if len(found) > 1:
        small -= {"and", "or", "both", "either"}
    return not small and set(stems(_BRACKETS.sub(" ", field))) <= known


@lru_cache(maxsize=1_024)
def _asked(text: str, choices: tuple[str, ...], answers: tuple[str, ...]) -> _Asked:
    """Read a question once: its options without labels, and which are the gold."""
    stem = text if choices else stem_of(text)
    options = tuple(unlabelled(choices)) if choices else options_in(text)
    right = frozenset(at for gold in answers for at in chosen_by(gold, options, stem))
    inverted = _ASKS_THE_DENIED.search(stem) is not None
    return _Asked(
        options, right, stem, inverted, tuple(frozenset(stems(o)) for o in options)
    )


def _without_options(reply: Reply, question: Question) -> Judged:
    if not question.answers:
        return unscored("the question has no gold answer", reply, question)
    field = both_ends(reply.field)
    if same_text(field, question.answers):
        return correct("the gold answer, as written", reply, question)
    labels = {
        alone[1].upper()
        for text in question.answers
        if (alone := LABEL_ALONE.fullmatch(text.strip()))
    }
    chosen = chosen_labels(field) if labels else None
    if chosen is None:
        return incorrect("not the gold answer", reply, question)
    found = f"gold {' or '.join(sorted(labels))}; found {' and '.join(chosen.labels)}"
    right = len(chosen.labels) == 1 and chosen.labels[0] in labels
    return (correct if right else incorrect)(found, reply, question)


def _chosen(field: str, asked: _Asked) -> _Choice:
    """Read a choice; of an inverted question, what the reply denies is one too."""
    if whole := named(field, asked.options):
        return _Choice(frozenset(whole), "as the whole answer")
    if told := (
        _against(field, asked) or _by_label(field, asked) or _opening(field, asked)
    ):
        return told
    if set_apart := bracketed(field, asked.options):
        return _Choice(frozenset(set_apart), "in brackets")
    if len(field.split()) > _A_FEW_WORDS:
        return _by_text(field, asked)
    if guesses := hedged(field, asked.options):
        return _Choice(guesses, "as alternatives")
    found = options_named(field, asked.options, denied=False)
    alone = found and _says_no_more(field, found, asked)
    return _Choice(found, "among words of the question") if alone else _NOTHING


def _against(field: str, asked: _Asked) -> _Choice | None:
    found = None if asked.inverted else contrasted(field, asked.options)
    return _Choice(found, "against the others") if found else None


def _by_label(field: str, asked: _Asked) -> _Choice | None:
    """Return what a label chooses; the text of another option beside it counts too."""
    options = asked.options
    chosen = chosen_labels(field, denied=asked.inverted)
    if chosen is None:
        return None
    found = {at for label in chosen.labels for at in labelled(label, options)}
    if not found:
        return None
    rest = chosen.rest[:_REST_CHARS]
    said, sentence = normalise(rest), _SENTENCE_END.split(rest)[0]
    known = phrases(options)
    starts = {at for at, text in enumerate(known) if _starts(said, text)}
    starts = starts or spoken(sentence, options)
    longest = max((len(known[at]) for at in starts), default=0)
    beside = {at for at in starts if len(known[at]) == longest}
    if beside and found.isdisjoint(beside):
        return _Choice(frozenset(found | beside), "as label and text")
    return _Choice(frozenset(found), "by its label")


def _starts(text: str, phrase: str) -> bool:
    return bool(phrase) and f"{text} ".startswith(f"{phrase} ")


def _opening(field: str, asked: _Asked) -> _Choice | None:
    """Return the option that an answer is before it says more: "Owner: per day"."""
    head = _ASIDE.split(field, maxsplit=1)[0]
    if head == field:
        return None
    found = frozenset(spoken(head, asked.options))
    if found and options_named(field, asked.options, denied=False) == found:
        return _Choice(found, "as it opens")
    return None


def _by_text(field: str, asked: _Asked) -> _Choice:
    """Believe the most trusted claim that names one option without denying it."""
    several: frozenset[int] = frozenset()
    if guesses := hedged(field, asked.options):
        return _Choice(guesses, "as alternatives")
    if not asked.inverted and (last := closing(field, asked.options)):
        return _Choice(last, "at its close", sure=False)
    said = list(dict.fromkeys(claim.text for claim in claims(field)))
    for text in said:
        found = options_named(text, asked.options, denied=asked.inverted)
        if len(found) == 1:
            return _Choice(found, _where(text))
        if found and (clause := _by_clause(text, asked)):
            return clause
        several = several or found
    found = several
    if not found:
        whole = "\n".join(sentences(field))
        found = options_named(whole, asked.options, denied=asked.inverted)
    if found:
        return _Choice(found, "together" if len(found) > 1 else "", sure=False)
    return _inflected(said, asked)


def _by_clause(text: str, asked: _Asked) -> _Choice | None:
    """Return the one option of the one clause that says most of the question."""
    if asked.inverted:
        return None
    best: list[frozenset[int]] = []
    most = 1
    for clause in present(_CLAUSE_END.split(text), asked.stem):
        found = options_named(clause, asked.options, denied=False)
        shared = shared_words(clause, asked.stem)
        if found and shared >= most:
            best = [*best, found] if shared == most else [found]
            most = shared
    if len(best) == 1 and len(best[0]) == 1:
        return _Choice(best[0], _where(text), sure=False)
    return None


def _inflected(said: Sequence[str], asked: _Asked) -> _Choice:
    """Return the option whose words a claim has in other forms or another order."""
    for text in said:
        has = set(stems(text))
        found = {at for at, own in enumerate(asked.stems) if own and own <= has}
        if len(found) == 1 and not _DENIAL.search(text):
            return _Choice(frozenset(found), _where(text), sure=False)
    return _NOTHING


def _where(text: str) -> str:
    where = " ".join(text[:80].split())
    return f"in {where!r}"


def _shown(options: frozenset[int]) -> str:
    labels = [LETTERS[at] if at < len(LETTERS) else str(at + 1) for at in options]
    return " and ".join(sorted(labels))
