"""Put answers to judges: what `score --judge` and `judge calibrate` share.

The score stage says what to ask and reads what was said; the query stage asks, with the
retries, the pace, the budget and the memory that it has for every other call.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import click
from pydantic import ValidationError

from pipeline.cli.errands import Errand, ask_texts, in_process, model_called
from pipeline.cli.options import settings_of
from pipeline.cli.talk import say, say_each
from pipeline.errors import IncompleteError, SettingsError
from pipeline.facts import same_model
from pipeline.query.models.endpoints import resolve
from pipeline.query.models.remarks import remarks
from pipeline.query.models.target import Target
from pipeline.query.stage import RunResult
from pipeline.query.text import PlainText
from pipeline.records import Outcome, Run, Verdict
from pipeline.score.judging.asking import Case, Sheet, render, sheet
from pipeline.score.judging.stage import (
    Panel,
    give_verdicts,
    hearings,
    keep_judgements,
    open_cases,
)
from pipeline.settings import BenchSettings, ModelSettings
from pipeline.store import Store

TOLERATED: Final = 0.05
"""Share of the judge calls that may end without an answer."""
VERDICT_TOKENS: Final = 150
"""What a verdict of two sentences takes; a model that reasons writes more."""


_OPTIONS: Final = (
    click.option(
        "--quorum",
        type=click.IntRange(min=1),
        help="So many judges must have a verdict; more than half by default.",
    ),
    click.option(
        "--budget-usd",
        type=click.FloatRange(min=0, min_open=True),
        help="The most that the judges may cost, earlier sessions included.",
    ),
)


def judge_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command what bounds the work of judges."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


class Bench(NamedTuple):
    """The judges, and what bounds their work."""

    targets: Sequence[Target]
    quorum: int | None
    budget_usd: float | None


def bench_of(
    judges: Sequence[str],
    settings: BenchSettings,
    *,
    quorum: int | None,
    budget_usd: float | None,
) -> Bench:
    """Return where judges are asked; raise `SettingsError` for what cannot be one."""
    mistakes = [
        *(f"judge {name}: given twice" for name in judges if judges.count(name) > 1),
        *(f"judge {n}: a baseline cannot judge" for n in judges if in_process(n)),
    ]
    if quorum is not None and quorum > len(judges):
        mistakes.append(f"--quorum {quorum}: there are only {len(judges)} judges")
    if mistakes:
        raise SettingsError.of(list(dict.fromkeys(mistakes)))
    known = {model.id: model for model in settings.models}
    models = [
        _as_judge(known.get(name) or model_called(name, "judge")) for name in judges
    ]
    targets = resolve(models, os.environ, services=settings.services)
    for target in targets:
        say_each(f"{target.settings.id}:", list(remarks(target)))
    return Bench(targets, quorum, budget_usd)


def judge_run(
    store: Store, run: str, given: Mapping[str, Any]
) -> Mapping[Verdict, int]:
    """Do what the options `judges` and those of `judge_options` ask of a run.

    Return the counts of the verdicts.
    """
    bench = bench_of(
        given["judges"],
        settings_for(store, run, None),
        quorum=given["quorum"],
        budget_usd=given["budget_usd"],
    )
    return judge_step(store, run, bench)


def judge_step(store: Store, run: str, bench: Bench) -> Mapping[Verdict, int]:
    """Have the run's open answers judged, and store the verdicts beside the rules'."""
    cases = open_cases(store, run)
    judged = [case for case in cases if case.judgeable]
    if left := len(cases) - len(judged):
        say(f"{left:,} answers are too long for a judge, or have no gold answer")
    if not judged:
        say(f"{run}: no answer needs a judge")
        return {}
    say_itself(judged, bench)
    sheets = [sheet(case) for case in judged]
    done = ask(store, f"judges of {run}", sheets, bench)
    panel = done.panel
    found = list(hearings(store, sheets, panel))
    keep_judgements(store, found)
    counts = give_verdicts(store, found, panel)
    told = ", ".join(f"{n:,} {verdict}" for verdict, n in sorted(counts.items()))
    say(f"{run}, by {', '.join(panel.judges)}: {told or 'none asked'}")
    done.check()
    return counts


@dataclass(frozen=True, slots=True)
class Asked:
    panel: Panel
    again: Mapping[tuple[str, str], str]
    """Calls that ask a text a second time, in the form of `Panel.asked`."""
    result: RunResult

    def check(self) -> None:
        """Raise `IncompleteError` where too much was left unasked or unanswered."""
        short = self.result.shortfall
        if unsent := [*self.result.closed, *([short] if short else [])]:
            raise IncompleteError.of([str(one) for one in unsent])
        calls = sum(self.result.outcomes.values())
        missing = calls - self.result.outcomes.get(Outcome.ANSWERED, 0)
        if missing > TOLERATED * calls:
            message = (
                f"{missing:,} of {calls:,} judge calls ended without an answer, more "
                f"than the {TOLERATED:.0%} that are tolerated; the view judgements "
                "says how"
            )
            raise IncompleteError(message)


def ask(
    store: Store,
    purse: str,
    sheets: Sequence[Sheet],
    bench: Bench,
    twice: Sequence[Sheet] = (),
) -> Asked:
    """Ask every judge both texts of each sheet, and of `twice` the first once more.

    Whatever was asked before, in whatever run, is not asked again. `purse` is the
    name under which the money is counted.
    """
    of = {prompt.id: (one, prompt) for one in sheets for prompt in one.prompts}
    texts = [PlainText(name, p.tokens, repeat=0) for name, (_, p) in of.items()]
    more = {one.prompts[0].id: one.prompts[0].tokens for one in twice}
    texts += [PlainText(name, tokens, repeat=1) for name, tokens in more.items()]
    errand = Errand(purse, "judging", "judge calls", VERDICT_TOKENS, bench.budget_usd)
    sent, result = ask_texts(
        store,
        errand,
        texts,
        bench.targets,
        lambda name: render(of[name][0].case, swapped=of[name][1].swapped),
    )
    calls = [
        {(one.prompt, one.model): one.call for one in sent if one.repeat == repeat}
        for repeat in (0, 1)
    ]
    judges = [target.settings.id for target in bench.targets]
    return Asked(Panel(judges, calls[0], bench.quorum), calls[1], result)


def settings_for(store: Store, run: str | None, config: Path | None) -> BenchSettings:
    """Return what says where judges are: the file that is given, or the run's own."""
    runs = store.select("run_one", Run, name=run) if run else []
    if not runs or config is not None or Path("bench.toml").is_file():
        return settings_of(config, {})
    try:
        return BenchSettings.model_validate_json(runs[0].settings)
    except ValidationError as error:
        message = f"the settings of {run!r} are of another version; give --config"
        raise SettingsError(message) from error


def say_itself(cases: Sequence[Case], bench: Bench) -> None:
    """Name the judges that are also candidates: they favour their own."""
    models = {model for case in cases for model in case.models}
    say_each(
        "judges that are candidates too, which the scores and the report say:",
        [
            f"{target.settings.id} judges {model}"
            for target in bench.targets
            for model in sorted(models)
            if same_model(target.settings.id, model)
        ],
    )


def _as_judge(settings: ModelSettings) -> ModelSettings:
    """Ask for the same verdict every time, where the model lets itself be asked."""
    if settings.temperature is not None:
        return settings
    return settings.model_copy(update={"temperature": 0.0})
