"""Words of one stem count as one word, others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.opposites import sides
from pipeline.values.stems import GENERIC, content_words, stem, stems, words
from pipeline.values.wording import read_words


@pytest.mark.parametrize(
    "family",
    [
        "operating operations operated operate operational",
        "policy policies",
        "stop stopped stopping stops",
        "acquire acquired acquires acquiring",
        "airline airlines",
        "measure measured measurement",
        "organise organize",
        "bus buses",
    ],
)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["king kin", "speed spe", "paris pari", "as a", "c c3"]
)
def test_other_words_keep_theirs(pair: str) -> None:
    one, other = pair.split()

    assert stem(one) != stem(other)


@given(st.text(max_size=30))
def test_a_stem_never_fails_and_never_vanishes(text: str) -> None:
    assert all(stem(word) for word in words(text))


def test_function_words_and_possessives_carry_nothing() -> None:
    assert content_words("It was the firm's own idea") == ["firm", "idea"]
    assert stems("the firms' ideas") == ["firm", "idea"]
    assert stem("largest") in GENERIC


@pytest.mark.parametrize(
    ("word", "axis", "second"),
    [
        ("rejected", "consent", True),
        ("approval", "consent", False),
        ("rising", "rise", False),
        ("declined", "rise", True),
    ],
)
def test_a_word_stands_on_one_side_of_its_axis(
    word: str, axis: str, *, second: bool
) -> None:
    assert sides([stem(word)]) == {axis: frozenset({second})}


def test_both_sides_are_told_and_other_words_have_none() -> None:
    assert sides([stem("rose"), stem("fell")]) == {"rise": frozenset({True, False})}
    assert sides([stem("table")]) == {}


@pytest.mark.parametrize(
    ("text", "footing"),
    [
        ("Velden is the capital", "plain"),
        ("Unlike Velden, Orm is the capital", "aside"),
        ("Orm is larger than Velden", "aside"),
        ("It is Orm, compared with Velden, which is old", "aside"),
        ("It is not Velden", "denied"),
        ("It is not old, Velden is the capital", "plain"),
        ("Not only Velden has a port", "plain"),
        ("It is not Orm but Velden", "plain"),
    ],
)
def test_a_word_has_a_footing(text: str, footing: str) -> None:
    [found] = [word for word in read_words(text) if word.text == "Velden"]

    assert found.footing == footing


def test_what_joins_words_is_kept() -> None:
    found = read_words("Ann, Bob and the Carls, or Dora but Eve of Fez")

    assert [word.joint for word in found] == ["", ",", "and", "or", "but", "other"]
