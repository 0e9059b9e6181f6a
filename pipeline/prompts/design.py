"""Which cells each question is asked in: controls, and lengths by depths."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.records import Condition, Question, content_id
from pipeline.settings import DepthDesign


class Cell(NamedTuple):
    condition: Condition
    length: int | None
    depth: float | None


def in_seeded_order(questions: Sequence[Question], seed: int) -> list[Question]:
    return sorted(questions, key=lambda q: content_id(seed, q.id))


def controls_of(question: Question, controls: Sequence[Condition]) -> Iterator[Cell]:
    """Without an answer there is no gold to show: `gold-only` needs one."""
    for control in controls:
        if question.answerable or control is not Condition.GOLD_ONLY:
            yield Cell(control, None, None)


def depths_of(
    place: int, rung: int, depths: Sequence[float], design: DepthDesign
) -> Sequence[float]:
    """Return the depths of the question at `place` for the length at `rung`.

    Latin square: one depth a length, moving on by one with each question and each
    length, so that depth and length are independent at 1/len(depths) of the calls.
    """
    if design is DepthDesign.FULL:
        return depths
    return [depths[(place + rung) % len(depths)]]
