"""A bench of five dialects, run by the command against scripted models on loopback."""

import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from click.testing import Result

from pipeline.facts import is_table
from pipeline.questions.stage import read_questions
from pipeline.simulate.dialects import BASES
from pipeline.simulate.truth import Truth
from tests.simulate.world import scenario, simulated
from tests.support.commands import docqa

DIALECTS = tuple(BASES)
QUICK = {
    "headers": 0,
    "first_token": 0.001,
    "reasoning_pace": 0.0001,
    "answer_pace": 0.0001,
}
VERDICTS = {"correct": "correct", "wrong": "incorrect", "abstained": "abstained"}
"""What the rules are to say of an answer, by what the script meant it as."""


@dataclass(frozen=True)
class Asked:
    """A scripted model, asked in one dialect."""

    name: str
    dialect: str
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def id(self) -> str:
        return f"sim-{self.dialect}/{self.name}"


@dataclass
class Rehearsal:
    folder: Path
    url: str
    truth: list[Truth]
    """Whole when the server has ended."""

    def run(self, models: Sequence[Asked], **settings: Any) -> Result:
        """Ask them as a user would: a file, and the command."""
        text = bench_file(self.url, models, **settings)
        (self.folder / "bench.toml").write_text(text, encoding="utf-8")
        return self.docqa("run")

    def docqa(self, *arguments: str) -> Result:
        with chdir(self.folder):
            return docqa(*arguments)

    def select(self, query: str) -> list[dict[str, Any]]:
        path = self.folder / ".docqa" / "bench.duckdb"
        with duckdb.connect(str(path), read_only=True) as db:
            found = db.execute(query)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


HEAD = (
    *('corpus = "docs"', 'questions = "asked.jsonl"', "controls = []"),
    *("depths = [0.5]", "tolerated_missing = 1"),
)


def bench_file(url: str, models: Sequence[Asked], **settings: Any) -> str:
    """Return the settings of a run of these models, of a service for each dialect."""
    lines = [f"{name} = {toml(value)}" for name, value in settings.items()]
    for dialect, base in BASES.items():
        lines += [
            f"[services.sim-{dialect}]",
            f"dialect = {toml(dialect)}",
            f"base_url = {toml(url + base)}",
        ]
    for model in models:
        lines.append("[[models]]")
        given = {"id": model.id, **model.settings}
        lines += [f"{name} = {toml(value)}" for name, value in given.items()]
    return "\n".join([*HEAD, *lines])


@contextmanager
def rehearsal(folder: Path, script: str) -> Generator[Rehearsal]:
    """Serve the models of a scenario, which knows the questions of the bench."""
    questions = read_questions(folder / "asked.jsonl", "asked").read.questions
    with simulated(scenario(script, folder), questions) as world:
        yield Rehearsal(folder, world.url, world.rows)


def model(name: str, script: str = "", *, thoughts: int = 0) -> str:
    """Return the scenario's table of one model; `script` is the rest of it."""
    given = {
        "name": name,
        "accuracy": {"overall": 0.5},
        "latency": QUICK | {"reasoning_tokens": thoughts},
    }
    lines = [f"{key} = {toml(value)}" for key, value in given.items()]
    return "\n".join(["[[models]]", *lines, script, ""])


def fault(kind: str, **more: Any) -> str:
    """Return a fault that always happens, unless `more` says otherwise."""
    given = {"kind": kind, "probability": 1, **more}
    lines = [f"{name} = {toml(value)}" for name, value in given.items()]
    return "\n".join(["[[models.fault]]", *lines, ""])


def toml(value: object) -> str:
    if is_table(value):
        pairs = (f"{name} = {toml(one)}" for name, one in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return json.dumps(value)
