"""The group: global options, and one place where an error becomes an exit code."""

import traceback
from pathlib import Path
from typing import Any

import click
from dotenv import find_dotenv, load_dotenv

from pipeline import __version__
from pipeline.cli.bench import bench
from pipeline.cli.doctor import doctor
from pipeline.cli.documents import documents
from pipeline.cli.export import export
from pipeline.cli.ingest import ingest
from pipeline.cli.judge_calibrate import judge
from pipeline.cli.models import models
from pipeline.cli.options import Workspace
from pipeline.cli.plan import plan
from pipeline.cli.prompts import prompts
from pipeline.cli.questions import questions
from pipeline.cli.report import report
from pipeline.cli.run import run
from pipeline.cli.score import score
from pipeline.cli.simulate import simulate
from pipeline.cli.talk import say
from pipeline.errors import PipelineError

FAULT = 70
INTERRUPTED = 130


class _Group(click.Group):
    """Turn an error into one line on stderr and its documented exit code."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # click's own signature
    ) -> click.Context:
        try:
            _load_env()
            return super().make_context(info_name, args, parent, **extra)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # `head` has seen enough: click ends that in silence
            raise
        except PipelineError as error:
            self._explain(ctx, f"Error: {error}")
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            self._explain(ctx, "interrupted; what was read and answered is kept")
            ctx.exit(INTERRUPTED)
        except Exception as error:  # noqa: BLE001  # the last line of defence
            fault = f"{type(error).__name__}: {error}"
            self._explain(
                ctx, f"Error: a fault of docqa's own: {fault} (--debug shows where)"
            )
            ctx.exit(FAULT)

    def _explain(self, ctx: click.Context, line: str) -> None:
        if ctx.params.get("debug"):
            say(traceback.format_exc())
        say(line)


@click.group(
    cls=_Group,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "DOCQA",
        "show_default": True,
    },
)
@click.version_option(__version__, prog_name="docqa")
@click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path(".docqa/bench.duckdb"),
    help="The workspace: one DuckDB file.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def main(ctx: click.Context, db: Path, *, debug: bool) -> None:
    """Learn which model still answers right on your own documents.

    \b
    Exit codes: 0 done, 1 gate failed, 2 usage or configuration, 3 incomplete,
    4 inconclusive, 70 a fault of docqa's own, 130 interrupted.
    """
    del debug  # read where an error is explained
    ctx.obj = Workspace(db)


def _load_env() -> None:
    """Take `.env` from here or above; what the shell already says stays said."""
    if found := find_dotenv(usecwd=True):
        load_dotenv(found, override=False)


for command in (
    *(bench, doctor, documents, export, ingest, judge, models, plan, prompts),
    *(questions, report, run, score, simulate),
):
    main.add_command(command)
