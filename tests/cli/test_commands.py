"""The surface users type: every command helps, stdout is data, nothing leaks."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline import __version__
from pipeline.cli import main
from tests.support.small_bench import write_corpus, write_questions


def commands(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *path, name)
        else:
            yield (*path, name)


ALL = tuple(commands(main))


@pytest.mark.parametrize("path", [(), *ALL], ids=" ".join)
def test_every_command_says_what_it_does_with_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])

    assert result.exit_code == 0
    assert not path or "\n  Example" in result.stdout
    assert not path or f"\n    docqa {' '.join(path)}" in result.stdout


GROUPS = ((), *sorted({path[:-1] for path in ALL if len(path) > 1}))


@pytest.mark.parametrize("path", GROUPS, ids=" ".join)
def test_a_group_says_whole_sentences_of_its_commands(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"], terminal_width=80)

    _, listed = result.stdout.split("\nCommands:\n")
    lines = listed.splitlines()
    assert lines
    assert [line for line in lines if not line.endswith(".") or "..." in line] == []


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_a_command_has_few_options(path: tuple[str, ...]) -> None:
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found

    options = [p for p in command.params if isinstance(p, click.Option)]

    assert len(options) <= 13


def test_it_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"docqa, version {__version__}\n"


def test_plan_counts_and_sends_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "docs")
    write_questions(tmp_path / "asked.jsonl")
    (tmp_path / "bench.toml").write_text(
        'corpus = "docs"\nquestions = "asked.jsonl"\nlengths = ["3k"]\n'
        'models = [{ id = "baseline/bm25", window = 5_000 }]\n'
    )

    result = CliRunner().invoke(main, ["plan"])

    assert result.exit_code == 0
    rows = [line.split() for line in result.stdout.splitlines()]
    assert [*rows[0]][:6] == ["model", "size", "calls", "tokens", "over", "window"]
    assert rows[3] == ["baseline/bm25", "3,000", "17", "0", "17", "0", "0", "0"]
    assert rows[4][:3] == ["in", "all", "50"]


def test_an_export_holds_every_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["export", "out"])

    assert result.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        Path(line).name for line in result.stdout.splitlines()
    }


def test_dotenv_is_read_and_does_not_override(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text("DOCQA_DB=from-file.duckdb\n")
    monkeypatch.setenv("DOCQA_DB", "")  # so that what `.env` sets is undone
    monkeypatch.delenv("DOCQA_DB")

    CliRunner().invoke(main, ["export", "out"])
    assert (tmp_path / "from-file.duckdb").exists()

    monkeypatch.setenv("DOCQA_DB", "from-shell.duckdb")
    CliRunner().invoke(main, ["export", "out"])
    assert (tmp_path / "from-shell.duckdb").exists()
