"""A corpus is generated and checked by two commands, which say what comes next."""

import json
from pathlib import Path

import pytest

from tests.support.commands import docqa, fails

SMALL = ("--seed", "3", "--tokens", "30k", "--questions", "20", "--workers", "1")


@pytest.fixture(scope="module")
def orrin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cli") / "orrin"
    said = docqa("corpus", "generate", *SMALL, "--out", str(out))

    assert said.exit_code == 0, said.stderr
    assert said.stdout == ""
    assert f"docqa ingest {out}/documents" in said.stderr
    assert f"--questions {out}/questions.jsonl" in said.stderr
    assert "20 questions (" in said.stderr
    return out


def test_a_clean_corpus_ends_well(orrin: Path) -> None:
    done = docqa("corpus", "check", str(orrin), "--workers", "1")

    assert done.exit_code == 0, done.stderr
    assert "20 questions (" in done.stderr
    assert "0 with a fault" in done.stderr


def test_faults_are_shown_and_end_with_1(orrin: Path) -> None:
    queries = orrin / "queries.jsonl"
    kept = queries.read_text(encoding="utf-8")
    queries.write_text("".join(kept.splitlines(keepends=True)[1:]), encoding="utf-8")
    try:
        done = docqa("corpus", "check", str(orrin), "--workers", "1")
        as_json = docqa("corpus", "check", str(orrin), "--workers", "1", "--json")
    finally:
        queries.write_text(kept, encoding="utf-8")

    assert (done.exit_code, as_json.exit_code) == (1, 1)
    assert "1 unpaired:\n  q-0001 not in queries.jsonl" in done.stderr
    assert json.loads(as_json.stdout)["faults"] == [
        {"kind": "unpaired", "question": "q-0001", "detail": "not in queries.jsonl"},
        {"kind": "changed", "question": "", "detail": "queries.jsonl: changed"},
    ]


def test_a_folder_without_a_corpus_is_one_line(tmp_path: Path) -> None:
    fails(docqa("corpus", "check", str(tmp_path)), "is no generated corpus")


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--tokens", "many"], "'many' is no size: write tokens, such as 4000, 16k"),
        (["--tokens", "-5"], "'-5' is no size"),
        (["--tokens", "2M", "--seed", "-1"], "-1 is not in the range x>=0"),
        (["--tokens", "2M", "--seed", "x"], "'x' is not a valid integer"),
        (["--tokens", "2M", "--questions", "0"], "0 is not in the range"),
        ([], "Missing option '--tokens'"),
    ],
)
def test_what_is_no_size_or_seed_is_said(
    tmp_path: Path, arguments: list[str], part: str
) -> None:
    done = docqa("corpus", "generate", "--out", str(tmp_path / "new"), *arguments)

    assert done.exit_code == 2
    assert part in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("tokens", ["29_999", "29,999", "0.02M", "29.999k"])
def test_sizes_are_written_as_people_write_them(tmp_path: Path, tokens: str) -> None:
    out = str(tmp_path / "new")

    fails(docqa("corpus", "generate", "--tokens", tokens, "--out", out), "30,000 is")
