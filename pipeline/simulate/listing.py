"""The endpoints that list models, in the shape each kind of client expects. Pure."""

from collections.abc import Callable, Mapping
from typing import Final

from pipeline.simulate.dialects.base import Json
from pipeline.simulate.scenario import ModelScript, Scenario

_ANY: Final = "any"
"""What a scenario for every model is listed as."""


def _named(scenario: Scenario) -> list[tuple[str, ModelScript]]:
    return [(_ANY if m.name == "*" else m.name, m) for m in scenario.models]


def _openai(scenario: Scenario) -> Json:
    """List as OpenAI does, with the fields that vLLM and Anthropic add."""
    data = [
        {
            "id": name,
            "object": "model",
            "type": "model",
            "display_name": name,
            "created": 0,
            "created_at": "1970-01-01T00:00:00Z",
            "owned_by": "simulate",
            "max_model_len": model.window,
        }
        for name, model in _named(scenario)
    ]
    return {"object": "list", "data": data, "has_more": False}


def _gemini(scenario: Scenario) -> Json:
    models = [
        {"name": f"models/{name}", "inputTokenLimit": model.window}
        for name, model in _named(scenario)
    ]
    return {"models": models}


def _ollama(scenario: Scenario) -> Json:
    return {"models": [{"name": n, "model": n} for n, _ in _named(scenario)]}


LISTS: Final[Mapping[str, Callable[[Scenario], Json]]] = {
    "/v1/models": _openai,
    "/v1beta/models": _gemini,
    "/api/tags": _ollama,
}
