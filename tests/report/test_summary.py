"""The one table of the first screen: who is level with whom, and what a cell says."""

from collections.abc import Iterable

import numpy as np
import pytest

from pipeline.report import words
from pipeline.report.contents import Pair, PairVerdict, Report
from pipeline.report.sections import summary
from pipeline.statistics.proportions import Calls, proportion
from tests.report.poor import (
    changed,
    each_model,
    one_model,
    without_what_came_later,
)
from tests.report.sample import sample


def with_level(*level: tuple[int, int]) -> Report:
    """Return the sample with just these pairs of places not separated."""
    names = [model.model for model in sample().models]
    alike = {frozenset((names[one], names[two])) for one, two in level}

    def judged(pair: Pair) -> Pair:
        same = frozenset((pair.model, pair.other)) in alike
        verdict = PairVerdict.NOT_RESOLVED if same else PairVerdict.BETTER
        return pair.model_copy(update={"verdict": verdict})

    return changed(sample(), pairs=tuple(map(judged, sample().pairs)))


@pytest.mark.parametrize(
    ("level", "letters"),
    [
        pytest.param((), ["", "", "", "", ""], id="all-apart"),
        pytest.param([(0, 1)], ["ᵃ", "ᵃ", "", "", ""], id="two"),
        pytest.param([(0, 1), (1, 2)], ["ᵃ", "ᵃᵇ", "ᵇ", "", ""], id="chain"),
        pytest.param([(0, 1), (1, 2), (0, 2)], ["ᵃ", "ᵃ", "ᵃ", "", ""], id="three"),
        pytest.param([(0, 1), (3, 4)], ["ᵃ", "ᵃ", "", "ᵇ", "ᵇ"], id="two-groups"),
    ],
)
def test_models_that_share_a_letter_are_not_separated(
    level: Iterable[tuple[int, int]], letters: list[str]
) -> None:
    assert list(summary.groups(with_level(*level)).values()) == letters


def test_a_pair_without_a_question_in_common_shares_no_letter() -> None:
    pairs = tuple(
        pair.model_copy(update={"difference": None}) for pair in sample().pairs
    )

    found = summary.groups(changed(sample(), pairs=pairs))

    assert not any(found.values())


def test_without_repeats_the_column_is_what_was_abstained() -> None:
    once = each_model(sample(), repeats=None)

    assert "3 of 3 right" in summary.render(sample())
    assert "| abstained |" in " ".join(summary.render(once).split())


def test_what_is_not_known_is_a_dash_and_no_zero() -> None:
    shown = summary.render(without_what_came_later())
    row = next(line for line in shown.splitlines() if line.startswith("| north"))
    cells = [cell.strip() for cell in row.split("|")[1:-1]]

    assert [cells[2], cells[3], cells[7], cells[8]] == ["-", "-", "-", "-"]


def test_a_working_length_that_was_not_built_is_said() -> None:
    missing = changed(sample(), working_missing=(512_000, 1_000_000))

    assert (
        "declared to be over 512k and 1M too, which could not be built"
    ) in summary.render(missing)
    assert "declared" not in summary.render(sample())


def cells(report: Report, model: str) -> list[str]:
    lines = summary.render(report).splitlines()
    row = next(line for line in lines if line.startswith(f"| {model}"))
    return [cell.strip() for cell in row.split("|")[1:-1]]


def test_one_model_has_no_rank() -> None:
    alone = each_model(one_model(), ranks=(1, 1))

    assert cells(alone, "north/aurora-2")[8] == "-"
    assert cells(sample(), "north/aurora-2")[8] == "1 to 2"


def test_a_price_that_nobody_knows_is_unknown_and_that_of_nothing_right_is_none() -> (
    None
):
    first = sample().models[0]
    assert first.costs
    dark = first.costs.model_copy(update={"priced": 0})

    unpriced = each_model(one_model(), cost_per_correct=None, costs=dark)
    nothing = each_model(one_model(), cost_per_correct=None)

    assert cells(unpriced, "north/aurora-2")[7] == "unknown"
    assert cells(nothing, "north/aurora-2")[7] == "-"


def test_few_documents_are_explained_where_only_a_sentence_has_them() -> None:
    declined = sample().models[0].declined
    assert declined
    few = declined.model_copy(update={"few_documents": True})
    told = each_model(sample(), twins=(), declined=few)

    assert words.FEW_MEANS in summary.render(told)
    assert words.FEW_MEANS not in summary.render(sample())


def test_a_tag_beside_many_documents_says_why_they_are_worth_few() -> None:
    """24 documents of which one holds most of the questions are no 24."""
    cluster = np.concatenate([np.zeros(60, dtype=np.intp), np.arange(1, 24)])
    found = proportion(np.tile([0.0, 1.0], 42)[:83], cluster, Calls(hits=41, calls=83))
    assert found
    assert (found.documents, found.few_documents) == (24, True)

    shown = summary.render(each_model(sample(), accuracy=found))

    assert "†: worth fewer than 8 documents of one size, for there are few or" in shown
    assert "the questions are spread unevenly over them" in shown
    assert "few documents, fewer than 8" not in shown


def test_a_model_that_was_not_asked_at_every_working_length_says_so() -> None:
    assert "east/delta-7b: figures at 16k, 32k and 64k only." in summary.render(
        sample()
    )
    assert "aurora-2: figures" not in summary.render(sample())
