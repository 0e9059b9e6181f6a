"""Which figures ask the same questions, and which do not, is said beside them."""

from pathlib import Path

from pipeline.report.contents import Report
from pipeline.report.sections import depth, length
from tests.report.tallies import report, tally
from tests.report.test_sections import made
from tests.support.bench_design import Design

NOT_CELLS = "The cells of length and depth below are not comparable"
EVERY = "comparable: every question meets every depth"
SHORT, LONG = 4_000, 16_000


def placed(*places: tuple[str, int, float]) -> Report:
    return report(
        *(
            tally(question, length=size, correct=1).model_copy(update={"depth": at})
            for question, size, at in places
        )
    )


def test_a_latin_square_has_cells_that_do_not_compare(tmp_path: Path) -> None:
    found, shown = made(tmp_path)

    assert (found.one_depth, found.every_depth) == (True, True)
    assert NOT_CELLS in shown
    assert EVERY in shown


def test_a_full_design_has_cells_that_do() -> None:
    every = [("one", size, at) for size in (SHORT, LONG) for at in (0.1, 0.9)]

    shown = depth.render(placed(*every))

    assert EVERY in shown
    assert NOT_CELLS not in shown


def test_too_few_lengths_for_every_depth_are_said_so() -> None:
    shown = depth.render(placed(("one", SHORT, 0.1), ("two", SHORT, 0.9)))

    assert "Not every question meets every depth" in shown
    assert EVERY not in shown


def test_lengths_that_lost_questions_are_said_so() -> None:
    found = report(
        tally("one", correct=1),
        tally("two", correct=1),
        tally("two", length=LONG, correct=1),
    )

    shown = length.render(found)

    assert "do not ask the same questions: 2 at 4k and 1 at 16k count." in shown


def test_lengths_with_the_same_questions_need_no_warning(tmp_path: Path) -> None:
    found, _ = made(tmp_path, Design(over_window=(("south/cirrus-mini", 64_000),)))

    assert "do not ask the same" not in length.render(found)
