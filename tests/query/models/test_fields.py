"""What docqa records under a name of its own cannot be set under another."""

from typing import Any

import pytest

from pipeline.facts import Facts
from pipeline.query.models.fields import OURS, field_mistakes
from pipeline.settings import ModelSettings


def said(extra: dict[str, Any], **facts: Any) -> list[str]:
    settings = ModelSettings(id="acme/m", extra=extra)
    return list(field_mistakes(settings, Facts(**facts)))


def nested(path: str, value: object) -> dict[str, Any]:
    first, _, rest = path.partition(".")
    return {first: nested(rest, value) if rest else value}


@pytest.mark.parametrize("path", sorted(OURS))
def test_a_field_of_ours_is_refused_wherever_it_is(path: str) -> None:
    assert said(nested(path, 1)) == [f"extra may not set {path}: {OURS[path]}"]
    for name in ("body", "cold", "warm"):
        assert said({}, **{name: nested(path, 1)}) == [
            f"{name} may not set {path}: {OURS[path]}"
        ]


@pytest.mark.parametrize(
    "extra",
    [
        {"service_tier": "flex"},
        {"thinking": {"type": "disabled"}},
        {"generationConfig": {"thinkingConfig": {"thinkingBudget": 0}}},
        {"stream_options": {"include_obfuscation": False}},
        {"options": {"top_k": 1}},
        {"metadata": {"model": "mine"}},
    ],
)
def test_other_fields_are_sent(extra: dict[str, Any]) -> None:
    assert said(extra) == []


def test_what_replaces_a_whole_table_replaces_ours_in_it() -> None:
    assert said({"stream_options": None}) == [
        "extra may not set stream_options.include_usage: every answer is streamed"
    ]


@pytest.mark.parametrize(
    ("fact", "way_out"),
    [
        ("output_cap", "set max_output_tokens"),
        ("seed_field", "set seed"),
        ("effort_field", "set reasoning_effort"),
    ],
)
def test_the_fields_that_a_service_calls_otherwise_are_ours_too(
    fact: str, way_out: str
) -> None:
    assert said({"a": {"b": 1}}, **{fact: "a.b"}) == [
        f"extra may not set a.b: {way_out}"
    ]


def test_further_fields_must_be_json() -> None:
    assert said({"a": float("nan")})[0].startswith("extra cannot be sent as JSON: ")
    assert said({}, warm={"a": {1}})[0].startswith("warm cannot be sent as JSON: ")
