"""Repeats, near repeats and contradictions of a set."""

import sys
from collections import Counter

import pytest

from pipeline.questions.checking.alike import alike, same_gold
from pipeline.records import AnswerType, Question
from tests.questions.checking.asked import question

ASKED = "How deep is the water at the Corrie quay at low tide in spring?"


def found(*questions: Question) -> list[tuple[str, str]]:
    return [(asked.id, one.flag) for asked, one in alike(questions)]


def test_the_later_of_two_that_are_the_same_is_a_duplicate() -> None:
    again = question("b", "how deep is the corrie quay", ["17.50"])

    assert found(question("a"), again) == [("b", "duplicate")]


def test_both_that_disagree_are_in_conflict() -> None:
    assert found(question("a"), question("b", answers=["9"])) == [
        ("a", "conflict"),
        ("b", "conflict"),
    ]


def test_who_says_that_there_is_no_answer_disagrees() -> None:
    none = question("b", answers=[], kind=AnswerType.UNANSWERABLE)

    assert found(question("a"), none) == [("a", "conflict"), ("b", "conflict")]
    assert found(none, none.model_copy(update={"id": "c"})) == [("c", "duplicate")]


def test_a_twin_repeats_its_sibling_on_purpose() -> None:
    twin = question("b", answers=[], kind=AnswerType.UNANSWERABLE, twin_of="a")

    assert found(question("a"), twin) == []


@pytest.mark.parametrize(
    ("other", "gold", "flagged"),
    [
        pytest.param(ASKED.replace("spring", "summer"), "17.5", True, id="a word"),
        pytest.param(ASKED.replace("spring", "summer"), "9.5", False, id="its answer"),
        pytest.param(f"So h{ASKED[1:]}", "9.5", True, id="a word without meaning"),
        pytest.param(ASKED.replace("Corrie", "Hollin"), "17.5", False, id="a name"),
        pytest.param(ASKED.replace("spring", "2019"), "17.5", False, id="a year"),
        pytest.param("Who kept the light?", "17.5", False, id="another question"),
    ],
)
def test_nearly_the_same_words_are_flagged_unless_they_ask_another_thing(
    other: str, gold: str, *, flagged: bool
) -> None:
    asked = [question("a", ASKED), question("b", other, [gold])]

    assert found(*asked) == ([("b", "near-duplicate")] if flagged else [])


def test_a_near_duplicate_names_the_nearest_and_its_share() -> None:
    asked = [
        question("a", ASKED.replace("water", "sea").replace("spring", "summer")),
        question("b", ASKED.replace("spring", "summer")),
        question("c", ASKED),
    ]

    last = [one for who, one in alike(asked) if who.id == "c"]

    assert last[0].detail.startswith("83% as 'b': ")
    assert last[0].value == pytest.approx(10 / 12, abs=0.001)


def test_two_golds_are_one_when_they_state_the_same() -> None:
    gold = question(answers=["$1,577 million"])

    assert same_gold(gold, question(answers=["1.577 billion"]))
    assert not same_gold(gold, question(answers=["1.6 billion"]))


def test_a_set_of_one_form_is_compared_in_no_more_than_linear_time() -> None:
    """Four times as many take about four times the steps: squared would be sixteen.

    Steps are calls, of C functions too: a clock would tell of the machine as well.
    """

    def steps(count: int) -> int:
        unseen = range(count, 2 * count)  # a text seen before is remembered
        words = ["".join(chr(97 + int(d)) for d in f"{n:05}") for n in unseen]
        asked = [
            question(str(n), f"how far is it from the {word} light to the pier end")
            for n, word in enumerate(words)
        ]
        calls = Counter[str]()
        sys.setprofile(lambda _frame, event, _of: calls.update([event]))
        try:
            list(alike(asked))
        finally:
            sys.setprofile(None)
        return calls["call"] + calls["c_call"]

    assert steps(1_200) < 6 * steps(300)
