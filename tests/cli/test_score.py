"""`docqa score --answers`: files in; tables, JSON and lines out, and no workspace."""

import json
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.score.metrics import METRICS
from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.tasks import TASKS
from tests.support.commands import docqa, fails

LABELLED = (
    {"id": 1, "question": "How many?", "gold_answer": "12", "model_answer": "12"},
    {"id": 2, "question": "How many?", "gold_answer": "12", "model_answer": "13"},
    {"id": 3, "question": "Did it?", "gold_answer": "Yes", "model_answer": "No."},
    {"id": 4, "question": "Who?", "gold_answer": "Ada", "model_answer": "unknown"},
)
LABELS = ("Correct Answer", "Correct Answer", "Incorrect Answer", "Refusal")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def same(sample: Sample) -> float:
        if not sample.prediction:
            message = "nothing was said"
            raise NotDefinedError(message)
        return float(sample.prediction in sample.golds)

    monkeypatch.setitem(METRICS, "same", Metric("same@3", "here", same))


def write(name: str, *rows: object) -> None:
    Path(name).write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")


def labelled(name: str) -> None:
    rows = zip(LABELLED, LABELS, strict=True)
    write(name, *({**row, "label": label} for row, label in rows))


def test_models_in_one_file_are_told_apart() -> None:
    rows = [
        {**row, "model": model, "model_answer": answer}
        for model, answers in {"kimi": ("12", "12"), "muse": ("12", "13")}.items()
        for row, answer in zip(LABELLED[:2], answers, strict=True)
    ]
    write("answers.jsonl", *rows, LABELLED[0])

    result = docqa("score", "--answers", "answers.jsonl")
    figures = json.loads(docqa("score", "--answers", "answers.jsonl", "--json").stdout)

    lines = result.stdout.splitlines()
    assert lines[-3:] == [
        "model   right  correct  incorrect",
        "kimi   100.0%        2          0",
        "muse    50.0%        1          1",
    ]
    (file,) = figures["files"]
    assert file["verdicts_by_model"]["muse"]["incorrect"] == 1
    assert set(file["verdicts_by_model"]) == {"kimi", "muse"}


def test_a_file_named_after_a_task_is_scored_by_its_metric(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TASKS, "harbour", "same")
    rows = [{"id": n, "prediction": p, "ground_truth": 4} for n, p in enumerate("445")]
    write("preds_harbour.jsonl", *rows, {"id": 9, "prediction": "", "ground_truth": 4})

    result = docqa("score", "--answers", "preds_harbour.jsonl")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[:4] == [
        "preds_harbour.jsonl: 4 answers (InfiniteBench predictions), 0 unusable",
        "",
        "metric  mean x 100  n  unusable",
        "same@3       66.67  3         1",
    ]
    assert "InfiniteBench predictions" in result.stderr
    assert not Path(".docqa").exists()


def test_a_row_that_cannot_be_used_is_told_and_the_rest_is_scored() -> None:
    write("a.jsonl", {"answer": "4", "pred": "4"}, {"pred": "4"})
    with Path("a.jsonl").open("a") as file:
        file.write('{"answer": "4", "pred": "5"} {"answer": "4", "pred": "4"}\ngi\n')

    result = docqa("score", "--answers", "a.jsonl", "--metric", "same", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert (found["answers"], found["unusable"]) == (3, 2)
    assert found["metrics"] == {
        "same@3": {"mean": pytest.approx(200 / 3), "n": 3, "undefined": 0}
    }
    assert found["verdicts"]["correct"] == 2
    assert "a.jsonl:2: no gold answer" in result.stderr
    assert "a.jsonl:4: not JSON" in result.stderr


def test_labels_are_compared_with_the_verdicts() -> None:
    labelled("a.jsonl")

    result = docqa("score", "--answers", "a.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    labels = found["labels"]
    assert labels["classes"] == 3
    assert (labels["labelled"], labels["coverage"]) == (4, 1)
    assert labels["agreement"] == 0.75
    # By chance (2 x 1 + 1 x 2 + 1 x 1) / 16.
    assert labels["kappa"] == pytest.approx((0.75 - 5 / 16) / (1 - 5 / 16))
    assert labels["confusion"]["correct"] == {
        "correct": 1,
        "incorrect": 1,
        "abstained": 0,
    }
    assert found["labels_by_type"]["boolean"]["agreement"] == 1


def test_the_table_shows_agreement_and_the_confusion() -> None:
    labelled("a.jsonl")
    labelled("b.jsonl")

    result = docqa("score", "--answers", "a.jsonl", "b.jsonl")

    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["all", "4", "100.0%", "75.0%", "0.636"] in lines
    assert ["all:", "labelled", "correct", "1", "1", "0"] in lines
    assert ["2", "labelled", "files:", "8", "answers,", "0", "unusable"] in lines
    assert ["all", "8", "100.0%", "75.0%", "0.636"] in lines


def test_two_classes_are_compared_where_no_label_abstains() -> None:
    write(
        "a.jsonl",
        {"question": "Who?", "answer": "Ada", "pred": "unknown", "label": False},
        {"question": "Who?", "answer": "Ada", "pred": "Ada", "label": True},
    )

    result = docqa("score", "--answers", "a.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert found["labels"]["classes"] == 2
    assert found["labels"]["kappa"] == 1
    assert found["labels"]["confusion"]["incorrect"]["abstained"] == 1


def test_questions_of_a_second_file_are_joined_by_id() -> None:
    write("q.jsonl", {"financebench_id": "x", "question": "Did it?", "answer": "Yes"})
    write("a.jsonl", {"financebench_id": "x", "model_answer": "Yes, it did."})

    result = docqa("score", "--answers", "a.jsonl", "--questions", "q.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert found["verdicts_by_type"]["boolean"]["correct"] == 1


def test_every_answer_has_a_line_of_its_own() -> None:
    labelled("a.jsonl")

    result = docqa(
        *("score", "--answers", "a.jsonl", "--metric", "same", "--out", "out.jsonl")
    )

    assert result.exit_code == 0
    lines = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == ["1", "2", "3", "4"]
    first = lines[0]
    assert first["verdict"] == first["label"] == "correct"
    assert first["metrics"] == {"same@3": 1.0}
    assert {"reason", "given", "wanted", "credit", "scorer"} <= first.keys()


def test_more_answers_than_fit_one_batch_are_scored_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.score.answers.stage.BATCH", 20)
    write("a.jsonl", *({"answer": "4", "pred": f"{n}"} for n in range(90)))

    result = docqa("score", "--answers", "a.jsonl", "--out", "out.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert (found["answers"], found["verdicts"]["correct"]) == (90, 1)
    lines = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [line["line"] for line in lines] == list(range(1, 91))
    assert lines[4]["verdict"] == "correct"


def test_what_another_library_scores_is_told_and_the_verdicts_are_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(_: Sample) -> float:
        message = "this metric needs rouge, which is of an extra"
        raise SettingsError(message)

    monkeypatch.setitem(METRICS, "rouged", Metric("rouged@1", "here", missing))
    monkeypatch.setitem(TASKS, "harbour", "rouged")
    write("harbour.jsonl", {"prediction": "4", "ground_truth": 4})

    result = docqa("score", "--answers", "harbour.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert (found["metrics"], found["verdicts"]["correct"]) == ({}, 1)
    assert "without rouged: this metric needs rouge" in result.stderr
    asked = docqa("score", "--answers", "harbour.jsonl", "--metric", "rouged")
    fails(asked, "this metric needs rouge")


def test_mistakes_are_one_line_with_the_choices() -> None:
    labelled("a.jsonl")

    fails(docqa("score", "--answers", "a.jsonl", "--metric", "x"), "'x'", "same")
    fails(docqa("score", "--answers", "b.jsonl"), "no answers in 'b.jsonl'")
    usage = docqa("score", "one", "--out", "x.jsonl")
    assert (usage.exit_code, "--answers" in usage.stderr) == (2, True)
    assert docqa("score", "one", "two").exit_code == 2


def test_lines_are_never_written_over_answers_nor_into_their_folder() -> None:
    Path("results").mkdir()
    labelled("results/a.jsonl")
    before = Path("results/a.jsonl").read_bytes()

    for what, out in (
        ("results/a.jsonl", "results/a.jsonl"),
        ("results", "results/new.jsonl"),
    ):
        result = docqa("score", "--answers", what, "--out", out)

        assert result.exit_code == 2
        assert "is among the answers" in result.stderr
    assert Path("results/a.jsonl").read_bytes() == before
    nowhere = docqa("score", "--answers", "results", "--out", "none/out.jsonl")
    fails(nowhere, "'none/out.jsonl' cannot be written")


def test_files_without_one_answer_are_an_error() -> None:
    Path("empty.jsonl").touch()
    Path("binary.jsonl").write_bytes(bytes(range(256)))

    result = docqa("score", "--answers", "empty.jsonl", "binary.jsonl")

    assert result.exit_code == 2
    assert "no answer in empty.jsonl, binary.jsonl could be scored" in result.stderr
    assert "binary.jsonl:1: not JSON" in result.stderr


def test_questions_that_cannot_be_joined_are_told() -> None:
    first = {"id": "x", "question": "Did it?", "answer": "Yes"}
    write("q.jsonl", first, first, {**first, "answer": "No"}, {"question": "Who?"})
    with Path("q.jsonl").open("a") as file:
        file.write("{torn\n")
    write("a.jsonl", {"id": "x", "pred": "Yes"})

    result = docqa("score", "--answers", "a.jsonl", "--questions", "q.jsonl", "--json")

    (found,) = json.loads(result.stdout)["files"]
    assert found["verdicts"]["correct"] == 1
    assert [remark.partition(": ")[0] for remark in found["remarks"]] == [
        "q.jsonl:3",
        "q.jsonl:4",
        "q.jsonl:5",
    ]
    assert "q.jsonl:3: another question of the id 'x' is on line 1" in result.stderr


def test_bounds_of_judges_without_a_judge_are_a_mistake() -> None:
    for option in ("--quorum", "--budget-usd"):
        result = docqa("score", "one", option, "2")

        assert (result.exit_code, "go with --judge" in result.stderr) == (2, True)
