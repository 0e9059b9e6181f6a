"""No page says more than its numbers do, and no section could."""

from pathlib import Path

import pytest

import pipeline.report
from pipeline.report.sections import page
from tests.report.page_words import BANNED, claims, said_in
from tests.report.sample import sample

REPORT = Path(pipeline.report.__file__).parent
MODULES = sorted(
    [
        *(REPORT / "sections").glob("*.py"),
        *(REPORT / "figures").glob("*.py"),
        *(REPORT / f"{name}.py" for name in ("words", "sentences", "markdown")),
    ]
)


def test_no_word_of_the_page_claims_more_than_the_numbers() -> None:
    assert claims(sample(), page(sample())) == []


@pytest.mark.parametrize(
    "module", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_no_module_could_say_so(module: Path) -> None:
    assert [said for said in said_in(module) if BANNED.search(said)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "the best model",
        "aurora wins",
        "it beats boreal",
        "a significant gap",
        "significantly more",
        "outperforms",
        "SOTA",
        "State of the art",
        "statistically tied",
        "ranked 2 of 4",
        "in first place",
        "#1",
    ],
)
def test_a_claim_is_found(sentence: str) -> None:
    assert claims(sample(), f"{page(sample())}\nHere {sentence} is said.\n")


def test_the_words_of_others_are_theirs() -> None:
    named = sample().model_copy(update={"run": "best-of-3"})

    assert claims(named, page(named)) == []


def test_a_window_and_a_rank_range_are_no_claims() -> None:
    assert not BANNED.search("beyond its window; rank range 1 to 2; in this run")
