"""Give verdicts to answers that are already there."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TextIO

import click

from pipeline.cli.judge import judge_options, judge_run
from pipeline.cli.options import Workspace, as_data, pass_workspace
from pipeline.cli.progress import bar
from pipeline.cli.score_table import model_lines, tally_lines
from pipeline.cli.steps.reporting import score_step
from pipeline.cli.talk import say
from pipeline.documents.visible import as_json
from pipeline.errors import PipelineError, QuestionError
from pipeline.score.answers.stage import Asked, score_answers
from pipeline.score.answers.tally import Tally, together
from pipeline.score.published import measure_run


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="RUN | --answers PATH...")
@click.option(
    "--answers", is_flag=True, help="Score files or folders of answers, not a run."
)
@click.option(
    "--questions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The questions of those answers, joined by id.",
)
@click.option(
    "--metric", "metrics", multiple=True, help="A published metric; repeat for more."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write one line of JSON for each of those answers.",
)
@click.option(
    "--judge",
    "judges",
    multiple=True,
    metavar="MODEL",
    help="Have a model judge what no rule can; repeat for a panel. Sends the answers.",
)
@judge_options
@as_data
@pass_workspace
def score(workspace: Workspace, /, **given: Any) -> None:
    """Score a run's answers again, or answers from elsewhere. No model is asked again.

    With --metric, a run keeps its verdicts and gets the metric beside them. Files of
    answers are JSON Lines, JSON arrays or CSV, with or without people's labels; one
    that is named after a task of a benchmark is scored by that task's own metric too.

    \b
    Examples:
      docqa score october
      docqa score october --metric squad_f1
      docqa score october --judge moonshot/kimi-k3 --budget-usd 2
      docqa score --answers preds_passkey.jsonl
      docqa score --answers results --questions questions.jsonl --json
    """
    if given["judges"] and (given["answers"] or given["metrics"]):
        message = (
            "--judge goes with a run and without --metric; "
            "docqa judge calibrate judges answers from elsewhere"
        )
        raise click.UsageError(message)
    if not given["judges"] and (given["quorum"] or given["budget_usd"]):
        message = "--quorum and --budget-usd go with --judge"
        raise click.UsageError(message)
    if given["answers"]:
        _score_answers(given)
    else:
        _score_run(workspace, given)


def _score_answers(given: Mapping[str, Any]) -> None:
    asked = Asked(tuple(given["metrics"]), given["questions"])
    paths = [Path(name) for name in given["what"]]
    out: Path | None = given["out"]
    if out:
        _check_apart(out, paths)
    with (
        bar("score", "B") as progress,
        _opened(out) if out else nullcontext() as lines,
    ):
        tallies = score_answers(paths, asked, lines, progress)
    for tally in tallies:
        _say_remarks(tally)
    if not any(tally.answers for tally in tallies):
        message = f"no answer in {', '.join(given['what'])} could be scored"
        raise QuestionError(message)
    labelled = [tally for tally in tallies if tally.overall.labelled]
    if len(labelled) > 1:
        tallies.append(together(labelled))
    if given["as_data"]:
        click.echo(as_json({"files": [tally.figures() for tally in tallies]}))
        return
    click.echo("\n\n".join("\n".join(tally_lines(tally)) for tally in tallies))


def _check_apart(out: Path, paths: Sequence[Path]) -> None:
    """Raise where the lines would be written over the answers, or read as such."""
    for path in paths:
        if out.resolve().is_relative_to(path.resolve()):
            message = f"--out {str(out)!r} is among the answers: {str(path)!r}"
            raise click.UsageError(message)


def _opened(out: Path) -> TextIO:
    try:
        return out.open("w", encoding="utf-8")
    except OSError as error:
        message = f"--out {str(out)!r} cannot be written: {error.strerror}"
        raise PipelineError(message) from error


def _say_remarks(tally: Tally) -> None:
    if tally.shape:
        say(f"{tally.file}: {tally.shape}")
    for line in tally.remarks:
        say(line)
    if more := tally.remarked - len(tally.remarks):
        say(f"{tally.file}: {more:,} more like these")


def _score_run(workspace: Workspace, given: Mapping[str, Any]) -> None:
    run = _one_run(given)
    metrics: Sequence[str] = given["metrics"]
    with workspace.open() as store:
        if not metrics:
            found = {"run": run, "verdicts": score_step(store, run)}
            if given["judges"]:
                found["judged"] = judge_run(store, run, given)
            if given["as_data"]:
                click.echo(as_json(found))
            return
        with bar("measure", "answer") as progress:
            means = measure_run(store, run, metrics, progress)
    if given["as_data"]:
        figures = {
            name: {model: mean.figures() for model, mean in by_model.items()}
            for name, by_model in means.items()
        }
        click.echo(as_json({"run": run, "metrics": figures}))
        return
    say("over the answers in context; the report has them by length")
    for line in model_lines(means):
        click.echo(line)


def _one_run(given: Mapping[str, Any]) -> str:
    if len(given["what"]) > 1:
        message = "one run at a time; --answers takes several files"
        raise click.UsageError(message)
    for name in ("questions", "out"):
        if given[name] is not None:
            message = f"--{name} goes with --answers: a run has its own in the store"
            raise click.UsageError(message)
    run: str = given["what"][0]
    return run
