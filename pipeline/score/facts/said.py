"""A reply as statements: its sentences, and which of them are its claims."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from pipeline.score.reading.claims import MAX_CHARS, concludes, labelled, sentences
from pipeline.values.opposites import sides
from pipeline.values.stems import stems
from pipeline.values.text import has_any
from pipeline.values.wording import Word, read_words

_MARK = r"[ \t]*(?:[-*+\u2022\u2023\u00b7\u25cf]|\(?\d{1,2}[.)])[ \t]+"
_LISTING = re.compile(rf":[*_ \t]*\n\s*((?:{_MARK}[^\n]*(?:\n\s*|\Z))+)")
_LEAD_CHARS: Final = 400
"""How far before its colon the sentence that announces a list is looked for."""
_ITEM_CHARS: Final = 120
"""How much of a listed line is the item; the rest explains it."""
_HALF: Final = 0.5
_NEARLY_ALL: Final = 0.8
_QUESTION_WORD = re.compile(
    r"\b(?:who|whom|whose|which|where|what|when|why|how)\b", re.IGNORECASE
)
NAMING: Final = frozenset({"who", "whom", "whose", "which", "where"})
"""Question words that ask for a name."""
_ASKS_WHETHER = re.compile(
    r"(?i)^\s*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|may|must"
    r"|should|shall)\b|\b(?:if|whether|any)\b"
)
_RETRACTION = re.compile(
    r"(?i)\b(?:(?:is|was|are|were) (?:false|incorrect|wrong|mistaken|untrue|not true"
    r"|not correct)|mistakenly|misconception|a myth|contrary to|correction:)(?!\w)"
)
_RETRACTION_HAS: Final = (
    *("false", "correct", "wrong", "mistaken", "true", "misconception", "a myth"),
    "contrary to",
)


class Statement(NamedTuple):
    text: str
    words: Sequence[Word]
    """Those that carry meaning."""
    lines: int
    """How many lines of a list it announces and includes."""
    whole: str
    """The sentence it is a part of, where semicolons cut one."""
    stems: Sequence[str]
    """Of its words, in order."""


class Said:
    """What a reply says, bounded: of a long one its two ends."""

    def __init__(self, text: str, question: str = "") -> None:
        """Take the question along: what speaks of it tells more."""
        ends = (text[:MAX_CHARS], text[-MAX_CHARS:])
        self.text = text if len(text) <= 2 * MAX_CHARS else "\n".join(ends)
        self.question = question = question[:MAX_CHARS]
        self.questions, self.asked = _asked(question)
        self.sentences = sentences(self.text)
        self.statements = _statements(self.text, self.sentences)
        self.ends = [*self.statements[:1], *self.statements[1:][-1:]]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(one for s in self.statements for one in s.stems)

    @cached_property
    def verdicts(self) -> list[Statement]:
        """What it calls its answer or concludes, the last first."""
        concluded = [text for text in reversed(self.sentences) if concludes(text)]
        return [_statement(text) for text in (*labelled(self.sentences), *concluded)]

    @cached_property
    def about(self) -> list[Statement]:
        """What speaks of the question: has half the stems of a sentence of it."""
        return [
            s
            for s in self.statements
            if any(_about(s, part) for part in self.questions)
        ]

    def speaking_of(self, stems: frozenset[str]) -> list[Statement]:
        return [s for s in self.statements if _about(s, stems)]

    @property
    def tiers(self) -> list[list[Statement]]:
        """Its claims, the most trusted first."""
        return [self.verdicts[:1], self.about, self.ends]

    def answers(self, statement: Statement) -> bool:
        """Tell whether a statement speaks of the question and adds something to it."""
        return statement in self.about and not self.asked.issuperset(statement.stems)

    def repeats_question(self, statement: Statement) -> bool:
        """Tell whether it has nearly all words of the question, and some of its own."""
        told = set(statement.stems)
        return bool(told - self.asked) and any(
            len(part) > 1 and len(part & told) >= _NEARLY_ALL * len(part)
            for part in self.questions
        )

    def answers_anew(self, statement: Statement) -> bool:
        """Tell whether it repeats the question, denies nothing of it, and goes on."""
        return self.repeats_question(statement) and not self.denies_question(statement)

    def denies_question(self, statement: Statement) -> bool:
        """Tell whether it denies words that the question takes for granted."""
        denied = {word.stem for word in statement.words if word.footing == "denied"}
        return bool(denied) and not denied.isdisjoint(self.granted)

    @cached_property
    def granted(self) -> frozenset[str]:
        """What the question says without asking whether it is so, or denying it."""
        if _ASKS_WHETHER.search(self.question):
            return frozenset()
        words = read_words(self.question)
        if any(word.footing == "denied" for word in words):
            return frozenset()
        return frozenset(word.stem for word in words)

    @cached_property
    def retracts(self) -> bool:
        """Whether it calls something it said, or others say, untrue."""
        may = has_any(self.text, _RETRACTION_HAS)
        return may and _RETRACTION.search(self.text) is not None

    @cached_property
    def claimed(self) -> list[Statement]:
        return [*self.verdicts, *self.about, *self.ends]


@lru_cache(maxsize=512)
def _asked(question: str) -> tuple[Sequence[frozenset[str]], frozenset[str]]:
    """Return the stems of each sentence of a question, and of all."""
    parts = [frozenset(stems(part)) for part in sentences(question)]
    return parts, frozenset[str]().union(*parts)


def _about(statement: Statement, asked: frozenset[str]) -> bool:
    shared = len(asked.intersection(statement.stems))
    return shared > 0 and shared >= _HALF * len(asked)


def _statements(text: str, sentences: Sequence[str]) -> list[Statement]:
    """Return sentences; one that announces a list has the items of the list too."""
    listed = dict(_listings(text)) if "\n" in text else {}
    return [
        _statement(part, listed.get(part, ()), sentence)
        for sentence in sentences
        for part in sentence.split("; ")
    ]


def _statement(
    text: str, items: tuple[str, ...] = (), sentence: str | None = None
) -> Statement:
    whole, words = sentence or text, read_words(text)
    if items:
        words = [*words, *(word for line in items for word in read_words(line))]
        text = "\n".join((text, *items))
    return Statement(text, words, len(items), whole, [word.stem for word in words])


def _listings(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each sentence that announces a list, with the items."""
    for found in _LISTING.finditer(text):
        before = sentences(
            text[max(0, found.start() - _LEAD_CHARS) : found.start() + 1]
        )
        if before:
            lines = sentences(found[1])
            yield before[-1], tuple(line[:_ITEM_CHARS] for line in lines)


def directions(words: Iterable[Word]) -> dict[str, frozenset[bool]]:
    """Return the sides of each axis some words touch; a denied word is its opposite."""
    found: dict[str, set[bool]] = {}
    for word in words:
        for axis, side in _sides(word.stem):
            turned = {not one for one in side} if word.footing == "denied" else side
            found.setdefault(axis, set()).update(turned)
    return {axis: frozenset(side) for axis, side in found.items()}


@lru_cache(maxsize=16_384)  # most words are on none, which is soon told
def _sides(stem: str) -> Collection[tuple[str, frozenset[bool]]]:
    return tuple(sides([stem]).items())


def asks_person(question: str) -> bool:
    return question_word(question) in {"who", "whom", "whose"}


@lru_cache(maxsize=4096)
def question_word(question: str) -> str | None:
    """Return the first word by which a question asks: "who", "how", "which", ..."""
    found = _QUESTION_WORD.search(question)
    return found.group().casefold() if found else None
