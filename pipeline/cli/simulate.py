"""Serve scripted models on loopback."""

import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Final, TextIO

import click

from pipeline.cli.talk import say, say_each
from pipeline.errors import QuestionError, SettingsError
from pipeline.query.loop import attentive
from pipeline.questions.stage import read_questions
from pipeline.records import Question
from pipeline.settings import BenchSettings
from pipeline.simulate.dialects import BASES
from pipeline.simulate.engine import Server
from pipeline.simulate.scenario import DEFAULT, Scenario, load_scenario
from pipeline.simulate.simulator import Log, Simulator
from pipeline.simulate.truth import Truth

_ASIDE: Final = 16_384
"""Bytes from which a prompt is counted beside the thread that writes."""


@click.command()
@click.argument(
    "scenario",
    required=False,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
)
@click.option(
    "--questions",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BenchSettings.model_fields["questions"].default,
    help="A file of questions: what the models know.",
)
@click.option("--host", default="127.0.0.1", help="127.0.0.1 or ::1.")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="0: any free.")
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the truth of each request, as JSON Lines.",
)
def simulate(
    scenario: Path | None, questions: Path, host: str, port: int, log: Path | None
) -> None:
    """Serve scripted models on this machine, until Ctrl-C.

    They speak five dialects, know the answers of the question file, and get them right
    as often as SCENARIO says (docs/simulate.md); what each request was truly answered,
    and when, is logged.
    Nothing leaves the machine, and nothing costs anything.

    \b
    Example:
      docqa simulate --port 8099 --log truth.jsonl
      SIMULATE_BASE_URL=http://127.0.0.1:8099/v1 \\
        docqa bench -m openai-api/simulate/steady
    """
    script = load_scenario(scenario or DEFAULT)
    known = _questions(questions)
    with _writing(log) as write:
        simulator = Simulator(script, known, write)
        server = Server(
            simulator.answer,
            host=host,
            port=port,
            observer=simulator.observe,
            aside_bytes=_ASIDE,
        )
        with attentive(), _stopping(server.stop):
            _introduce(server.url, script)
            server.run()
    _sum_up(simulator)
    if server.failure:
        raise server.failure


def _questions(path: Path) -> list[Question]:
    try:
        read = read_questions(path, path.name).read
    except QuestionError as error:
        message = f"{error}; --questions FILE names those that the models know"
        raise QuestionError(message) from error
    lines_of = [f"line {row.line}: {row.reason}" for row in read.rejected]
    say_each(f"{len(lines_of)} lines are no questions:", lines_of)
    return read.questions


@contextmanager
def _writing(path: Path | None) -> Generator[Log | None]:
    """Open the log for the time of a run; a line is in the file when it is written."""
    try:
        opened = (
            path.open("w", encoding="utf-8", buffering=1) if path else nullcontext()
        )
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise SettingsError(message) from error
    with opened as file:
        yield None if file is None else _to(file)


def _to(file: TextIO) -> Log:
    def write(row: Truth) -> None:
        file.write(row.model_dump_json() + "\n")

    return write


def _introduce(url: str, script: Scenario) -> None:
    width = max(map(len, BASES))
    for dialect, base in BASES.items():
        click.echo(f"{dialect:<{width}}  {url}{base}")
    names = [model.name for model in script.models if model.name != "*"] or ["any"]
    models = " ".join(f"-m openai-api/simulate/{name}" for name in names)
    click.echo(f"export SIMULATE_BASE_URL={url}{BASES['openai-chat']}")
    click.echo(f"docqa bench {models}")


@contextmanager
def _stopping(stop: Callable[[], None]) -> Generator[None]:
    """Let Ctrl-C, and being told to end, end the server in order."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        stop()

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, heard) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _sum_up(simulator: Simulator) -> None:
    tally = simulator.tally
    say(
        f"{tally.requests} requests; latest write {tally.lateness_s * 1000:.1f} ms late"
    )
    for model, outcome, number in tally.outcomes:
        say(f"  {model}  {outcome}  {number}")
