"""`docqa questions check`, as people use it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.questions.checking.flags import FLAGS
from pipeline.questions.native_file import write_questions
from pipeline.questions.stage import read_questions
from pipeline.records import PlantRole
from pipeline.store import Store
from tests.rehearsals.rehearsal import Asked, bench_file, model
from tests.simulate.world import scenario, simulated
from tests.support.commands import docqa
from tests.support.plants import Host, Hosts, planted_questions
from tests.support.small_bench import write_corpus
from tests.support.small_bench import write_questions as write_rows

CHECK = ("questions", "check", "asked.jsonl", "--corpus", "docs")
DEEP = {
    "question": "How deep is the Corrie quay at low tide?",
    "answers": ["17.0 m"],
    "evidence": [{"document": "corrie.md", "quote": "quay is 17.0 m deep"}],
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_rows(tmp_path / "asked.jsonl")
    docqa("ingest", "docs")
    return tmp_path


def add(place: Path, *rows: dict[str, Any]) -> None:
    with (place / "asked.jsonl").open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def check(*options: str) -> dict[str, Any]:
    result = docqa(*CHECK, "--json", *options)
    assert result.exit_code == 0, result.output
    report: dict[str, Any] = json.loads(result.stdout)
    return report


def flagged(report: dict[str, Any], name: str) -> list[str]:
    return [one["question"] for one in report["found"] if one["flag"] == name]


def test_a_set_is_checked_flag_by_flag(place: Path) -> None:
    lost = {**DEEP, "id": "lost", "evidence": [{"document": "lost.pdf", "page": 1}]}
    add(
        place,
        {**DEEP, "id": "zz-again"},
        {**DEEP, "id": "zz-other", "answers": ["9.5 m"]},
        {**lost, "question": "Where is it?", "answers": ["Skye"]},
    )

    report = check()

    assert flagged(report, "duplicate") == ["zz-again"]
    assert flagged(report, "conflict") == ["depth-Corrie", "zz-other"]
    assert flagged(report, "not-located") == ["lost"]
    assert flagged(report, "gold-not-in-evidence") == ["zz-other"]
    assert {"depth-Hollin", "depth-Orde"} <= set(flagged(report, "easy"))
    assert report["questions"] == 20
    assert report["usable"] == 16
    shown = {one["flag"]: one for one in report["flags"]}
    assert shown["conflict"]["questions"] == 2
    assert shown["conflict"]["says"] == FLAGS["conflict"].says
    with Store(Path(".docqa/bench.duckdb")) as store:
        rows = store._db.execute("SELECT question, flag FROM question_flags").fetchall()
    assert sorted(rows) == sorted((o["question"], o["flag"]) for o in report["found"])


def test_the_report_is_a_table_and_the_first_of_each(place: Path) -> None:
    add(place, {**DEEP, "id": "zz-again"})

    result = docqa(*CHECK)

    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith("18 questions: ")
    assert lines[0].endswith(" 1 that cannot be used")
    (head,) = [line for line in lines if line.startswith("duplicate ")]
    assert head.split()[1:3] == ["1", "dropped"]
    assert FLAGS["duplicate"].says in head
    assert lines[lines.index("duplicate:") + 1] == "  zz-again: of 'depth-Corrie'"


def test_what_is_dropped_is_not_counted_as_re_typed_and_named_once(
    place: Path,
) -> None:
    lost = {**DEEP, "id": "lost", "evidence": [{"document": "lost.pdf", "page": 1}]}
    say = {**DEEP, "id": "say", "question": "Say: how deep is Corrie quay at low tide?"}
    add(place, lost, say)

    result = docqa(*CHECK)

    (line,) = [row for row in result.stdout.splitlines() if row.startswith("untyped ")]
    assert line.split()[1:4] == ["2", "1", "re-typed"]
    assert result.stdout.count("no document 'lost.pdf'") == 1
    assert "lost.pdf" not in result.stderr
    assert "1 question left out, whose evidence is not in the corpus" in result.stderr


def test_a_set_without_a_flag_is_one_line(place: Path) -> None:
    row = {"id": "n", "question": "Who sank at Orde?", "unanswerable": True}
    (place / "asked.jsonl").write_text(json.dumps(row))

    result = docqa(*CHECK)

    assert result.stdout == ("1 question: 1 without a flag, 0 that cannot be used\n")


def test_what_is_fixed_is_said_and_leaves_nothing_to_fix(place: Path) -> None:
    add(
        place,
        {**DEEP, "id": "zz-again"},
        {**DEEP, "id": "zz-1", "question": "Say: how deep is Corrie quay at low tide?"},
    )

    result = docqa(*CHECK, "--fix", "good.jsonl")

    assert result.exit_code == 0, result.output
    said = result.stderr.splitlines()
    assert "zz-again: duplicate: dropped (of 'depth-Corrie')" in said
    assert "zz-1: untyped: its type is number from now on" in said
    assert said[-1] == "good.jsonl: 18 questions; 1 dropped, 1 re-typed"
    again = docqa(
        *("questions", "check", "good.jsonl", "--corpus", "docs", "--fix", "b.jsonl")
    )
    assert again.stderr.splitlines()[-1] == (
        "b.jsonl: 18 questions; 0 dropped, 0 re-typed"
    )
    assert (place / "b.jsonl").read_bytes() == (place / "good.jsonl").read_bytes()


def test_where_nothing_is_left_nothing_is_written(place: Path) -> None:
    rows = [{**DEEP, "id": "a"}, {**DEEP, "id": "b", "answers": ["9.5 m"]}]
    (place / "asked.jsonl").write_text("".join(f"{json.dumps(r)}\n" for r in rows))

    result = docqa(*CHECK, "--fix", "good.jsonl")

    assert result.exit_code == 2
    assert "not one question is left; 'good.jsonl' is not written" in result.stderr
    assert not (place / "good.jsonl").exists()


def test_the_file_that_is_checked_is_not_written_over(place: Path) -> None:
    before = (place / "asked.jsonl").read_bytes()

    result = docqa(*CHECK, "--fix", "./asked.jsonl")

    assert result.exit_code == 2
    assert "is the file that is checked" in result.stderr
    assert (place / "asked.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    "command",
    [
        pytest.param((*CHECK, "--fix"), id="check"),
        pytest.param(
            ("questions", "import", "asked.jsonl", "--corpus", "docs", "--out"),
            id="import",
        ),
    ],
)
def test_no_other_file_is_written_over(place: Path, command: Sequence[str]) -> None:
    again = [docqa(*command, "good.jsonl") for _ in range(2)]
    (place / "good.jsonl").write_text("edited by hand\n")

    result = docqa(*command, "good.jsonl")

    assert [one.exit_code for one in again] == [0, 0]
    assert result.exit_code == 2
    assert (
        f"'good.jsonl' is there and holds something else; choose another {command[-1]}"
    ) in result.stderr
    assert (place / "good.jsonl").read_text() == "edited by hand\n"


def test_a_folder_that_was_not_ingested_is_said_to_be_so(place: Path) -> None:
    (place / "other").mkdir()

    result = docqa("questions", "check", "asked.jsonl", "--corpus", "other")

    assert result.exit_code == 2
    assert "docqa ingest other reads them" in result.stderr


def test_planted_questions_have_no_leak_until_a_document_tells(place: Path) -> None:
    (place / "bench.toml").write_text("[ingest]\nchunk_tokens = 96\n")
    docqa("ingest", "docs")
    with Store(Path(".docqa/bench.duckdb")) as store:
        asked = planted_questions(Hosts(store, "docs"), "asked.jsonl")
    write_questions(place / "asked.jsonl", asked)
    fine = check()
    single = next(one for one in asked if one.id == "single")
    (place / "docs" / "told.md").write_text(f"It is {single.answers[0]}.")
    docqa("ingest", "docs")

    told = check("--fix", "good.jsonl")

    assert flagged(fine, "planted-leak") == []
    assert flagged(fine, "gold-not-in-evidence") == []
    assert "single" in flagged(told, "planted-leak")
    left = read_questions(Path("good.jsonl"), "good").read.questions
    twins = {one.id for one in asked if one.twin_of == "single"}
    assert twins
    assert {one.id for one in left}.isdisjoint({"single", *twins})


def test_what_is_planted_beside_a_fact_must_not_tell_it(place: Path) -> None:
    (place / "bench.toml").write_text("[ingest]\nchunk_tokens = 96\n")
    docqa("ingest", "docs")
    with Store(Path(".docqa/bench.duckdb")) as store:
        hosts = Hosts(store, "docs")
        asked = planted_questions(hosts, "asked.jsonl")
        single = next(one for one in asked if one.id == "single")
        said = f"They say it is {single.answers[0]}."
        beside = hosts.plant(said, Host("orde.md", 3), PlantRole.COMPANION)
    told = single.model_copy(update={"plants": (*single.plants, beside)})
    write_questions(place / "asked.jsonl", [told])

    (leak,) = [one for one in check()["found"] if one["flag"] == "planted-leak"]

    assert leak["value"] == 1
    assert leak["detail"] == f"what stands beside it: orde.md p.{beside.page}"


SMART = Asked("smart", "openai-chat")
BLIND = Asked("blind", "openai-chat")


def ask_models(place: Path, *options: str, models: Sequence[Asked]) -> dict[str, Any]:
    """Check with scripted models: one knows it all, one is always wrong."""
    script = "\n".join(
        [
            model("smart").replace('"overall": 0.5', ""),
            model("blind"),
        ]
    )
    script = script.replace("overall = 0.5", "overall = 1, closed_book = 1", 1)
    script = script.replace("overall = 0.5", "overall = 0, closed_book = 0", 1)
    questions = read_questions(place / "asked.jsonl", "asked").read.questions
    with simulated(scenario(script, place), questions) as world:
        text = bench_file(world.url, [])
        (place / "bench.toml").write_text(text, encoding="utf-8")
        named = [part for one in models for part in ("-m", one.id)]
        return check("--config", "bench.toml", *named, *options)


def test_models_tell_what_is_known_and_what_is_broken(place: Path) -> None:
    report = ask_models(place, "--times", "2", models=[SMART, BLIND])

    by_model = {
        (one["flag"], one["model"], one["value"])
        for one in report["found"]
        if one["model"]
    }
    assert by_model == {
        ("known", SMART.id, 1.0),
        ("confirmed", SMART.id, 1.0),
        ("broken", BLIND.id, 0.0),
    }
    assert len(flagged(report, "broken")) == 16
    assert len(flagged(report, "known")) == 16, "of the answerable ones alone"
    with Store(Path(".docqa/bench.duckdb")) as store:
        asked = store._db.execute(
            "SELECT condition, count(*) FROM calls WHERE run = 'check-asked.jsonl' "
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
    assert asked == [("closed-book", 2 * 2 * 17), ("gold-only", 2 * 2 * 16)]
