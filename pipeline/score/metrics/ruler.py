"""RULER's string matches: NVIDIA/RULER, `scripts/eval/synthetic/constants.py`.

A reference counts wherever it stands in the answer, within a word too, and nothing but
case is normalised. `part` is for the two QA tasks, `all` for the other eleven.
"""

import re
from collections.abc import Sequence
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample

_CONTROL: Final = re.compile(r"[\x00-\x1f]")


def _postprocessed(prediction: str) -> str:
    """As `postprocess_pred`: a control character, a tab too, becomes a line's end."""
    return _CONTROL.sub("\n", prediction.strip()).strip()


def found(prediction: str, references: Sequence[str]) -> list[bool]:
    """Return of each reference whether it is in `prediction`."""
    if not references:
        message = "no reference to look for"
        raise NotDefinedError(message)
    lowered = prediction.lower()
    return [reference.lower() in lowered for reference in references]


def _string_match_part(sample: Sample) -> float:
    return float(any(found(_postprocessed(sample.prediction), sample.golds)))


def _string_match_all(sample: Sample) -> float:
    hits = found(_postprocessed(sample.prediction), sample.golds)
    return sum(hits) / len(hits)


_SOURCE: Final = (
    "NVIDIA/RULER scripts/eval/synthetic/constants.py {}, "
    "scripts/eval/evaluate.py postprocess_pred"
)
STRING_MATCH_PART: Final = Metric(
    "ruler_string_match_part@1",
    _SOURCE.format("string_match_part"),
    _string_match_part,
    whole_reply=True,
)
STRING_MATCH_ALL: Final = Metric(
    "ruler_string_match_all@1",
    _SOURCE.format("string_match_all"),
    _string_match_all,
    whole_reply=True,
)
