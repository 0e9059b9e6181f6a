"""A rise is no answer to how much something fell."""

import pytest

from pipeline.values.directions import change_said, direction_said, opposed

FELL = "By how much did output fall?"


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (FELL, "It rose by 8 %.", True),
        (FELL, "It fell by 8 %.", False),
        (FELL, "8 %", False),
        (FELL, "It fell by 8 % as prices rose.", False),
        (FELL, "It was lower by 8 % after wages rose.", False),
        (FELL, "It improved by 8 %.", False),
        ("By how much did output grow?", "It shrank by 8 %.", True),
        ("By how much did output rise or fall?", "It rose by 8 %.", False),
        ("What is the output?", "It rose to 8.", False),
    ],
)
def test_only_a_change_the_other_way_opposes(
    question: str, answer: str, *, expected: bool
) -> None:
    assert opposed(question, answer) is expected


def test_what_is_higher_has_a_direction_but_no_change() -> None:
    assert direction_said("8 % higher") == "up"
    assert change_said("8 % higher") is None


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (
            "increased increase rises risen rising rose grew grow grows grown growth",
            "up",
        ),
        ("growing climbed gains improved improvement higher up Rise", "up"),
        (
            "declined decreasing drop drops dropped fall falls fallen falling fell",
            "down",
        ),
        ("reduced shrank shrinking shrunk contracted contraction dip dips", "down"),
        ("dipped slumped plunging plummeted loss losses lost lower lowered", "down"),
        ("down negative outflow outflows deficit cut cuts cutting Fell", "down"),
        ("droplets rosette upper dollar cutlery lossless", None),
    ],
)
def test_each_word_alone_says_its_direction(words: str, way: str | None) -> None:
    for word in words.split():
        assert direction_said(f"It {word} by 8 %.") == way, word
