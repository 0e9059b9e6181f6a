"""What a scripted model says as a judge, in the form that judges are asked for. Pure.

Its rule is words, not meaning: an answer is CORRECT that holds every word of the
reference, whatever else it says. How often it says something else is scripted.
"""

import json
import re
from dataclasses import dataclass
from typing import Final

from pipeline.score.reading.reply import read_reply
from pipeline.simulate.deciding import Decided, Scripted
from pipeline.simulate.dice import Dice
from pipeline.simulate.scenario import Judge

CORRECT, INCORRECT, NOT_ATTEMPTED = "CORRECT", "INCORRECT", "NOT_ATTEMPTED"
_BLOCK: Final = re.compile(
    r"^(?P<title>[^\n]*):\nBEGIN (?P<mark>\w+)\n(?P<text>.*?)\nEND (?P=mark)$",
    re.DOTALL | re.MULTILINE,
)
_REFERENCE: Final = "Reference answer"
_ANY_OF: Final = "any one is right"
_GRADED: Final = "Answer to be graded"
_WORD: Final = re.compile(r"\w+(?:[.,]\w+)*")


@dataclass(frozen=True, slots=True)
class Graded:
    """An answer as a judge is shown it."""

    references: tuple[str, ...]
    """Of which any one is right."""
    answer: str
    swapped: bool
    """It stands before the reference."""


def graded(prompt: str) -> Graded | None:
    """Return what a prompt wants judged; `None` of one that asks for no verdict."""
    if _GRADED not in prompt or _REFERENCE not in prompt:
        return None
    blocks = list(_BLOCK.finditer(prompt))
    titles = [block["title"] for block in blocks]
    gold = [n for n, title in enumerate(titles) if title.startswith(_REFERENCE)]
    given = [n for n, title in enumerate(titles) if title == _GRADED]
    if not gold or not given:
        return None
    reference = blocks[gold[0]]["text"]
    several = _ANY_OF in titles[gold[0]]
    references = tuple(reference.split("\n")) if several else (reference,)
    return Graded(references, blocks[given[0]]["text"], given[0] < gold[0])


def verdict(case: Graded, judge: Judge, dice: Dice) -> Decided:
    """Return the reply of a judge, and whether it keeps to the rule.

    `dice` are those of the case, not of the prompt: who errs does so in both orders.
    """
    word = _by_rule(case)
    if dice.happens("unreadable", judge.unreadable):
        return Decided(Scripted.UNKNOWN, f"I should say it is {word.lower()}.")
    errs = dice.happens("errs", judge.errs)
    torn = case.swapped and dice.happens("by order", judge.by_order)
    if errs == torn:  # the one undoes the other
        return Decided(Scripted.CORRECT, _reply(word, "by the words it has"))
    other = INCORRECT if word == CORRECT else CORRECT
    return Decided(Scripted.WRONG, _reply(other, "as scripted"))


def _by_rule(case: Graded) -> str:
    said = _words(case.answer)
    if any(words <= said for one in case.references if (words := _words(one))):
        return CORRECT
    status = read_reply(case.answer).status
    return NOT_ATTEMPTED if status == "not_in_document" else INCORRECT


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _reply(word: str, reason: str) -> str:
    return f"Compared.\n{json.dumps({'verdict': word, 'reason': reason})}"
