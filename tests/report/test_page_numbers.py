"""Every number of the page is in report.json: a section makes none of its own."""

from collections.abc import Callable

import pytest

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.sections import SECTIONS, page
from pipeline.statistics.estimates import Estimate
from tests.report.page_numbers import unaccounted
from tests.report.sample import sample


@pytest.mark.parametrize("name", SECTIONS)
def test_every_number_of_a_section_is_in_the_report(name: str) -> None:
    assert unaccounted(sample(), SECTIONS[name](sample())) == []


def accuracy(report: Report, place: int) -> Estimate:
    found = report.models[place].accuracy
    assert found is not None
    return found


def mean_of_two(report: Report) -> str:
    mean = (accuracy(report, 0).estimate + accuracy(report, 1).estimate) / 2
    return f"On average {words.percent(mean)} are right."


def unpaired_difference(report: Report) -> str:
    gap = accuracy(report, 0).estimate - accuracy(report, 2).estimate
    return f"It is ahead by {words.percent(gap, 10_000)}."


def interval_of_its_own(report: Report) -> str:
    found = accuracy(report, 0)
    wider = found.model_copy(update={"lo": found.lo - 0.07})
    return f"Accuracy: {words.with_interval(wider)}"


def share_of_counts(report: Report) -> str:
    ended = report.models[0].outcomes
    return f"{words.percent(ended.failed / ended.planned)} of the calls failed."


def sum_of_counts(report: Report) -> str:
    failed = sum(model.outcomes.failed + 1 for model in report.models)
    return f"| failed | {failed:,} |"


def other_time(report: Report) -> str:
    estimate = report.models[0].felt_p95.estimate
    assert estimate is not None
    return f"A wait of {words.seconds(2.37 * estimate)}."


def other_price(report: Report) -> str:
    found = report.models[0].cost_per_correct
    assert found is not None
    return f"For {words.usd(found.estimate * 12.3)} a dozen."


@pytest.mark.parametrize(
    "wrong",
    [
        mean_of_two,
        unpaired_difference,
        interval_of_its_own,
        share_of_counts,
        sum_of_counts,
        other_time,
        other_price,
    ],
)
def test_a_number_that_a_section_makes_up_is_found(
    wrong: Callable[[Report], str],
) -> None:
    shown = f"{page(sample())}\n{wrong(sample())}\n"

    assert len(unaccounted(sample(), shown)) == 1
