"""How far a model holds up: what of its tallies the ladder is made of."""

import pytest

from pipeline.report import effective as made
from pipeline.report.effective import Ladder, Published
from pipeline.report.frame import Frame
from pipeline.report.rows import Tally
from pipeline.statistics.lengths import RungStatus
from tests.report.tallies import tally

QUESTIONS = tuple(f"q{number:02}" for number in range(40))
LENGTHS = (4_000, 8_000, 16_000)


def asked(length: int, right: int, of: int = 40, repeats: int = 1) -> list[Tally]:
    """Ask so many questions at a length, of which the first ones are right."""
    return [
        tally(
            question,
            length=length,
            correct=repeats * (place < right),
            incorrect=repeats * (place >= right),
        )
        for place, question in enumerate(QUESTIONS[:of])
    ]


def frame(*lengths: list[Tally]) -> Frame:
    return Frame.of([row for rows in lengths for row in rows])


def ladder(
    lengths: tuple[int, ...] = LENGTHS,
    beyond: tuple[int, ...] = (),
    not_run: tuple[int, ...] = (),
    retain: float = 0.85,
) -> Ladder:
    return Ladder(lengths, beyond, not_run, retain)


def test_each_length_is_a_rung_with_what_it_keeps() -> None:
    context = frame(asked(4_000, 40), asked(8_000, 40), asked(16_000, 8))

    found = made.effective(context, ladder())

    assert found is not None
    assert [rung.status for rung in found.rungs] == [
        *(RungStatus.BASE, RungStatus.SUPPORTED, RungStatus.FAILED),
    ]
    assert (found.base, found.holds_to, found.fails_by) == (4_000, 8_000, 16_000)
    kept = found.rungs[2].kept
    assert kept is not None
    assert kept.estimate == pytest.approx(8 / 40 - 0.85 * 1)
    assert kept.n == 40


def test_the_share_to_keep_is_the_one_declared() -> None:
    context = frame(asked(4_000, 40), asked(8_000, 20))

    strict = made.effective(context, ladder((4_000, 8_000)))
    lax = made.effective(context, ladder((4_000, 8_000), retain=0.2))

    assert strict is not None
    assert lax is not None
    assert strict.fails_by == 8_000
    assert (lax.fails_by, lax.holds_to) == (None, 8_000)


def test_a_length_without_a_figure_says_why_and_one_with_a_figure_counts() -> None:
    context = frame(asked(4_000, 40), asked(8_000, 40))

    found = made.effective(
        context,
        ladder((4_000, 8_000, 16_000, 32_000, 64_000), (8_000, 32_000), (64_000,)),
    )

    assert found is not None
    assert [(rung.length, rung.status) for rung in found.rungs[1:]] == [
        (8_000, RungStatus.SUPPORTED),  # though some of its prompts fit no window
        (16_000, RungStatus.NOT_RUN),  # planned, and nothing of it came
        (32_000, RungStatus.BEYOND_WINDOW),
        (64_000, RungStatus.NOT_RUN),
    ]


def test_calls_that_do_not_count_are_no_rung() -> None:
    away = [tally(question, length=8_000, pending=3) for question in QUESTIONS]

    found = made.effective(frame(asked(4_000, 40), away), ladder((4_000, 8_000)))

    assert found is not None
    assert found.rungs[1].status is RungStatus.NOT_RUN


def test_a_doubling_and_the_area_are_over_all_lengths() -> None:
    context = frame(asked(4_000, 40), asked(8_000, 30), asked(16_000, 20))

    slope, area = made.per_doubling(context), made.length_auc(context)

    assert slope is not None
    assert area is not None
    assert slope.estimate == pytest.approx(-0.25)
    assert area.estimate == pytest.approx(0.75)
    assert slope.n == area.n == 40


def test_repeats_and_depths_are_averaged_in_a_question_first() -> None:
    often = [row.model_copy(update={"depth": 0.9}) for row in asked(8_000, 0)]
    context = frame(asked(4_000, 40, repeats=3), asked(8_000, 40), often)

    slope = made.per_doubling(context)

    assert slope is not None
    assert (slope.estimate, slope.n) == (-0.5, 40)


def test_the_rules_of_others_are_of_the_same_shares() -> None:
    context = frame(asked(4_000, 40), asked(8_000, 35), asked(16_000, 34))

    assert made.published(context, LENGTHS) == Published(ruler=8_000, nolima=16_000)
    assert made.published(context, (4_000, 8_000)).nolima == 8_000


def test_nolima_keeps_a_part_of_the_shortest_length() -> None:
    context = frame(asked(4_000, 20), asked(8_000, 17), asked(16_000, 16))

    assert made.published(context, LENGTHS) == Published(ruler=None, nolima=8_000)


@pytest.mark.parametrize(
    ("context", "ruler", "nolima"),
    [
        pytest.param(Frame.of([]), None, None, id="never heard"),
        pytest.param(frame(asked(4_000, 0), asked(8_000, 0)), None, None, id="wrong"),
        pytest.param(frame(asked(4_000, 1, of=1)), 4_000, 4_000, id="one question"),
        pytest.param(
            frame([tally("q", length=4_000, over_window=2)]), None, None, id="no window"
        ),
    ],
)
def test_a_run_that_shows_nothing_raises_nothing(
    context: Frame, ruler: int | None, nolima: int | None
) -> None:
    assert made.published(context, LENGTHS) == Published(ruler, nolima)
    assert made.length_auc(Frame.of([])) is None
    assert made.per_doubling(context) is None or len(context) > 1
    found = made.effective(context, ladder())
    assert found is None or found.base == 4_000
    assert (found is None) == (not context.counts["correct"].any())
