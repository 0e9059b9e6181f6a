"""docs/comparing.md shows what its files in docs/comparing/ are and come to."""

import re
from pathlib import Path
from typing import Final

import pytest

from pipeline.compare.policy import load_policy
from pipeline.settings import load
from pipeline.simulate.scenario import load_scenario

_DOCS: Final = Path(__file__).parents[2] / "docs"
_FILES: Final = _DOCS / "comparing"
_PAGE: Final = (_DOCS / "comparing.md").read_text("utf-8")


def shown(text: str) -> str:
    """Return a file as the page shows it: indented by four."""
    return re.sub(r"(?m)^(?=.)", "    ", text.rstrip())


@pytest.mark.parametrize("name", ["october.toml", "policy.toml"])
def test_a_file_is_shown_as_it_is(name: str) -> None:
    assert shown((_FILES / name).read_text("utf-8")) in _PAGE


def test_the_runs_differ_in_what_the_page_says() -> None:
    october = (_FILES / "october.toml").read_text("utf-8")
    november = (_FILES / "november.toml").read_text("utf-8")

    assert november == (
        october.replace("october", "november")
        .replace("steady-1", "steady-2")
        .replace("input = 0.6, output = 2.5", "input = 0.9, output = 3.75")
    )


def test_every_model_that_is_asked_or_held_to_a_rule_is_scripted() -> None:
    scripted = {model.name for model in load_scenario(_FILES / "scenario.toml").models}
    asked = {
        model.id.rpartition("/")[2]
        for name in ("october", "november")
        for model in load(_FILES / f"{name}.toml", {}).models
    }
    held = {
        rule.model.rpartition("/")[2]
        for rule in load_policy(_FILES / "policy.toml").rules
    }

    assert asked == scripted
    assert held - {"*"} <= scripted
