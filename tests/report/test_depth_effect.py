"""What the depth did: the declared contrast, and the depth with the lowest figure."""

import pytest

from pipeline.report.contents import Cell, Outcomes
from pipeline.report.depth_effect import depth_effect
from pipeline.report.frame import Frame
from pipeline.report.rows import Tally
from pipeline.report.shares import correct, share
from tests.report.tallies import tally

DEPTHS = (0.1, 0.5, 0.9)


def asked(depth: float, right: int, length: int = 4_000) -> list[Tally]:
    """Ask 30 questions at a depth, of which the first ones are right."""
    return [
        tally(
            f"q{place:02}",
            length=length,
            correct=int(place < right),
            incorrect=int(place >= right),
        ).model_copy(update={"depth": depth})
        for place in range(30)
    ]


def cells(context: Frame, depths: tuple[float, ...] = DEPTHS) -> list[Cell]:
    return [
        Cell(
            length=None,
            depth=depth,
            accuracy=share(context.only(depth=depth), correct),
            outcomes=Outcomes.of(Frame.of([])),
        )
        for depth in depths
    ]


def test_the_middle_is_held_against_the_ends() -> None:
    context = Frame.of([*asked(0.1, 30), *asked(0.5, 12), *asked(0.9, 24)])

    found = depth_effect(context, cells(context))

    assert found is not None
    assert found.middle_minus_ends is not None
    assert found.middle_minus_ends.estimate == pytest.approx(0.4 - (1 + 0.8) / 2)
    assert found.worst_depth == 0.5


def test_lengths_are_averaged_at_each_depth() -> None:
    context = Frame.of(
        [
            *(*asked(0.1, 30), *asked(0.1, 30, length=8_000)),
            *(*asked(0.5, 30), *asked(0.5, 0, length=8_000)),
            *(*asked(0.9, 30), *asked(0.9, 30, length=8_000)),
        ]
    )

    found = depth_effect(context, cells(context))

    assert found is not None
    assert found.middle_minus_ends is not None
    assert found.middle_minus_ends.estimate == -0.5
    assert found.middle_minus_ends.n == 30


def test_of_several_lowest_none_is_named_and_an_end_can_be_the_lowest() -> None:
    alike = Frame.of([row for depth in DEPTHS for row in asked(depth, 30)])
    ends = Frame.of([*asked(0.1, 20), *asked(0.5, 25), *asked(0.9, 20)])
    first = Frame.of([*asked(0.1, 19), *asked(0.5, 25), *asked(0.9, 20)])

    for context, lowest in ((alike, None), (ends, None), (first, 0.1)):
        found = depth_effect(context, cells(context)[::-1])
        assert found is not None
        assert found.worst_depth == lowest


def test_without_a_middle_there_is_no_contrast_but_a_lowest_depth() -> None:
    context = Frame.of([*asked(0.1, 30), *asked(0.9, 3)])

    found = depth_effect(context, cells(context, (0.1, 0.9)))

    assert found is not None
    assert found.middle_minus_ends is None
    assert found.worst_depth == 0.9


@pytest.mark.parametrize(
    "context",
    [
        pytest.param(Frame.of([]), id="never heard"),
        pytest.param(Frame.of(asked(0.5, 9)), id="one depth"),
        pytest.param(
            Frame.of(
                [*asked(0.5, 9), tally("q", pending=2).model_copy(update={"depth": 1})]
            ),
            id="one depth with a figure",
        ),
        pytest.param(Frame.of([tally("q", length=None, correct=1)]), id="no depth"),
    ],
)
def test_one_depth_is_the_worst_of_nothing(context: Frame) -> None:
    assert depth_effect(context, cells(context, (*DEPTHS, 1.0))) is None
