"""Runs and models as they were named become pairs of arms, each with its reason."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from pipeline.compare.contents import Apart
from pipeline.compare.rows import ModelRun
from pipeline.errors import SettingsError

SEPARATOR: Final = ":"
"""Between a run and a model: no run's name holds one."""


class Named(NamedTuple):
    run: str
    models: tuple[ModelRun, ...]
    """Those of its models that are wanted, sorted by name."""


class Paired(NamedTuple):
    first: ModelRun
    second: ModelRun
    by: str


def named(
    given: Sequence[str], models: Sequence[str], known: Sequence[ModelRun]
) -> list[Named]:
    """Return each `RUN` or `RUN:MODEL` with its models, in the order given.

    `models` keeps those alone, where any are given. Baselines are there where a run has
    nothing else, or where they are named: their answers change with the prompts alone.
    Raises `SettingsError` with every mistake at once.
    """
    runs: dict[str, list[ModelRun]] = {}
    for row in known:
        runs.setdefault(row.run, []).append(row)
    mistakes = _unknown_models(models, given, runs)
    found: list[Named] = []
    for one in given:
        run, _, model = one.partition(SEPARATOR)
        if run not in runs:
            mistakes.append(str(SettingsError.unknown("run", run, runs)))
            continue
        wanted = {model} if model else set(models)
        rows = [row for row in runs[run] if row.model in wanted]
        rows = rows if wanted else _readers(runs[run]) or runs[run]
        if not rows:
            names = {row.model for row in runs[run]}
            asked = ", ".join(sorted(wanted))
            mistakes.append(f"{run}: {SettingsError.unknown('model', asked, names)}")
        found.append(Named(run, tuple(sorted(rows, key=lambda row: row.model))))
    if mistakes:
        raise SettingsError.of(list(dict.fromkeys(mistakes)))
    return found


def pairs_of(chosen: Sequence[Named]) -> tuple[list[Paired], list[Apart]]:
    """Return the arms of every later run beside those of the first, and who has none.

    Models of one name are compared. What is left over is compared where that is one
    model on each side.
    """
    pairs: list[Paired] = []
    apart: list[Apart] = [
        _never(row) for run in chosen for row in run.models if row.silent
    ]
    first, *later = (_heard(run) for run in chosen)
    for other in later:
        found = _paired(first, other)
        pairs += found
        apart += _left(first, {pair.first.model for pair in found}, other.run)
        apart += _left(other, {pair.second.model for pair in found}, first.run)
    return pairs, list(dict.fromkeys(apart))


def _paired(first: Named, other: Named) -> list[Paired]:
    mine = {row.model: row for row in first.models}
    theirs = {row.model: row for row in other.models}
    if len(mine) == len(theirs) == 1 and mine.keys() != theirs.keys():
        (one,), (two,) = mine.values(), theirs.values()
        return [Paired(one, two, "the one model of each")]
    shared = [
        Paired(mine[name], theirs[name], "the same model")
        for name in sorted(mine.keys() & theirs.keys())
    ]
    rest = [row for name, row in mine.items() if name not in theirs]
    others = [row for name, row in theirs.items() if name not in mine]
    if len(rest) == len(others) == 1:
        by = "the one model that the other run does not have"
        shared.append(Paired(rest[0], others[0], by))
    return shared


def _readers(rows: Sequence[ModelRun]) -> list[ModelRun]:
    return [row for row in rows if not row.model.startswith("baseline/")]


def _heard(run: Named) -> Named:
    return run._replace(models=tuple(row for row in run.models if not row.silent))


def _never(row: ModelRun) -> Apart:
    reason = f"it never answered in context ({row.in_context:,} calls)"
    return Apart(run=row.run, model=row.model, reason=reason)


def _left(run: Named, taken: set[str], other: str) -> list[Apart]:
    return [
        Apart(
            run=row.run,
            model=row.model,
            reason=f"{other} has no such model; name both to compare it with another: "
            f"{other}{SEPARATOR}MODEL {run.run}{SEPARATOR}{row.model}",
        )
        for row in run.models
        if row.model not in taken
    ]


def _unknown_models(
    models: Sequence[str], given: Sequence[str], runs: Mapping[str, Sequence[ModelRun]]
) -> list[str]:
    names = {
        row.model for one in given for row in runs.get(one.partition(SEPARATOR)[0], ())
    }
    return [
        str(SettingsError.unknown("model", model, names))
        for model in models
        if names and model not in names
    ]
