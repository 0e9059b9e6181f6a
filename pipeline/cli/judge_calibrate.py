"""Hold judges against people before anything rests on them."""

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

import click

from pipeline.cli.calibration import calibration_lines, calibrations
from pipeline.cli.judge import ask, bench_of, judge_options, say_itself, settings_for
from pipeline.cli.options import Workspace, as_data, config, pass_workspace
from pipeline.cli.talk import say, say_each
from pipeline.errors import QuestionError
from pipeline.records import HumanLabel, Verdict
from pipeline.score.answers.fields import RowError
from pipeline.score.answers.rows import read_rows
from pipeline.score.judging.asking import Case, sheet
from pipeline.score.judging.labels import CallLabel, ForeignLabel, labels_of
from pipeline.score.judging.stage import (
    hearings,
    keep_judgements,
    keep_labels,
    labelled_cases,
)
from pipeline.store import Store

TWICE: Final = 10
"""Every so manyth text is asked twice."""


@click.group()
def judge() -> None:
    """Models that judge the answers that no rule can."""


@judge.command()
@click.argument("labels", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--judge",
    "judges",
    multiple=True,
    required=True,
    metavar="MODEL",
    help="A model that judges; repeat for a panel.",
)
@judge_options
@config
@as_data
@pass_workspace
def calibrate(  # noqa: PLR0913 - click passes each option
    workspace: Workspace,
    labels: Path,
    judges: tuple[str, ...],
    quorum: int | None,
    budget_usd: float | None,
    config: Path | None,
    *,
    as_data: bool,
) -> None:
    """Hold judges against people's verdicts, in JSON Lines or CSV.

    A CSV has a header. A row is `call` and `label` for an answer of this workspace,
    where the label is kept, or `question`, `gold_answer`, `model_answer` and `label`
    for one from elsewhere. A label is correct, incorrect or abstained. Sends the
    answers.

    \b
    Example:
      docqa judge calibrate labels.jsonl --judge moonshot/kimi-k3
    """
    read = _read(labels)
    with workspace.open() as store:
        settings = settings_for(store, None, config)
        bench = bench_of(judges, settings, quorum=quorum, budget_usd=budget_usd)
        labelled = _labelled(store, read)
        sheets = [sheet(one.case) for one in labelled]
        twice = [one for one in sheets if int(one.prompts[0].id, 16) % TWICE == 0]
        say_itself([one.case for one in labelled], bench)
        done = ask(store, f"judges of {labels.name}", sheets, bench, twice)
        heard = list(hearings(store, sheets, done.panel))
        keep_judgements(store, heard)
        people = [one.verdict for one in labelled]
        found = calibrations(store, people, heard, done)
    if as_data:
        click.echo(json.dumps([one.model_dump(mode="json") for one in found], indent=2))
    else:
        for line in chain.from_iterable(map(calibration_lines, found)):
            click.echo(line)
    done.check()


class _Labelled(NamedTuple):
    case: Case
    verdict: Verdict


def _read(path: Path) -> list[CallLabel | ForeignLabel]:
    read: list[CallLabel | ForeignLabel] = []
    unusable: list[str] = []
    for found in read_rows(path):
        why = found.reason
        try:
            read += (
                labels_of(found.row, str(found.line)) if found.row is not None else ()
            )
        except RowError as error:
            why = str(error)
        if why:
            unusable.append(f"{path.name}:{found.line}: {why}")
    say_each(f"{len(unusable):,} rows are no labels, and left out:", unusable)
    if not read:
        message = f"{str(path)!r} holds no label"
        raise QuestionError(message)
    return read


def _labelled(
    store: Store, read: Sequence[CallLabel | ForeignLabel]
) -> list[_Labelled]:
    """Return each answer once, with what people say of it; keep labels of calls."""
    ours = [label for label in read if isinstance(label, CallLabel)]
    found = _of_calls(store, ours) if ours else []
    found += [
        _Labelled(label.case, label.verdict)
        for label in read
        if isinstance(label, ForeignLabel)
    ]
    kept = [one for one in found if one.case.judgeable]
    if left := len(found) - len(kept):
        say(f"{left:,} labelled answers have no gold answer, or are too long: left out")
    return kept


def _of_calls(store: Store, labels: Sequence[CallLabel]) -> list[_Labelled]:
    cases = labelled_cases(store, labels)
    by_call: dict[str, list[CallLabel]] = defaultdict(list)
    for label in labels:
        by_call[label.call].append(label)
    if missing := len(by_call.keys() - {case.call for case in cases}):
        say(f"{missing:,} labels are of no answered call of this workspace: left out")
    rows = [
        HumanLabel(call=case.call, gold=case.gold, rater=one.rater, verdict=one.verdict)
        for case in cases
        for one in by_call[case.call]
    ]
    keep_labels(store, rows)
    said = [(case, {one.verdict for one in by_call[case.call]}) for case in cases]
    if differ := sum(len(verdicts) > 1 for _, verdicts in said):
        say(f"people differ about {differ:,} answers: left out, and kept as labels")
    return [
        _Labelled(case, next(iter(verdicts)))
        for case, verdicts in said
        if len(verdicts) == 1
    ]
