import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

F1 = "lveval_f1"


def test_the_f1_counts_where_a_fifth_of_the_keywords_is_met() -> None:
    gold, keywords = "red cap", "red green blue white black"

    assert score(F1, "red cap", gold, answer_keywords=keywords) == 1
    assert score(F1, "red cap", gold, answer_keywords=f"{keywords} grey") == 0
    assert score(F1, "cap", gold, answer_keywords="red") == 0


def test_keywords_are_met_as_often_as_they_are_said() -> None:
    assert score(F1, "red", "red", answer_keywords="red " * 5) == 1
    assert score(F1, "red", "red", answer_keywords="red " * 6) == 0


def test_texts_are_normalised_as_squad_does() -> None:
    assert score(F1, "The Red!", "red", answer_keywords="a RED.") == 1


def test_a_blacklisted_keyword_is_asked_for_but_never_met() -> None:
    assert score(F1, "because of it", "because of it", answer_keywords="because") == 0
    said = "red of of of of"
    assert score(F1, said, said, answer_keywords=said) == 1
    assert score(F1, said, said, answer_keywords=f"{said} of") == 0


def test_the_f1_itself_counts_blacklisted_words() -> None:
    assert score(F1, "red of", "red", answer_keywords="red") == 2 / 3


def test_without_keywords_an_answer_passes() -> None:
    assert score(F1, "red of", "red") == 2 / 3
    assert score(F1, "red of", "red", answer_keywords=None) == 2 / 3


def test_only_the_first_gold_counts() -> None:
    assert score(F1, "blue", "red", "blue") == 0
    assert score("lveval_plain_f1", "blue", "red", "blue") == 0
    assert score("lveval_plain_f1", "the blue", "blue") == 1
    assert score(F1, "blue") == 0, "without a gold nothing agrees"


@pytest.mark.parametrize("keywords", ["...", "The", ["red"]])
def test_keywords_without_a_word_are_not_defined(keywords: object) -> None:
    with pytest.raises(NotDefinedError, match="keyword"):
        score(F1, "red", "red", answer_keywords=keywords)
