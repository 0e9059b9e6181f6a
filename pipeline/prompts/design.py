"""Which prompts are wanted: controls, and lengths by depths, for whom together."""

from collections.abc import Iterator, Sequence

from pipeline.records import Condition, Question, content_id
from pipeline.settings import DepthDesign


def in_seeded_order(questions: Sequence[Question], seed: int) -> list[Question]:
    return sorted(questions, key=lambda q: content_id(seed, q.id))


def bare_controls(
    question: Question, controls: Sequence[Condition]
) -> Iterator[Condition]:
    """Yield the controls without a context.

    Without an answer there is no gold to show: `gold-only` needs one.
    """
    for control in (Condition.CLOSED_BOOK, Condition.GOLD_ONLY):
        if control in controls and (
            question.answerable or control is Condition.CLOSED_BOOK
        ):
            yield control


def conditions_in_context(
    question: Question, controls: Sequence[Condition]
) -> Iterator[Condition]:
    yield Condition.CONTEXT
    if question.answerable and Condition.GOLD_REMOVED in controls:
        yield Condition.GOLD_REMOVED


def depths_of(
    place: int, rung: int, depths: Sequence[float], design: DepthDesign
) -> Sequence[float]:
    """Return the depths of the question at `place` for the length at `rung`.

    Latin square: one depth a length, moving on by one with each question and each
    length, so that depth and length are independent at 1/len(depths) of the calls.
    """
    if design is DepthDesign.FULL:
        return [*depths[place % len(depths) :], *depths[: place % len(depths)]]
    return [depths[(place + rung) % len(depths)]]
