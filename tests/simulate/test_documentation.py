"""docs/simulate.md names what there is; a new name is to be added to it."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from pipeline.simulate import dialects, scenario
from pipeline.simulate.counting import COUNTERS
from pipeline.simulate.dialects import BASES, DIALECTS, dialect_of
from pipeline.simulate.listing import LISTS
from pipeline.simulate.scenario import FaultKind, RetryForm
from pipeline.simulate.truth import Truth
from pipeline.simulate.wordings import WORDINGS
from tests.simulate.world import wire
from tests.support.commands import ROOT

PAGE = (ROOT / "docs" / "simulate.md").read_text(encoding="utf-8")
PARTS: list[type[BaseModel]] = [
    *(scenario.Scenario, scenario.ModelScript, scenario.Accuracy, scenario.Wrong),
    *(scenario.Judge, scenario.Latency, scenario.Fault, scenario.Lognormal),
]


@pytest.mark.parametrize("part", PARTS)
def test_every_setting_is_named(part: type[BaseModel]) -> None:
    missing = [name for name in part.model_fields if name not in PAGE]

    assert not missing, f"add {missing} to docs/simulate.md"


def test_every_choice_is_named() -> None:
    places = ["reasoning_content", "parts", "think", "hidden", "trailing", "choice"]
    names = [*FaultKind, *RetryForm, *WORDINGS, *BASES, *LISTS, *places]

    assert not [name for name in names if f"`{name}`" not in PAGE]


def test_every_endpoint_that_counts_is_named() -> None:
    ends = [end.replace(r"/models/[^/]+", "") for end in COUNTERS]

    assert not [end for end in ends if f"`{end}`" not in PAGE]


def test_every_time_of_the_log_is_named() -> None:
    times = [name for name in Truth.model_fields if name.endswith("_s")]

    assert not [name for name in times if f"`{name}`" not in PAGE]


def test_every_module_of_a_dialect_is_in_the_table() -> None:
    """Add a new one to `DIALECTS` and to `BASES`."""
    folder = Path(str(dialects.__file__)).parent
    modules = {path.stem for path in folder.glob("[a-z]*.py")} - {"base"}

    assert len(DIALECTS) == len(BASES) == len(modules)
    assert {dialect.name for dialect in DIALECTS.values()} == set(BASES)


@pytest.mark.parametrize("name", BASES)
def test_a_path_leads_to_its_dialect_and_begins_with_its_base(name: str) -> None:
    path = wire(name, "x").path
    found = dialect_of(path)

    assert found is not None
    assert found.name == name
    assert path.startswith(BASES[name])
