"""`docqa init` in a folder of somebody's own: a few questions, one file out."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.query.models.catalogue import catalogue
from pipeline.settings import BenchSettings, load
from tests.support.commands import ROOT, docqa, fails
from tests.support.small_bench import write_corpus, write_questions

KEY = "sk-canary-0123456789abcdef"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.endswith("_API_KEY")]:
        monkeypatch.delenv(name)
    write_corpus(tmp_path / "docs")
    return tmp_path


def begun(*arguments: str) -> str:
    """Run it without a terminal; return what it said."""
    result = docqa("init", *arguments, "--yes")
    assert result.exit_code == 0, result.output
    return result.stderr


def settings(path: str = "bench.toml") -> BenchSettings:
    return load(Path(path), {})


def ids(found: BenchSettings) -> list[str]:
    return [model.id for model in found.models]


def test_documents_alone_make_a_file_that_plants(place: Path) -> None:
    (place / "docs" / "survey.pdf").write_bytes(b"no PDF at all: it is not opened")
    (place / "docs" / "film.mov").write_bytes(b"")

    result = docqa("init", "docs", "--yes")

    assert result.stdout == "bench.toml\n"
    assert "9 files, 0.0 MB (8 markdown, 1 pdf; 1 of kinds not read)" in result.stderr
    assert result.stderr.endswith("  docqa plan\n  docqa bench\n")
    found = settings()
    assert (found.corpus, found.plant) == ("docs", 40)
    assert ids(found) == ["baseline/bm25", "baseline/first-window"]
    assert found.budget_usd is None


def test_the_next_two_commands_work_as_they_are_said(place: Path) -> None:
    begun("docs", "--plant", "8")
    text = (place / "bench.toml").read_text()
    (place / "bench.toml").write_text(text.replace('"4k", "16k", "64k"', '"2k"'))

    assert docqa("plan").exit_code == 0
    result = docqa("bench")

    assert result.exit_code == 0, result.output
    assert Path(result.stdout.strip()).is_file()


@pytest.mark.parametrize("where", [".", "docs"])
def test_a_question_file_is_found_where_it_lies(place: Path, where: str) -> None:
    (place / "a.json").write_text('{"mean": 3}')
    (place / "b.jsonl").write_text("{broken")
    write_questions(place / where / "asked.jsonl")
    name = str(Path(where) / "asked.jsonl")

    said = begun("docs")

    assert f"question files: {name}\n" in said
    assert (settings().questions, settings().plant) == (name, None)
    assert ("asked.jsonl lies among the documents" in said) == (where == "docs")


def test_a_question_file_can_be_named_or_declined(place: Path) -> None:
    write_questions(place / "asked.jsonl")
    (place / "more").mkdir()
    write_questions(place / "more" / "others.jsonl")

    begun("docs", "--out", "named.toml", "--questions", "more/others.jsonl")
    begun("docs", "--out", "planted.toml", "--plant", "12")

    assert settings("named.toml").questions == "more/others.jsonl"
    assert settings("planted.toml").plant == 12


def test_it_asks_and_takes_what_is_answered(place: Path) -> None:
    write_questions(place / "asked.jsonl")

    result = CliRunner(env={"MOONSHOT_API_KEY": KEY}).invoke(
        main, ["init"], input="docs\n12\n2.5\n"
    )

    assert result.exit_code == 0, result.output
    assert result.stdout == "bench.toml\n"
    found = settings()
    assert (found.corpus, found.plant, found.budget_usd) == ("docs", 12, 2.5)


def test_every_question_has_a_default(place: Path) -> None:
    write_questions(place / "asked.jsonl")
    keys = {"MOONSHOT_API_KEY": KEY}

    asked = CliRunner(env=keys).invoke(
        main, ["init", "--out", "a.toml"], input="\n\n\n"
    )
    told = CliRunner(env=keys).invoke(main, ["init", "--out", "b.toml", "--yes"])

    assert (asked.exit_code, told.exit_code) == (0, 0)
    assert settings("a.toml") == settings("b.toml")
    assert settings("a.toml").questions == "asked.jsonl"


def test_a_folder_that_is_named_leaves_the_questions_to_be_asked(place: Path) -> None:
    (place / "more").mkdir()
    write_questions(place / "more" / "others.jsonl")

    planted = CliRunner().invoke(main, ["init", "docs", "--out", "a.toml"], input="7\n")
    named = CliRunner().invoke(
        main, ["init", "docs", "--out", "b.toml"], input="more/others.jsonl\n"
    )

    assert (planted.exit_code, named.exit_code) == (0, 0)
    assert "question files: none here, nor in the folder\n" in planted.stderr
    assert "or a number of facts to plant [40]: " in planted.stderr
    assert settings("a.toml").plant == 7
    assert settings("b.toml").questions == "more/others.jsonl"


def test_an_answer_that_cannot_be_used_is_asked_again(place: Path) -> None:
    (place / "empty").mkdir()
    answers = "nosuch\nempty\ndocs\nnone.jsonl\n0\n5\n-3\n2\n"

    result = CliRunner(env={"MOONSHOT_API_KEY": KEY}).invoke(
        main, ["init"], input=answers
    )

    assert result.exit_code == 0, result.output
    assert "'nosuch' cannot be opened" in result.stderr
    assert "no documents in 'empty'" in result.stderr
    assert "'none.jsonl' is neither a file nor a number" in result.stderr
    assert "'0' is neither a file nor a number" in result.stderr
    assert "-3" in result.stderr
    found = settings()
    assert (found.corpus, found.plant, found.budget_usd) == ("docs", 5, 2)


def test_where_nobody_answers_nothing_is_written() -> None:
    result = CliRunner().invoke(main, ["init"], input="")

    assert result.exit_code == 2
    assert "--yes takes the defaults" in result.stderr
    assert not Path("bench.toml").exists()


def test_an_interrupted_question_ends_as_any_interruption() -> None:
    program = (
        "import os, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def hook(event, arguments):\n"
        "    if event == 'builtins.input':\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.addaudithook(hook)\n"
        "from pipeline.cli import main\n"
        "main(['init'])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    assert done.returncode == 130
    assert done.stderr.endswith("\ninterrupted; what was read and answered is kept\n")
    assert not Path("bench.toml").exists()


def test_a_model_is_asked_where_its_key_is_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / ".env").write_text(f"XAI_API_KEY={KEY}\n")
    monkeypatch.setenv("XAI_API_KEY", "")  # so that what `.env` sets is undone
    monkeypatch.delenv("XAI_API_KEY")
    monkeypatch.setenv("META_API_KEY", KEY)

    said = begun("docs")

    text = (place / "bench.toml").read_text()
    services = [model.partition("/")[0] for model in ids(settings())]
    assert services == ["baseline", "baseline", "meta", "xai"]
    assert settings().budget_usd == 5
    assert re.search(r'# "moonshot/\S+",  # set MOONSHOT_API_KEY', text)
    assert set(re.findall(r'"([\w-]+)/', text)) == {"baseline", *catalogue()}
    assert "-contributor" not in text  # it trains on what it is sent
    assert KEY not in text + said


def test_a_model_without_a_price_is_offered_and_not_asked(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YI_API_KEY", KEY)

    begun("docs")

    assert ids(settings()) == ["baseline/bm25", "baseline/first-window"]
    text = (place / "bench.toml").read_text()
    assert '# "yi/yi-lightning",  # its price is not known: set price\n' in text


def test_what_it_writes_is_fit_to_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for service in catalogue().values():
        for name in (service.keys or ())[:1]:
            monkeypatch.setenv(name, KEY)

    begun("docs")

    assert len(ids(settings())) > 10
    doctor = docqa("doctor")
    assert doctor.exit_code == 0, doctor.output


def test_a_file_that_is_there_stays_as_it_is(place: Path) -> None:
    (place / "bench.toml").write_text("mine")

    fails(docqa("init", "docs", "--yes"), "'bench.toml' is there", "--out")
    assert (place / "bench.toml").read_text() == "mine"
    assert "docqa plan -c other.toml" in begun("docs", "--out", "other.toml")


def test_a_folder_that_cannot_be_used_leaves_nothing(place: Path) -> None:
    (place / "empty").mkdir()

    fails(docqa("init", "empty", "--yes"), "no documents in 'empty'")
    fails(docqa("init", "nosuch", "--yes"), "'nosuch' cannot be opened")
    nowhere = docqa("init", "docs", "--yes", "--out", "nosuch/b.toml")
    assert nowhere.exit_code == 2
    assert "'nosuch/b.toml' cannot be written: No such file" in nowhere.stderr
    assert sorted(path.name for path in place.iterdir()) == ["docs", "empty"]


def test_planting_and_questions_are_not_both_taken(place: Path) -> None:
    write_questions(place / "asked.jsonl")
    both = ("--questions", "asked.jsonl", "--plant", "3")

    fails(docqa("init", "docs", "--yes", *both), "--plant", "--questions")


def test_reports_inside_the_folder_are_warned_of() -> None:
    assert "reports/ lies among the documents" in begun(".")


@pytest.mark.parametrize("name", ['a "quoted" \\ one', "tab\tand\x7f", "Übung 報告"])
def test_any_name_of_a_folder_is_written_so_that_it_is_read(
    place: Path, name: str
) -> None:
    (place / "docs").rename(place / name)

    begun(name)

    assert settings().corpus == name
