"""A quote is found as the passage writes it: letters count, looks do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.questions.writing.quoting import verbatim

PASSAGE = (
    "The Seller\u2019s share \u2013 17 m\u00b2 \u2013 was\n"
    "  \u201crenewed\u201d (twice) in 1921."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("the seller's share", "The Seller\u2019s share"),
        ('was "renewed" (twice)', "was\n  \u201crenewed\u201d (twice)"),
        ("share - 17 m\u00b2", "share \u2013 17 m\u00b2"),
        ("  in 1921. ", "in 1921."),
        ("in 1922", None),
        ("in 192", None),
        ("7 m\u00b2", None),
        ("was renewed (twice)", None),
        ("was .* (twice)", None),
        ("", None),
        ("   ", None),
    ],
)
def test_a_quote_is_found_or_not(quote: str, found: str | None) -> None:
    assert verbatim(quote, PASSAGE) == found


@given(st.text(max_size=60), st.text(min_size=1, max_size=40), st.text(max_size=60))
def test_what_was_copied_is_found_where_words_end_and_is_of_the_passage(
    before: str, quote: str, after: str
) -> None:
    passage = f"{before} {quote} {after}"

    found = verbatim(quote, passage)

    assert (found is None) == (not quote.strip())
    assert found is None or found in passage


@given(st.text(max_size=40), st.text(max_size=200))
def test_what_is_found_is_the_quote_but_for_looks(quote: str, passage: str) -> None:
    found = verbatim(quote, passage)

    if found is not None:
        assert len(re.sub(r"\s", "", found)) == len(re.sub(r"\s", "", quote))
        assert found in passage
