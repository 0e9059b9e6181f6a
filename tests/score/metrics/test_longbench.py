from difflib import SequenceMatcher

import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

CLASSES = ["food", "food and drink", "drink", "place"]


def classified(prediction: str, gold: str, classes: list[str]) -> float:
    return score("longbench_classification", prediction, gold, all_classes=classes)


def test_f1_is_the_best_over_the_golds_of_bags_of_words() -> None:
    assert score("longbench_qa_f1", "in the Paris", "Berlin", "Paris.") == 2 / 3
    assert score("longbench_qa_f1", "Paris", "Rome") == 0
    assert score("longbench_qa_f1", "Paris") == 0, "without a gold nothing agrees"
    assert score("longbench_qa_f1", "", "the") == 0, "two without a word share none"


@pytest.mark.parametrize("dataset", ["trec", "triviaqa", "samsum", "lsht", "trec_e"])
def test_of_these_sets_the_first_line_counts(dataset: str) -> None:
    reply = "\n\nParis\nQuestion: and of Italy? Rome"

    assert score("longbench_qa_f1", reply, "Paris", dataset=dataset) == 1
    assert score("longbench_qa_f1", reply, "Rome", dataset=dataset) == 0


def test_of_another_set_every_line_counts() -> None:
    assert score("longbench_qa_f1", "Paris\nRome", "Rome", dataset="hotpotqa") == 2 / 3
    assert score("longbench_qa_f1", "Paris\nRome", "Rome") == 2 / 3


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        pytest.param("it is a place", "place", 1, id="named"),
        pytest.param("Place", "place", 0, id="case counts"),
        pytest.param("places", "place", 1, id="within a word"),
        pytest.param("place or drink", "place", 0.5, id="shared among those named"),
        pytest.param("placd", "place", 0, id="the nearest in spelling is not taken"),
        pytest.param("place\ndrink", "place", 1, id="the first line alone"),
        pytest.param("x\nplace", "place", 0, id="which may name none"),
    ],
)
def test_a_class_is_right_where_it_is_named(
    prediction: str, gold: str, expected: float
) -> None:
    assert classified(prediction, gold, CLASSES) == expected


def test_a_part_of_the_gold_is_no_other_class_but_the_one_after_it_stays() -> None:
    reply, gold = "food and drink", "food and drink"

    assert classified(reply, gold, ["food", "food and drink", "drink"]) == 1
    assert classified(reply, gold, ["food", "drink", "food and drink"]) == 0.5


@pytest.mark.parametrize("classes", [None, [], "place"])
def test_classification_needs_the_classes(classes: object) -> None:
    with pytest.raises(NotDefinedError, match="all_classes"):
        score("longbench_classification", "place", "place", all_classes=classes)


def test_the_best_gold_is_the_class() -> None:
    golds = ("drink", "place")

    assert score("longbench_classification", "place", *golds, all_classes=CLASSES) == 1
    assert score("longbench_classification", "place", all_classes=CLASSES) == 0


@pytest.mark.parametrize(
    ("prediction", "expected"),
    [
        ("Paragraph 12", 1),
        ("12, or 7", 0.5),
        ("12 12 7", 2 / 3),
        ("012", 0),
        ("112", 0),
        ("1.2", 0),
        ("the twelfth", 0),
        ("", 0),
    ],
)
def test_the_share_of_numbers_that_are_the_right_one(
    prediction: str, expected: float
) -> None:
    assert score("longbench_count", prediction, "12") == expected
    assert score("longbench_retrieval", prediction, "Paragraph 12") == expected
    assert score("longbench_retrieval_zh", prediction, "段落12") == expected


def test_a_gold_without_a_paragraph_is_not_defined() -> None:
    for name in ("longbench_retrieval", "longbench_retrieval_zh"):
        with pytest.raises(NotDefinedError, match="names no paragraph"):
            score(name, "12", "12")


@pytest.mark.parametrize(
    ("prediction", "expected"),
    [
        pytest.param("x = 1", 1, id="the line"),
        pytest.param("\n\nx = 1\ny = 2", 1, id="the first line"),
        pytest.param("```python\n# set x\n// or so\nx = 1\n```", 1, id="of code"),
        pytest.param("x = 1  # set x", 0, id="a remark spoils a line of code"),
        pytest.param("```", 0, id="no line of code"),
        pytest.param("x\n\nx = 1", 0.33, id="in whole percents: 1/3"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_code_is_compared_by_its_first_line(prediction: str, expected: float) -> None:
    assert score("longbench_code_sim", prediction, "x = 1") == expected


def test_code_is_compared_by_difflib_and_two_empty_lines_are_one() -> None:
    one, other = "return total / count(values)", "count = len(values); return total"
    ratio = SequenceMatcher(None, one, other).ratio()

    assert score("longbench_code_sim", one, other) == round(ratio, 2)
    assert score("longbench_code_sim", "tide", "diet") == 0.25, "it is not symmetric"
    assert score("longbench_code_sim", "diet", "tide") == 0.5
    assert score("longbench_code_sim", "x" + "a" * 250, "a" * 250) == 0, "too common"
    assert score("longbench_code_sim", "# no code", "") == 1
    assert score("longbench_code_sim", "x", "") == 0


def test_lines_that_difflib_would_compare_for_long_are_not_compared() -> None:
    with pytest.raises(NotDefinedError, match="5,000,000 characters is too long"):
        score("longbench_code_sim", "ab" * 2_500_000, "ba" * 1_000)
