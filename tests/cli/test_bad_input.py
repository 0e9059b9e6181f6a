"""Every mistake is one clear line on stderr and its documented exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from tests.support.small_bench import write_corpus, write_questions


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    return tmp_path


def docqa(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def bench(*arguments: str) -> Result:
    here = ("--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "3k")
    return docqa("bench", *here, *arguments)


def is_said_once(result: Result, *parts: str, code: int = 2) -> None:
    assert result.exit_code == code, result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1
    assert all(part in said[0] for part in parts), said[0]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        pytest.param(["--corpus", "none"], ["'none'"], id="no folder"),
        pytest.param(["--corpus", "empty"], ["empty", ".pdf"], id="no documents"),
        pytest.param(
            ["--questions", "none.jsonl"], ["none.jsonl", "--plant 40"], id="no file"
        ),
        pytest.param(["--questions", "void.jsonl"], ["it is empty"], id="no questions"),
        pytest.param(["--questions", "torn.jsonl"], ["line 1", "JSON"], id="torn"),
        pytest.param(
            ["--questions", "elsewhere.jsonl"],
            ["none of the 1 questions", "no document 'gone.pdf'"],
            id="missing document",
        ),
        pytest.param(
            ["--questions", "page.jsonl"], ["has no page 99"], id="missing page"
        ),
        pytest.param(
            ["--lengths", "600", "--config", "bare.toml"],
            ["not even of 600 tokens", "the question and its evidence alone need"],
            id="length below the evidence",
        ),
        pytest.param(["-m", "baseline/none"], ["'none'", "bm25"], id="no baseline"),
        pytest.param(["-m", "nosuch/model"], ["'nosuch'", "moonshot"], id="no service"),
        pytest.param(["-m", "kimi"], ["models.0.id = 'kimi'"], id="no such id"),
        pytest.param(
            ["-m", "moonshot/kimi-k3"], ["MOONSHOT_API_KEY", ".env"], id="no key"
        ),
        pytest.param(["--config", "broken.toml"], ["is not valid TOML"], id="toml"),
        pytest.param(["--lengths", "4x"], ["lengths.0 = '4x'"], id="bad length"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(
    place: Path, arguments: list[str], parts: list[str]
) -> None:
    (place / "empty").mkdir()
    (place / "void.jsonl").touch()
    (place / "torn.jsonl").write_text('{"question": "Q')
    evidence = '"evidence": [{"document": "%s", "page": %d}]'
    row = '{"question": "Q", "answer": "x", ' + evidence + "}"
    (place / "elsewhere.jsonl").write_text(row % ("gone.pdf", 1))
    (place / "page.jsonl").write_text(row % ("corrie.md", 99))
    (place / "broken.toml").write_text("lengths = [")
    (place / "bare.toml").write_text("controls = []\nlimit = 1\n")
    if "bare.toml" in arguments:
        long = " ".join(["word"] * 700)
        (place / "docs" / "long.md").write_text(long)
        (place / "asked.jsonl").write_text(row % ("long.md", 1))

    is_said_once(bench(*arguments), *parts)


def test_a_command_that_is_not_known_has_those_like_it() -> None:
    result = docqa("bnech")

    assert result.exit_code == 2
    assert "No such command 'bnech'. Did you mean 'bench'?" in result.stderr


@pytest.mark.parametrize("command", ["plan", "bench", "ingest"])
def test_where_no_documents_are_named_it_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)

    is_said_once(docqa(command), "no documents are named", "docqa init FOLDER")
    assert list(tmp_path.glob("*.toml")) == []


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("questions", ["none.jsonl", "docs", "docs/corrie.md"])
def test_questions_that_cannot_be_read_are_said_before_documents_are(
    questions: str,
) -> None:
    result = docqa("bench", "--corpus", "docs", "--questions", questions)

    is_said_once(result, questions)
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.usefixtures("place")
def test_all_mistakes_of_a_file_are_said(place: Path) -> None:
    (place / "bench.toml").write_text('lengths = ["4x"]\nmodles = 1\ndepths = [2]\n')

    result = docqa("plan")

    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 3


@pytest.mark.usefixtures("place")
def test_too_small_a_corpus_names_the_greatest_length_before_anything_is_sent() -> None:
    result = bench("--lengths", "900k,1M")

    is_said_once(result, "900,000 tokens", "fills at most", "--lengths")


@pytest.mark.usefixtures("place")
def test_a_plan_needs_no_key() -> None:
    here = ("--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "3k")

    result = docqa("plan", *here, "-m", "moonshot/kimi-k3")

    assert result.exit_code == 0
    assert "moonshot/kimi-k3" in result.stdout


@pytest.mark.usefixtures("place")
def test_replacing_a_run_is_said() -> None:
    bench("--limit", "2", "-m", "baseline/bm25")

    result = bench("--limit", "2", "-m", "baseline/bm25", "-m", "baseline/closed-book")

    assert "the run 'docs' was 6 calls of 1 model on docs" in result.stderr
    assert "and is now 12 calls of 2 models" in result.stderr


@pytest.mark.usefixtures("place")
def test_all_missing_keys_are_said_at_once() -> None:
    result = bench("-m", "moonshot/kimi-k3", "-m", "meta/muse-spark-1.3")

    assert result.exit_code == 2
    assert "MOONSHOT_API_KEY" in result.stderr
    assert "MODEL_API_KEY" in result.stderr


def test_a_busy_workspace_names_its_holder(place: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from pipeline.store import Store
with Store(Path({str(place / ".docqa" / "bench.duckdb")!r})):
    print("open", flush=True)
    sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        result = bench()
        holder.communicate()

    is_said_once(result, f"process {holder.pid}", "--db")


def test_a_file_that_is_no_workspace_is_not_worked_in(place: Path) -> None:
    before = (place / "asked.jsonl").read_bytes()
    here = ("--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "3k")

    result = docqa("--db", "asked.jsonl", "plan", *here)

    is_said_once(result, "'asked.jsonl' is no workspace", "--db")
    assert (place / "asked.jsonl").read_bytes() == before


@pytest.mark.usefixtures("place")
def test_debug_shows_where() -> None:
    result = docqa("--debug", "ingest", "none")

    assert result.exit_code == 2
    assert "Traceback" in result.stderr


@pytest.mark.usefixtures("place")
def test_an_unknown_run_names_the_known() -> None:
    bench("--name", "october", "--limit", "1")

    is_said_once(docqa("report", "november"), "november", "october")
    is_said_once(docqa("score", "november"), "november", "october")


def test_a_question_left_out_is_named_and_the_rest_is_asked(place: Path) -> None:
    with (place / "asked.jsonl").open("a") as asked:
        asked.write(
            '{"id": "lost", "question": "Q", "answer": "x", '
            '"evidence": [{"document": "gone.pdf", "page": 1}]}\n{"torn'
        )

    result = bench("--limit", "2")

    assert result.exit_code == 0
    assert "lost: no document 'gone.pdf' in the corpus" in result.stderr
    assert "asked.jsonl:19: not JSON" in result.stderr


NO_ANSWER = '{"id": "none", "question": "Who sank?", "unanswerable": true}\n'
ELSEWHERE = (
    '{"id": "lost", "question": "Q", "answer": "x", '
    '"evidence": [{"document": "gone.pdf", "page": 1}]}\n'
)


@pytest.mark.parametrize("command", ["plan", "bench"])
def test_a_run_without_a_question_that_has_an_answer_is_refused(
    place: Path, command: str
) -> None:
    (place / "asked.jsonl").write_text(NO_ANSWER + ELSEWHERE + "{torn\n")
    here = ("--corpus", "docs", "--questions", "asked.jsonl", "--lengths", "3k")

    result = docqa(command, *here)

    is_said_once(
        *(result, "no question of asked.jsonl that has an answer is left to ask"),
        *("1 stated to have none", "1 whose evidence is not in docs (lost: "),
        *("no document 'gone.pdf'", "1 row that cannot be used (line 3: not JSON"),
        "--plant 40",
    )


def test_a_limit_that_leaves_every_answer_out_is_refused(place: Path) -> None:
    kept = (place / "asked.jsonl").read_text().splitlines(keepends=True)[:1]
    (place / "asked.jsonl").write_text(
        "".join(NO_ANSWER.replace('"none"', f'"none-{n}"') for n in range(60)) + kept[0]
    )
    asked = bench("--limit", "1", "-m", "baseline/bm25")

    is_said_once(asked, "1 not among the first 1 (limit)", "60 stated")


def test_contexts_of_questions_without_an_answer_do_not_make_a_run(
    place: Path,
) -> None:
    (place / "docs" / "long.md").write_text(" ".join(["word"] * 700))
    row = (
        '{"question": "Q", "answer": "x", '
        '"evidence": [{"document": "long.md", "page": 1}]}\n'
    )
    (place / "asked.jsonl").write_text(NO_ANSWER + row)

    result = bench("--lengths", "600", "-m", "baseline/bm25")

    is_said_once(
        result, "not even of 600 tokens", "the question and its evidence alone need"
    )


def test_a_report_that_would_not_add_up_is_refused(place: Path) -> None:
    bench("-m", "baseline/bm25")
    asked = place / "asked.jsonl"
    asked.write_text("".join(asked.read_text().splitlines(keepends=True)[1:]))
    docqa("questions", "import", "asked.jsonl", "--corpus", "docs")

    is_said_once(docqa("report", "docs"), "no longer in asked.jsonl", "import that set")
    is_said_once(docqa("score", "docs"), "is no longer in its set")


@pytest.mark.usefixtures("place")
def test_each_of_several_mistakes_is_called_an_error() -> None:
    found = bench("-m", "none/a", "-m", "nowhere/b")

    errors = [one for one in found.stderr.splitlines() if "unknown service" in one]
    assert [one.partition(": ")[0] for one in errors] == ["Error", "Error"]


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("arguments", "way_out"),
    [
        pytest.param(
            ["questions", "import", "none.jsonl", "--corpus", "docs"], "", id="import"
        ),
        pytest.param(
            ["questions", "check", "none.jsonl", "--corpus", "docs"], "", id="check"
        ),
        pytest.param(
            ["simulate"],
            "; --questions FILE names those that the models know",
            id="sim",
        ),
    ],
)
def test_each_command_has_its_own_way_out_of_a_missing_file(
    arguments: list[str], way_out: str
) -> None:
    found = docqa(*arguments)

    is_said_once(found, "cannot be read: No such file or directory")
    assert found.stderr.endswith(f"No such file or directory{way_out}\n")


def test_a_question_longer_than_the_prompt_is_named_as_that(place: Path) -> None:
    rows = (place / "asked.jsonl").read_text().splitlines()[:2]
    long = json.loads(rows[0])
    long["question"] += " Mind the tide." * 2_000
    (place / "long.jsonl").write_text(f"{json.dumps(long)}\n{rows[1]}\n")

    found = bench("--questions", "long.jsonl", "-m", "baseline/bm25")

    assert "no prompt for 1 cell of the design:" in found.stderr
    assert "1 at 3,000: the question and its evidence alone are longer" in found.stderr
