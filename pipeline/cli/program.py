"""The group: global options, and one place where an error becomes an exit code."""

import traceback
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click
from click.shell_completion import CompletionItem
from dotenv import find_dotenv, load_dotenv

from pipeline import __version__
from pipeline.cli.options import Workspace
from pipeline.cli.talk import say
from pipeline.errors import PipelineError

FAULT: Final = 70
INTERRUPTED: Final = 130

COMMANDS: Final[Mapping[str, str]] = {
    "bench": "bench",
    "compare": "compare",
    "corpus": "corpus",
    "doctor": "doctor",
    "documents": "documents",
    "export": "export",
    "gate": "gate",
    "history": "history",
    "init": "init",
    "ingest": "ingest",
    "judge": "judge_calibrate",
    "models": "models",
    "plan": "plan",
    "prompts": "prompts",
    "questions": "questions",
    "report": "report",
    "run": "run",
    "score": "score",
    "simulate": "simulate",
}
"""Command -> its module. Only the one that is called is imported: all take 2 s."""


class _Group(click.Group):
    """Turn an error into one line on stderr and its documented exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"pipeline.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Have an unknown command name those like it: click looks at loaded ones."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[CompletionItem]:
        """Offer the commands without importing them; click would, for their help."""
        names = [CompletionItem(name) for name in COMMANDS]
        options = click.Command.shell_complete(self, ctx, incomplete)
        return [*(one for one in names if one.value.startswith(incomplete)), *options]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # click's own signature
    ) -> click.Context:
        try:
            load_env()
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
            mistakes = error.mistakes or (str(error),)
            self._explain(ctx, "\n".join(f"Error: {one}" for one in mistakes))
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

    Begin with docqa init FOLDER, or with docqa bench for the bundled archive.

    \b
    Exit codes: 0 done, 1 gate failed, 2 usage or configuration, 3 incomplete,
    4 inconclusive, 70 a fault of docqa's own, 130 interrupted.
    """
    del debug  # read where an error is explained
    ctx.obj = Workspace(db)


def load_env() -> None:
    """Take `.env` from here or above; what the shell already says stays said."""
    if found := find_dotenv(usecwd=True):
        load_dotenv(found, override=False)
