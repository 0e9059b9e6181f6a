"""The facts of `catalogue.toml`, and how the facts about one model are put together.

From the first to the last, which has the last word:

1. what the catalogue says of the service,
2. what it says of the model: patterns from the shortest to the longest, then the name,
3. what `[services.<name>]` of the run's file says of the service,
4. and of the model, in the same order,
5. the model's own settings.

Facts about one dialect's requests (`facts.WIRE`) are forgotten where a later layer asks
for another dialect; what is known of that one takes their place.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from pipeline.facts import WIRE, Facts, Service

DEFAULT_DIALECT: Final = "openai-chat"
ALIASES: Final[Mapping[str, str]] = {
    "alibaba": "dashscope",
    "claude": "anthropic",
    "gemini": "google",
    "glm": "zai",
    "grok": "xai",
    "kimi": "moonshot",
    "moonshotai": "moonshot",
    "qwen": "dashscope",
    "z-ai": "zai",
    "zhipuai": "zhipu",
    "01-ai": "yi",
    "llama.cpp": "llamacpp",
    "lm-studio": "lmstudio",
    "x-ai": "xai",
}
"""Other names that people give to a service."""


@cache
def catalogue() -> Mapping[str, Service]:
    text = (files("pipeline.query.models") / "catalogue.toml").read_text(
        encoding="utf-8"
    )
    table = tomllib.loads(text)
    return {name: Service.model_validate(entry) for name, entry in table.items()}


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one service: by the catalogue, and by the run's file."""

    name: str
    ours: Service = field(default_factory=Service)
    """The catalogue's entry; empty where it has none."""
    own: Service = field(default_factory=Service)
    """The file's; empty where it has none."""

    @property
    def prefix(self) -> str:
        """What its variables begin with."""
        return self.name.upper().replace("-", "_").replace(".", "_")

    @property
    def keys(self) -> tuple[str, ...]:
        """The variables that may hold its key."""
        for service in (self.own, self.ours):
            if service.keys:
                return service.keys
        return (f"{self.prefix}_API_KEY",)

    @property
    def needs_key(self) -> bool:
        said = self.ours.keys if self.own.keys is None else self.own.keys
        return said is None or bool(said)

    @property
    def models(self) -> tuple[str, ...]:
        """The names that something is known of, patterns left out."""
        names = dict.fromkeys((*self.ours.models, *self.own.models))
        return tuple(name for name in names if not name.endswith("*"))

    def facts(self, model: str, settings: Facts) -> Facts:
        """Return what is known of a model, its dialect included."""
        ours, own = _folded(self.ours, model), _folded(self.own, model)
        dialect = settings.dialect or own.dialect or ours.dialect or DEFAULT_DIALECT
        below = Facts(dialect=dialect)
        for service, facts in ((self.ours, ours), (self.own, own)):
            below = _under(dialect, service, facts).over(below)
        facts = settings.over(below)
        name = facts.price_as and facts.price_as.replace("*", model)
        return facts.model_copy(update={"price_as": name})

    def trains(self, model: str) -> bool:
        """Tell whether anything says so: no later word can take that back."""
        layers = (*_layers(self.ours, model), *_layers(self.own, model))
        return any(layer.trains for layer in layers)


def _folded(service: Service, model: str) -> Facts:
    facts = Facts()
    for layer in _layers(service, model):
        facts = layer.over(facts)
    return facts


def _layers(service: Service, model: str) -> Iterator[Facts]:
    yield service
    patterns = [
        name
        for name in service.models
        if name.endswith("*") and model.startswith(name[:-1])
    ]
    for name in sorted(patterns, key=len):
        yield service.models[name]
    if model in service.models:
        yield service.models[model]


def _under(dialect: str, service: Service, facts: Facts) -> Facts:
    """Return the facts as they hold under a dialect."""
    if facts.dialect not in (None, dialect):
        facts = facts.model_copy(update=dict.fromkeys(WIRE))
    if surface := service.dialects.get(dialect):
        facts = surface.over(facts)
    return facts.model_copy(update={"dialect": dialect})
