"""MRCR's grade: how alike two texts are, if the reply opens with the asked-for string.

Source: the data card of openai/mrcr, grade(); stanford-crfm/helm has it in
src/helm/benchmark/metrics/openai_mrcr_metrics.py.

Golds: the answer, with or without the string. `Sample.further`:
"random_string_to_prepend". Nothing is stripped: one space before the string gives 0.
"""

from difflib import SequenceMatcher
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.limits import limited


def score(sample: Sample) -> float:
    prefix = sample.further.get("random_string_to_prepend")
    if not isinstance(prefix, str) or not sample.golds:
        message = "no answer, or no random_string_to_prepend"
        raise NotDefinedError(message)
    if not sample.prediction.startswith(prefix):
        return 0.0
    said = limited(sample.prediction).removeprefix(prefix)
    gold = sample.golds[0].removeprefix(prefix)
    # In this order, and with its default of ignoring the commonest characters of a
    # gold of 200 or more: both change the ratio.
    return SequenceMatcher(None, said, gold).ratio()


MRCR: Final = Metric("mrcr@1", "openai/mrcr README.md grade", score, whole_reply=True)
