"""Agreement with people, against figures worked out by hand."""

import pytest

from pipeline.records import Verdict
from pipeline.report.agreement import Pair, agreement

YES, NO, NONE = Verdict.CORRECT, Verdict.INCORRECT, Verdict.ABSTAINED
PAIRS: list[Pair] = [
    *[(YES, YES)] * 40,
    *[(YES, NO)] * 8,
    *[(YES, None)] * 2,
    *[(NO, YES)] * 6,
    *[(NO, NO)] * 30,
    *[(NONE, NONE)] * 9,
    *[(NONE, YES)] * 1,
    *[(NONE, NO)] * 6,
]


def test_the_rates_of_a_judge() -> None:
    found = agreement(PAIRS)

    assert found.labels == 102
    assert (found.judged.hits, found.judged.of) == (100, 102)
    assert (found.agreed.hits, found.agreed.of) == (79, 100)
    assert (found.sensitivity.hits, found.sensitivity.of) == (40, 48)
    assert (found.specificity.hits, found.specificity.of) == (45, 52)
    assert (found.false_accepts.hits, found.false_accepts.of) == (6, 36)
    assert [row.none for row in found.confusion] == [2, 0, 0]
    # chance: 48 47 + 36 44 + 16 9 of 100^2 = 0.3984
    assert found.kappa == pytest.approx((0.79 - 0.3984) / (1 - 0.3984))


def test_one_that_accepts_everything_shows_as_such() -> None:
    found = agreement([(human, YES) for human, _ in PAIRS])

    assert found.sensitivity.share == 1
    assert found.specificity.share == 0
    assert found.false_accepts.share == 1
    assert found.kappa == pytest.approx(0)


def test_nothing_has_no_rate() -> None:
    empty = agreement([])

    assert empty.agreed.share is None
    assert empty.kappa is None
    assert agreement([(YES, YES)] * 3).kappa is None
    assert agreement([(YES, None)]).kappa is None
