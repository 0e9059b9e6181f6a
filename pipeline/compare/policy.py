"""A policy: one TOML file, one frozen model, every mistake in it at once."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self, TypeAlias, cast

from pydantic import Field, ValidationError, model_validator

from pipeline.errors import SettingsError
from pipeline.records import Record
from pipeline.settings import Length, read_toml

EVERY: Final = "*"
"""Every language model of the run: baselines are none."""
_ENDS: Final = 2
_INSIDE: Final = ("named", "least", "most")
"""Fields that nobody writes: one text or list stands for them."""


class Lengths(Record):
    """Lengths by name, or all of a run's from one to another, both of them asked."""

    named: tuple[Length, ...] = ()
    least: Length | None = None
    most: Length | None = None

    @model_validator(mode="before")
    @classmethod
    def _parsed(cls, given: object) -> object:
        """Read `"64k"`, `["16k", "64k"]` or `"16k-128k"`."""
        if isinstance(given, str):
            ends = given.split("-")
            if len(ends) == _ENDS:
                return {"least": ends[0], "most": ends[1]}
            return {"named": (given,)}
        if isinstance(given, list | int):
            return {"named": cast("object", given)}
        return given

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.least and self.most and self.least >= self.most:
            message = "name the shorter length first, such as 16k-128k"
            raise ValueError(message)
        return self


Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]


class _Rule(Record, allow_inf_nan=False):
    name: str = ""
    """What it is called; what it says, where it has no name."""
    model: str = Field(min_length=1)
    """A model of the run, or `*`."""


class _Ranged(_Rule):
    lengths: Lengths = Lengths()
    """Those the run declares as its working ones, or all, where none is named."""


class Accuracy(_Ranged):
    kind: Literal["accuracy"]
    at_least: Share


class NotWorse(_Ranged):
    """Not worse, question by question, than another model or in another run."""

    kind: Literal["not-worse"]
    than: str = ""
    """A model; the same, where none is named."""
    run: str = ""
    """The run that it is of; this run, where none is named."""
    by: Annotated[float, Field(ge=0, lt=1)]
    """More than this: a share."""

    @model_validator(mode="after")
    def _other(self) -> Self:
        if not self.than and not self.run:
            message = "say than which: than = 'a model', run = 'a run', or both"
            raise ValueError(message)
        return self


class Wait(_Ranged):
    kind: Literal["wait"]
    quantile: Annotated[float, Field(gt=0, lt=1)] = 0.95
    at_most_s: Annotated[float, Field(gt=0)]


class Failures(_Ranged):
    """Calls that failed after their retries, were cut off, refused or filtered."""

    kind: Literal["failures"]
    at_most: Share


class CostPerCorrect(_Ranged):
    kind: Literal["cost-per-correct"]
    at_most_usd: Annotated[float, Field(gt=0)]


class Hallucination(_Ranged):
    """An answer where the evidence was taken out (`gold-removed`)."""

    kind: Literal["hallucination"]
    at_most: Share


class EffectiveLength(_Rule):
    kind: Literal["effective-length"]
    at_least: Length


Rule: TypeAlias = Annotated[
    Accuracy
    | NotWorse
    | Wait
    | Failures
    | CostPerCorrect
    | Hallucination
    | EffectiveLength,
    Field(discriminator="kind"),
]
KINDS: Final[Mapping[str, type[_Rule]]] = {
    "accuracy": Accuracy,
    "not-worse": NotWorse,
    "wait": Wait,
    "failures": Failures,
    "cost-per-correct": CostPerCorrect,
    "hallucination": Hallucination,
    "effective-length": EffectiveLength,
}


class Policy(Record):
    run: str = ""
    """The run that is held to it; an argument of the command goes before it."""
    rules: tuple[Rule, ...] = Field(min_length=1)


def example() -> str:
    """Return a policy with a rule of each kind."""
    return (files("pipeline.compare") / "policy.toml").read_text(encoding="utf-8")


def load_policy(path: Path) -> Policy:
    """Return the policy of a file; raise `SettingsError` with every mistake in it."""
    return read_policy(read_toml(path), str(path))


def read_policy(given: Mapping[str, Any], where: str) -> Policy:
    try:
        return Policy.model_validate(given)
    except ValidationError as error:
        lines = [
            f"{where}: {_mistake(one)}"
            for one in error.errors()
            if not (one["type"] == "too_short" and one["input"])  # said of each already
        ]
        raise SettingsError.of(list(dict.fromkeys(lines))) from error


def _mistake(error: Mapping[str, Any]) -> str:
    place: Sequence[object] = error["loc"]
    kind = next((str(step) for step in place if step in KINDS), None)
    field = _field(place)
    match error["type"]:
        case "union_tag_invalid" | "union_tag_not_found":
            given = error["input"].get("kind")
            return f"{field}.kind = {given!r}: choose from {', '.join(KINDS)}"
        case "extra_forbidden":
            known = (KINDS[kind] if kind else Policy).model_fields
            return f"unknown setting {field!r}; choose from {', '.join(known)}"
        case "missing":
            return f"{field} is missing"
        case "too_short":
            return "name a rule: [[rules]]"
        case "tuple_type" if field == "rules":
            return f"{field} = {error['input']!r}: write each as a table: [[rules]]"
        case _:
            reason = str(error["msg"]).removeprefix("Value error, ")
            reason = reason[:1].lower() + reason[1:]
            return f"{field} = {error['input']!r}: {reason}{_way_out(error)}"


def _way_out(error: Mapping[str, Any]) -> str:
    too_large = error["type"] in {"less_than", "less_than_equal"}
    return "; 0.8 is 80 %" if too_large and error["ctx"].get("le", 1) == 1 else ""


def _field(place: Sequence[object]) -> str:
    """Name a place as `rules[1].at_least`, rules counted from 1."""
    named = ""
    for step in place:
        if isinstance(step, int):
            named += f"[{step + 1}]"
        elif step not in KINDS and step not in _INSIDE:
            named += f".{step}" if named else str(step)
    return named
