"""A seeded source of chance in; headings, sentences and tables that read like text out.

Few words are frequent and many are rare, as in any language (Zipf's law), so that a
tokenizer, an index and a search for near-duplicates meet what they meet in documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final, Literal, NamedTuple

_SENTENCES: Final = 20_000
_ENDINGS: Final = ("", "s", "ed", "ing", "er", "ment")
_FREQUENT, _STEMS = (
    part.split()
    for part in Path(__file__).with_name("words.txt").read_text("utf-8").split("\n\n")
)
_WORDS: Final = [*_FREQUENT, *(s + ending for ending in _ENDINGS for s in _STEMS)]
_WEIGHTS: Final = list(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))


class Block(NamedTuple):
    """A piece of a document: its rows hold one cell each, except in a table."""

    kind: Literal["heading", "text", "table"]
    rows: list[list[str]]

    @property
    def text(self) -> str:
        return self.rows[0][0]


@dataclass(frozen=True, slots=True)
class Prose:
    """Text by chance; two of the same seed say the same."""

    chance: Random

    def blocks(self, size: int) -> Iterator[Block]:
        """Yield about `size` characters: headings with paragraphs and tables below."""
        written = number = 0
        while written < size:
            block = self._block(number)
            written += sum(len(cell) for row in block.rows for cell in row)
            number += 1
            yield block

    def _block(self, number: int) -> Block:
        if number % 8 == 0:
            return Block("heading", [[f"{number // 8 + 1} {self.title()}"]])
        if number % 8 == 5:  # noqa: PLR2004  # one table in each section
            return Block("table", self.table(self.chance.randint(4, 12)))
        return Block("text", [[self.paragraph()]])

    def title(self) -> str:
        return " ".join(self.chance.choices(_STEMS, k=3)).capitalize()

    def paragraph(self) -> str:
        number = self.chance.randint(2, 7)
        said = self.chance.choices(_sentences(), k=number)
        return " ".join([*said, f"That makes {self.chance.randrange(10**6):,} in all."])

    def table(self, rows: int) -> list[list[str]]:
        """Give a head of years, and rows of a name with its figures."""
        names = self.chance.choices(_STEMS, k=rows)
        figures = [[f"{self.chance.randrange(10**5):,}" for _ in "abc"] for _ in names]
        body = [[name, *row] for name, row in zip(names, figures, strict=True)]
        return [["Item", "2021", "2022", "2023"], *body]


@cache
def _sentences() -> list[str]:
    chance = Random(0)  # noqa: S311  # text, not a secret
    return [_sentence(chance) for _ in range(_SENTENCES)]


def _sentence(chance: Random) -> str:
    words = chance.choices(_WORDS, cum_weights=_WEIGHTS, k=chance.randint(6, 24))
    return " ".join(words).capitalize() + "."
