"""GraphWalks' F1 over the set of nodes that follows "Final Answer:".

Source: EleutherAI/lm-evaluation-harness, lm_eval/tasks/graphwalks/utils.py,
process_results: "f1" reads the last line alone, "flexible_f1" the last line that has
such a list.

Golds: the nodes. With none to find the score is 0, whatever the reply; the data card of
openai/graphwalks gives 1 there to an empty list.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from pipeline.score.metrics.base import Metric, Sample

_SOURCE: Final = (
    "EleutherAI/lm-evaluation-harness lm_eval/tasks/graphwalks/utils.py "
    "process_results "
)
_OPEN = re.compile(r"Final Answer:\s*\[")


def _listed(line: str) -> frozenset[str] | None:
    """Return the nodes between the first list's "[" and the line's last "]"."""
    start = _OPEN.search(line)
    end = line.rfind("]")
    if start is None or end < start.end():
        return None
    items = line[start.end() : end].split(",")
    return frozenset(item.strip().strip("'\"") for item in items if item.strip())


def _strict(lines: list[str]) -> Iterable[str]:
    return lines[-1:]


def _flexible(lines: list[str]) -> Iterable[str]:
    return reversed(lines)


def _metric(
    name: str, official: str, lines_of: Callable[[list[str]], Iterable[str]]
) -> Metric:
    def score(sample: Sample) -> float:
        lines = lines_of(sample.prediction.rstrip("\n").split("\n"))
        lists = (_listed(line) for line in lines)
        nodes = next((found for found in lists if found is not None), frozenset[str]())
        return _f1(nodes, frozenset(sample.golds))

    return Metric(f"{name}@1", _SOURCE + official, score, whole_reply=True)


def _f1(said: frozenset[str], gold: frozenset[str]) -> float:
    shared = len(said & gold)
    if not shared:
        return 0.0
    recall, precision = shared / len(gold), shared / len(said)
    return 2 * (recall * precision) / (recall + precision)


STRICT: Final = _metric("graphwalks_f1", "f1", _strict)
FLEXIBLE: Final = _metric("graphwalks_flexible_f1", "flexible_f1", _flexible)
