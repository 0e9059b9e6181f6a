"""What a run was asked to do, from its settings in and as the report says it out."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from pipeline.records import Record
from pipeline.report.paths import published
from pipeline.statistics.lengths import RETAIN

TOLERATED_MISSING: Final = 0.05
MARGIN: Final = 0.05
_NOTHING: Final[Mapping[str, tuple[str, ...]]] = {}


class Request(Record):
    """What was asked of one model beside the prompt; `None` was not sent."""

    model: str
    temperature: float | None
    top_p: float | None
    seed: int | None
    max_output_tokens: int | None
    reasoning_effort: str | None
    extra: str | None
    """Further fields of the request body, as JSON."""
    dropped: tuple[str, ...] = ()
    """Of these, what was not sent, since the model refuses it."""


class Asked(Record):
    """The settings a reader needs; `None` where the run does not hold one."""

    requests: tuple[Request, ...]
    placement: tuple[str, ...]
    """In the order asked, as are the distractors: empty where it is not known."""
    distractors: tuple[str, ...]
    repeats: int | None
    seed: int | None
    depth_design: str | None
    arrangement: str | None
    cache: str | None
    tolerated_missing: float
    working: tuple[int, ...] = ()
    """Lengths that the headline and the comparisons were declared to be over."""
    margin: float = MARGIN
    """Within which two models count as equivalent."""
    retain: float = RETAIN
    """The share of its accuracy at the shortest length that a model must keep."""
    wait_s: float | None = None
    """How long a user waits."""


def asked(settings: str, dropped: Mapping[str, tuple[str, ...]] = _NOTHING) -> Asked:
    """Return what the settings say; whatever else a run holds may change.

    `dropped` has by model what was not sent of it.
    """
    try:
        found = _Settings.model_validate(json.loads(settings, object_hook=published))
    except (ValidationError, ValueError):
        found = _Settings()
    return Asked(
        requests=tuple(
            model.request(dropped.get(model.id, ())) for model in found.models
        ),
        placement=found.placement,
        distractors=found.distractors,
        repeats=found.repeats,
        seed=found.seed,
        depth_design=found.depth_design,
        arrangement=found.arrangement,
        cache=found.cache,
        tolerated_missing=found.tolerated_missing,
        working=found.report.working,
        margin=found.report.margin,
        retain=found.report.retain,
        wait_s=found.report.wait_s,
    )


class _Model(BaseModel):
    id: str
    temperature: float | None = None
    top_p: float | None = None
    seed: int | None = None
    max_output_tokens: int | None = None
    reasoning_effort: str | None = None
    extra: dict[str, Any] = Field(default_factory=dict[str, Any])

    def request(self, dropped: tuple[str, ...]) -> Request:
        extra = json.dumps(self.extra, sort_keys=True, ensure_ascii=False)
        return Request(
            model=self.id,
            temperature=self.temperature,
            top_p=self.top_p,
            seed=self.seed,
            max_output_tokens=self.max_output_tokens,
            reasoning_effort=self.reasoning_effort,
            extra=extra if self.extra else None,
            dropped=dropped,
        )


def _several(given: object) -> object:
    return (given,) if isinstance(given, str) else given


_Names: TypeAlias = Annotated[tuple[str, ...], BeforeValidator(_several)]
"""A run made before there could be several has one, and no list."""


class _Report(BaseModel):
    """What was declared; a run made before it could be has what held then."""

    working: tuple[int, ...] = ()
    margin: float = MARGIN
    retain: float = RETAIN
    wait_s: float | None = None


class _Settings(BaseModel):
    models: tuple[_Model, ...] = ()
    placement: _Names = ()
    distractors: _Names = ()
    repeats: int | None = None
    seed: int | None = None
    depth_design: str | None = None
    arrangement: str | None = None
    cache: str | None = None
    tolerated_missing: float = TOLERATED_MISSING
    report: _Report = _Report()
