"""Every piece that any occurrence of any quote touches is found, each once."""

from bisect import bisect_right
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.values.quotes import Quotes

LONG = "The quick brown fox jumps over the lazy dog, "

few = st.text(alphabet="ab \n\u00a0\u00e9\u6771\U0001f600", max_size=8)
any_text = few | st.text(max_size=4)


def found_one_by_one(quotes: list[str], pieces: list[str]) -> set[tuple[int, int]]:
    bare = ["".join(piece.split()) for piece in pieces]
    ends, text = list(accumulate(map(len, bare))), "".join(bare)
    return {
        (index, piece)
        for index, quote in enumerate("".join(quote.split()) for quote in quotes)
        for start in range(len(text))
        if quote and text.startswith(quote, start)
        for piece in range(
            bisect_right(ends, start), bisect_right(ends, start + len(quote) - 1) + 1
        )
    }


@given(st.lists(any_text, max_size=5), st.lists(any_text, max_size=6))
@example(["\ud800", "\udc80"], ["a\ud800\udc80", "\u3000\u2028\x85\x1c"])
def test_all_quotes_are_found_as_one_by_one(
    quotes: list[str], pieces: list[str]
) -> None:
    found = list(Quotes(quotes).touched(pieces))

    assert len(found) == len(set(found))
    assert set(found) == found_one_by_one(quotes, pieces)


@given(st.lists(any_text, min_size=1, max_size=6), st.data())
def test_a_quote_of_the_text_is_found(pieces: list[str], data: st.DataObject) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]

    assert set(Quotes([quote]).touched(pieces)) == found_one_by_one([quote], pieces)


@pytest.mark.parametrize(
    ("quotes", "pieces", "touched"),
    [
        (["ab"], ["xaby"], {(0, 0)}),
        (["a b"], ["a", "\u00a0\n", "b", "b"], {(0, 0), (0, 1), (0, 2)}),
        (["abc"], ["a", "b", "c"], {(0, 0), (0, 1), (0, 2)}),
        (["aa"], ["a", "a", "a", "b"], {(0, 0), (0, 1), (0, 2)}),
        (["abcd", "bc", "c"], ["ab", "cd"], {(0, 0), (0, 1), (1, 0), (1, 1), (2, 1)}),
        (["ab", "ab"], ["ab"], {(0, 0), (1, 0)}),
        (["", " \n"], ["ab"], set[tuple[int, int]]()),
        (["ab"], [], set[tuple[int, int]]()),
        ([], ["ab"], set[tuple[int, int]]()),
        (["\u00e9\u6771"], ["\u00e9", "\u00e9 \u6771\u00e9"], {(0, 1)}),
        (["ab"], ["a.b", "AB"], set[tuple[int, int]]()),
        (["ab"], ["ab", "cab"], {(0, 0), (0, 1)}),
    ],
)
def test_quotes_are_found_across_borders_and_over_each_other(
    quotes: list[str], pieces: list[str], touched: set[tuple[int, int]]
) -> None:
    assert set(Quotes(quotes).touched(pieces)) == touched


def test_quotes_that_begin_alike_are_told_apart() -> None:
    quotes = [f"{LONG} cat", f"{LONG} dog", LONG]

    assert set(Quotes(quotes).touched([LONG, "d", "og"])) == {
        (1, 0),
        (1, 1),
        (1, 2),
        (2, 0),
    }


def test_a_quote_that_only_begins_in_the_text_is_not_found() -> None:
    assert list(Quotes([f"{LONG} cat"]).touched([LONG])) == []


def test_the_same_quotes_are_looked_for_in_many_documents() -> None:
    quotes = Quotes(["ab"])

    assert list(quotes.touched(["a"])) == []
    assert list(quotes.touched(["b", "ab"])) == [(0, 1)]
