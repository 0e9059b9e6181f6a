"""A choice is right when the reply chooses the right option, and no other."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.records import Question
from pipeline.score.claims import MAX_CHARS, claims, sentences
from pipeline.score.labels import DENIED, NAMED, chosen_labels
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.text import names_only, normalise, same_text, unmarked

VERSION: Final = "choice@3"

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LABEL = r"(?:option |choice )?\(?([A-Za-z]|\d{1,2})"
_LABEL_ALONE = re.compile(rf"{_LABEL}\)?[.):]?", re.IGNORECASE)
_LABEL_AND_TEXT = re.compile(
    rf"{_LABEL}(?:\)[.:]?|[.:])\s+(.+)", re.IGNORECASE | re.DOTALL
)
_DENIED_BEFORE = re.compile(
    r"\b(?:not|never|neither|nor|cannot|without|except|unlike|(?:rather|other) than"
    r"|instead of|\w+n['\u2019]t)\b[^,;:.!?]{0,60}$",
    re.IGNORECASE,
)
_AFFIRMED = re.compile(
    r"[\s*_\"'\u201d\u2019)]*(?:is|was)\s(?:the\s)?(?:correct|right|best)\b",
    re.IGNORECASE,
)
_A_FEW_WORDS: Final = 5
"""Up to so many, an answer is the name of an option or none: "north of Paris"."""


class _Choice(NamedTuple):
    options: frozenset[int]
    how: str


def judge(reply: Reply, question: Question) -> Judged:
    """Read what the reply chooses: an option's label, or its text, or both in accord.

    A question without options is compared by the label of its gold, or as text.
    """
    options = _unlabelled(question.choices)
    right = frozenset(at for text in question.answers for at in _named(text, options))
    if len(right) != 1 and options:
        return unscored("the gold answer is not one of the options", reply, question)
    if not options:
        return _without_options(reply, question)
    chosen = _chosen(reply.field[: 2 * MAX_CHARS], tuple(options))
    wanted = f"gold {_shown(right)}"
    if not chosen.options:
        return incorrect(f"{wanted}; names none of the options", reply, question)
    found = f"{wanted}; found {_shown(chosen.options)} {chosen.how}"
    if chosen.options == right:
        return correct(found, reply, question)
    return incorrect(found, reply, question)


def _without_options(reply: Reply, question: Question) -> Judged:
    if not question.answers:
        return unscored("the question has no gold answer", reply, question)
    field = reply.field[: 2 * MAX_CHARS]
    if same_text(field, question.answers):
        return correct("the gold answer, as written", reply, question)
    labels = {
        alone[1].upper()
        for text in question.answers
        if (alone := _LABEL_ALONE.fullmatch(text.strip()))
    }
    chosen = chosen_labels(field) if labels else None
    if chosen is None:
        return incorrect("not the gold answer", reply, question)
    found = f"gold {' or '.join(sorted(labels))}; found {' and '.join(chosen.labels)}"
    right = len(chosen.labels) == 1 and chosen.labels[0] in labels
    return (correct if right else incorrect)(found, reply, question)


def _chosen(field: str, options: tuple[str, ...]) -> _Choice:
    if whole := _named(field, options):
        return _Choice(frozenset(whole), "as the whole answer")
    if labelled := _by_label(field, options):
        return labelled
    if len(field.split()) <= _A_FEW_WORDS:
        return _Choice(frozenset(), "")
    return _by_text(field, options)


def _by_label(field: str, options: tuple[str, ...]) -> _Choice | None:
    """Return what a label chooses; the text of another option beside it counts too."""
    chosen = chosen_labels(field)
    if chosen is None:
        return None
    named = {at for label in chosen.labels for at in _labelled(label, options)}
    if not named:
        return None
    said = normalise(chosen.rest[:500])
    starts = {at for at, text in enumerate(options) if _starts(said, normalise(text))}
    longest = max((len(normalise(options[at])) for at in starts), default=0)
    beside = {at for at in starts if len(normalise(options[at])) == longest}
    if beside and named.isdisjoint(beside):
        return _Choice(frozenset(named | beside), "as label and text")
    return _Choice(frozenset(named), "by its label")


def _starts(text: str, phrase: str) -> bool:
    return bool(phrase) and f"{text} ".startswith(f"{phrase} ")


def _by_text(field: str, options: tuple[str, ...]) -> _Choice:
    """Believe the most trusted claim that names one option without denying it."""
    several: frozenset[int] = frozenset()
    whole = "\n".join(sentences(field))
    for text in (*(claim.text for claim in claims(field)), whole):
        named = _spoken_of(text, options)
        if len(named) == 1:
            where = " ".join(text[:80].split())
            return _Choice(named, f"in {where!r}")
        several = several or named
    return _Choice(several, "together")


def _spoken_of(text: str, options: tuple[str, ...]) -> frozenset[int]:
    """Return the options that a text names and does not deny.

    Of several, one that is called right is meant, or one that the text begins with
    where it is called an answer.
    """
    found: list[tuple[int, int, int]] = []
    free = text
    for at, pattern in _patterns(options):
        found += [(at, match.start(), match.end()) for match in pattern.finditer(free)]
        free = pattern.sub(lambda match: "\0" * len(match.group()), free)
    kept = [
        (at, end)
        for at, start, end in found
        if not _DENIED_BEFORE.search(text, max(0, start - 80), start)
        and not DENIED.match(text, end)
    ]
    affirmed = frozenset(at for at, end in kept if _AFFIRMED.match(text, end))
    return affirmed or frozenset(at for at, _ in kept)


@lru_cache(maxsize=256)
def _patterns(options: tuple[str, ...]) -> list[tuple[int, re.Pattern[str]]]:
    """Return how each option may be named, longest text first: York is in New York."""
    patterns: list[tuple[int, re.Pattern[str]]] = []
    for at, option in sorted(enumerate(options), key=lambda pair: -len(pair[1])):
        words = [re.escape(word) for word in unmarked(option).rstrip(".").split()]
        label = _LETTERS[at] if at < len(_LETTERS) else str(at + 1)
        named = rf"(?<!\w){NAMED}\s\(?{label}(?!\w)|\({label}\)"
        spoken = r"\s+".join(words)
        text = rf"|(?<!\w)(?i:{spoken})(?!\w)" if words else ""
        patterns.append((at, re.compile(named + text)))
    return patterns


def _shown(options: frozenset[int]) -> str:
    labels = [_LETTERS[at] if at < len(_LETTERS) else str(at + 1) for at in options]
    return " and ".join(sorted(labels))


def _named(field: str, options: Sequence[str]) -> set[int]:
    """Return the options a field is a name of.

    An option as written goes before any label ("A. Smith" may be one), a label before
    normalised text, which would drop the A of "A) Paris" as an article.
    """
    for text in (field.strip(), unmarked(field)):
        folded = text.casefold()
        if whole := {
            at for at, text in enumerate(options) if text.casefold() == folded
        }:
            return whole
    field = unmarked(field)
    if alone := _LABEL_ALONE.fullmatch(field):
        return _labelled(alone[1], options)
    if both := _LABEL_AND_TEXT.fullmatch(field):
        return _labelled(both[1], options) & _spoken(both[2], options)
    return _spoken(field, options)


def _spoken(text: str, options: Sequence[str]) -> set[int]:
    """Return the options that a text is, or names; of several it names, all."""
    if whole := {at for at, option in enumerate(options) if same_text(text, [option])}:
        return whole
    return {at for at, option in enumerate(options) if names_only(text, option)}


def _labelled(label: str, options: Sequence[str]) -> set[int]:
    """Return the option a label stands for; where options are numbers, none does."""
    if not label.isdecimal():
        at = ord(label.casefold()) - ord("a")
    elif any(option[:1].isdecimal() for option in options):
        return set()
    else:
        at = int(label) - 1
    return {at} if 0 <= at < len(options) else set()


def _unlabelled(options: Sequence[str]) -> list[str]:
    """Drop the labels the options carry in their own text, if all of them do."""
    split = [_LABEL_AND_TEXT.fullmatch(option.strip()) for option in options]
    bare = [both[2] for both in split if both]
    own = [_labelled(both[1], bare) == {at} for at, both in enumerate(split) if both]
    return bare if len(bare) == len(options) and all(own) else list(options)
