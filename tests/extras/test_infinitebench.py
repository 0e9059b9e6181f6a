"""InfiniteBench's score of summaries, which a library defines; an extra, `metrics`."""

from typing import Any

import pytest

from tests.score.metrics.scoring import score

pytest.importorskip("rouge_score")


def summary(reply: str, *golds: str, **further: Any) -> float:
    return score("infinitebench_longbook_sum_eng", reply, *golds, **further)


def test_a_summary_is_compared_by_lines_and_without_stems() -> None:
    assert summary("The kite flew home", "the kite flew home.") == 1
    assert summary("kites", "kite") == 0
    assert summary("far away\nthe kite", "the kite\nfar away") == 1
    assert summary("far away the kite", "the kite far away") == pytest.approx(0.5)
    assert summary("\u738b", "\u738b") == 0


def test_the_best_of_several_summaries_counts() -> None:
    assert summary("kite", "dog", "kite") == 1
    assert summary("kite", ground_truth=["dog", "kite"]) == 1
    assert summary("kite", ground_truth="kite") == 1
