"""What is known of a model before it is asked: of its service, its wire, its limits.

A fact that is `None` is not known. Facts are laid over each other: a service's own,
those of one of its models, and what the run's file says, which has the last word.
"""

from typing import Any, Literal, Self, TypeAlias

from pydantic import Field

from pipeline.records import Record

Parameter: TypeAlias = Literal["temperature", "top_p", "seed", "reasoning_effort"]


class Rates(Record):
    """US dollars for a million tokens; `None` is not known, and makes no price."""

    input: float = Field(ge=0)
    output: float = Field(ge=0)
    cached: float | None = Field(default=None, ge=0)
    """Input that the provider's cache knew; by default as other input."""
    cache_write: float | None = Field(default=None, ge=0)
    """Input that it put there; by default as other input."""


class Tier(Rates):
    """The rates of a whole request whose prompt is longer than this."""

    above: int = Field(gt=0)
    """Tokens of the prompt, as the provider counts them."""


class Price(Rates):
    tiers: tuple[Tier, ...] = ()


class Facts(Record):
    dialect: str | None = None
    """A name in `PROVIDERS`."""
    window: int | None = Field(default=None, gt=0)
    """Tokens that prompt and answer may have together."""
    input_limit: int | None = Field(default=None, gt=0)
    """Tokens a prompt may have, where that is less than the window."""
    max_output: int | None = Field(default=None, gt=0)
    """Tokens that an answer may have, reasoning included."""
    output_cap: str | None = None
    """The field of the request that bounds the answer; by default the dialect's."""
    refuses: tuple[Parameter, ...] | None = None
    """Parameters that it answers with an error, or without heeding them."""
    seed_field: str | None = None
    effort_field: str | None = None
    """Where the reasoning effort goes: a path such as `reasoning.effort`."""
    effort_levels: tuple[str, ...] | None = None
    reasoning_outside: bool | None = None
    """Its count of answer tokens leaves the reasoning out."""
    body: dict[str, Any] | None = None
    """Fields that every request has."""
    cold: dict[str, Any] | None = None
    """Fields of a request that no cache is to know (`cache = "cold"`)."""
    warm: dict[str, Any] | None = None
    """Fields of a request that a cache may know (`cache = "warm"`)."""
    caching: Literal["automatic", "on request", "none"] | None = None
    count: str | None = None
    """A name in `COUNTERS`: how it is asked for the size of a prompt."""
    tokens_ratio: float | None = Field(default=None, gt=0)
    """Its tokens of English prose for each token of the reference (o200k_base)."""
    overflow: tuple[str, ...] | None = None
    """Regular expressions for how it says that a prompt is too long, beside those
    that are known of everybody (`overflow.py`)."""
    requests_per_minute: int | None = Field(default=None, gt=0)
    tokens_per_minute: int | None = Field(default=None, gt=0)
    """Prompt tokens."""
    price: Price | None = None
    price_as: str | None = None
    """`<provider>/<model>` by which genai-prices knows it."""
    trains: bool | None = None
    """What it is sent may be used to train models."""

    def over(self, base: "Facts") -> "Facts":
        """Return these facts, and those of `base` where these say nothing.

        Tables of fields are merged; everything else is replaced.
        """
        merged: dict[str, Any] = {}
        for name in Facts.model_fields:
            mine, its = getattr(self, name), getattr(base, name)
            if isinstance(mine, dict) and isinstance(its, dict):
                merged[name] = {**its, **mine}
            else:
                merged[name] = its if mine is None else mine
        return Facts(**merged)


class Service(Facts):
    """Where models are asked, and what is known of all of them."""

    base_url: str | None = None
    keys: tuple[str, ...] | None = None
    """Variables that may hold the key, tried in order; empty: none is needed. By
    default <SERVICE>_API_KEY."""
    models: dict[str, Facts] = Field(default_factory=dict[str, Facts])
    """By the name that the service gives them; `*` at the end stands for anything."""

    def joined(self, base: "Service | None") -> Self:
        """Return this service laid over one of the same name."""
        if base is None:
            return self
        models = {
            name: facts.over(base.models[name]) if name in base.models else facts
            for name, facts in self.models.items()
        }
        return self.model_copy(
            update={
                **self.over(base).model_dump(exclude={"models"}),
                "price": self.price or base.price,
                "base_url": self.base_url or base.base_url,
                "keys": base.keys if self.keys is None else self.keys,
                "models": {**base.models, **models},
            }
        )
