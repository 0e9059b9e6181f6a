"""What a page says when there is little to say: what it can, and why not more."""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.report.contents import Report
from pipeline.report.markdown import MOST_COLUMNS
from pipeline.report.sections import first_screen, page
from tests.report.page_numbers import unaccounted
from tests.report.page_words import claims
from tests.report.poor import POOR
from tests.report.sample import sample

FIRST_SCREEN = 45
PAGES: Mapping[str, Callable[[], Report]] = {"sample": sample, **POOR}


@pytest.fixture(params=PAGES, scope="module")
def report(request: pytest.FixtureRequest) -> Report:
    return PAGES[request.param]()


def test_the_first_screen_fits(report: Report) -> None:
    lines = first_screen(report).splitlines()
    trust = next(at for at, line in enumerate(lines) if line.startswith("**How far"))
    shown = lines[: trust + 1]
    tables = [line for line in shown if line.startswith("|")]

    assert len(shown) <= FIRST_SCREEN
    assert all(line.count("|") - 2 <= 8 for line in tables), "the model and 8 columns"
    assert len(tables) <= 2 + 8
    assert sum(line.startswith("![") for line in shown) <= 1
    assert 1 <= sum(line.startswith("- ") for line in shown) <= 6


def test_the_first_screen_of_the_sample_reads_as_it_did() -> None:
    kept = Path(__file__).with_name("first_screen.md").read_text("utf-8")
    trust = "**How far"

    shown = first_screen(sample())
    first = shown[: shown.index("\n", shown.index(trust)) + 1]

    assert first == kept, "if this is meant, replace the file"


def test_every_number_is_in_its_json(report: Report) -> None:
    assert unaccounted(report, page(report)) == []


def test_no_word_claims_more_than_the_numbers(report: Report) -> None:
    assert claims(report, page(report)) == []


def test_nothing_is_none_or_nan(report: Report) -> None:
    assert not re.search(r"\b(None|nan|NaN|inf)\b", page(report))


def test_tables_are_whole_and_folds_are_closed(report: Report) -> None:
    shown = page(report)
    lines = shown.splitlines()
    ragged = [
        below
        for above, below in pairwise(lines)
        if above.startswith("|")
        and below.startswith("|")
        and above.count("|") != below.count("|")
    ]

    assert ragged == []
    assert shown.count("<details>") == shown.count("</details>")
    assert len(re.findall(r"^# ", shown, re.MULTILINE)) == 1


def test_no_table_is_wider_than_a_page_but_in_a_fold(report: Report) -> None:
    shown = re.sub(r"<details>.*?</details>", "", page(report), flags=re.DOTALL)
    wide = [
        line
        for line in shown.splitlines()
        if line.startswith("|") and line.count("|") - 2 > MOST_COLUMNS
    ]

    assert wide == []


def test_no_name_becomes_markup(report: Report) -> None:
    shown = page(report)

    assert set(re.findall(r"<[^>]*>?", shown)) <= {
        *("<details>", "</details>", "<summary>", "</summary>"),
    }


def test_the_page_of_the_sample_reads_as_it_did() -> None:
    kept = Path(__file__).with_name("sample_page.md").read_text("utf-8")

    assert without_pictures(page(sample())) == kept, "if this is meant, replace it"


def without_pictures(shown: str) -> str:
    """Leave out what the plots say: it is held to the report elsewhere."""
    return "".join(
        line for line in shown.splitlines(keepends=True) if not line.startswith("![")
    )
