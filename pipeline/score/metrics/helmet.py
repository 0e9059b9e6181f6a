"""HELMET's automatic scores: princeton-nlp/HELMET, `utils.py` and `data.py`.

Every score is the better of two: of the answer whole, and of what follows "Answer:" on
its line (of the first line, where that word is not in it). Where a task has another
word, `further["system_template"]` says which.
"""

import re
from collections.abc import Callable
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample
from pipeline.score.metrics.libraries import Rouge, rouge_scores
from pipeline.score.metrics.options import letter, text
from pipeline.score.metrics.ruler import found
from pipeline.score.metrics.squad import normalised, overlap_f1

_PREFIXES: Final = {
    word: re.compile(rf"{word}(.*)", re.IGNORECASE)
    for word in ("Answer:", "Corresponding value:", "Summary:")
}
"""Of RAG and QA, of the recall of a key's value, and of Multi-LexSum."""
_WHOLE: Final = ("yes", "no", "noanswer")
"""What F1 gives no part of: as a whole text it is the gold, or worth nothing."""


def _parsed(prediction: str, prefix: str) -> str:
    """As `parse_output`: a prefix said twice is taken off twice, but not thrice."""
    found_at = _PREFIXES[prefix].search(prediction)
    rest = found_at.group(1) if found_at else prediction.split("\n", maxsplit=1)[0]
    again = _PREFIXES[prefix].match(rest := rest.strip())
    return again.group(1).strip() if again else rest


def _exact(prediction: str, gold: str) -> float:
    return float(normalised(prediction) == normalised(gold))


def _f1(prediction: str, gold: str) -> float:
    """Unlike SQuAD's, two texts without a word share nothing and score 0."""
    ours, theirs = normalised(prediction), normalised(gold)
    if ours != theirs and (ours in _WHOLE or theirs in _WHOLE):
        return 0.0
    return overlap_f1(ours.split(), theirs.split())


def _substring(prediction: str, gold: str) -> float:
    return float(normalised(gold) in normalised(prediction))


def _rouge(kind: str, read: Callable[[Rouge], float]) -> Callable[[str, str], float]:
    """Compare with Porter's stemmer, which rouge-score has off unless told."""

    def compare(prediction: str, gold: str) -> float:
        return read(*rouge_scores(kind, prediction, [gold], stemmer=True))

    return compare


def _best(compare: Callable[[str, str], float]) -> Callable[[Sample], float]:
    def score(sample: Sample) -> float:
        return max(
            compare(prediction, gold)
            for prediction in _readings(sample)
            for gold in sample.golds
        )

    return score


def _readings(sample: Sample) -> tuple[str, str]:
    """Return the answer whole and parsed."""
    if not sample.golds:
        message = "no gold answer to compare with"
        raise NotDefinedError(message)
    prefix = sample.further.get("system_template", "Answer:")
    if prefix not in _PREFIXES:
        message = f"HELMET has no answers after {prefix!r}"
        raise NotDefinedError(message)
    return sample.prediction, _parsed(sample.prediction, prefix)


def _choice(sample: Sample) -> float:
    """Take the letter or "A. its text" exactly, or the latter anywhere."""
    right = letter(sample)
    labelled = f"{right}. {text(sample)}"
    if labelled.lower() in sample.prediction.lower():
        return 1.0
    readings = _readings(sample)
    return max(_exact(said, gold) for said in readings for gold in (right, labelled))


def _ruler_recall(sample: Sample) -> float:
    """As RULER's `string_match_all`, but that the answer is left as it is."""
    hits = found(sample.prediction, sample.golds)
    return sum(hits) / len(hits)


def _metric(name: str, score: Callable[[Sample], float], source: str) -> Metric:
    version, source = f"helmet_{name}@1", f"princeton-nlp/HELMET {source}"
    return Metric(version, source, score, whole_reply=True)


_CALCULATED: Final = "utils.py calculate_metrics, data.py default_post_process"
EXACT_MATCH: Final = _metric("exact_match", _best(_exact), _CALCULATED)
F1: Final = _metric("f1", _best(_f1), _CALCULATED)
SUBSTRING_EXACT_MATCH: Final = _metric(
    "substring_exact_match", _best(_substring), _CALCULATED
)
ROUGE_L_F1: Final = _metric(
    "rougeL_f1", _best(_rouge("rougeL", lambda one: one.fmeasure)), _CALCULATED
)
ROUGE_L_RECALL: Final = _metric(
    "rougeL_recall", _best(_rouge("rougeL", lambda one: one.recall)), _CALCULATED
)
ROUGE_LSUM_F1: Final = _metric(
    "rougeLsum_f1", _best(_rouge("rougeLsum", lambda one: one.fmeasure)), _CALCULATED
)
ROUGE_LSUM_RECALL: Final = _metric(
    "rougeLsum_recall", _best(_rouge("rougeLsum", lambda one: one.recall)), _CALCULATED
)
CHOICE: Final = _metric(
    "choice_exact_match", _choice, "data.py load_infbench choice_post_process"
)
RULER_RECALL: Final = _metric(
    "ruler_recall", _ruler_recall, "data.py load_ruler post_process"
)
