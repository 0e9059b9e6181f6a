"""RULER 2's string match: a reference counts in part by how few words it is away.

Source: NVIDIA-NeMo/Skills, nemo_skills/evaluation/evaluator/ruler.py, eval_ruler2, as
on its main branch; on chsieh/ruler2 a reply was first cut after "</think>" and after
"Answer:".

Golds: the references. Case is ignored. Each is worth 1 if it is a substring of the
reply, else 1 less the word error rate of the whole reply against it, at least 0.
`ruler2_all` is the mean over the references, `ruler2_part` the best of them, after
documents that the reply repeats are taken out, and `ruler2_2steps` the mean over the
reply's last paragraph alone.
"""

import re
from collections.abc import Callable
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.edits import edits

_SOURCE: Final = (
    "NVIDIA-NeMo/Skills nemo_skills/evaluation/evaluator/ruler.py eval_ruler2 "
)
_DOCUMENT = re.compile(r"Document \d+:")
_BLANK_LINE: Final = "\n\n"


def _metric(name: str, official: str, rule: Callable[[Sample], float]) -> Metric:
    def score(sample: Sample) -> float:
        if not sample.golds:
            message = "no reference"
            raise NotDefinedError(message)
        return rule(sample)

    return Metric(f"{name}@1", _SOURCE + official, score, whole_reply=True)


def _mean(said: str, sample: Sample) -> float:
    return sum(_worth(said, gold) for gold in sample.golds) / len(sample.golds)


def _all(sample: Sample) -> float:
    return _mean(sample.prediction, sample)


def _two_steps(sample: Sample) -> float:
    return _mean(sample.prediction.rpartition(_BLANK_LINE)[2], sample)


def _part(sample: Sample) -> float:
    said = _without_documents(sample.prediction)
    return max(_worth(said, gold) for gold in sample.golds)


def _worth(said: str, gold: str) -> float:
    said, gold = said.lower(), gold.lower()
    if gold in said:
        return 1.0
    words, wanted = said.split(), gold.split()
    # At least as many words are wrong as one text has more than the other; and a
    # reference of spaces has no words.
    if abs(len(words) - len(wanted)) >= len(wanted):
        return 0.0
    return max(0.0, 1 - edits(words, wanted) / len(wanted))


def _without_documents(text: str) -> str:
    """Take out each "Document 7:" with what follows it, up to a blank line."""
    kept: list[str] = []
    at = 0
    while start := _DOCUMENT.search(text, at):
        end = text.find(_BLANK_LINE, start.end())
        if end < 0:
            break
        kept.append(text[at : start.start()])
        at = end + len(_BLANK_LINE)
    return "".join((*kept, text[at:]))


ALL: Final = _metric("ruler2_all", "all", _all)
PART: Final = _metric("ruler2_part", "part", _part)
TWO_STEPS: Final = _metric("ruler2_2steps", "2steps", _two_steps)
