"""Worlds of documents, questions and answers whose truth is known.

On the logit a document and a question each add a normal effect of their own, two models
on the same question share most of it: accuracies then differ between documents and
between questions as they do in real sets, and every mean has a truth by quadrature.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from benchmarks.coverage.band import Dice
from pipeline.statistics.estimates import Codes, Floats

OF_DOCUMENT: Final = 1.0
"""Standard deviation between documents, on the logit."""
OF_QUESTION: Final = 1.5
OF_MODEL: Final = 0.7
"""Of what is one model's own, for a document and again for a question."""
LARGE: Final = 0.4
"""Share of the questions that one large document holds."""
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(80)
_FARTHEST: Final = 30.0


@dataclass(frozen=True)
class Design:
    """How many questions each document holds."""

    kind: str
    sizes: tuple[int, ...]
    marked: bool = False
    """The report marks its numbers as resting on few documents: no band is promised."""

    @cached_property
    def clusters(self) -> Codes:
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @property
    def questions(self) -> int:
        return sum(self.sizes)

    def __str__(self) -> str:
        return f"{self.questions} on {len(self.sizes)} documents"


def even(documents: int, each: int) -> Design:
    kind = "documents of one size" if each > 1 else "one question a document"
    return Design(kind, (each,) * documents)


def few(documents: int, each: int) -> Design:
    """Return a design of fewer documents than a number is left unmarked from."""
    return Design(f"{documents} documents", (each,) * documents, marked=True)


def one_large(documents: int, questions: int) -> Design:
    """Return a design of which one document holds 40 % of the questions."""
    large = round(LARGE * questions)
    each, more = divmod(questions - large, documents - 1)
    small = (each + (place < more) for place in range(documents - 1))
    return Design("one document with 40 %", (large, *small))


def harmonic(documents: int, questions: int) -> Design:
    """Return a design whose k-th document holds about 1/k of the first one's."""
    parts = [1 / place for place in range(1, documents + 1)]
    sizes = (max(1, round(questions * part / sum(parts))) for part in parts)
    return Design("sizes as 1, 1/2, 1/3 ...", tuple(sizes))


def average(of: Callable[[Floats], Floats], centre: float, spread: float) -> float:
    """Return the mean of a function of the chance to be right."""
    chance: Floats = expit(centre + spread * _NODES)
    return float(np.average(of(chance), weights=_WEIGHTS))


@cache
def centre(share: float, spread: float) -> float:
    """Return the logit centre at which the mean accuracy is `share`."""

    def off(middle: float) -> float:
        return average(lambda chance: chance, middle, spread) - share

    return float(brentq(off, -_FARTHEST, _FARTHEST))


def effects(
    dice: Dice, runs: int, design: Design, *, document: float, question: float
) -> Floats:
    """Return what each question's document and itself add: runs x questions."""
    of_documents = dice.normal(0, document, (runs, len(design.sizes)))
    each = dice.normal(0, question, (runs, design.questions))
    return of_documents[:, design.clusters] + each


def answers(dice: Dice, logits: Floats, repeats: int) -> Codes:
    """Return how many of the repeats are right."""
    return dice.binomial(repeats, expit(logits)).astype(np.intp)


class Models:
    """Models on the same questions: what they share, and what is each one's own."""

    def __init__(self, dice: Dice, runs: int, design: Design) -> None:
        self._dice, self._runs, self._design = dice, runs, design
        self._shared = effects(
            dice, runs, design, document=OF_DOCUMENT, question=OF_QUESTION
        )

    def answers(self, share: float, repeats: int) -> Floats:
        """Return one more model's question means, of which the truth is `share`."""
        return self.in_turn((share,), repeats)[0]

    def in_turn(self, shares: tuple[float, ...], repeats: int) -> list[Floats]:
        """Return one more model's question means under each of several conditions."""
        own = effects(
            self._dice, self._runs, self._design, document=OF_MODEL, question=OF_MODEL
        )
        logits = self._shared + own
        return [
            answers(self._dice, centre(share, _ALL) + logits, repeats) / repeats
            for share in shares
        ]


_ALL: Final = float(np.sqrt(OF_DOCUMENT**2 + OF_QUESTION**2 + 2 * OF_MODEL**2))

SINGLE: Final = (even(20, 1), even(50, 1), even(100, 1), even(200, 1))
EVEN: Final = (
    even(10, 2),
    even(10, 5),
    even(20, 5),
    even(8, 25),
    even(12, 15),
    even(20, 10),
)
UNEVEN: Final = (
    *(one_large(10, 50), one_large(20, 100), one_large(40, 200)),
    *(harmonic(10, 50), harmonic(20, 100), harmonic(40, 200)),
)
FEW: Final = (few(5, 10), few(5, 50))
DESIGNS: Final = (*SINGLE, *EVEN, *UNEVEN, *FEW)
