"""TAT-QA's exact match and its numeracy-focused F1, both with the scale counted in.

Source: NExTplusplus/TAT-QA, tatqa_metric.py, TaTQAEmAndF1, with tatqa_utils.py.

Golds: the spans of one answer, not answers to choose from; a number alone if it was
calculated or counted. `Sample.further`, under the names that a row has there:
"answer_type"  span, multi-span, arithmetic or count
"scale"  of the gold: "", thousand, million, billion or percent
"pred_scale"  of the prediction; "" unless given
"prediction"  the predicted spans if there are several, in place of `Sample.prediction`

Spans are sorted and joined, so both sides are always one text; the source's assignment
of several predicted to several gold texts has one of each to assign.
"""

from collections.abc import Sequence
from typing import Any, Final, cast

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.limits import limited
from pipeline.score.metrics.tatqa_numbers import (
    is_number,
    normalised,
    scale_factor,
    to_number,
)

_SOURCE: Final = "NExTplusplus/TAT-QA tatqa_metric.py TaTQAEmAndF1 "
_EXACT_TYPES: Final = frozenset({"arithmetic", "count"})


def em(sample: Sample) -> float:
    return _em_and_f1(sample)[0]


def f1(sample: Sample) -> float:
    """Return F1, which of a calculated or counted answer is its exact match."""
    return _em_and_f1(sample)[1]


def _em_and_f1(sample: Sample) -> tuple[float, float]:
    try:
        return _scored(sample)
    except (OverflowError, TypeError, ValueError) as error:
        # The official run ends here: a number beyond a float, or a count that is none.
        message = f"not defined: {error}"
        raise NotDefinedError(message) from error


def _scored(sample: Sample) -> tuple[float, float]:
    further = sample.further
    missing = {"answer_type", "scale"} - set(further)
    if missing or not sample.golds:
        message = (
            f"needs a gold answer, its answer_type and its scale; {missing} missing"
        )
        raise NotDefinedError(message)
    answer_type = further["answer_type"]
    predicted = further.get("prediction", sample.prediction)
    if not predicted:
        return 0.0, 0.0
    gold = _in_one(_gold_spans(sample.golds, answer_type), further["scale"])
    listed = isinstance(predicted, list)
    spans = cast("list[object]", predicted) if listed else [predicted]
    limited("".join(map(str, spans)))
    said = _readings(spans, further.get("pred_scale") or "")
    # Compared as pairs: F1 counts only among the readings of the same exact match.
    exact, overlap = max(_compare(reading, gold) for reading in said)
    return exact, (exact if answer_type in _EXACT_TYPES else overlap)


def _gold_spans(golds: Sequence[str], answer_type: str) -> Sequence[str]:
    return [str(int(golds[0]))] if answer_type == "count" else golds


def _readings(spans: Sequence[Any], scale: str) -> list[str]:
    """Return the prediction in full, and a lone number without scale unrounded too.

    So does 0.2342 match 23.42 percent. It is given four decimals where the first
    reading has two.
    """
    readings = [_in_one(spans, scale)]
    lone = str(spans[0])
    if len(spans) == 1 and not scale and is_number(lone):
        number = to_number(lone)
        if number is not None:
            readings.append(f"{number:.4f}")
    return readings


def _in_one(spans: Sequence[Any], scale: str) -> str:
    return " ".join(_scaled(str(span), scale) for span in sorted(spans))


def _scaled(span: str, scale: str) -> str:
    """Multiply a number by its scale; a percent sign has done so already."""
    number = to_number(span) if is_number(span) else None
    if number is None:
        return f"{span} {scale}" if scale else span
    if "%" in span:
        return f"{number:.4f}"
    return f"{round(number, 2) * scale_factor(scale):.4f}"


def _compare(said: str, gold: str) -> tuple[float, float]:
    """Return exact match and F1 over sets of words, rounded to two places."""
    said, gold = normalised(said), normalised(gold)
    words, wanted = set(said.split()), set(gold.split())
    shared = len(words & wanted)
    precision = shared / len(words) if words else 1.0
    recall = shared / len(wanted) if wanted else 1.0
    total = precision + recall
    overlap = 2 * precision * recall / total if total else 0.0
    # As numpy rounds, which is not as Python does: 0.025 becomes 0.02.
    return float(said == gold), round(overlap * 100) / 100


EM: Final = Metric("tatqa_em@1", _SOURCE + "exact_match", em)
F1: Final = Metric("tatqa_f1@1", _SOURCE + "f1_score", f1)
