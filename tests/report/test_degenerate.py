"""Runs that hold next to nothing: a report that says what it can, and never NaN."""

from pathlib import Path

import pytest

from pipeline.records import Condition, Outcome, Verdict
from pipeline.report.contents import Report
from tests.report.test_sections import made
from tests.support.bench_design import Asked, Design, Ended, Ending

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
    assert len(report.models) == len(design.models)
    for name in ("accuracy.svg", "time.svg"):
        assert (tmp_path / name).read_bytes().rstrip().endswith(b"</svg>")


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
    assert "† few documents" in shown


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
