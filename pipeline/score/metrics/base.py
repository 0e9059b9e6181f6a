"""What a published metric is given, and what it says of itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.records import AnswerType


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer beside its gold, as the official scorers take them."""

    prediction: str
    """The reply whole, or the answer read from it: the metric's source says which."""
    golds: tuple[str, ...]
    question: str = ""
    choices: tuple[str, ...] = ()
    answer_type: AnswerType | None = None
    further: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What only one benchmark's rows have (a scale, a prefix, keywords), under
    the name it has there. A metric that lacks it raises `NotDefinedError`."""


class NotDefinedError(Exception):
    """The metric says nothing about this sample; the message says what is missing."""


class Metric(NamedTuple):
    version: str
    """`squad_f1@1`: stored with every value; what changes takes a new number."""
    source: str
    """Where it was published: repository, file, function."""
    score: Callable[[Sample], float]
    """Return 0 to 1, exactly as the official scorer does, known bugs included."""
    whole_reply: bool = False
    """Whether the official scorer is given the whole reply, not the answer field."""
