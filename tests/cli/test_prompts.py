"""`docqa prompts` shows what was sent, to the byte, and no file can hurt it."""

import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import duckdb
import pytest

from pipeline.documents.visible import width
from pipeline.tokens import count
from tests.support.commands import docqa, fails, on_terminal
from tests.support.small_bench import QUAYS, write_corpus, write_questions

ESCAPES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = {
    "id": "evil\x1b]0;owned\x07",
    "question": "Which \x1b[31m \u202e quay is 17.0 m deep?",
    "answers": ["Corrie \x9b31m"],
    "answer_type": "text",
    "evidence": [{"document": "corrie.md", "quote": "quay is 17.0 m deep"}],
}
BENCH = """
corpus = "docs"
questions = "asked.jsonl"
lengths = ["2k", "3k"]
models = ["baseline/bm25"]
controls = ["closed-book", "gold-only", "gold-removed"]
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("planned")
    write_corpus(place / "docs")
    with write_questions(place / "asked.jsonl").open("a", encoding="utf-8") as asked:
        asked.write(json.dumps(EVIL))
    (place / "bench.toml").write_text(BENCH, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert docqa("plan").exit_code == 0
    return place


@pytest.fixture
def bench(planned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of its own, with the run "docs" planned in it."""
    place = tmp_path / "bench"
    shutil.copytree(planned, place)
    monkeypatch.chdir(place)
    return place


def rows(*arguments: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(
        docqa("prompts", "table", *arguments, "--json").stdout
    )
    return found


def one(**wanted: object) -> str:
    """Return the id of the first prompt that is so."""
    return next(str(row["id"]) for row in rows() if wanted.items() <= row.items())


@pytest.mark.usefixtures("bench")
def test_a_table_has_every_prompt_and_what_is_worst() -> None:
    result = docqa("prompts", "table")

    lines = result.stdout.splitlines()
    assert lines[0].split() == [
        *("id", "question", "condition", "length", "tokens", "depth", "measured"),
        *("passages", "leaks"),
    ]
    found = rows()
    questions = 2 * len(QUAYS) + 1
    assert len(lines) - 1 == len(found) == 6 * questions + 3
    assert [line.split()[0] for line in lines[1:]] == [
        str(row["id"])[:10] for row in found
    ]
    contexts = [row for row in found if row["condition"] == "context"]
    under = max(int(str(row["tokens_under_length"])) for row in contexts)
    removed = max(
        int(str(row["tokens_under_length"]))
        for row in found
        if row["condition"] == "gold-removed"
    )
    assert removed > 16
    off = max(int(str(row["tokens_off_depth"] or 0)) for row in contexts)
    leaks = max(int(str(row["leaks_dropped"])) for row in found)
    assert under <= 16
    assert result.stderr == (
        f"{len(found)} prompts, question after the documents, random distractors; "
        f"contexts at most {under} tokens under their length; "
        f"gold-removed, which lack their evidence, at most {removed:,} under; "
        f"evidence at most {off} "
        f"tokens off its depth; at most {leaks} leaks kept out of one\n"
    )


@pytest.mark.usefixtures("bench")
def test_a_table_can_be_of_one_question_size_or_condition() -> None:
    chosen = ("--question", "depth-Orde", "--length", "3k", "--condition", "context")

    result = docqa("prompts", "table", "docs", *chosen)

    header, line = result.stdout.splitlines()
    assert header.split()[:4] == ["id", "question", "length", "tokens"]
    assert line.split()[1:3] == ["depth-Orde", "3,000"]
    assert result.stderr.startswith("1 context prompt, question after")
    none = docqa("prompts", "table", "--length", "77k")
    assert (none.stdout, none.stderr) == ("", "no prompt of 'docs' is so\n")
    assert rows("--question", "nope") == []


@pytest.mark.usefixtures("bench")
def test_a_run_is_named_where_there_are_several() -> None:
    assert docqa("plan", "--name", "more", "--lengths", "3k").exit_code == 0

    fails(docqa("prompts", "table"), "several runs", "docs, more")
    fails(docqa("prompts", "table", "nope"), "unknown run 'nope'", "docs, more")
    assert {row["length"] for row in rows("more")} == {None, 3_000}
    shown = docqa("prompts", "show", str(rows("more")[0]["id"])).stdout
    assert re.search(r"^runs +docs, more$", shown, re.MULTILINE)


@pytest.mark.usefixtures("bench")
def test_a_prompt_is_shown_with_its_evidence_marked() -> None:
    name = one(question="keeper-Quill", condition="context", length=2_000)

    result = docqa("prompts", "show", name[:12].upper())

    head, strip, table = result.stdout.split("\n\n")
    facts = dict(line.split(maxsplit=1) for line in head.splitlines())
    assert facts["id"] == name
    assert facts["question"].endswith("opened the Quill quay? (keeper-Quill)")
    assert facts["answer"] == "Quillson Thorne"
    assert facts["tokens"].endswith("(2,000 asked)")
    assert re.fullmatch(r"0\.\d{3} \(0\.\d asked\)", facts["depth"])
    assert facts["runs"] == "docs"
    line, legend = strip.splitlines()
    assert re.fullmatch("r*#+r*", line)
    assert re.fullmatch(r"# evidence \d\.\d%   r random 9\d\.\d%", legend)
    passages = table.splitlines()
    (marked,) = [passage for passage in passages if passage.startswith(">")]
    assert marked.split()[2:5] == ["gold", "quill.md", "p.1"]
    assert marked.split()[-1] == facts["depth"].split()[0]


@pytest.mark.usefixtures("bench")
def test_the_text_is_what_is_sent_and_no_more() -> None:
    for row in rows("--question", str(EVIL["id"])):
        result = docqa("prompts", "show", str(row["id"]), "--text")

        text = result.stdout_bytes.decode()
        assert count(text) == row["tokens"]
        assert text.startswith("Request ")
        assert "Question: Which \x1b[31m \u202e quay is 17.0 m deep?" in text
        assert result.stderr == ""


@pytest.mark.usefixtures("bench")
def test_foreign_text_cannot_steer_the_terminal() -> None:
    name = one(question=EVIL["id"], condition="context")

    for arguments in (
        ["table"],
        ["table", "--json"],
        ["show", name],
        ["show", name, "--json"],
        ["show", "\x1b[2J"],
        ["table", "\x1b[2J"],
    ):
        assert not ESCAPES.search(docqa("prompts", *arguments).output), arguments
    data = json.loads(docqa("prompts", "show", name, "--json").stdout)
    assert data["question"]["text"] == EVIL["question"]


@pytest.mark.usefixtures("bench")
def test_a_beginning_that_is_no_ones_or_of_several_is_refused() -> None:
    fails(docqa("prompts", "show", "zz"), "no prompt's id begins with 'zz'", "table")
    fails(docqa("prompts", "show", ""), "105 ids begin with ''", "and 100 more")
    fails(docqa("prompts", "show", "%"), "no prompt's id begins with '%'")
    both = docqa("prompts", "show", one(), "--text", "--json")
    assert both.exit_code == 2
    assert "--text and --json" in both.stderr


@pytest.mark.usefixtures("bench")
def test_what_is_sent_cannot_steer_the_terminal_that_it_is_printed_on() -> None:
    name = one(question=EVIL["id"], condition="context")

    shown = on_terminal(80, "prompts", "show", name, "--text")

    assert "\x1b[31m" not in shown
    assert "\u202e" not in shown
    assert r"Which \x1b[31m \u202e quay is 17.0 m deep?" in shown


def test_a_text_that_changed_since_says_so(bench: Path) -> None:
    name = one(question="depth-Orde", condition="gold-only")
    sent = docqa("prompts", "show", name, "--text").stdout

    (bench / "docs" / "orde.md").rename(bench / "docs" / "moved here.md")
    assert docqa("ingest", "docs").exit_code == 0

    now = docqa("prompts", "show", name, "--text")
    assert now.stdout == sent.replace("[orde.md p.1]", "[moved here.md p.1]")
    assert f"has {count(now.stdout)} tokens now, and had {count(sent)}" in now.stderr
    assert not json.loads(docqa("prompts", "show", name, "--json").stdout)["as_sent"]


def test_a_prompt_whose_document_is_gone_is_refused(bench: Path) -> None:
    name = one(question="depth-Orde", condition="gold-only")

    (bench / "docs" / "orde.md").unlink()
    assert docqa("ingest", "docs").exit_code == 0

    fails(docqa("prompts", "show", name), name, "no longer in the workspace")
    assert docqa("prompts", "table").exit_code == 0


@pytest.mark.usefixtures("bench")
def test_a_prompt_of_no_run_any_more_can_still_be_seen() -> None:
    name = one(condition="context", length=2_000)

    assert docqa("plan", "--lengths", "3k").exit_code == 0

    result = docqa("prompts", "show", name)
    assert re.search(r"^runs +none any more$", result.stdout, re.MULTILINE)
    assert result.stderr == ""


def test_a_prompt_of_an_older_docqa_has_its_figures_alone(bench: Path) -> None:
    name = one(condition="context", length=2_000)
    with duckdb.connect(str(bench / ".docqa" / "bench.duckdb")) as db:
        db.execute(
            "UPDATE raw.prompts SET layout = NULL, rung = NULL, evidence = [], "
            "evidence_at = [], evidence_own = []"
        )

    fails(docqa("prompts", "show", name), "older docqa", "docqa plan")
    assert docqa("prompts", "table").exit_code == 0


def test_a_picture_is_written_beside_what_is_printed(bench: Path) -> None:
    name = one(question="depth-Orde", condition="context", length=3_000)

    result = docqa("prompts", "show", name, "--text", "--picture", "prompt.svg")

    assert result.stderr == "drawn to prompt.svg\n"
    assert result.stdout == docqa("prompts", "show", name, "--text").stdout
    drawn = ET.parse(bench / "prompt.svg").getroot()
    shown = " ".join(text.text or "" for text in drawn.iterfind(".//{*}text"))
    assert f"Prompt {name[:10]}: context" in shown
    failed = docqa("prompts", "show", name, "--picture", "no/prompt.svg")
    fails(failed, "'no/prompt.svg' cannot be written")


@pytest.mark.usefixtures("bench")
def test_table_and_prompt_fit_a_terminal_of_80_columns() -> None:
    name = one(question="depth-Orde", condition="context", length=3_000)

    for arguments in (["table", "--condition", "context"], ["show", name]):
        lines = on_terminal(80, "prompts", *arguments).splitlines()
        assert len(lines) > 10
        assert max(map(width, lines)) <= 80


@pytest.mark.parametrize("arguments", [["table"], ["show", "3f"]])
def test_an_empty_workspace_says_how_to_fill_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    fails(docqa("prompts", *arguments), "docqa plan")
    assert not (tmp_path / ".docqa").exists()

    docqa("export", "out")
    fails(docqa("prompts", *arguments), "prompt")
