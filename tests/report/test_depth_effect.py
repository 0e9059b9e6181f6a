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
    assert found.worst_depths == (0.5,)


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


@pytest.mark.parametrize(
    ("right", "lowest"),
    [
        pytest.param((30, 30, 30), (), id="all alike"),
        pytest.param((20, 25, 20), (0.1, 0.9), id="both ends"),
        pytest.param((19, 25, 20), (0.1,), id="one end"),
    ],
)
def test_all_that_are_lowest_are_named_unless_none_is_higher(
    right: tuple[int, int, int], lowest: tuple[float, ...]
) -> None:
    asks = [asked(depth, hits) for depth, hits in zip(DEPTHS, right, strict=True)]
    context = Frame.of([row for rows in asks for row in rows])

    found = depth_effect(context, cells(context)[::-1])

    assert found is not None
    assert found.worst_depths == lowest


def test_depths_that_read_alike_are_alike() -> None:
    """As 20 % each in the table beside it, and no depth is lower than that."""
    known = cells(Frame.of([*asked(0.1, 6), *asked(0.5, 6), *asked(0.9, 6)]))
    nearly = [
        one.model_copy(
            update={"accuracy": one.accuracy.model_copy(update={"estimate": share})}
        )
        for one, share in zip(known, (0.1984, 0.2, 0.2041), strict=True)
        if one.accuracy
    ]

    found = depth_effect(Frame.of([]), nearly)

    assert found is not None
    assert found.worst_depths == ()


def test_without_a_middle_there_is_no_contrast_but_a_lowest_depth() -> None:
    context = Frame.of([*asked(0.1, 30), *asked(0.9, 3)])

    found = depth_effect(context, cells(context, (0.1, 0.9)))

    assert found is not None
    assert found.middle_minus_ends is None
    assert found.worst_depths == (0.9,)


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
