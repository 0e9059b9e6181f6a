"""A made-up run, answer by answer: four models and a search over 52 documents.

Nothing in it was measured. `sample.py` makes a report of it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.records import AnswerType
from pipeline.report.contents import Outcomes
from pipeline.statistics.estimates import Codes, Estimate, Floats
from pipeline.statistics.proportions import Calls, proportion, share_of_all

LENGTHS: Final = (4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000)
WORKING: Final = LENGTHS[2:6]
DEPTHS: Final = (0.1, 0.3, 0.5, 0.7, 0.9)
DOCUMENTS: Final = 52
QUESTIONS: Final = 208
UNANSWERABLE: Final = 12
LIMIT_S: Final = 120.0
REPEATS: Final = 3
"""One at the longest length."""
NAMES: Final = ("aurora", "boreal", "cirrus", "delta", "bm25")
MODELS: Final = {
    "aurora": "north/aurora-2",
    "boreal": "south/boreal-pro",
    "cirrus": "west/cirrus-mini",
    "delta": "east/delta-7b",
    "bm25": "baseline/bm25",
}
SKILL: Final = {
    "aurora": (0.93, 0.92, 0.91, 0.90, 0.89, 0.88, 0.80),
    "boreal": (0.94, 0.93, 0.92, 0.90, 0.88, 0.84, 0.70),
    "cirrus": (0.88, 0.84, 0.77, 0.68, 0.58, 0.47, 0.36),
    "delta": (0.80, 0.75, 0.64, 0.50, 0.38),
    "bm25": (0.55, 0.48, 0.40, 0.33, 0.27, 0.22, 0.18),
}
SAG: Final = {"cirrus": 0.12, "boreal": 0.03}
"""What evidence in the middle costs."""
TAIL: Final = {"aurora": 0.015, "cirrus": 0.01}
"""Calls that take six times as long."""
CODES: Final = (
    *("correct", "incorrect", "abstained", "declined", "malformed", "unscored"),
    *("truncated", "refused", "filtered", "failed", "pending", "over_window"),
)
NOT_PLANNED: Final = -1
_FAULTS: Final = {
    "aurora": (52, 36, 1, 2, 0, 1, 1, 0, 7),
    "boreal": (76, 14, 1, 1, 0, 1, 1, 0, 6),
    "cirrus": (72, 18, 1, 4, 0, 2, 0, 1, 2),
    "delta": (78, 8, 0, 8, 0, 4, 0, 0, 2),
    "bm25": (62, 38, 0, 0, 0, 0, 0, 0, 0),
}
"""How calls that are not correct ended: weights of `CODES[1:10]`."""
TYPES: Final = tuple(
    (AnswerType.NUMBER, AnswerType.NUMBER, AnswerType.DATE, AnswerType.TEXT)[n % 4]
    if n % 8
    else AnswerType.BOOLEAN
    for n in range(QUESTIONS)
)
CLUSTERS: Final[Codes] = np.arange(QUESTIONS, dtype=np.intp) // 4
DEPTH_AT: Final[npt.NDArray[np.intp]] = (
    np.arange(QUESTIONS)[:, None] + np.arange(len(LENGTHS))[None, :]
) % len(DEPTHS)
"""Of each question at each length: a Latin square."""

Endings = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class World:
    """How the calls of one model ended, as codes of `CODES`: questions come first."""

    context: Endings
    """Questions, lengths, repeats."""
    removed: Endings
    """The same without the evidence, once."""
    closed_book: Endings
    gold_only: Endings
    unanswerable: Endings
    seconds: Floats
    """Of every call in context."""


@cache
def world(name: str) -> World:
    dice = np.random.default_rng(list(name.encode()))
    shared = np.random.default_rng(8)
    lean = shared.normal(0, 0.6, DOCUMENTS)[CLUSTERS]
    lean = lean + shared.normal(0, 1.0, QUESTIONS)
    own = dice.normal(0, 2.5, QUESTIONS)[:, None]
    skill = np.zeros(len(LENGTHS))
    skill[: len(SKILL[name])] = SKILL[name]
    middle = 1 - np.abs(DEPTH_AT - 2) / 2
    aim = np.clip(skill[None, :] - SAG.get(name, 0) * middle, 0.01, 0.99)
    chance = _logistic(2.0 * np.log(aim / (1 - aim)) + lean[:, None] + own)
    right = dice.random((QUESTIONS, len(LENGTHS), REPEATS)) < chance[..., None]
    context = _ended(name, right, dice)
    seconds = _seconds(name, context.shape, dice)
    context[seconds > LIMIT_S] = CODES.index("failed")
    context[:, -1, 1:] = NOT_PLANNED
    context[:, len(SKILL[name]) :, :1] = CODES.index("over_window")
    beyond = context[:, len(SKILL[name]) :, 1:]
    beyond[beyond != NOT_PLANNED] = CODES.index("over_window")
    hallucinates = {"aurora": 0.09, "boreal": 0.31, "cirrus": 0.35, "delta": 0.55}
    removed = _twins(context[..., :1], hallucinates.get(name, 0.4), dice)
    seen = (QUESTIONS, 1, REPEATS)
    known = {"aurora": 0.07, "boreal": 0.08}.get(name, 0.03)
    easy = _logistic(np.full(QUESTIONS, 3.2 if name != "bm25" else 1.0) + lean)
    return World(
        context=context,
        removed=removed,
        closed_book=_ended(name, dice.random(seen) < known, dice),
        gold_only=_ended(name, dice.random(seen) < easy[:, None, None], dice),
        unanswerable=_twins(context[:UNANSWERABLE], hallucinates.get(name, 0.4), dice),
        seconds=seconds,
    )


def counted(ended: Endings) -> Mask:
    away = [CODES.index(name) for name in ("unscored", "pending", "over_window")]
    return np.asarray((ended != NOT_PLANNED) & ~np.isin(ended, away))


def share(
    ended: Endings,
    names: Collection[str],
    *,
    clusters: Codes = CLUSTERS,
    of: Mask | None = None,
) -> Estimate | None:
    """Return the share of calls that ended so, over those that count."""
    means, mask = question_means(ended, names, of)
    calls = counted(ended) if of is None else of & counted(ended)
    hits = ended_as(ended, names) & calls
    made = Calls(hits=int(hits.sum()), calls=int(calls.sum()))
    return proportion(means[mask], clusters[: len(means)][mask], made)


def share_of_attempted(ended: Endings) -> Estimate | None:
    """Return right of right and wrong, over all such answers."""
    axes = tuple(range(1, ended.ndim))
    made = ended_as(ended, ("correct", "incorrect")).sum(axis=axes)
    right = ended_as(ended, ("correct",)).sum(axis=axes)
    some = made > 0
    return share_of_all(right[some], made[some], CLUSTERS[: len(made)][some])


def question_means(
    ended: Endings,
    names: Collection[str] = ("correct",),
    of: Mask | None = None,
) -> tuple[Floats, Mask]:
    """Return the share of each question, and which questions have one."""
    calls = counted(ended) if of is None else of & counted(ended)
    hits = ended_as(ended, names) & calls
    axes = tuple(range(1, ended.ndim))
    made = calls.sum(axis=axes)
    return hits.sum(axis=axes) / np.maximum(1, made), made > 0


def ended_as(ended: Endings, names: Collection[str]) -> Mask:
    codes = [CODES.index(name) for name in names]
    return np.asarray(np.isin(ended, codes))


def outcomes(*parts: Endings) -> Outcomes:
    every = np.concatenate([part.ravel() for part in parts])
    found = {name: int((every == code).sum()) for code, name in enumerate(CODES)}
    planned = int((every != NOT_PLANNED).sum())
    scored = sum(found[name] for name in CODES[:5])
    return Outcomes(
        **found,
        planned=planned,
        answered=scored + found["unscored"],
        for_reader=found["unscored"],
        missing=planned - found["over_window"] - scored - found["unscored"],
    )


def _logistic(score: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float64)


def _ended(name: str, right: Mask, dice: np.random.Generator) -> Endings:
    weights = np.array(_FAULTS[name], dtype=np.float64)
    faults = dice.choice(
        np.arange(1, 10), size=right.shape, p=weights / weights.sum()
    ).astype(np.int64)
    return np.where(right, 0, faults)


def _twins(context: Endings, wrong: float, dice: np.random.Generator) -> Endings:
    """Return contexts without an answer: 'correct' is to say so."""
    made = np.where(dice.random(context.shape) < wrong, CODES.index("incorrect"), 0)
    away = (context == NOT_PLANNED) | (context == CODES.index("over_window"))
    return np.where(away, context, made).astype(np.int64)


def _seconds(name: str, shape: tuple[int, ...], dice: np.random.Generator) -> Floats:
    pace = {"aurora": 9.0, "boreal": 5.6, "cirrus": 2.6, "delta": 2.1, "bm25": 0.02}
    slower = (np.array(LENGTHS) / 16_000) ** 0.45
    noise = np.exp(dice.normal(0, 0.35, shape))
    noise = noise * np.where(dice.random(shape) < TAIL.get(name, 0), 6, 1)
    return np.asarray(pace[name] * slower[None, :, None] * noise, dtype=np.float64)
