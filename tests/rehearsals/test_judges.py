"""A judged run without a hosted model; and the example of docs/judges.md is run."""

import re
from pathlib import Path
from textwrap import dedent

import duckdb
import pytest

from tests.simulate.world import scenario, simulated
from tests.support.commands import ROOT, docqa
from tests.support.judging import DB, RUN, open_run

PAGE = (ROOT / "docs" / "judges.md").read_text(encoding="utf-8")
REHEARSAL = PAGE.partition("## Rehearse it\n")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"(?:^(?: {4}.*)?\n)+", REHEARSAL, re.MULTILINE)
SCENARIO, LABELS, _, PRINTED = (dedent(b).strip() for b in BLOCKS if b.strip())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_page_says_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text(LABELS, encoding="utf-8")

    with simulated(scenario(SCENARIO, tmp_path), []) as world:
        monkeypatch.setenv("SIMULATE_BASE_URL", f"{world.url}/v1")
        judge = "openai-api/simulate/careless"
        done = docqa("judge", "calibrate", str(labels), "--judge", judge)

    assert done.exit_code == 0, done.output
    assert done.stdout.strip() == PRINTED


def test_a_scripted_judge_judges_what_the_rules_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = "Mules carried, as is told, the bricks uphill; a clerk wrote it down."
    open_run(DB, {"right": right, "wrong": "It was drawn by lot."})

    with simulated(scenario(SCENARIO, tmp_path), []) as world:
        monkeypatch.setenv("SIMULATE_BASE_URL", f"{world.url}/v1")
        done = docqa("score", RUN, "--judge", "openai-api/simulate/strict")

    assert done.exit_code == 0, done.output
    with duckdb.connect(str(DB), read_only=True) as db:
        found = db.execute("SELECT question, verdict FROM verdicts").fetchall()
    assert dict(found) == {"q-0-0": "correct", "q-1-0": "incorrect"}
    assert {row.verdict for row in world.rows} == {"correct"}
