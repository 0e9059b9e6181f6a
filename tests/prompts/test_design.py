"""The Latin square balances depth over questions and lengths."""

from collections import Counter

from pipeline.prompts.design import controls_of, depths_of
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
    assert depths_of(4, 1, DEPTHS, DepthDesign.FULL) == DEPTHS


def test_an_unanswerable_question_has_no_gold_to_show() -> None:
    controls = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY)
    nothing = question(answer_type="unanswerable", answers=())

    assert [c.condition for c in controls_of(question(), controls)] == list(controls)
    assert [c.condition for c in controls_of(nothing, controls)] == [
        Condition.CLOSED_BOOK
    ]
