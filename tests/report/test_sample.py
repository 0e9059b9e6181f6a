"""The sample holds something in every field, and what it holds agrees with itself."""

from collections.abc import Iterator
from typing import cast

from pydantic import BaseModel

from pipeline.report.contents import Outcomes, Report
from pipeline.report.stage import to_json
from tests.report.sample import sample

NEVER_FILLED = {
    "silence",  # every model answered
    "by_placement",  # one layout, as in most runs
    "by_distractors",
    "working_missing",  # every declared length was built
}


def fields(record: object) -> Iterator[tuple[str, bool]]:
    """Yield each field of each record inside, and whether it holds something."""
    if isinstance(record, BaseModel):
        for name in type(record).model_fields:
            value = getattr(record, name)
            yield f"{type(record).__name__}.{name}", value not in (None, ())
            yield from fields(value)
    elif isinstance(record, tuple):
        for one in cast("tuple[object, ...]", record):
            yield from fields(one)


def test_every_field_of_the_report_is_filled() -> None:
    named = list(fields(sample()))
    holding = {name for name, holds in named if holds}

    empty = {name for name, _ in named} - holding

    assert {name.split(".")[1] for name in empty} == NEVER_FILLED


def test_it_is_what_its_json_says() -> None:
    assert Report.model_validate_json(to_json(sample())) == sample()


def test_the_calls_of_its_models_add_up() -> None:
    found = sample()

    for name in Outcomes.model_fields:
        models = sum(getattr(model.outcomes, name) for model in found.models)
        assert models == getattr(found.outcomes, name)
