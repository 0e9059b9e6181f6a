"""The options that commands share, and what they become."""

import os
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from pipeline.errors import PipelineError, StoreError
from pipeline.redaction import of_environment
from pipeline.settings import BenchSettings, load, parse_length
from pipeline.store import Store

_DEFAULT_CONFIG: Final = Path("bench.toml")
_MARK: Final = b"DUCK"
_MARK_AT: Final = 8
"""Bytes into a DuckDB file: https://duckdb.org/docs/internals/storage"""


@dataclass(frozen=True)
class Workspace:
    db: Path

    def open(self) -> Store:
        _check_workspace(self.db)
        return Store(self.db, redact=of_environment(os.environ))

    @contextmanager
    def opened(self, nothing_yet: PipelineError) -> Generator[Store]:
        """Open one that is there, or raise: to look into a workspace makes none."""
        if not self.db.exists():
            raise nothing_yet
        with self.open() as store:
            yield store


def _check_workspace(db: Path) -> None:
    """Refuse a file of questions, say: DuckDB opens one, and keeps nothing in it."""
    try:
        with db.open("rb") as file:
            head = file.read(_MARK_AT + len(_MARK))
    except OSError:
        return  # none yet, or the store says what is wrong
    if head and head[_MARK_AT:] != _MARK:
        message = f"{str(db)!r} is no workspace but another file; --db names a new one"
        raise StoreError(message)


def document_passwords(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the values of DOCQA_DOCUMENT_PASSWORD and DOCQA_..._PASSWORD, by name."""
    names = [n for n in environ if n.startswith("DOCQA_") and n.endswith("_PASSWORD")]
    return tuple(environ[name] for name in sorted(names) if environ[name])


class _Tokens(click.ParamType[int]):
    """A number of tokens as people write it."""

    name = "tokens"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        if isinstance(value, int):
            return value
        try:
            read = parse_length(str(value).replace("_", "").replace(",", ""))
        except ValueError as error:
            self.fail(f"{value!r} is no size: {error}", param, ctx)
        assert isinstance(read, int), "text becomes a number or an error"
        return read


TOKENS: Final = _Tokens()

pass_workspace = click.make_pass_decorator(Workspace)

config = click.option(
    "--config",
    "-c",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A bench.toml; ./bench.toml is read if it is there.",
)

_OPTIONS: Final = (
    config,
    click.option("--name", help="What the run is called, and its report's folder."),
    click.option("--corpus", help="A folder of documents, or one document."),
    click.option("--questions", help="A file of questions, of any known shape."),
    click.option(
        "--plant",
        type=int,
        metavar="N",
        help="No questions? Plant facts into the prompts, and ask for N of them.",
    ),
    click.option(
        "--model",
        "-m",
        "models",
        multiple=True,
        help="A model to ask, such as moonshot/kimi-k3; repeat for more.",
    ),
    click.option("--lengths", help="Prompt sizes in tokens, such as 4k,16k,64k."),
    click.option("--depths", help="Where the evidence stands, such as 0.1,0.5,0.9."),
    click.option("--limit", type=int, help="Ask only this many questions."),
    click.option(
        "--latency",
        is_flag=True,
        default=None,
        help="One call at a time, so that times are those of an idle client.",
    ),
)


as_json = click.option(
    "--json", "as_json", is_flag=True, help="Write the result to stdout as JSON."
)
as_data = click.option("--json", "as_data", is_flag=True, help="Print JSON, uncut.")
retry_failed = click.option(
    "--retry-failed", is_flag=True, help="Send calls again that ended in a failure."
)

replay_from = click.option(
    "--replay",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Take the answers from a calls.parquet of `docqa export`; send nothing.",
)

by_batch = click.option(
    "--batch",
    type=click.FloatRange(min=0),
    is_flag=False,
    flag_value=1_440.0,
    metavar="[MINUTES]",
    help="Ask through the providers' batch APIs, and wait so long (a day).",
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of a run; it is called with `settings` instead."""

    @wraps(command)
    def called(*args: Any, config: Path | None, **options: Any) -> Any:
        given = {name: options.pop(name) for name in _OVERRIDES}
        return command(*args, settings=settings_of(config, given), **options)

    for option in reversed(_OPTIONS):
        called = option(called)
    return called


_OVERRIDES: Final = (
    *("name", "corpus", "questions", "plant", "models", "lengths", "depths"),
    *("limit", "latency"),
)


def settings_of(config: Path | None, given: Mapping[str, Any]) -> BenchSettings:
    """Merge file and options; an option that was not given overrides nothing."""
    overrides = {name: v for name, v in given.items() if v is not None and v != ()}
    for name in ("corpus", "questions"):
        if name in overrides:
            overrides[name] = str(Path(overrides[name]).expanduser())
    for name in ("lengths", "depths"):
        if name in overrides:
            overrides[name] = [part.strip() for part in overrides[name].split(",")]
    if config is None and _DEFAULT_CONFIG.is_file():
        config = _DEFAULT_CONFIG
    return load(config, overrides)
