"""Six outcomes, of which each call has exactly one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.contents import Ending
from pipeline.report.endings import endings
from pipeline.report.frame import Frame
from tests.report.tallies import COUNTS, one, tally

ENDED = sorted(set(COUNTS) - {"pending", "over_window", "unscored"})


@pytest.mark.parametrize(
    ("outcome", "ending"),
    [
        ("correct", Ending.CORRECT),
        ("incorrect", Ending.WRONG),
        ("abstained", Ending.ABSTAINED),
        ("declined", Ending.REFUSED),
        ("refused", Ending.REFUSED),
        ("filtered", Ending.REFUSED),
        ("truncated", Ending.UNREADABLE),
        ("malformed", Ending.UNREADABLE),
        ("failed", Ending.FAILED),
    ],
)
def test_each_outcome_is_one_ending(outcome: str, ending: Ending) -> None:
    found = endings(Frame.of([tally("q", **one(outcome, 2))]))

    assert [share.ending for share in found] == list(Ending)
    shares = {row.ending: row.share and row.share.estimate for row in found}
    assert shares == {each: float(each is ending) for each in Ending}


def test_shares_are_over_questions_and_hold_their_calls() -> None:
    context = Frame.of(
        [tally("a", correct=9, failed=1), tally("b", incorrect=1), tally("c", failed=1)]
    )

    found = {row.ending: row.share for row in endings(context)}

    failed = found[Ending.FAILED]
    assert failed is not None
    assert failed.estimate == pytest.approx((0.1 + 0 + 1) / 3, abs=1e-6)
    assert (failed.hits, failed.calls, failed.n) == (2, 12, 3)


@given(
    st.lists(
        st.dictionaries(st.sampled_from(COUNTS), st.integers(0, 3)),
        min_size=1,
        max_size=5,
    )
)
def test_they_add_up_to_all_calls_that_count(counts: list[dict[str, Any]]) -> None:
    rows = [tally(f"q{place}", **some) for place, some in enumerate(counts)]
    context = Frame.of(rows)

    found = [row.share for row in endings(context)]

    counted = sum(some.get(name, 0) for some in counts for name in ENDED)
    assert (found == []) == (counted == 0)
    if counted:
        assert sum(share.estimate for share in found if share) == pytest.approx(
            1, abs=1e-5
        )
        assert sum(share.hits or 0 for share in found if share) == counted


def test_nothing_ended_is_no_share_of_0() -> None:
    assert endings(Frame.of([])) == ()
    assert endings(Frame.of([tally("q", pending=3, unscored=1)])) == ()
