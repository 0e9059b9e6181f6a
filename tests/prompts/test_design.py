"""The Latin square balances depth over questions and lengths."""

from collections import Counter

from pipeline.prompts.design import (
    bare_controls,
    conditions_in_context,
    depths_of,
)
from pipeline.records import Condition
from pipeline.settings import DepthDesign
from tests.prompts.test_render import question

DEPTHS = (0.1, 0.5, 0.9)


def test_each_depth_comes_equally_often_at_every_length() -> None:
    for rung in range(4):
        seen = [depths_of(i, rung, DEPTHS, DepthDesign.LATIN) for i in range(30)]

        assert Counter(depth for one in seen for depth in one) == dict.fromkeys(
            DEPTHS, 10
        )


def test_a_question_meets_other_depths_at_other_lengths() -> None:
    seen = [depths_of(4, rung, DEPTHS, DepthDesign.LATIN)[0] for rung in range(3)]

    assert sorted(seen) == sorted(DEPTHS)


def test_full_crossing_asks_every_depth() -> None:
    assert sorted(depths_of(4, 1, DEPTHS, DepthDesign.FULL)) == list(DEPTHS)


def test_questions_with_one_context_stand_at_different_depths_in_it() -> None:
    for design in DepthDesign:
        turns = [depths_of(turn, 2, DEPTHS, design) for turn in (5, 6, 7)]

        for together in zip(*turns, strict=True):
            assert sorted(together) == list(DEPTHS)


def test_an_unanswerable_question_has_no_gold_to_show_or_to_remove() -> None:
    controls = (*Condition,)
    nothing = question(answer_type="unanswerable", answers=())

    assert [*bare_controls(question(), controls)] == [
        *(Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    ]
    assert [*bare_controls(nothing, controls)] == [Condition.CLOSED_BOOK]
    assert [*conditions_in_context(question(), controls)] == [
        *(Condition.CONTEXT, Condition.GOLD_REMOVED)
    ]
    assert [*conditions_in_context(nothing, controls)] == [Condition.CONTEXT]


def test_only_the_controls_that_are_asked_for_come() -> None:
    assert [*bare_controls(question(), ())] == []
    assert [*conditions_in_context(question(), ())] == [Condition.CONTEXT]
