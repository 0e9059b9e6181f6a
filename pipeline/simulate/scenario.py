"""How the scripted models behave: one TOML file, every mistake said at once."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from pipeline.errors import SettingsError
from pipeline.records import AnswerType, Record
from pipeline.settings import Depth, parse_length
from pipeline.simulate.dialects.base import ReasoningPlace, UsagePlace
from pipeline.simulate.wordings import WORDINGS

DEFAULT: Final = Path(__file__).with_name("default.toml")

Probability = Annotated[float, Field(ge=0, le=1)]
Seconds = Annotated[float, Field(ge=0, le=86_400)]
Tokens = Annotated[int, BeforeValidator(parse_length), Field(ge=0, le=10_000_000)]


class Lognormal(Record):
    """A distribution with a long tail, as waiting times have it."""

    median: float = Field(gt=0)
    p95: float = Field(gt=0)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.p95 < self.median:
            message = f"p95 = {self.p95:g} is less than median = {self.median:g}"
            raise ValueError(message)
        return self


Spread: TypeAlias = Annotated[float, Field(ge=0)] | Lognormal


class Accuracy(Record):
    """The probability of a right answer: length's, times depth's and type's factors."""

    overall: Probability = 0.9
    """At any length, unless `by_length` says more."""
    by_length: Annotated[
        tuple[tuple[Tokens, Probability], ...], Field(max_length=100)
    ] = ()
    by_depth: Annotated[
        tuple[tuple[Depth, Probability], ...], Field(max_length=100)
    ] = ()
    by_type: dict[AnswerType, Probability] = Field(
        default_factory=dict[AnswerType, float]
    )
    stepwise: bool = False
    """A point holds up to the next one; otherwise what is between is interpolated, of
    lengths by their logarithm."""
    closed_book: Probability = 0.05
    without_evidence: Probability = 0.95
    """To say that the answer is not there, where it was taken out."""

    @model_validator(mode="after")
    def _rising(self) -> Self:
        for name in ("by_length", "by_depth"):
            places = [place for place, _ in getattr(self, name)]
            if places != sorted(set(places)):
                message = f"{name} has its points in no rising order"
                raise ValueError(message)
        return self


class Wrong(Record):
    """What a wrong answer is, by weight."""

    value: float = Field(default=0.6, ge=0)
    """Another value of the same type."""
    abstain: float = Field(default=0.3, ge=0)
    """The words that the documents do not say."""
    passage: float = Field(default=0.1, ge=0)
    """A piece of another passage."""

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not self.value + self.abstain + self.passage:
            message = "one of value, abstain and passage must be more than 0"
            raise ValueError(message)
        return self


class Judge(Record):
    """How often a model says, as a judge, what its rule does not; by chance of each."""

    errs: Probability = 0.0
    """Another verdict, in both orders: CORRECT of what is not, INCORRECT of what is."""
    by_order: Probability = 0.0
    """Another verdict only where the answer stands before the reference."""
    unreadable: Probability = 0.0
    """Words in place of a verdict."""


class Latency(Record):
    """Times in seconds; each is drawn once for a call."""

    headers: Spread = 0.005
    """From the last byte of the request to the status line."""
    opening: Spread = 0.0
    """From there to the events that say that the request was taken."""
    prefill_per_1k: Spread = 0.0
    """For a thousand tokens of the prompt that no cache held."""
    first_token: Spread = 0.02
    """Beside that."""
    reasoning_tokens: Spread = 0.0
    reasoning_pace: Spread = 0.002
    """Seconds from token to token."""
    answer_pace: Spread = 0.002


class Beyond(StrEnum):
    ERROR = "error"
    TRUNCATE = "truncate"
    """The model answers from the first tokens that fit and reports just these."""


class Reported(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    ABSENT = "absent"


class FaultKind(StrEnum):
    RATE_LIMITED = "rate_limited"
    QUOTA = "quota_exhausted"
    SERVER_ERROR = "server_error"
    UNAVAILABLE = "unavailable"
    OVERLOADED = "overloaded"
    UNAUTHORIZED = "unauthorized"
    CONTENT_FILTER = "content_filter"
    FILTERED_FINISH = "filtered_finish"
    BEFORE_HEADERS = "disconnect_before_headers"
    DURING = "disconnect_during"
    BEFORE_END = "disconnect_before_end"
    MALFORMED = "malformed_event"
    EMPTY_EVENT = "empty_event"
    SPLIT = "split_at_every_byte"
    CR_LINES = "cr_line_ends"
    KEEP_ALIVE = "keep_alive"
    SLOW_HEADERS = "slow_headers"
    STALL = "stall"
    IN_STREAM = "in_stream_error"
    EMPTY_200 = "empty_200"
    LENGTH = "reasoning_eats_the_cap"


class RetryForm(StrEnum):
    """How a 429 says for how long to stay away."""

    NONE = "none"
    SECONDS = "seconds"
    DATE = "date"
    MILLISECONDS = "ms"
    DURATION = "duration"
    """`retry-after: 1m30s`."""
    RESET = "reset"
    """`x-ratelimit-reset-requests: 1m30s`, as OpenAI has it."""
    RETRY_INFO = "retry_info"
    """In the body, as Gemini has it."""
    MESSAGE = "message"
    """In words: "Please try again in 1.5s"."""


class Fault(Record):
    kind: FaultKind
    probability: Probability = 0.0
    calls: tuple[Annotated[int, Field(ge=1)], ...] = ()
    """Which requests to this model, counted from 1."""
    attempts: int | None = Field(default=None, ge=1)
    """Only the first so many requests with one prompt, so that a retry succeeds."""
    seconds: Seconds = 1.0
    """How long to keep alive, to stall, to be slow, or to ask to be left alone."""
    retry_after: RetryForm = RetryForm.SECONDS
    reset: bool = False
    """Disconnect by a reset, not by an orderly end."""

    @model_validator(mode="after")
    def _ever(self) -> Self:
        if not self.probability and not self.calls:
            message = "never happens: give a probability or calls"
            raise ValueError(message)
        return self


class ModelScript(Record):
    """One model, or with the name "*" every other."""

    name: str = "*"
    accuracy: Accuracy = Accuracy()
    wrong: Wrong = Wrong()
    judge: Judge = Judge()
    latency: Latency = Latency()
    window: Tokens | None = None
    beyond: Beyond = Beyond.ERROR
    wording: str | None = None
    """In whose words a prompt is refused; its dialect's own by default."""
    token_ratio: float = Field(default=1.0, gt=0, le=10)
    """Its own tokens for one reference token."""
    cache: bool = False
    """Report tokens of a prefix that was seen before as cached."""
    usage: Reported = Reported.RIGHT
    wrong_usage_factor: float = Field(default=1.5, ge=0)
    reasoning_place: ReasoningPlace = "reasoning_content"
    usage_place: UsagePlace = "trailing"
    fault: tuple[Fault, ...] = ()

    @field_validator("wording")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and value not in WORDINGS:
            message = f"choose from {', '.join(WORDINGS)}"
            raise ValueError(message)
        return value


class Scenario(Record):
    seed: int = Field(default=2026, ge=0, lt=2**63)
    exact_tokens_below: int = Field(default=262_144, ge=0)
    """Bytes of a prompt up to which its tokens are counted; of a longer one they are
    estimated as one for 4.5 bytes."""
    batch_s: Seconds = 0.0
    """How long a batch is in progress."""
    models: tuple[ModelScript, ...] = (ModelScript(),)

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        names = [model.name for model in self.models]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            message = f"models: {', '.join(twice)} is given twice"
            raise ValueError(message)
        return self

    def model(self, name: str) -> ModelScript | None:
        """Return the script of a model: its own, or that of every other."""
        by_name = {model.name: model for model in self.models}
        return by_name.get(name) or by_name.get("*")


_PARTS: Final[Mapping[tuple[str, ...], type[Record]]] = {
    (): Scenario,
    ("models",): ModelScript,
    ("models", "accuracy"): Accuracy,
    ("models", "wrong"): Wrong,
    ("models", "judge"): Judge,
    ("models", "latency"): Latency,
    ("models", "fault"): Fault,
}


def load_scenario(path: Path = DEFAULT) -> Scenario:
    """Read a scenario; raise `SettingsError` with every mistake in it."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is not valid TOML: {error}"
        raise SettingsError(message) from error
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise SettingsError(message) from error
    try:
        return Scenario.model_validate(given)
    except ValidationError as error:
        lines = dict.fromkeys(f"{path}: {_mistake(m)}" for m in error.errors())
        raise SettingsError.of(list(lines)) from error


def _mistake(error: Mapping[str, Any]) -> str:
    place: tuple[str | int, ...] = error["loc"]
    names = tuple(part for part in place if isinstance(part, str))
    field = ".".join(str(part) for part in place)
    if error["type"] == "extra_forbidden" and names[:-1] in _PARTS:
        known = ", ".join(_PARTS[names[:-1]].model_fields)
        return f"unknown setting {field!r}; choose from {known}"
    reason = str(error["msg"]).removeprefix("Value error, ")
    reason = reason[:1].lower() + reason[1:]
    shown = str(error["input"])
    return f"{field} = {shown[:80]}: {reason}" if field else reason
