"""Texts that differ in their setting alone are the same words."""

import pytest

from pipeline.questions.locating.words import Quote, weight, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("cash \n flow\u00a0s", "Cash Flows", id="white space"),
        pytest.param("infor-\nmation", "information", id="hyphen"),
        pytest.param("infor\u00ad\nmation", "information", id="soft hyphen"),
        pytest.param("non\u2011current \u2013 it", "non-current - it", id="dashes"),
        pytest.param("\u201cit\u2019s\u201d", '"it\'s"', id="quotes"),
        pytest.param("\ufb01nal o\ufb03ce", "final office", id="ligatures"),
        pytest.param("\uff11\uff12", "12", id="wide digits"),
        pytest.param("1,234,567", "1234567", id="commas"),
        pytest.param("1 234\u2009567", "1,234,567", id="spaces"),
        pytest.param("1\u2019234", "1,234", id="apostrophe"),
        pytest.param("$ 1,234", "$1,234", id="currency space"),
        pytest.param("(1,234)", "-1,234", id="negative"),
        pytest.param("3,5 %", "3.5%", id="decimal comma"),
        pytest.param("caf\u00e9", "cafe\u0301", id="composed"),
    ],
)
def test_setting_does_not_count(one: str, other: str) -> None:
    assert "".join(words_of(one)) == "".join(words_of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5", "15"),
        ("3,5", "35"),
        ("1.234", "1234"),
        ("caf\u00e9", "cafe"),
        ("a", "b"),
    ],
)
def test_what_is_said_counts(one: str, other: str) -> None:
    assert "".join(words_of(one)) != "".join(words_of(other))


def test_a_quote_without_a_letter_or_digit_is_none() -> None:
    for text in ("", " \n", "\0\0", "...", "\u2014 $ % ()", "\u2026"):
        assert Quote.of(text) is None


def test_an_ellipsis_cuts_a_quote_into_pieces() -> None:
    quote = Quote.of("\u2026 The quay, [...] was 1,234 . . . m (...) deep...")

    assert quote is not None
    assert quote.pieces == ["thequay", "was1234", "m", "deep"]
    assert quote.words == ["the", "quay", "was", "1234", "m", "deep"]


def test_numbers_weigh_most_and_short_words_least() -> None:
    assert weight("7") > weight("depth") == weight("\u6df1") > weight("the")
