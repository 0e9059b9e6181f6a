"""Several placements or kinds of distractors: told apart, compared, never mixed up."""

import json
from pathlib import Path

import pytest

from pipeline.records import Condition, Distractors, Placement, Verdict
from pipeline.report.contents import LevelCell, ModelReport, Report
from pipeline.report.rows import Tally
from pipeline.report.sections import depth
from pipeline.report.sections.layout import render
from pipeline.report.sections.reproduce import render as reproduce
from tests.report.tallies import only, report, tally
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended

AFTER, BEFORE = Placement.AFTER, Placement.BEFORE
RANDOM, HARD = Distractors.RANDOM, Distractors.HARD
SAME_DOCUMENT = Distractors.SAME_DOCUMENT
SHORT, LONG = 4_000, 16_000


def laid(found: Tally, placement: Placement, distractors: Distractors) -> Tally:
    return found.model_copy(update={"placement": placement, "distractors": distractors})


def before(found: Tally) -> Tally:
    return laid(found, BEFORE, RANDOM)


def hard(found: Tally) -> Tally:
    return laid(found, AFTER, HARD)


def swept(folder: Path, **more: object) -> tuple[Report, str]:
    """Ask before and after among random and hard ones; the hard ones mislead."""

    def ending(asked: Asked) -> Ended:
        misled = asked.prompt.distractors is HARD and asked.question.id.endswith("-0")
        return Ended(verdict=Verdict.INCORRECT if misled else Verdict.CORRECT)

    design = Design(
        placements=(AFTER, BEFORE),
        distractors=(RANDOM, HARD),
        settings=json.dumps(more),
    )
    return made(folder, design, ending)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, str]:
    return swept(tmp_path_factory.mktemp("layout"))


def test_each_level_has_its_accuracy_and_its_change_from_the_first(
    both: tuple[Report, str],
) -> None:
    model = both[0].models[0]
    first, second = model.by_distractors

    assert (both[0].placements, both[0].distractors) == (
        (AFTER, BEFORE),
        (RANDOM, HARD),
    )
    assert (first.level, second.level) == (RANDOM, HARD)
    assert first.change is None
    assert [c.accuracy.estimate for c in (first, second) if c.accuracy] == [1.0, 0.8]
    assert second.change
    assert (second.change.estimate, second.change.n) == (-0.2, 60)
    assert second.change_lengths == both[0].lengths_built
    assert [c.accuracy.estimate for c in model.by_placement if c.accuracy] == [0.9] * 2
    assert model.by_placement[1].change
    assert model.by_placement[1].change.estimate == 0


def test_the_section_shows_what_was_varied(both: tuple[Report, str]) -> None:
    section = render(both[0])

    assert section in both[1]
    words = " ".join(section.split())
    assert "| model | after | before | before minus after |" in words
    assert "| model | random | hard | hard minus random |" in words
    assert "only" not in section
    assert "All layouts together: see 'Layout'." in both[1]
    assert "same depths, same layouts." in both[1]
    method = " ".join(both[1][both[1].index("Method, in short") :].split())
    assert "random (passages of other documents, drawn by hash) and hard (" in method


def test_one_layout_is_no_section(tmp_path: Path) -> None:
    found, shown = made(tmp_path, Design(documents=2))

    assert render(found) == ""
    assert "ayout" not in shown
    model = found.models[0]
    assert (model.by_placement, model.by_distractors) == ((), ())


def test_one_kind_that_is_not_the_usual_is_named_in_the_method(tmp_path: Path) -> None:
    found, shown = made(tmp_path, Design(documents=2, distractors=(HARD,)))

    assert render(found) == ""
    assert "The passages around the evidence: hard (" in " ".join(shown.split())


def test_the_first_is_the_one_that_the_run_named_first(tmp_path: Path) -> None:
    found, shown = swept(
        tmp_path, placement=["before", "after"], distractors=["hard", "random"]
    )

    assert (found.placements, found.distractors) == ((BEFORE, AFTER), (HARD, RANDOM))
    assert "after minus before" in shown
    assert "the question stands before the documents, or after the documents" in (
        " ".join(reproduce(found).split())
    )


def levels(*tallies: Tally) -> tuple[LevelCell, ...]:
    model: ModelReport = only(*tallies)
    return model.by_distractors


def test_a_change_pairs_the_same_question_length_and_depth() -> None:
    elsewhere = hard(tally("one", length=LONG, incorrect=1)).model_copy(
        update={"depth": 0.9}
    )

    _, found = levels(
        tally("one", correct=1),
        tally("one", length=LONG, correct=1),
        tally("two", incorrect=1),
        hard(tally("one", correct=1)),
        elsewhere,
    )

    assert found.change
    assert (found.change.estimate, found.change.n) == (0, 1)
    assert (found.lengths, found.change_lengths) == ((SHORT, LONG), (SHORT,))


def test_what_is_not_over_every_length_is_said_so(tmp_path: Path) -> None:
    design = Design(distractors=(RANDOM, SAME_DOCUMENT))
    latin, _ = made(tmp_path, design, lambda _: Ended())
    short = report(
        tally("one", correct=1),
        tally("one", length=LONG, correct=1),
        hard(tally("one")),
    )
    lost = report(
        tally("one", correct=1),
        tally("one", length=LONG, correct=1),
        hard(tally("one", correct=1)),
    )

    assert (
        "same-document minus random: at 4k only, where questions stood at the same "
        "depth in both."
    ) in render(latin)
    assert "hard: figures at 4k only." in render(lost)
    assert "only" not in render(short)


def test_repeats_of_two_prompts_are_not_repeats_of_one() -> None:
    model = only(tally("one", correct=2), before(tally("one", incorrect=2)))

    assert model.repeats
    assert model.repeats.flips
    assert model.repeats.flips.estimate == 0
    once = only(tally("one", correct=1), before(tally("one", correct=1)))
    assert once.repeats is None


def test_repeats_in_several_layouts_are_counted_in_each(tmp_path: Path) -> None:
    design = Design(
        models=("north/aurora-2",),
        documents=2,
        unanswerable=0,
        controls=(),
        placements=(AFTER, BEFORE),
        repeats=2,
    )

    found, shown = made(tmp_path, design, lambda _: Ended())

    again = found.models[0].repeats
    assert again
    assert again.repeats == 2  # in each layout, and not four
    assert "per question, length, depth and layout with" in shown


def test_models_are_paired_in_the_same_layout() -> None:
    def of(model: str, found: Tally) -> Tally:
        return found.model_copy(update={"model": model})

    (pair,) = report(
        *(tally(f"q{n}", model="m/a", correct=1) for n in range(20)),
        *(of("m/a", before(tally(f"q{n}", incorrect=1))) for n in range(20)),
        *(of("m/b", before(tally(f"q{n}", incorrect=1))) for n in range(20)),
    ).pairs

    assert pair.difference
    assert (pair.difference.estimate, pair.difference.n) == (0, 20)


def test_a_layout_missing_at_one_length_is_no_change_with_length() -> None:
    change = only(
        *(tally(f"q{n}", correct=1) for n in range(20)),
        *(tally(f"q{n}", length=LONG, correct=1) for n in range(20)),
        *(hard(tally(f"q{n}", incorrect=1)) for n in range(20)),
    ).length_change

    assert change
    assert change.estimate == 0  # and not +50: the hard ones are at 4k alone


def test_a_layout_with_depths_of_its_own_leaves_the_square_a_square(
    tmp_path: Path,
) -> None:
    found, _ = made(tmp_path, Design(distractors=(RANDOM, SAME_DOCUMENT)))

    assert (found.one_depth, found.every_depth) == (True, False)
    assert "each question stands at one depth for each length" in depth.render(found)


def test_what_was_pending_in_one_layout_says_so() -> None:
    shown = render(report(tally("one", correct=1), before(tally("one", pending=1))))

    assert "| pending |" in " ".join(shown.split())


def test_a_model_that_never_answered_has_no_level() -> None:
    found = only(tally("one", failed=1), hard(tally("one", failed=1)))

    assert [cell.accuracy for cell in found.by_distractors] == [None, None]
    assert found.by_distractors[1].change is None


def test_controls_are_in_no_layout(tmp_path: Path) -> None:
    design = Design(
        documents=2,
        placements=(AFTER, BEFORE),
        controls=(Condition.CLOSED_BOOK, Condition.GOLD_ONLY, Condition.GOLD_REMOVED),
    )

    found, _ = made(tmp_path, design, lambda _: Ended())

    assert [cell.outcomes.planned for cell in found.models[0].by_placement] == [30, 30]
    assert found.models[0].gold_only.outcomes.planned == 20
    assert found.models[0].closed_book.outcomes.planned == 10
