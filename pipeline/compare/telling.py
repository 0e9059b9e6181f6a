"""A rule of a policy as words, a unit and a bound. Pure."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from pipeline.compare.policy import (
    Accuracy,
    CostPerCorrect,
    EffectiveLength,
    Failures,
    Hallucination,
    Lengths,
    NotWorse,
    Rule,
    Wait,
)
from pipeline.report import words

Unit: TypeAlias = Literal["share", "points", "seconds", "usd", "tokens"]
UNITS: Final[Mapping[str, Unit]] = {
    "accuracy": "share",
    "not-worse": "points",
    "wait": "seconds",
    "failures": "share",
    "cost-per-correct": "usd",
    "hallucination": "share",
    "effective-length": "tokens",
}


class Bound(NamedTuple):
    value: float
    wanted: Literal["at_least", "at_most"]


def bound(rule: Rule) -> Bound:
    match rule:
        case Accuracy() | EffectiveLength():
            return Bound(rule.at_least, "at_least")
        case NotWorse():
            return Bound(0.0 - rule.by, "at_least")
        case Wait():
            return Bound(rule.at_most_s, "at_most")
        case CostPerCorrect():
            return Bound(rule.at_most_usd, "at_most")
        case Failures() | Hallucination():
            return Bound(rule.at_most, "at_most")


def told(rule: Rule) -> str:
    """Say the rule in words, without its model."""
    if isinstance(rule, EffectiveLength):
        return f"holds its accuracy to at least {words.length(rule.at_least)}"
    over = _over(rule.lengths)
    match rule:
        case Accuracy():
            said = f"accuracy{over} at least {_share(rule.at_least)}"
        case NotWorse():
            other = " in ".join(filter(None, (rule.than or "itself", rule.run)))
            said = f"not worse than {other}{over} by more than {rule.by * 100:g} points"
        case Wait():
            most = words.seconds(rule.at_most_s)
            said = f"p{rule.quantile * 100:g} wait{over} at most {most}"
        case Failures():
            said = f"without an answer{over} at most {_share(rule.at_most)}"
        case CostPerCorrect():
            said = f"a correct answer{over} costs at most {words.usd(rule.at_most_usd)}"
        case _:
            said = f"answers without evidence{over} at most {_share(rule.at_most)}"
    return said


def _over(lengths: Lengths) -> str:
    if lengths.least:
        return f" over {words.length(lengths.least)}-{words.length(lengths.most)}"
    if not lengths.named:
        return ""
    return f" at {words.several([words.length(length) for length in lengths.named])}"


def _share(share: float) -> str:
    return f"{share * 100:g} %"
