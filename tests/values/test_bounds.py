"""Words before a value that keep it from being meant, each found by its own letters."""

import pytest

from pipeline.values.bounds import asks_a_limit, bounded, limited, ruled_out

ASKED = "How many boats called?"


def _start(text: str) -> int:
    return text.index("12")


@pytest.mark.parametrize(
    "words",
    [
        *("more than", "fewer than", "earlier than", "over", "under", "above", "below"),
        *("exceeding", "exceeds", "beyond", "before", "after", "prior to", "following"),
        *("in excess of", "<", ">", "well above about", "over the"),
        *("not", "never", "cannot be", "neither", "nor", "except", "excluding"),
        *("without", "other than", "rather than", "instead of", "isn't", "wasn\u2019t"),
    ],
)
def test_a_bound_or_a_denial_rules_the_value_out(words: str) -> None:
    text = f"There were {words} 12"
    assert ruled_out(text, _start(text), ASKED, ("12",))


@pytest.mark.parametrize(
    "text",
    [
        *("There were 12", "In other words, 12", "Not ten but 12", "Not ten; 12"),
        *("They waited until 12", "It was not until 12", "No more than ten! So 12"),
    ],
)
def test_what_ended_before_the_value_does_not(text: str) -> None:
    assert ruled_out(text, _start(text), ASKED, ("12",)) is None


@pytest.mark.parametrize(
    "words",
    [
        *("at least", "at most", "up to", "no more than", "\u2264", "\u2265", ">="),
        *("not exceeding", "must not exceed", "mustn't exceed", "not in excess of"),
    ],
)
def test_a_limit_is_the_answer_only_where_one_is_asked_for(words: str) -> None:
    text = f"There were {words} 12"
    start = _start(text)
    assert limited(text, start, start + 2, ASKED, ("12",))
    assert limited(text, start, start + 2, "What is the most allowed?", ("12",)) is None
    assert bounded(text, start, start + 2)
    assert ruled_out(text, start, ASKED, ("12",)) is None


@pytest.mark.parametrize(
    "question",
    [
        *("What is the licensed volume?", "What is the capacity?", "What is allowed?"),
        *("What is the permitted load?", "How large is the quota?"),
    ],
)
def test_what_is_told_by_an_upper_bound_is_not_by_a_lower(question: str) -> None:
    assert asks_a_limit(question)
    for words in ("up to 12", "no more than 12", "12 or less"):
        start = _start(words)
        assert limited(words, start, start + 2, question, ("12",)) is None
    for words in ("at least 12", "no fewer than 12", "12 or more", "12+", ">= 12"):
        start = _start(words)
        assert limited(words, start, start + 2, question, ("12",))


def test_how_many_were_allowed_is_a_count() -> None:
    assert limited("up to 12", 6, 8, "How many appeals were allowed?", ("12",))


def test_a_point_within_a_number_ends_no_clause() -> None:
    text = "Not 3.5 or 12"
    assert ruled_out(text, _start(text), ASKED, ("12",)) == "not"
