"""BABILong's comparison: the target is the only label that the first sentence names.

Source: booydar/babilong, babilong/metrics.py, compare_answers and TASK_LABELS.

Golds: the target; of several separated by commas all must be named and no other.
`Sample.question` is the question alone: a label that it names is no answer.
`Sample.further`: "task", qa1 to qa20, whose labels are known; or the "task_labels".

The source means to cut a reply at "Question" too, but looks for it in text that it has
made lower case, so never finds it. Labels are found inside words: "one" in "none", so
that qa7's "none" is never right.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from pipeline.score.metrics.base import Metric, NotDefinedError, Sample

_ROOMS: Final = ("bathroom", "bedroom", "garden", "hallway", "kitchen", "office")
_COMPASS: Final = ("e,e", "e,n", "e,s", "n,e", "n,n", "n,w",
                   "s,e", "s,s", "s,w", "w,n", "w,s", "w,w")  # fmt: skip

TASK_LABELS: Final[Mapping[str, tuple[str, ...]]] = {
    "qa1": _ROOMS,
    "qa2": _ROOMS,
    "qa3": _ROOMS,
    "qa4": _ROOMS,
    "qa5": ("Bill", "Fred", "Jeff", "Mary", "apple", "football", "milk"),
    "qa6": ("no", "yes"),
    "qa7": ("none", "one", "three", "two"),
    "qa8": ("apple", "football", "milk", "nothing"),
    "qa9": ("no", "yes"),
    "qa10": ("maybe", "no", "yes"),
    "qa11": _ROOMS,
    "qa12": _ROOMS,
    "qa13": _ROOMS,
    "qa14": ("bedroom", "cinema", "kitchen", "office", "park", "school"),
    "qa15": ("cat", "mouse", "sheep", "wolf"),
    "qa16": ("gray", "green", "white", "yellow"),
    "qa17": ("no", "yes"),
    "qa18": ("no", "yes"),
    "qa19": _COMPASS,
    "qa20": ("bedroom", "bored", "garden", "hungry", "kitchen", "thirsty", "tired"),
}

_ENDS: Final = (".", "<context>", "<example>")
_LONGEST_PAIR: Final = 3
"""A target such as "e,n" is one label, though it has a comma."""


def score(sample: Sample) -> float:
    if not sample.golds:
        message = "no target"
        raise NotDefinedError(message)
    target = sample.golds[0].lower()
    labels = {label.lower() for label in _labels(sample)}
    said = sample.prediction.lower()
    for end in _ENDS:
        said = said.partition(end)[0]
    named = _named(labels, said) - _named(labels, sample.question.lower())
    if "," in target and len(target) > _LONGEST_PAIR:
        targets = target.split(",")
        # Counted as they stand: a target named twice is never matched.
        return float(named.issuperset(targets) and len(named) == len(targets))
    return float(named == {target})


def _named(labels: Iterable[str], text: str) -> set[str]:
    return {label for label in labels if label in text}


def _labels(sample: Sample) -> Iterable[str]:
    if "task_labels" in sample.further:
        return tuple(map(str, sample.further["task_labels"]))
    task = str(sample.further.get("task"))
    if task not in TASK_LABELS:
        message = f"no labels: {task!r} is none of qa1 to qa20"
        raise NotDefinedError(message)
    return TASK_LABELS[task]


BABILONG: Final = Metric(
    "babilong@1",
    "booydar/babilong babilong/metrics.py compare_answers",
    score,
    whole_reply=True,
)
