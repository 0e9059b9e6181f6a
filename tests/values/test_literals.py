"""Many strings are found in one pass, at the places where each stands."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.literals import Literals

_WORDS = st.text("abé\U0001f41f ", min_size=1, max_size=3)


@given(st.lists(_WORDS, max_size=6), st.text("abé\U0001f41f ", max_size=40))
def test_each_is_found_wherever_it_stands(words: list[str], text: str) -> None:
    found = sorted(Literals(words).places(text))

    assert found == sorted(
        (which, start, start + len(word))
        for which, word in enumerate(words)
        for start in range(len(text))
        if text.startswith(word, start)
    )


def test_half_a_surrogate_pair_is_a_character_too() -> None:
    assert list(Literals(["b"]).places("a\ud800é b")) == [(0, 4, 5)]
