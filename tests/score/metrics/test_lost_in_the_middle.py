import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

SUBSPAN = "lost_in_the_middle_best_subspan_em"
KV = "lost_in_the_middle_kv_accuracy"


@pytest.mark.parametrize(
    ("prediction", "golds", "expected"),
    [
        pytest.param("It is Paris.", ("paris",), 1, id="within the answer"),
        pytest.param("It was not Paris", ("Paris",), 1, id="whatever is said of it"),
        pytest.param("comparison", ("Paris",), 1, id="within a word"),
        pytest.param("Berlin", ("Paris", "berlin"), 1, id="any gold"),
        pytest.param("Rome", ("Paris", "Berlin"), 0, id="no gold"),
        pytest.param("the U.S. won", ("US",), 1, id="normalised as SQuAD does"),
        pytest.param("I think\nParis", ("Paris",), 0, id="not on the first line"),
        pytest.param("\nParis", ("Paris",), 0, id="not after an empty line"),
        pytest.param("Rome\r Paris", ("Paris",), 1, id="no other end of a line"),
        pytest.param("Rome", ("The",), 1, id="a gold of articles is everywhere"),
        pytest.param("Rome", (), 0, id="without a gold"),
    ],
)
def test_an_answer_is_right_that_contains_a_gold(
    prediction: str, golds: tuple[str, ...], expected: float
) -> None:
    assert score(SUBSPAN, prediction, *golds) == expected


def test_what_is_a_letter_is_as_in_the_library_regex() -> None:
    assert score(SUBSPAN, "²", "a²") == 1, "the square is no letter, so a is an article"
    assert score(SUBSPAN, "m a²", "m ²") == 1, "of the answer too"
    assert score("squad_em", "²", "a²") == 0, "to `re` it is one"
    assert score(SUBSPAN, "\u0300 la", "a\u0300 la") == 0, "an accent is of its letter"


def test_a_value_is_looked_for_as_written_but_for_case() -> None:
    assert score(KV, "key: x\nvalue: 'AB-12'", "ab-12") == 1
    assert score(KV, "ab-12", "AB-12") == 1
    assert score(KV, "ab12", "ab-12") == 0
    assert score(KV, "cd", "ab", "cd") == 0, "the first alone is the value"
    with pytest.raises(NotDefinedError, match="no value"):
        score(KV, "ab")
