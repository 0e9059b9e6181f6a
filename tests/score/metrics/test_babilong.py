"""BABILong wants the target to be the only label of the first sentence."""

import pytest

from pipeline.score.metrics import METRICS
from pipeline.score.metrics.babilong import TASK_LABELS
from pipeline.score.metrics.base import NotDefinedError, Sample


def scored(task: str, target: str, reply: str, question: str = "") -> float:
    return METRICS["babilong"].score(
        Sample(reply, golds=(target,), question=question, further={"task": task})
    )


@pytest.mark.parametrize(
    ("task", "target", "reply", "right"),
    [
        ("qa1", "garden", "garden", 1),
        ("qa1", "garden", "Mary is in the Garden.", 1),
        ("qa1", "Garden", "the garden", 1),
        ("qa1", "garden", "kitchen", 0),
        ("qa1", "garden", "the garden, not the kitchen", 0),
        ("qa1", "garden", "the garden. Before that, the kitchen.", 1),
        ("qa1", "garden", "I see. The garden", 0),  # the first sentence alone
        ("qa1", "garden", "the garden <context> kitchen", 1),
        ("qa1", "garden", "the garden <EXAMPLE> kitchen", 1),
        ("qa1", "garden", "the garden Question: who left the kitchen?", 0),
        ("qa1", "garden", "gardens", 1),
        ("qa1", "bedroom", "the bed", 0),
        ("qa1", "garden", "", 0),
        ("qa5", "Mary", "mary", 1),
        ("qa7", "one", "one", 1),
        ("qa7", "none", "none", 0),  # "one" is in it
        ("qa8", "apple,milk", "the milk and the apple", 1),
        ("qa8", "apple,milk", "the milk", 0),
        ("qa8", "apple,milk", "the milk, the apple and the football", 0),
        ("qa8", "apple,apple", "the apple", 0),
        ("qa6", "no", "I do not know", 1),  # "no" is in "not"
        ("qa19", "e,n", "e,n", 1),
        ("qa19", "e,n", "n,e", 0),
        ("qa14", "cinema", "the cinema", 1),
    ],
)
def test_babilong(task: str, target: str, reply: str, right: int) -> None:
    assert scored(task, target, reply) == right


def test_a_label_of_the_question_does_not_count() -> None:
    question = "Where was the apple before the Kitchen?"

    assert scored("qa3", "garden", "the garden, after the kitchen", question) == 1
    assert scored("qa3", "kitchen", "the kitchen", question) == 0


def test_labels_may_be_given() -> None:
    sample = Sample("a Heron", ("heron",), further={"task_labels": ["Heron", "Egret"]})

    assert METRICS["babilong"].score(sample) == 1


def test_all_twenty_tasks_have_labels() -> None:
    assert set(TASK_LABELS) == {f"qa{number}" for number in range(1, 21)}


@pytest.mark.parametrize(
    "sample",
    [
        Sample("garden", ("garden",)),
        Sample("garden", ("garden",), further={"task": "qa21"}),
        Sample("garden", (), further={"task": "qa1"}),
    ],
)
def test_without_labels_or_target_it_is_not_defined(sample: Sample) -> None:
    with pytest.raises(NotDefinedError):
        METRICS["babilong"].score(sample)
