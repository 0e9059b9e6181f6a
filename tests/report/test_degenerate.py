"""Runs that hold next to nothing: a report that says what it can, and never NaN."""

import json
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pipeline.records import Condition, Outcome, Verdict
from pipeline.report.contents import PairVerdict, Report
from pipeline.report.figures import drawn
from pipeline.report.sections import first_screen
from pipeline.statistics.lengths import RungStatus
from tests.report.page_numbers import unaccounted
from tests.report.page_words import claims
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended, Ending

FIRST_SCREEN = 45
TABLE = 20
"""Lines of the folded table that may follow the trust line."""
HOSTILE = (
    "evil/<script>alert(1)</script>",
    "evil/a|b`c`[x](y)",
    "evil/$x^2_$*best*",
    "evil/" + "long" * 60,
    "evil/\u202e\U0001f600\u4e2d",
)


def always(outcome: Outcome | None, verdict: Verdict | None = None) -> Ending:
    return lambda _: Ended(outcome, verdict, limit_s=None)


RIGHT = always(Outcome.ANSWERED, Verdict.CORRECT)
WRONG = always(Outcome.ANSWERED, Verdict.INCORRECT)

TWINS = (Condition.CLOSED_BOOK, Condition.GOLD_ONLY, Condition.GOLD_REMOVED)
NOWHERE = tuple((model, 1) for model in Design().models)
DECLARED = '{"report": {"working": [16000], "wait_s": 3, "margin": 0.1}}'
UNBUILT = '{"report": {"working": [1000000], "retain": 1.0}}'


@pytest.mark.parametrize(
    ("design", "ending"),
    [
        pytest.param(Design(), always(None), id="nothing-asked-yet"),
        pytest.param(Design(), always(Outcome.FAILED), id="nothing-answered"),
        pytest.param(Design(), always(Outcome.ANSWERED), id="nothing-scored"),
        pytest.param(
            Design(documents=1, questions=1, unanswerable=0, lengths=(4_000,)),
            RIGHT,
            id="one-question",
        ),
        pytest.param(Design(documents=1, questions=9), WRONG, id="one-document"),
        pytest.param(Design(models=("north/aurora-2",)), RIGHT, id="one-model"),
        pytest.param(Design(), RIGHT, id="all-right"),
        pytest.param(Design(), WRONG, id="all-wrong"),
        pytest.param(
            Design(documents=0, unanswerable=3), RIGHT, id="unanswerable-alone"
        ),
        pytest.param(Design(lengths=()), RIGHT, id="controls-alone"),
        pytest.param(Design(models=()), RIGHT, id="no-model"),
        pytest.param(Design(models=HOSTILE), RIGHT, id="hostile-names"),
        pytest.param(Design(settings=DECLARED), always(None), id="declared-not-asked"),
        pytest.param(Design(settings=DECLARED), WRONG, id="declared-all-wrong"),
        pytest.param(Design(settings=UNBUILT), RIGHT, id="declared-and-not-built"),
        pytest.param(
            Design(documents=1, questions=1, unanswerable=0, repeats=3),
            RIGHT,
            id="one-question-three-times",
        ),
        pytest.param(Design(repeats=2, controls=TWINS), RIGHT, id="all-right-twice"),
        pytest.param(Design(repeats=2, controls=TWINS), WRONG, id="all-wrong-twice"),
        pytest.param(Design(documents=2, over_window=NOWHERE), RIGHT, id="no-window"),
        pytest.param(Design(lengths=(4_000,), depths=(0.5,)), RIGHT, id="one-cell"),
    ],
)
def test_a_poor_run_still_has_its_report(
    design: Design, ending: Ending, tmp_path: Path
) -> None:
    report, shown = made(tmp_path, design, ending)

    assert shown.startswith("# Which model")
    assert "## Verdict" in shown
    assert "nan" not in shown.lower().split()
    assert "NaN" not in (tmp_path / "report.json").read_text("utf-8")
    assert unaccounted(report, shown) == []
    assert claims(report, shown) == []
    assert len(first_screen(report).splitlines()) <= FIRST_SCREEN + TABLE
    assert len(report.models) == len(design.models)
    pictures = {path.name: path.read_bytes() for path in tmp_path.glob("*.svg")}
    assert pictures == drawn(report)


def test_without_an_answer_there_is_no_verdict(tmp_path: Path) -> None:
    report, shown = made(tmp_path, ending=always(None))

    assert "**There is no verdict**" in shown
    assert all(model.accuracy is None for model in report.models)
    assert "0 %" not in shown.split("## Verdict")[1].split("How far")[0]


def test_failures_alone_are_no_zero(tmp_path: Path) -> None:
    report, shown = made(tmp_path, ending=always(Outcome.FAILED))

    assert all(model.accuracy is None for model in report.models)
    assert report.pairs == ()
    assert "**There is no verdict**" in shown
    assert "0 % [" not in shown


def test_all_wrong_is_zero_with_an_interval(tmp_path: Path) -> None:
    report, _ = made(tmp_path, ending=WRONG)

    found = report.models[0].accuracy
    assert found is not None
    assert found.estimate == 0
    assert found.hi > 0


def test_all_right_is_never_certain(tmp_path: Path) -> None:
    report, _ = made(tmp_path, ending=RIGHT)

    found = report.models[0].accuracy
    assert found is not None
    assert found.estimate == 1
    assert found.lo < 0.99


def test_one_document_is_tagged(tmp_path: Path) -> None:
    report, shown = made(tmp_path, Design(documents=1, questions=9), RIGHT)

    assert report.models[0].accuracy is not None
    assert report.models[0].accuracy.few_documents
    assert "†: worth fewer than 8 documents of one size" in shown


def test_an_empty_cell_says_why(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        return Ended(None) if asked.length == 16_000 else Ended()

    report, shown = made(tmp_path, ending=ending)

    assert report.models[0].by_length[1].accuracy is None
    assert "| pending |" in " ".join(shown.split())


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    question = "</details><b>|`{document}` {year}\n# Which"
    design = Design(models=HOSTILE, question_text=question)

    report, shown = made(tmp_path, design, WRONG)

    assert isinstance(report, Report)
    assert "<script" not in shown
    assert "<b>" not in shown
    assert shown.count("\n# ") == 0
    assert shown.count("<details>") == shown.count("</details>")
    columns = {line.count("|") for line in shown.splitlines() if "evil" in line[:7]}
    assert columns <= set(range(3, 17))
    assert b"<script" not in (tmp_path / "accuracy.svg").read_bytes()


def test_a_control_that_was_not_asked_is_no_zero(tmp_path: Path) -> None:
    design = Design(controls=(Condition.GOLD_ONLY,))

    report, shown = made(tmp_path, design, RIGHT)

    assert report.models[0].closed_book.accuracy is None
    assert "not asked" in shown


def numbers(record: object) -> Iterator[float]:
    """Yield every number of a report.json."""
    if isinstance(record, float):
        yield record
    elif isinstance(record, dict):
        for value in cast("dict[str, object]", record).values():
            yield from numbers(value)
    elif isinstance(record, list):
        for value in cast("list[object]", record):
            yield from numbers(value)


@pytest.mark.parametrize(
    "ending",
    [RIGHT, WRONG, always(Outcome.FAILED), always(None)],
    ids=["right", "wrong", "failed", "pending"],
)
@pytest.mark.parametrize(
    "design",
    [
        Design(documents=1, questions=1, unanswerable=0, repeats=2, controls=TWINS),
        Design(documents=2, questions=2, repeats=2, controls=TWINS, settings=DECLARED),
    ],
    ids=["one-question", "two-documents"],
)
def test_whatever_ends_alike_has_finite_numbers_that_hold_their_estimates(
    design: Design, ending: Ending, tmp_path: Path
) -> None:
    report, _ = made(tmp_path, design, ending)

    found = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert all(map(math.isfinite, numbers(found)))
    for model in report.models:
        for share in (
            model.accuracy,
            model.wrong,
            model.length_auc,
            model.per_doubling,
        ):
            assert share is None or share.lo <= share.estimate <= share.hi
        assert model.accuracy is None or model.accuracy.lo < model.accuracy.hi
        assert (model.ranks is None) == (model.accuracy is None)
        assert (model.endings == ()) == (model.accuracy is None)
    assert all(pair.verdict is not PairVerdict.BETTER for pair in report.pairs)


def test_models_that_are_all_right_can_each_have_any_rank(tmp_path: Path) -> None:
    report, _ = made(tmp_path, ending=RIGHT)

    assert [model.ranks for model in report.models] == [(1, 3)] * 3


def test_a_model_whose_window_holds_nothing_is_beyond_it_everywhere(
    tmp_path: Path,
) -> None:
    report, _ = made(tmp_path, Design(over_window=NOWHERE), RIGHT)

    for model in report.models:
        assert (model.accuracy, model.effective, model.repeats) == (None, None, None)
        assert not any(cell.accuracy for cell in model.by_length_depth)
    assert (report.pairs, report.strengths, report.resolves) == ((), (), None)


def test_a_window_that_ends_inside_the_ladder_is_a_rung_beyond_it(
    tmp_path: Path,
) -> None:
    design = Design(over_window=(("south/cirrus-mini", 64_000),))

    report, _ = made(tmp_path, design, RIGHT)

    (short,) = [m for m in report.models if m.model == "south/cirrus-mini"]
    assert short.effective is not None
    assert [rung.status for rung in short.effective.rungs][2:] == [
        *(RungStatus.BEYOND_WINDOW, RungStatus.NOT_RUN),
    ]


def test_a_cell_of_size_zero_has_no_figure_and_no_zero(tmp_path: Path) -> None:
    def ending(asked: Asked) -> Ended:
        empty = (asked.length, asked.prompt.depth) == (16_000, 0.5)
        return Ended(None) if empty else Ended()

    report, _ = made(tmp_path, ending=ending)

    for model in report.models:
        cells = {(c.length, c.depth): c for c in model.by_length_depth}
        assert cells[16_000, 0.5].accuracy is None
        assert cells[16_000, 0.5].outcomes.pending > 0
        assert cells[16_000, 0.1].accuracy is not None


def test_hostile_texts_stay_texts_in_every_file(tmp_path: Path) -> None:
    design = Design(
        models=HOSTILE,
        question_text="<img src=x onerror=alert(1)> | [a](javascript:b) {document}",
        run="r/<u>|`x`\u202e",
    )

    def ending(_: Asked) -> Ended:
        return Ended(verdict=Verdict.INCORRECT, answer="| </details><script>alert(1)")

    _, shown = made(tmp_path, design, ending)

    outside = re.sub("`[^`\n]*`", "", shown)  # nothing leaves a span of code
    for mark in ("<img", "<script", "<u>", "\u202e"):
        assert mark not in outside
    assert not re.search(r"(?<!\\)\]\(javascript", outside)
    for path in tmp_path.glob("*.svg"):
        assert b"<script" not in path.read_bytes()
    assert shown.count("<details>") == shown.count("</details>")
