"""Reference tokens: tiktoken's own counts, offline, for any text."""

import re
from inspect import getsource

import pytest
import tiktoken_ext.openai_public
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tokens
from pipeline.tokens import LONGEST_PIECE, count, split_at


def test_the_pattern_is_the_published_one() -> None:
    source = getsource(tiktoken_ext.openai_public.o200k_base)

    assert "|".join(re.findall(r'r"""(.*?)"""', source)) == tokens._PATTERN
    assert tokens._SHA256 in source


@pytest.mark.parametrize(
    ("text", "expected"), [("", 0), ("Hello world", 2), ("1234567", 3), ("\n\n", 1)]
)
def test_known_counts(text: str, expected: int) -> None:
    assert count(text) == expected


@given(st.lists(st.text(max_size=60), max_size=5), st.integers(1, 400))
def test_counts_add_up_at_a_seam(lines: list[str], repeats: int) -> None:
    """The law that makes prompts exact: no token crosses a line end before "["."""
    line = "".join(f"[{text}\n" for text in lines)

    assert count(line * repeats) == count(line) * repeats


def test_a_long_text_counts_as_tiktoken_counts_it_whole() -> None:
    text = "\n".join(
        f"[{i}] harbour dues of {i * 37 % 1009} marks" for i in range(12_000)
    )
    assert len(text) > 3 * LONGEST_PIECE

    assert count(text) == len(tokens.encoding().encode_ordinary(text))


def test_a_run_of_spaces_does_not_panic() -> None:
    assert count(" " * 1_500_000) > 0


@given(st.text(min_size=1, max_size=200), st.integers(1, 50))
def test_a_split_is_inside_the_text_and_within_the_tokens(text: str, size: int) -> None:
    at = split_at(text, size)

    assert 1 <= at <= len(text)
    assert at == 1 or count(text[:at]) <= size + 1
