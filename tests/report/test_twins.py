"""A context without its evidence: who always declines must not look good."""

from pathlib import Path

import pytest

from pipeline.records import Condition, Outcome, Verdict
from pipeline.report.contents import ModelReport, Report, TwinCell
from pipeline.report.rows import Tally
from pipeline.report.sections.unanswerable import render
from tests.report.tallies import only, report, tally
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended, plain_ending

REMOVED = Condition.GOLD_REMOVED
CONTROLS = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY, REMOVED)
TITLE = "## When the answer is not there"


def with_twins(*tallies: Tally) -> TwinCell:
    return only(*tallies).twins[0]


def reading(asked: Asked) -> Ended:
    """Let the first model always decline, the second never, the third when due."""
    habit = {"baseline/bm25": True, "north/aurora-2": False}
    declines = habit.get(asked.model, asked.condition is REMOVED)
    if asked.condition is REMOVED:
        return Ended(verdict=Verdict.CORRECT if declines else Verdict.INCORRECT)
    return Ended(verdict=Verdict.ABSTAINED if declines else Verdict.CORRECT)


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, str]:
    design = Design(controls=CONTROLS, unanswerable=0)
    return made(tmp_path_factory.mktemp("twins"), design, reading)


def of(found: Report, model: str) -> ModelReport:
    return next(one for one in found.models if one.model == model)


@pytest.mark.parametrize(
    ("model", "declined", "abstained", "told_apart"),
    [
        ("baseline/bm25", 1, 1, 0),
        ("north/aurora-2", 0, 0, 0),
        ("south/cirrus-mini", 1, 0, 1),
    ],
)
def test_only_declining_when_it_is_due_tells_them_apart(
    read: tuple[Report, str],
    model: str,
    declined: float,
    abstained: float,
    told_apart: float,
) -> None:
    cell = of(read[0], model).twins[0]

    assert cell.declined
    assert cell.answered
    assert cell.abstained
    assert cell.told_apart
    assert (cell.declined.estimate, cell.answered.estimate) == (declined, 1 - declined)
    assert (cell.abstained.estimate, cell.told_apart.estimate) == (
        *(abstained, told_apart),
    )
    assert (cell.declined.documents, cell.declined.n) == (12, 60)


def test_the_section_has_both_axes_over_all_and_at_each_length(
    read: tuple[Report, str],
) -> None:
    found, shown = read
    section = render(found)

    assert section in shown
    header = "| answered all the same | rightly declined | abstained with evidence |"
    assert header in " ".join(section.split())
    rows = [line for line in section.splitlines() if line.startswith("| north")]
    assert len(rows) == 4
    assert all("(180 of 180)" in row or "(60 of 60)" in row for row in rows)
    assert [cell.length for cell in found.models[0].twins] == [
        *(None, 4_000, 16_000, 64_000),
    ]


def test_twins_change_no_other_figure(tmp_path: Path) -> None:
    one, _ = made(tmp_path / "without", Design())
    two, shown = made(tmp_path / "with", Design(controls=CONTROLS), plain_ending)

    counts = {"twins", "outcomes", "failures", "tries", "tokens", "costs"}
    for before, after in zip(one.models, two.models, strict=True):
        assert before.model_dump(exclude=counts) == after.model_dump(exclude=counts)
    counts = {"models", "outcomes", "scorers", "scope", "losses", "sums"}
    assert one.model_dump(exclude=counts) == two.model_dump(exclude=counts)
    assert two.outcomes.planned == one.outcomes.planned + 3 * 60 * 3
    losses = {loss.condition for loss in two.losses}
    assert losses == {Condition.CONTEXT}
    assert "without its evidence (gold-removed) is right" in " ".join(shown.split())


def test_a_run_without_twins_says_nothing_of_them(tmp_path: Path) -> None:
    _, shown = made(tmp_path, Design(documents=2))

    assert "told apart" not in shown
    assert "gold-removed" not in shown


def test_abstaining_is_counted_on_the_same_questions_in_the_same_places() -> None:
    cell = with_twins(
        tally("one", abstained=1),
        tally("one", length=16_000, correct=1),
        tally("two", correct=1),
        tally("one", condition=REMOVED, correct=1),
    )

    assert cell.abstained
    assert (cell.abstained.hits, cell.abstained.calls) == (1, 1)


def test_a_call_that_failed_is_neither_declined_nor_answered() -> None:
    cell = with_twins(
        tally("one", condition=REMOVED, correct=1, failed=1),
        tally("two", condition=REMOVED, incorrect=1, truncated=1, pending=1),
    )

    assert cell.declined
    assert cell.answered
    assert (cell.declined.estimate, cell.answered.estimate) == (0.25, 0.25)
    assert cell.abstained is None
    assert cell.told_apart is None


def test_an_explanation_is_in_no_percentage_here_either() -> None:
    assert not only(
        tally("free", condition=REMOVED, needs_reader=True, correct=1)
    ).twins


def test_a_length_of_which_no_context_was_built_has_no_twin() -> None:
    cells = only(
        tally("one", correct=1),
        tally("one", length=16_000, condition=REMOVED, correct=1),
    ).twins

    assert [cell.length for cell in cells] == [None, 4_000]


def test_a_model_that_never_answered_without_the_evidence_has_no_rate(
    tmp_path: Path,
) -> None:
    def ending(asked: Asked) -> Ended:
        dead = asked.model == "north/aurora-2" and asked.condition is REMOVED
        return Ended(Outcome.FAILED, None) if dead else Ended()

    found, shown = made(tmp_path, Design(controls=CONTROLS), ending)

    cell = of(found, "north/aurora-2").twins[0]
    assert (cell.declined, cell.answered, cell.abstained, cell.told_apart) == (
        *(None, None, None, None),
    )
    row = next(
        line
        for line in shown[shown.index(TITLE) :].splitlines()
        if line.startswith("| north/aurora-2")
    )
    assert row.count("no answer") == 4


def test_one_length_is_not_shown_twice() -> None:
    shown = render(
        report(tally("one", correct=1), tally("one", condition=REMOVED, correct=1))
    )

    assert "at each length" not in shown
