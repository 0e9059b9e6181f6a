"""Typography never decides, a number always does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.text import (
    clean,
    holds,
    names_only,
    normalise,
    same_text,
    shorten,
    unmarked,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("The U.S. margin: 3.5 % of $1,577", "us margin 3.5% of 1577"),
        ("  A   dog,\tand\nthe cat. ", "dog and cat"),
        ("3.5%", "3.5%"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("-3.5%", "-3.5%"),
        (".5", ".5"),
        ("5-7", "5 7"),
        ("1,577,000.50", "1577000.50"),
        ("1,2,3", "1,2,3"),
        ("$1.5bn", "1.5bn"),
        ("Coca\u2011Cola", "coca cola"),
        ("\u201cAda\u201d Lovelace\u2019s", "ada lovelaces"),
        ("J.P. Morgan", "jp morgan"),
        ("Straße", "strasse"),
        ("CAFÉ", "café"),
        ("cafe\u0301", "café"),
        ("ﬁnance", "finance"),
        ("\uff21\uff22\uff23", "abc"),
        ("A\0d\u202ea\u200b", "ada"),
        ("東京都", "東 京 都"),
        ("हिन्दी", "हिन्दी"),
        ("***", ""),
        ("", ""),
        ("snake_case", "snake case"),
        ("end.Next", "end next"),
        ("50\u00a0%", "50%"),
    ],
)
def test_a_text_is_folded(text: str, folded: str) -> None:
    assert normalise(text) == folded


@given(st.text() | st.text(alphabet="aA1.,%-' \u0301\u3042(5)"))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_million_accents_are_cut_before_they_are_sorted() -> None:
    # Sorting 100,000 of them takes CPython 38 s: unbounded, this would time out.
    assert len(normalise("a" + "\u0301\u0323" * 500_000)) <= 31
    assert len(normalise("\u0f73\u0f75" * 500_000)) <= 60


@pytest.mark.parametrize(
    ("given_text", "aliases", "same"),
    [
        ("the Ada Lovelace!", ["Ada Lovelace"], True),
        ("Lovelace", ["Ada Lovelace", "lovelace"], True),
        ("Ada", ["Ada Lovelace"], False),
        ("A", ["a"], True),
        ("A", ["the"], False),
        ("***", ["+++"], False),
        ("", [""], False),
        ("Ada", [], False),
        ("3.5%", ["35%"], False),
        ("-5", ["5"], False),
        ("C", ["C++"], False),
        ("C++", ["C#"], False),
        ("c++", ["C++"], True),
        ("BBB+", ["BBB"], False),
        ("BBB-", ["BBB+"], False),
        ("BBB\u2212", ["BBB-"], True),
        (">5", ["<5"], False),
        ("**A**", ["A"], True),
        ("**Paris**", ["Paris"], True),
    ],
)
def test_whole_texts_are_compared(
    given_text: str, aliases: list[str], *, same: bool
) -> None:
    assert same_text(given_text, aliases) is same


@pytest.mark.parametrize(
    ("field", "alias", "named"),
    [
        ("It was Ada Lovelace.", "Ada Lovelace", True),
        ("Customer deposits ($110 bn)", "Customer deposits", False),
        ("the customer deposits item", "Customer deposits", False),
        ("Q3 of the plan", "plan", False),
        ("Ada Lovelace or Alan Turing", "Ada Lovelace", False),
        ("not Ada Lovelace", "Ada Lovelace", False),
        ("Ada Lovelace; Alan Turing", "Ada Lovelace", False),
        ("Turing, Ada Lovelace", "Ada Lovelace", False),
        ("Paris, Texas, obviously", "Paris, Texas", False),
        ("in Paris, Texas", "Paris, Texas", True),
        ("1577", "15", False),
        ("15 million", "15", False),
        ("Boeing 737 and 787", "Boeing 737", False),
        ("a Boeing 737", "Boeing 737", True),
        ("The answer is: Ada Lovelace.", "Ada Lovelace", True),
        ("by Ada Lovelace", "Ada Lovelace", True),
        ("At 22:15", "22:15", True),
        ("the mother of Ada Lovelace", "Ada Lovelace", False),
        ("Charles Babbage with Ada Lovelace", "Ada Lovelace", False),
        ("anyone other than Ada Lovelace", "Ada Lovelace", False),
        ("It cannot be Iceland", "Iceland", False),
        ("North Korea", "North", False),
        ("Lower Marrowick", "Marrowick", False),
        ("failed to be approved", "approved", False),
        ("to be approved", "approved", False),
        ("Dr Ada Lovelace", "Ada Lovelace", False),
        ("York New York", "New York", False),
        ("It is C++", "C++", True),
        ("It is C", "C++", False),
        ("Research and Development costs", "research and development", False),
        ("one two three four five six seven eight nine ten eleven Ada x", "Ada", False),
        ("Adamant", "Ada", False),
        ("", "Ada", False),
        ("Ada", "", False),
    ],
)
def test_a_short_answer_names_one_thing_or_nothing(
    field: str, alias: str, *, named: bool
) -> None:
    assert names_only(field, alias) is named


def test_a_phrase_is_held_at_word_boundaries_only() -> None:
    assert holds("was 15 of 20", "15 of")
    assert not holds("was 1577", "15")
    assert not holds("anything", "")


def test_what_no_store_can_hold_is_cleaned_away() -> None:
    assert clean("a\0b\ud800c") == "ab?c"


def test_a_cut_text_says_so() -> None:
    assert shorten("abcdef", 4) == "abc…"
    assert shorten("abcd", 4) == "abcd"


@pytest.mark.parametrize("text", ["A", "**A**", "`A`", "_A_", " **`A`** ", "__A__"])
def test_emphasis_is_no_part_of_an_answer(text: str) -> None:
    assert unmarked(text) == "A"
