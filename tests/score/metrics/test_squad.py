import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.score.metrics.scoring import score

TEXTS = st.text("ab the.-5%\n“", max_size=12)


@pytest.mark.parametrize(
    ("prediction", "gold"),
    [
        pytest.param("PARIS", "paris", id="case"),
        pytest.param("U.S.", "us", id="punctuation is taken out, no space left for it"),
        pytest.param("3.5%", "35", id="so a decimal point is lost"),
        pytest.param("-5", "5", id="and a sign"),
        pytest.param("the end of a day", "end of day", id="articles"),
        pytest.param("-the- end", "end", id="articles once punctuation is out"),
        pytest.param("end—the—day", "end— —day", id="an article leaves a space"),
        pytest.param("An answer", "answer", id="articles once case is lowered"),
        pytest.param("a  b\tc\n", "b c", id="white space"),
    ],
)
def test_texts_that_are_one_when_normalised_match_exactly(
    prediction: str, gold: str
) -> None:
    assert score("squad_em", prediction, gold) == 1
    assert score("squad_f1", prediction, gold) == 1


@pytest.mark.parametrize(
    ("prediction", "gold"),
    [
        pytest.param("“Paris”", "Paris", id="only ASCII counts as punctuation"),
        pytest.param("thea", "", id="an article is a word of its own"),
        pytest.param("a.m.", "m", id="punctuation goes before articles are looked for"),
        pytest.param("new york", "newyork", id="spaces between words are kept"),
    ],
)
def test_texts_that_differ_when_normalised_do_not(prediction: str, gold: str) -> None:
    assert score("squad_em", prediction, gold) == 0


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        ("Paris in France", "Paris", 0.5),
        ("to be or not to be", "to be", 0.5),
        ("be be be", "be", 0.5),
        ("Berlin", "Paris", 0.0),
        ("", "Paris", 0.0),
        ("The", "Paris", 0.0),
    ],
)
def test_f1_is_of_bags_of_tokens(prediction: str, gold: str, expected: float) -> None:
    assert score("squad_f1", prediction, gold) == expected


@pytest.mark.parametrize("name", ["squad_em", "squad_f1"])
def test_the_best_gold_counts(name: str) -> None:
    assert score(name, "Paris", "Berlin", "paris") == 1


@pytest.mark.parametrize("name", ["squad_em", "squad_f1"])
@pytest.mark.parametrize("golds", [(), ("",), ("The.",)])
def test_an_unanswerable_question_wants_an_empty_answer(
    name: str, golds: tuple[str, ...]
) -> None:
    assert score(name, "", *golds) == 1
    assert score(name, "...", *golds) == 1
    assert score(name, "unanswerable", *golds) == 0


@pytest.mark.parametrize("name", ["squad_em", "squad_f1"])
def test_a_gold_that_says_nothing_is_no_gold_beside_one_that_does(name: str) -> None:
    assert score(name, "", "", "The.", "Paris") == 0


@given(TEXTS, TEXTS)
def test_f1_is_between_exact_match_and_one_whichever_text_is_the_gold(
    one: str, other: str
) -> None:
    f1 = score("squad_f1", one, other)

    assert score("squad_em", one, other) <= f1 <= 1
    assert f1 == score("squad_f1", other, one)
