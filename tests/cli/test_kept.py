"""What an earlier command made is kept, and whatever takes its place says so."""

from pathlib import Path

import pytest
from click.testing import Result

from tests.support.commands import docqa
from tests.support.small_bench import write_corpus, write_questions

REPORT = Path("reports", "quays")
BENCH = (
    *("--corpus", "docs", "--questions", "asked.jsonl", "--limit", "4"),
    *("-m", "baseline/bm25", "--depths", "0.5", "--name", "quays"),
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")


def bench(db: str = "one.duckdb", lengths: str = "2k") -> Result:
    done = docqa("--db", db, "bench", *BENCH, "--lengths", lengths)
    assert done.exit_code == 0, done.output
    return done


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_another_workspace_does_not_write_over_a_report() -> None:
    bench("one.duckdb")
    first = files(REPORT)

    second = bench("two.duckdb")

    aside = Path("reports", "quays.before-1")
    assert files(aside) == first
    assert second.stdout == f"{REPORT / 'report.md'}\n"
    assert (
        f"{REPORT} held a report with answers that are not in two.duckdb: that is "
        f"{aside} now"
    ) in second.stderr.splitlines()
    assert files(REPORT)["calls.parquet"] != first["calls.parquet"]


def test_the_same_workspace_writes_its_report_anew() -> None:
    bench(lengths="2k")
    bench(lengths="3k")
    last = bench(lengths="3k")

    assert "held a report" not in last.stderr
    assert [path.name for path in Path("reports").iterdir()] == ["quays"]


def test_a_plan_in_the_place_of_a_run_that_was_made_says_what_it_replaces() -> None:
    bench(lengths="2k")
    first = files(REPORT)

    planned = docqa("--db", "one.duckdb", "plan", *BENCH, "--lengths", "3k")
    again = bench(lengths="2k")

    assert planned.exit_code == 0, planned.output
    (said,) = [
        line for line in planned.stderr.splitlines() if line.startswith("the run ")
    ]
    assert "and has another design now; " in said
    assert "calls that were made for it are no longer in it" in said
    assert said.endswith("answers are kept, and --name starts a run of its own")
    assert "0 calls sent" in again.stderr, "nothing was lost"
    assert files(REPORT) == first


def test_a_plan_of_a_plan_says_nothing() -> None:
    asked = ("--db", "one.duckdb", "plan", *BENCH, "--lengths")

    docqa(*asked, "2k")

    assert "the run " not in docqa(*asked, "3k").stderr


def test_a_run_of_failures_does_not_write_over_a_report() -> None:
    bench("one.duckdb")
    first = files(REPORT)
    Path("dead.toml").write_text(
        'models = [{ id = "vllm/m", base_url = "http://127.0.0.1:1/v1", attempts = 1 }]'
    )
    asked = (*BENCH[:6], *BENCH[8:], "--lengths", "2k", "--config", "dead.toml")

    failed = docqa("--db", "one.duckdb", "bench", *asked)
    again = docqa("--db", "one.duckdb", "bench", *asked)

    aside = Path("reports", "quays.before-1")
    assert (failed.exit_code, again.exit_code) == (3, 3)
    assert files(aside) == first
    assert (
        f"{REPORT} held a report with answers and no call of this run was answered: "
        f"that is {aside} now"
    ) in failed.stderr.splitlines()
    assert "held a report" not in again.stderr
    assert "vllm/m never answered" in (REPORT / "report.md").read_text()
