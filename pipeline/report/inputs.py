"""All that the report is computed from, as the store has it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, Protocol

from pipeline.report import rows
from pipeline.report.frame import Frame
from pipeline.report.judges import JudgeRow


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The tallies of a run as columns, and what is a few rows each."""

    tallies: Frame
    timings: tuple[rows.Timing, ...]
    tokens: tuple[rows.Tokens, ...]
    costs: tuple[rows.Cost, ...] = ()
    clocks: tuple[rows.Clock, ...] = ()
    floors: tuple[rows.Floor, ...] = ()
    dropped: tuple[rows.Dropped, ...] = ()
    gold: tuple[rows.Gold, ...]
    failures: tuple[rows.Failure, ...]
    tries: tuple[rows.Tries, ...]
    scope: rows.Scope
    scorers: tuple[rows.Scorer, ...]
    judges: tuple[JudgeRow, ...] = ()
    left_out: tuple[rows.LeftOut, ...]
    losses: tuple[rows.Loss, ...]
    metrics: tuple[rows.MetricMean, ...] = ()
    citing: tuple[rows.Citing, ...] = ()
    question_times: tuple[rows.QuestionTime, ...] = ()
    question_costs: tuple[rows.QuestionCost, ...] = ()
    within: tuple[rows.Within, ...] = ()
    alike: tuple[rows.Alike, ...] = ()


class Headline(NamedTuple):
    """The least of a run that accuracies, waits and prices are computed from."""

    tallies: Frame
    timings: tuple[rows.Timing, ...]
    question_costs: tuple[rows.QuestionCost, ...]
    left_out: tuple[rows.LeftOut, ...]


_OF_MODELS: Final = (
    *("timings", "tokens", "costs", "failures", "tries"),
    *("question_times", "question_costs", "within", "alike"),
)
"""What has rows of one model each, beside the tallies."""


class _OfModel(Protocol):
    @property
    def model(self) -> str: ...


def by_model(inputs: Inputs) -> dict[str, Inputs]:
    """Return what is of each model that was asked; the rest is of the whole run."""
    frame = inputs.tallies
    parts = {name: _parts(getattr(inputs, name)) for name in _OF_MODELS}
    found: dict[str, Inputs] = {}
    for model in frame.model.present():
        own: dict[str, Any] = {
            name: tuple(part.get(model, ())) for name, part in parts.items()
        }
        found[model] = replace(inputs, tallies=frame.only(model=model), **own)
    return found


def _parts(rows: Iterable[_OfModel]) -> dict[str, list[Any]]:
    found = defaultdict[str, list[Any]](list)
    for row in rows:
        found[row.model].append(row)
    return found
