"""Middle minus ends: one contrast, declared before the run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.statistics.depths import Spot, middle_minus_ends
from pipeline.statistics.estimates import t_quantile

FIVE = (0.0, 0.25, 0.5, 0.75, 1.0)
spots = st.dictionaries(
    st.sampled_from((*FIVE, 1 / 3, 2 / 3)),
    st.dictionaries(st.integers(0, 11), st.sampled_from([0.0, 0.5, 1.0]), min_size=1),
)


def spot(depth: float, values: dict[int, float], per_document: int = 2) -> Spot:
    questions = np.array(list(values), dtype=np.intp)
    found = np.array(list(values.values()), dtype=np.float64)
    return Spot(depth, questions, found, questions // per_document)


def test_every_question_everywhere_is_compared_with_itself() -> None:
    dice = np.random.default_rng(2)
    values = dice.integers(0, 2, (5, 30)).astype(float)
    own = values[2] - (values[:2].mean(axis=0) + values[3:].mean(axis=0)) / 2
    sums = (own - own.mean()).reshape(15, 2).sum(axis=1)
    se = np.sqrt(15 / 14 * (sums**2).sum()) / 30

    found = middle_minus_ends(
        [
            spot(at, {place: float(values[rung, place]) for place in range(30)})
            for rung, at in enumerate(FIVE)
        ]
    )

    assert found is not None
    assert found.estimate == pytest.approx(own.mean(), abs=1e-6)
    assert found.lo == pytest.approx(own.mean() - t_quantile(15, 0.975) * se, abs=1e-5)
    assert found.hi == pytest.approx(own.mean() + t_quantile(15, 0.975) * se, abs=1e-5)
    assert (found.n, found.documents) == (30, 15)
    assert found.method == "depth-cluster-t@1"


def test_thirds_weigh_the_same_whatever_the_number_of_their_depths() -> None:
    ends = {0.0: 0.9, 0.1: 0.9, 0.2: 0.9, 0.5: 0.3, 1.0: 0.5}

    found = middle_minus_ends(
        [spot(at, dict.fromkeys(range(20), value)) for at, value in ends.items()]
    )

    assert found is not None
    assert found.estimate == pytest.approx(0.3 - (0.9 + 0.5) / 2)


def test_a_third_and_two_thirds_stand_in_the_middle() -> None:
    values = {0.0: 1.0, 1 / 3: 0.0, 2 / 3: 0.0, 1.0: 1.0}

    found = middle_minus_ends(
        [spot(at, dict.fromkeys(range(20), value)) for at, value in values.items()]
    )

    assert found is not None
    assert found.estimate == -1


def test_questions_that_met_one_depth_each_are_compared_over_documents() -> None:
    # A square: of a document's three questions one stood in each third.
    rows = {
        depth: {3 * document + at: value for document in range(12)}
        for at, (depth, value) in enumerate({0.0: 0.8, 0.5: 0.4, 1.0: 0.6}.items())
    }

    found = middle_minus_ends([spot(at, values, 3) for at, values in rows.items()])

    assert found is not None
    assert found.estimate == pytest.approx(-0.3)
    assert (found.n, found.documents) == (12, 12)


@pytest.mark.parametrize("depths", [(), (0.5,), (0.0, 0.5), (0.0, 1.0), (0.5, 1.0)])
def test_a_third_without_a_question_leaves_no_contrast(depths: tuple[float]) -> None:
    assert middle_minus_ends([spot(at, {0: 1.0}) for at in depths]) is None


@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("questions", [1, 40])
def test_the_same_everywhere_still_has_an_interval(
    value: float, questions: int
) -> None:
    found = middle_minus_ends(
        [spot(at, dict.fromkeys(range(questions), value)) for at in FIVE]
    )

    assert found is not None
    assert found.estimate == 0
    assert found.lo < 0 < found.hi
    assert found.method == "depth-pseudo-cluster@1"


def test_pseudo_documents_weigh_the_root_of_a_document() -> None:
    # Twelve documents of 16: two of 4 questions join, each .02 off 200 in a third.
    found = middle_minus_ends(
        [spot(at, dict.fromkeys(range(192), 1.0), 16) for at in FIVE]
    )

    assert found is not None
    assert 0.05 < found.hi == -found.lo < 0.08


def test_a_depth_without_questions_is_no_depth() -> None:
    empty = spot(0.4, {})
    rows = [spot(at, {0: 1.0, 2: 0.0, 4: 1.0}) for at in FIVE]

    assert middle_minus_ends([*rows, empty]) == middle_minus_ends(rows)


@given(spots)
def test_a_contrast_lies_in_its_interval(rows: dict[float, dict[int, float]]) -> None:
    found = middle_minus_ends([spot(at, values) for at, values in rows.items()])

    if found is not None:
        assert -1 <= found.lo <= found.estimate <= found.hi <= 1
        assert found.lo < found.hi
