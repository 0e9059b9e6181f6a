"""What a reader meets, and that nothing on the page is unaccounted for."""

import pkgutil
import re
from pathlib import Path

import pytest

from pipeline.records import Outcome, Verdict
from pipeline.report import sections
from pipeline.report.contents import Outcomes, Report
from pipeline.report.sections import SECTIONS, page
from pipeline.report.sections.outcomes import COLUMNS
from pipeline.report.stage import write_report
from pipeline.store import Store
from tests.report.page_numbers import unaccounted
from tests.report.page_words import claims
from tests.support.bench_data import fill
from tests.support.bench_design import Asked, Design, Ended, Ending, plain_ending


def made(
    folder: Path, design: Design | None = None, ending: Ending = plain_ending
) -> tuple[Report, str]:
    with Store() as store:
        run = fill(store, design, ending)
        shown = write_report(store, run, folder, versions={"docqa-bench": "0.1.0"})
    found = (folder / "report.json").read_text("utf-8")
    return Report.model_validate_json(found), shown.read_text("utf-8")


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, str]:
    return made(tmp_path_factory.mktemp("usual"), Design(repeats=2))


def test_every_section_is_listed() -> None:
    modules = {module.name for module in pkgutil.iter_modules(sections.__path__)}

    assert modules == set(SECTIONS), "add it to SECTIONS in __init__.py"


def test_the_page_is_the_image_of_its_json(usual: tuple[Report, str]) -> None:
    report, shown = usual

    assert page(report) == shown


def test_a_computed_page_says_no_number_and_no_claim_of_its_own(
    usual: tuple[Report, str],
) -> None:
    assert unaccounted(*usual) == []
    assert claims(*usual) == []


def test_every_percentage_has_an_interval_or_a_count(usual: tuple[Report, str]) -> None:
    _, shown = usual
    tables = [line for line in shown.splitlines() if line.startswith("|")]

    bare = [line for line in tables if re.search(r"\d %(?! \[)", line)]

    assert bare == []


def test_outcomes_add_up_in_every_row(usual: tuple[Report, str]) -> None:
    report, _ = usual

    for model in report.models:
        ended = model.outcomes
        assert ended.planned == sum(getattr(ended, name) for name in COLUMNS)
        judged = ended.correct + ended.incorrect + ended.abstained
        assert ended.answered == judged + ended.unscored
    assert report.outcomes.planned == sum(m.outcomes.planned for m in report.models)


def test_the_outcome_columns_are_all_the_outcomes() -> None:
    sums = {"planned", "answered", "missing", "for_reader"}

    assert set(COLUMNS) == Outcomes.model_fields.keys() - sums


def test_more_missing_than_tolerated_is_said_first(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.model == "north/aurora-2" and asked.question.id.endswith("-0"):
            return Ended(Outcome.FAILED, None)
        return Ended()

    _, shown = made(tmp_path, Design(controls=()), ending)

    banner = next(line for line in shown.splitlines() if line.startswith("> "))
    assert "Incomplete: more than 5 %" in banner
    assert "north/aurora-2: 39 of 198 planned calls (failed 39" in banner
    assert shown.index("> **Incomplete") < shown.index("## Verdict")


def test_one_model_is_counted_once_in_the_banner(tmp_path: Path) -> None:
    design = Design(models=("north/aurora-2",), controls=())

    _, shown = made(tmp_path, design, lambda _: Ended(Outcome.FAILED, None))

    banner = next(line for line in shown.splitlines() if line.startswith("> "))
    assert "missing.** north/aurora-2: 198 of 198 planned calls (failed 198)." in banner
    assert banner.count("198 of 198") == 1


def test_a_complete_run_has_no_banner(tmp_path: Path) -> None:
    _, shown = made(tmp_path, ending=lambda _: Ended())

    assert "Incomplete" not in shown


def test_a_model_no_better_than_a_search_is_told_so(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        strong = asked.model == "north/aurora-2" or asked.dice.random() < 0.2
        return Ended(verdict=Verdict.CORRECT if strong else Verdict.INCORRECT)

    _, shown = made(tmp_path, Design(controls=()), ending)

    sentence = next(line for line in shown.splitlines() if "lexical search" in line)
    assert sentence.startswith("- **south/cirrus-mini (difference ")
    assert "was not shown to read better than a lexical search**" in sentence
    assert "; **north/aurora-2 was**, by " in sentence


def test_repeats_show_consistency_and_single_calls_do_not(
    usual: tuple[Report, str], tmp_path: Path
) -> None:
    _, once = made(tmp_path)

    assert "## Same question, asked 2 times" in usual[1]
    assert "## Same question" not in once


def test_a_window_too_small_is_no_zero(tmp_path: Path) -> None:
    design = Design(over_window=(("south/cirrus-mini", 64_000),))
    report, shown = made(tmp_path, design)

    small = next(m for m in report.models if m.model == "south/cirrus-mini")
    assert small.lengths == (4_000, 16_000)
    assert small.by_length[2].accuracy is None
    assert "over window" in shown
    assert "south/cirrus-mini: figures at 4k and 16k only." in shown


def test_what_was_left_out_is_listed(usual: tuple[Report, str]) -> None:
    _, shown = usual
    left_out = shown[shown.index("## Left out") :]

    assert "- 1 question not asked" in left_out
    rows = [re.split(r" *\| *", line) for line in left_out.splitlines() if "|" in line]
    assert [row[1:-1] for row in rows[2:]] == [
        ["row", "line 7", "?!", "1"],
        ["question", "lost", "?", "1"],
        ["file", "broken.pdf", "not a PDF", "1"],
        ["prompt", "256k", "the corpus is too small", "1"],
    ]
    assert "- 1 row of the question file could not be used." in left_out
    assert "passages kept out of prompts, summed over all prompts" in left_out
    assert "12 answer types inferred, of 66 questions." in left_out


def test_a_call_cut_off_is_kept_as_more_than_its_limit(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        if asked.question.id.endswith(("-0", "-1", "-2", "-3")):
            return Ended(Outcome.FAILED, None, limit_s=30.0)
        return Ended()

    report, shown = made(tmp_path, ending=ending)

    first = report.models[0].times[0]
    assert (first.p50.n, first.p50.censored, first.p50.more_than) == (66, 52, True)
    assert "66 (52 cut off)" in shown
    assert "> 30 s" in shown


def test_examples_come_from_contexts_and_never_twice_of_a_question(
    usual: tuple[Report, str], tmp_path: Path
) -> None:
    controls_fail, _ = made(
        tmp_path,
        ending=lambda asked: Ended(
            verdict=Verdict.CORRECT if asked.length else Verdict.INCORRECT
        ),
    )

    assert controls_fail.losses == ()
    losses = usual[0].losses
    assert len({loss.question for loss in losses}) == len(losses) == 5
    assert losses[0].kind == "incorrect"
    assert losses[0].model != "baseline/bm25"
