"""What a bench is made of in a test, and how each of its calls ends."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from random import Random

from pipeline.records import (
    AnswerType,
    Condition,
    Distractors,
    Outcome,
    Placement,
    Prompt,
    Question,
    Verdict,
)


@dataclass(frozen=True)
class Ended:
    """How a call ends; `outcome` None is a call that was never made."""

    outcome: Outcome | None = Outcome.ANSWERED
    verdict: Verdict | None = Verdict.CORRECT
    seconds: float = 1.0
    limit_s: float | None = None
    error: str = "timeout"
    """Of a call that failed."""
    attempts: int = 1
    answer: str = "About 7 million, <b>I think</b> | or so"


@dataclass(frozen=True)
class Asked:
    """One call, as the function that ends it sees it."""

    model: str
    question: Question
    prompt: Prompt
    repeat: int
    dice: Random

    @property
    def condition(self) -> Condition:
        return self.prompt.condition

    @property
    def length(self) -> int | None:
        return self.prompt.length


Ending = Callable[[Asked], Ended]


@dataclass(frozen=True)
class Design:
    models: tuple[str, ...] = ("baseline/bm25", "north/aurora-2", "south/cirrus-mini")
    documents: int = 12
    questions: int = 5
    """Of each document."""
    unanswerable: int = 6
    lengths: tuple[int, ...] = (4_000, 16_000, 64_000)
    depths: tuple[float, ...] = (0.1, 0.5, 0.9)
    controls: tuple[Condition, ...] = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    placements: tuple[Placement, ...] = (Placement.AFTER,)
    distractors: tuple[Distractors, ...] = (Distractors.RANDOM,)
    repeats: int = 1
    over_window: tuple[tuple[str, int], ...] = ()
    """Lengths from which a model's window is too small."""
    question_text: str = "What did document {document} cost in year {year}?"
    answer_types: tuple[AnswerType, ...] = (AnswerType.NUMBER,)
    """Of the questions of each document, over and over."""
    settings: str = '{"corpus": "/home/somebody/contracts", "seed": 2026}'
    run: str = "contracts-2026"


def plain_ending(asked: Asked) -> Ended:
    """Skill falls with length, a little failing, and times that grow with length."""
    skill = {"baseline/bm25": 0.3, "north/aurora-2": 2.2}.get(asked.model, 1.0)
    lean = Random(f"{asked.question.id}").gauss(0, 1)
    length = (asked.length or 2_000) / 64_000
    slope = 0.3 if asked.model == "north/aurora-2" else 2.0
    score = skill + lean - slope * length
    if asked.condition is Condition.CLOSED_BOOK:
        score -= 5
    seconds = (0.02 if asked.model == "baseline/bm25" else 4.0) * (0.5 + length)
    seconds *= exp(asked.dice.gauss(0, 0.4))
    if asked.dice.random() < 0.02:
        return Ended(Outcome.FAILED, None, seconds, limit_s=30.0)
    if not asked.question.answerable or asked.condition is Condition.GOLD_REMOVED:
        right = asked.dice.random() < 0.6
        return Ended(
            verdict=Verdict.CORRECT if right else Verdict.INCORRECT, seconds=seconds
        )
    wrong = Verdict.ABSTAINED if asked.dice.random() < 0.3 else Verdict.INCORRECT
    right = asked.dice.random() < 1 / (1 + exp(-score))
    return Ended(verdict=Verdict.CORRECT if right else wrong, seconds=seconds)
