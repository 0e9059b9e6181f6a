"""Read a run of a store, and hold it to a policy."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.compare import gating, measuring
from pipeline.compare.figures import Beside, NoFigureError, Shown
from pipeline.compare.findings import Finding, Gate, overall
from pipeline.compare.loading import Loader, label, matched_arms, no_run_yet
from pipeline.compare.measuring import Held
from pipeline.compare.policy import EVERY, NotWorse, Policy, Rule
from pipeline.compare.rows import ModelRun
from pipeline.errors import PipelineError, SettingsError
from pipeline.report.asked import asked
from pipeline.report.baselines import is_baseline
from pipeline.report.inputs import Headline
from pipeline.report.stage import headline_of
from pipeline.statistics.estimates import LEVEL
from pipeline.store import Store

_SHOWN = 3
"""Reasons for what is left out that one line has room for."""


def gate(store: Store, policy: Policy, run: str | None) -> Gate:
    """Return what the run shows of each rule of the policy.

    The run is the one given, that of the policy, or the only one there is. Raises
    `SettingsError` where that names none.
    """
    load = Loader(store)
    runs: dict[str, dict[str, ModelRun]] = {}
    for row in load.models():
        runs.setdefault(row.run, {})[row.model] = row
    name = _run(run or policy.run, runs)
    findings = tuple(_findings(load, policy, name, runs))
    return Gate(run=name, ruling=overall(findings), findings=findings)


_Runs = Mapping[str, Mapping[str, ModelRun]]


def _run(given: str, runs: _Runs) -> str:
    if not runs:
        raise no_run_yet()
    if given and given not in runs:
        kind = "run"
        raise SettingsError.unknown(kind, given, runs)
    if not given and len(runs) > 1:
        message = f"which run? choose from {', '.join(sorted(runs))}"
        raise SettingsError(message)
    return given or next(iter(runs))


def _findings(load: Loader, policy: Policy, run: str, runs: _Runs) -> Iterator[Finding]:
    """Yield what is shown of each rule, for each model that it is of."""
    try:
        known = headline_of(load.store, run)
    except PipelineError as error:
        for rule in policy.rules:
            yield gating.unheld(rule, str(error))
        return
    shown = {model: _shown(load, known, arm, runs) for model, arm in runs[run].items()}
    for rule in policy.rules:
        for model in _wanted(rule, run, runs[run]):
            yield _held(rule, shown.get(model), run, runs)


def _wanted(rule: Rule, run: str, models: Mapping[str, ModelRun]) -> list[str]:
    """Return the models that a rule is of; `*` itself where it stands for none.

    `*` leaves out the one that the others are held against.
    """
    if rule.model != EVERY:
        return [rule.model]
    against = ""
    if isinstance(rule, NotWorse) and rule.run in {"", run}:
        against = rule.than
    readers = (name for name in models if not is_baseline(name))
    return sorted(name for name in readers if name != against) or [EVERY]


def _held(rule: Rule, shown: Shown | None, run: str, runs: _Runs) -> Finding:
    if shown is not None:
        return gating.hold(rule, shown)
    if rule.model == EVERY:
        return gating.unheld(rule, f"{run} has no language model")
    known = ", ".join(sorted(runs[run]))
    return gating.unheld(rule, f"{run} has no such model; it has {known}")


def _shown(load: Loader, known: Headline, arm: ModelRun, runs: _Runs) -> Shown:
    declared = asked(arm.settings)
    return Shown(
        run=arm.run,
        model=arm.model,
        tallies=known.tallies.only(model=arm.model),
        timings=[row for row in known.timings if row.model == arm.model],
        costs=[row for row in known.question_costs if row.model == arm.model],
        working=declared.working,
        retain=declared.retain,
        tolerated=declared.tolerated_missing,
        beside=_Besides(load, arm, runs).over,
    )


class _Besides(NamedTuple):
    load: Loader
    arm: ModelRun
    runs: _Runs

    def over(self, rule: NotWorse, lengths: tuple[int, ...]) -> Beside:
        """Return the model minus the other of the rule, at 95 %."""
        other = self._other(rule)
        held = Held(margin=rule.by, working=lengths, across=())
        matched = matched_arms(self.load, other, self.arm, held.across)
        names = (label(other), label(self.arm))
        measured = measuring.measure(matched, names, held)
        return Beside(
            difference=measuring.judge(measured.gaps, rule.by, LEVEL).difference,
            lengths=measured.lengths,
            left_out=_told(
                [f"{o.places:,} places: {o.reason}" for o in matched.left_out]
            ),
        )

    def _other(self, rule: NotWorse) -> ModelRun:
        run = rule.run or self.arm.run
        if run not in self.runs:
            message = f"this workspace has no run {run!r}"
            raise NoFigureError(message)
        model = rule.than or self.arm.model
        if model not in self.runs[run]:
            message = f"{run} has no model {model!r}"
            raise NoFigureError(message)
        other = self.runs[run][model]
        if other.silent:
            message = f"{model} never answered in {run}"
            raise NoFigureError(message)
        if other == self.arm:
            message = "it is the same model of the same run"
            raise NoFigureError(message)
        return other


def _told(reasons: Sequence[str]) -> str:
    more = len(reasons) - _SHOWN
    return "; ".join(reasons[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
