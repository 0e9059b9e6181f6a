"""What is known of a model before it is asked: of its service, its wire, its limits.

A fact that is `None` is not known. Facts are laid over each other: a service's own,
those of one of its models, and what the run's file says, which has the last word
(`query/models/catalogue.py`).
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeGuard

from pydantic import AfterValidator, Field

from pipeline.records import Record

Parameter: TypeAlias = Literal["temperature", "top_p", "seed", "reasoning_effort"]


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        message = f"{value!r} is no regular expression: {error}"
        raise ValueError(message) from None
    return value


class Rates(Record, allow_inf_nan=False):
    """US dollars for a million tokens; `None` is not known, and makes no price."""

    input: float = Field(ge=0)
    """A prompt's tokens."""
    output: float = Field(ge=0)
    """An answer's, its reasoning included."""
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
    """Other rates for long prompts."""


class Facts(Record, allow_inf_nan=False):
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
    """The field of the request that the seed goes into."""
    effort_field: str | None = None
    """Where the reasoning effort goes: a path such as `reasoning.effort`."""
    effort_levels: tuple[str, ...] | None = None
    """What `reasoning_effort` may be."""
    reasoning_outside: bool | None = None
    """Its count of answer tokens leaves the reasoning out."""
    body: dict[str, Any] | None = None
    """Fields that every request has."""
    cold: dict[str, Any] | None = None
    """Fields of a request that no cache is to know (`cache = "cold"`)."""
    warm: dict[str, Any] | None = None
    """Fields of a request that a cache may know (`cache = "warm"`)."""
    caching: Literal["automatic", "on request", "none"] | None = None
    """How its prompt cache is used."""
    count: str | None = None
    """A name in `COUNTERS`: how it is asked for the size of a prompt."""
    tokens_ratio: float | None = Field(default=None, gt=0)
    """Its tokens of English prose for each token of the reference (o200k_base)."""
    overflow: tuple[Annotated[str, AfterValidator(_pattern)], ...] | None = None
    """Regular expressions for how it says that a prompt is too long, beside those
    that are known of everybody (`query/replies/overflow.py`)."""
    requests_per_minute: int | None = Field(default=None, gt=0)
    """No more are begun in a minute."""
    tokens_per_minute: int | None = Field(default=None, gt=0)
    """Prompt tokens."""
    price: Price | None = None
    """By default what genai-prices lists."""
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
            if is_table(mine) and is_table(its):
                merged[name] = merged_fields(its, mine)
            else:
                merged[name] = its if mine is None else mine
        return Facts(**merged)


def merged_fields(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of both, tables within tables too; `over` has the last word."""
    merged = dict(base)
    for name, value in over.items():
        below = merged.get(name)
        if is_table(below) and is_table(value):
            merged[name] = merged_fields(below, value)
        else:
            merged[name] = value
    return merged


def is_table(value: object) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(value, Mapping)


WIRE: Final = frozenset(
    {"output_cap", "seed_field", "effort_field", "reasoning_outside"}
    | {"body", "cold", "warm"}
)
"""Facts about one dialect's requests and answers: under another they do not hold."""


class Surface(Facts):
    """The same models under another dialect."""

    base_url: str | None = None
    """Where this dialect is spoken."""


class Service(Facts):
    """Where models are asked, and what is known of all of them."""

    base_url: str | None = None
    """Where its models are; `<SERVICE>_BASE_URL` in the environment goes before."""
    keys: tuple[str, ...] | None = None
    """Variables that may hold the key, tried in order; empty: none is needed. By
    default `<SERVICE>_API_KEY`."""
    models: dict[str, Facts] = Field(default_factory=dict[str, Facts])
    """By the name that the service gives them; `*` at the end stands for anything."""
    dialects: dict[str, Surface] = Field(default_factory=dict[str, Surface])
    """What differs under another dialect than its own, by that dialect's name."""


def same_model(one: str, other: str) -> bool:
    """Tell whether two model ids may name one model, asked at whatever service.

    By the last part of the name, without a variant such as `:free`.
    """
    return _name(one) == _name(other)


def _name(model: str) -> str:
    return model.rpartition("/")[2].partition(":")[0].casefold()
