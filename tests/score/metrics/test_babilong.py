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


@pytest.mark.parametrize(
    ("target", "right"), [("heron", 1), ("heron,egret", 0), ("teal,", 0), ("a,b", 0)]
)
def test_labels_may_be_given(target: str, right: int) -> None:
    labels = {"task_labels": ["Heron", "Egret", "Teal"]}
    sample = Sample("a Heron", (target,), further=labels)

    assert METRICS["babilong"].score(sample) == right


def test_a_target_of_four_characters_with_a_comma_is_two() -> None:
    sample = Sample("the ox or the a", ("ox,a",), further={"task_labels": ["ox", "a"]})

    assert METRICS["babilong"].score(sample) == 1


ROOMS = "bathroom bedroom garden hallway kitchen office"


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        ((1, 2, 3, 4, 11, 12, 13), ROOMS),
        ((5,), "Bill Fred Jeff Mary apple football milk"),
        ((6, 9, 17, 18), "no yes"),
        ((7,), "none one three two"),
        ((8,), "apple football milk nothing"),
        ((10,), "maybe no yes"),
        ((14,), "bedroom cinema kitchen office park school"),
        ((15,), "cat mouse sheep wolf"),
        ((16,), "gray green white yellow"),
        ((19,), "e,e e,n e,s n,e n,n n,w s,e s,s s,w w,n w,s w,w"),
        ((20,), "bedroom bored garden hungry kitchen thirsty tired"),
    ],
)
def test_the_labels_of_the_twenty_tasks(numbers: tuple[int, ...], labels: str) -> None:
    for number in numbers:
        assert sorted(TASK_LABELS[f"qa{number}"]) == labels.split()
    assert len(TASK_LABELS) == 20


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
