"""A choice is right when the reply names the right option, and no other."""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.records import Question
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.text import holds, names_only, normalise, same_text, unmarked

VERSION: Final = "choice@2"

_LABEL = r"(?:option |choice )?\(?([A-Za-z]|\d{1,2})"
_LABEL_ALONE = re.compile(rf"{_LABEL}\)?[.):]?", re.IGNORECASE)
_LABEL_AND_TEXT = re.compile(
    rf"{_LABEL}(?:\)[.:]?|[.:])\s+(.+)", re.IGNORECASE | re.DOTALL
)


def judge(reply: Reply, question: Question) -> Judged:
    """Read a label only where it is delimited: "A", "(A)", "A) text", never in prose.

    A question without options is compared as text.
    """
    options = _unlabelled(question.choices)
    right = {at for text in question.answers for at in _named(text, options)}
    if len(right) != 1 and options:
        return unscored("the gold answer is not one of the options", reply, question)
    if not options:
        return _as_text(reply, question)
    named = _named(reply.field, options)
    if len(named) > 1:
        return incorrect("names more than one option", reply, question)
    if not named:
        return incorrect("names none of the options", reply, question)
    if named == right:
        return correct("names the right option", reply, question)
    return incorrect("names another option", reply, question)


def _as_text(reply: Reply, question: Question) -> Judged:
    if not question.answers:
        return unscored("the question has no gold answer", reply, question)
    if same_text(reply.field, question.answers):
        return correct("the gold answer, as written", reply, question)
    return incorrect("not the gold answer", reply, question)


def _named(field: str, options: Sequence[str]) -> set[int]:
    """Return the options a field names.

    An option as written goes before any label ("A. Smith" may be one), a label before
    normalised text, which would drop the A of "A) Paris" as an article. What follows a
    label must be the text of that option: "A: either A or B" names none.
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
    if only := {at for at, option in enumerate(options) if names_only(text, option)}:
        return only
    folded = normalise(text)
    phrases = {at: normalise(option) for at, option in enumerate(options)}
    found = {at for at, phrase in phrases.items() if holds(folded, phrase)}
    return found if len(found) > 1 else set()


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
