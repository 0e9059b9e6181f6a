"""A reply as statements: its sentences, and which of them are its claims."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.score.claims import MAX_CHARS, claims, sentences
from pipeline.values.wording import Word, read_words

_BULLET = re.compile(r"[-*\u2022\u2023\u00b7|]+\s|\(?\d{1,2}[.)]\s|\*\*")
_LISTED: Final = 40
"""Lines of a list that belong to the sentence before it."""
_HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    text: str
    words: Sequence[Word]
    """Those that carry meaning."""
    lines: int
    """How many lines of a list it announces and includes."""

    @property
    def stems(self) -> list[str]:
        return [word.stem for word in self.words]


class Said:
    """What a reply says, bounded: of a long one its two ends."""

    def __init__(self, text: str, asked: Collection[str] = ()) -> None:
        """Take the stems of the question along: what speaks of it tells more."""
        ends = (text[:MAX_CHARS], text[-MAX_CHARS:])
        self.text = text if len(text) <= 2 * MAX_CHARS else "\n".join(ends)
        self.asked = frozenset(asked)

    @cached_property
    def statements(self) -> list[Statement]:
        return list(_statements(sentences(self.text)))

    @cached_property
    def words(self) -> list[Word]:
        return [word for statement in self.statements for word in statement.words]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)

    @cached_property
    def verdicts(self) -> list[Statement]:
        """What it calls its answer or concludes, the last first."""
        return [
            Statement(claim.text, read_words(claim.text), 0)
            for claim in claims(self.text)
            if claim.strength in {"labelled", "concluded"}
        ]

    @cached_property
    def about(self) -> list[Statement]:
        """What speaks of the question: has half the stems asked for."""
        return [s for s in self.statements if _about(s, self.asked)]

    @cached_property
    def tiers(self) -> list[list[Statement]]:
        """Its claims, the most trusted first."""
        ends = self.statements[:1] + self.statements[1:][-1:]
        return [self.verdicts[:1], self.about, ends]

    @cached_property
    def claimed(self) -> list[Statement]:
        return [*self.verdicts, *self.about, *self.tiers[-1]]


def _about(statement: Statement, asked: Collection[str]) -> bool:
    shared = len(set(statement.stems).intersection(asked))
    return shared > 0 and shared >= _HALF * len(asked)


def _statements(lines: Sequence[str]) -> Iterator[Statement]:
    at = 0
    while at < len(lines):
        end = at + 1
        if lines[at].endswith(":"):
            while end < min(len(lines), at + _LISTED) and _BULLET.match(lines[end]):
                end += 1
        text = "\n".join(lines[at:end])
        words = [word for line in lines[at:end] for word in read_words(line)]
        yield Statement(text, words, end - at - 1)
        at = end
