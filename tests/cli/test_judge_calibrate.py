"""Judges held against people: the figures must show a judge that is no good."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.support.commands import docqa
from tests.support.judging import (
    DB,
    RUN,
    Said,
    in_a_thread,
    judging,
    open_run,
    verdict,
)
from tests.support.server import Loopback

JUDGE = "openai-api/judge/m"
KIND = "openai-api/kind/m"
SAID: dict[str, Said] = {
    "sound": verdict("CORRECT"),
    "rotten": verdict("INCORRECT"),
    "silent": verdict("NOT_ATTEMPTED"),
    "torn": lambda first: verdict("CORRECT" if first else "INCORRECT"),
    "garbled": "It is INCORRECT.",
}
LABELLED = [
    *[("sound", "Correct")] * 6,
    *[("rotten", "Incorrect")] * 4,
    ("sound but wrong", "Incorrect"),
    ("rotten but right", "Correct"),
    *[("silent", "Refusal")] * 3,
    ("torn", "Incorrect"),
    ("garbled", "Incorrect"),
]


def foreign(path: Path) -> Path:
    """Write answers as published sets of labelled answers have them."""
    rows = [
        {
            "financebench_id": f"id_{n}",
            "question": f"What became of beam {n}, and why?",
            "gold_answer": "It was replaced, since the old one had cracked.",
            "model_answer": f"A {answer} story, number {n}.",
            "label": label,
        }
        for n, (answer, label) in enumerate(LABELLED)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def judges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Loopback]]:
    """A judge that reads, and one that accepts everything."""
    monkeypatch.chdir(tmp_path)
    with in_a_thread(judging(SAID)) as one, in_a_thread(judging(KINDLY)) as other:
        monkeypatch.setenv("JUDGE_BASE_URL", one.url)
        monkeypatch.setenv("KIND_BASE_URL", other.url)
        yield [one, other]


KINDLY: dict[str, Said] = {"": verdict("CORRECT")}


def calibrate(*arguments: str) -> list[dict[str, Any]]:
    result = docqa("judge", "calibrate", *arguments, "--json")
    assert result.exit_code == 0, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_the_figures_of_a_judge(tmp_path: Path) -> None:
    (found,) = calibrate(str(foreign(tmp_path / "labels.jsonl")), "--judge", JUDGE)

    agreement = found["agreement"]
    rows = {
        row["human"]: tuple(row[name] for name in ("correct", "incorrect"))
        for row in agreement["confusion"]
    }
    assert rows == {"correct": (6, 1), "incorrect": (1, 4), "abstained": (0, 0)}
    assert agreement["judged"] == {"hits": 15, "of": 17}
    assert agreement["agreed"] == {"hits": 13, "of": 15}
    assert agreement["sensitivity"] == {"hits": 6, "of": 7}
    assert agreement["specificity"] == {"hits": 7, "of": 8}
    assert agreement["false_accepts"] == {"hits": 1, "of": 5}
    chance = (7 * 7 + 5 * 5 + 3 * 3) / 15**2
    assert agreement["kappa"] == pytest.approx((13 / 15 - chance) / (1 - chance))
    assert found["order"] == {"hits": 1, "of": 16}
    assert found["unreadable"] == {"hits": 1, "of": 17}
    assert found["again"]["hits"] == found["again"]["of"] >= 1
    assert found["calls"] == 2 * 17 + found["again"]["of"]
    assert (found["priced"], found["cost_usd"]) == (0, None)


def test_one_that_accepts_everything_is_seen(
    tmp_path: Path, judges: list[Loopback]
) -> None:
    labels = str(foreign(tmp_path / "labels.jsonl"))

    alone, other, panel = calibrate(labels, "--judge", KIND, "--judge", JUDGE)
    shown = docqa("judge", "calibrate", labels, "--judge", KIND).stdout

    assert alone["agreement"]["false_accepts"] == {"hits": 7, "of": 7}
    assert alone["agreement"]["specificity"] == {"hits": 0, "of": 10}
    assert alone["agreement"]["sensitivity"] == {"hits": 7, "of": 7}
    assert other["agreement"]["false_accepts"] == {"hits": 1, "of": 5}
    assert panel["judge"] == f"judge@1 {JUDGE}, {KIND}"
    assert panel["agreement"]["false_accepts"] == {"hits": 1, "of": 1}
    lines = {" ".join(line.split()) for line in shown.splitlines()}
    assert "false accepts 100.0% 7 of 7 wrong, accepted" in lines
    assert "incorrect 7 0 0 0" in lines
    assert len(judges[1].requests) == alone["calls"]  # the second time asked nothing


def labels_of_calls(path: Path, rows: list[tuple[str, ...]]) -> Path:
    lines = ["Call,Label,Rater", *(",".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def select(query: str) -> list[Any]:
    with duckdb.connect(str(DB), read_only=True) as db:
        return db.execute(query).fetchall()


def test_labels_of_this_workspace_are_kept_and_reach_the_report(tmp_path: Path) -> None:
    open_run(DB, {word: f"A {word} story." for word in SAID})
    docqa("score", RUN, "--judge", JUDGE)
    calls = {
        answer.split()[-2]: call
        for call, answer in select("SELECT id, answer FROM calls")
    }
    labels = labels_of_calls(
        tmp_path / "labels.csv",
        [
            (calls["sound"], "correct", "ada"),
            (calls["sound"], "correct", "bo"),
            (calls["rotten"], "correct", "ada"),
            (calls["silent"], "incorrect", "ada"),
            (calls["silent"], "abstained", "bo"),
            (calls["torn"], "perhaps", "ada"),
            ("unknown", "correct", "ada"),
        ],
    )

    result = docqa("judge", "calibrate", str(labels), "--judge", JUDGE)
    docqa("report", RUN)

    assert result.exit_code == 0
    assert "1 labels are of no answered call of this workspace" in result.stderr
    assert "people differ about 1 answers" in result.stderr
    assert "labels.csv:7: 'label' is 'perhaps'" in result.stderr
    assert select("SELECT count(*), count(DISTINCT rater) FROM labels") == [(5, 2)]
    report = json.loads(Path("reports", RUN, "report.json").read_text("utf-8"))
    (found,) = report["judges"]
    counts = ("answers", "correct", "incorrect", "abstained", "order", "unreadable")
    assert [found[name] for name in counts] == [5, 1, 1, 1, 1, 1]
    assert (found["labels"], found["corrected"]) == (2, None)
    assert found["agreement"]["agreed"] == {"hits": 1, "of": 2}
    page = Path("reports", RUN, "report.md").read_text("utf-8")
    assert "uncorrected (2 of 100 labels)" in page


@pytest.mark.parametrize("text", ["", "{}\n", "not json\n", '{"call": "c"}\n'])
def test_a_file_without_labels_is_refused(
    tmp_path: Path, judges: list[Loopback], text: str
) -> None:
    (tmp_path / "labels.jsonl").write_text(text)

    result = docqa("judge", "calibrate", "labels.jsonl", "--judge", JUDGE)

    assert result.exit_code == 2
    assert "holds no label" in result.stderr
    assert judges[0].requests == []
