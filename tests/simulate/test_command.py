"""`docqa simulate` in a process of its own, and `docqa run` against it."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.simulate.client import ask
from tests.simulate.world import QUICK, question, wire
from tests.support.commands import ROOT, docqa, fails

NOTES = "".join(
    f"## Contract {n}\n\nThe sum of contract {n} is EUR {n}36,000 in all.\n\n"
    "The quay was quiet and nothing else was written down that day.\n\n"
    for n in range(1, 25)
)
FILLER = "".join(
    f"## Day {n}\n\nThe tide table of day {n} was copied by hand, wind force {n % 9}, "
    f"and the pilot of boat {n * 7} went home before noon without a word.\n\n"
    for n in range(1, 60)
)
SCENARIO = f"""
    [[models]]
    accuracy = {{ overall = 0.6, closed_book = 0.2 }}
    {QUICK}

    [[models.fault]]
    kind = "rate_limited"
    probability = 0.2
    attempts = 1
    retry_after = "ms"
    seconds = 0.01

    [[models.fault]]
    kind = "split_at_every_byte"
    probability = 0.2
"""


def questions() -> str:
    rows = [
        {
            "id": f"q{n}",
            "question": f"What is the sum of contract {n}?",
            "answers": [f"{n}36000"],
            "answer_type": "number",
            "unit": "EUR",
            "evidence": [
                {
                    "document": "notes.md",
                    "quote": f"The sum of contract {n} is EUR {n}36,000 in all.",
                }
            ],
        }
        for n in range(1, 21)
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "corpus" / "filler.md").write_text(FILLER, encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text(questions(), encoding="utf-8")
    (tmp_path / "scenario.toml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


class Running:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process
        self.bases: dict[str, str] = {}
        assert process.stdout
        for line in process.stdout:
            if line.startswith("export SIMULATE_BASE_URL="):
                break
            name, url = line.split()
            self.bases[name] = url
        self.hint = process.stdout.readline()

    def end(self) -> str:
        """Press Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        _, said = self.process.communicate(timeout=30)
        assert self.process.returncode == 0
        return said


def speak(bases: dict[str, str]) -> set[int]:
    """Ask at every base that was printed; return how it was answered."""
    found: set[int] = set()
    for dialect, base in bases.items():
        path, body = wire(dialect, question().text)
        version = base[base.find("/", len("http://")) :] if base.count("/") > 2 else ""
        assert path.startswith(version)
        found.add(ask(base.removesuffix(version), path, body).status)
    return found


@contextmanager
def running(folder: Path, *more: str) -> Generator[Running]:
    arguments = [
        *(str(folder / "scenario.toml"), "--questions"),
        *(str(folder / "questions.jsonl"), "--log", str(folder / "truth.jsonl")),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "simulate", *arguments, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


def test_a_run_against_it_ends_as_its_log_says(
    bench: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bench)
    with running(bench) as server:
        monkeypatch.setenv("SIMULATE_BASE_URL", server.bases["openai-chat"])
        result = docqa(
            *("run", "--corpus", "corpus", "--questions", "questions.jsonl"),
            *("--lengths", "1k", "-m", "openai-api/simulate/any-1"),
        )
        assert result.exit_code == 0, result.output
        scored = docqa("score", "corpus")
        assert "-m openai-api/simulate/any" in server.hint
        assert speak(server.bases) <= {200, 429}
        said = server.end()

    lines = (bench / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    of_run = [row for row in rows if row["model"] == "any-1"]
    meant = Counter(row["verdict"] for row in of_run if row["verdict"])
    assert meant.total() == 60
    assert any(row["fault"] == "rate_limited" for row in rows)
    assert any(row["fault"] == "split_at_every_byte" for row in rows)
    for verdict, word in {"correct": "correct", "wrong": "incorrect"}.items():
        assert f"{meant[verdict]} {word}" in scored.output, scored.output
    assert f"{len(rows)} requests" in said
    assert f"correct  {meant['correct']}" in said


def test_the_help_has_an_example() -> None:
    said = docqa("simulate", "--help").output

    assert "docqa simulate --port 8099" in said
    assert "SIMULATE_BASE_URL=http://127.0.0.1:8099/v1" in said


def test_a_scenario_with_mistakes_is_an_error_that_names_them(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("sead = 1", encoding="utf-8")

    fails(docqa("simulate", str(path)), "broken.toml", "'sead'; choose from seed")


def test_a_question_file_without_a_question_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("", encoding="utf-8")

    fails(docqa("simulate", "--questions", str(path)), "none.jsonl", "no question")
    fails(docqa("simulate", "--questions", str(tmp_path / "x")), "cannot be read")


def test_a_log_that_cannot_be_written_is_an_error(bench: Path) -> None:
    log = bench / "none" / "truth.jsonl"
    file = str(bench / "questions.jsonl")

    fails(
        docqa("simulate", "--questions", file, "--log", str(log)), "cannot be written"
    )


def test_an_address_that_others_can_reach_is_an_error(bench: Path) -> None:
    file = str(bench / "questions.jsonl")

    fails(
        docqa("simulate", "--questions", file, "--host", "0.0.0.0"), "127.0.0.1 or ::1"
    )
