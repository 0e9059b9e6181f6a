"""Options are read from the words of a question, where it carries any."""

import pytest

from pipeline.values.options import chosen_by, options_in, stem_of


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("Who pays? A) Owner B) Agent", ("Owner", "Agent")),
        ("Who pays?\nA. The owner\nB. The agent", ("The owner", "The agent")),
        ("Who pays: (a) the owner, (b) the agent?", ("the owner", "the agent")),
        ("Is it (a) red or (b) blue?", ("red", "blue")),
        ("Who pays? 1) Owner 2) Agent 3) Nobody", ("Owner", "Agent", "Nobody")),
        ("Which?\n**A.** Ale\n**B.** Tea\n\nGive only the letter.", ("Ale", "Tea")),
        ("Under rule (a), who pays? A) Owner B) Agent", ("Owner", "Agent")),
    ],
)
def test_labels_of_one_style_from_the_first_on_are_options(
    question: str, options: tuple[str, ...]
) -> None:
    assert options_in(question) == options


@pytest.mark.parametrize(
    "question",
    [
        "What does Section A) of the contract say?",
        "What do Section A) of the lease and Section B) of the deed say?",
        "Please state: (a) the revenue and (b) the margin.",
        "Answer both: 1) Who pays? 2) When?",
        "What did J. A. Smith and B. Jones find?",
        "Who pays? B) Owner C) Agent",
        "Who pays? A) B) Agent",
        "Who pays? A) Owner",
    ],
)
def test_what_only_looks_like_a_label_is_none(question: str) -> None:
    assert options_in(question) == ()
    assert stem_of(question) == question


def test_the_stem_is_the_question_without_its_options() -> None:
    assert stem_of("Who pays? A) Owner B) Agent") == "Who pays? "


@pytest.mark.parametrize(
    ("gold", "right"),
    [
        ("B", {1}),
        ("(b)", {1}),
        ("B) Baltic", {1}),
        ("the Baltic", {1}),
        ("Baltic Sea", {1}),
        ("North", {0}),
        ("A) Baltic", set[int]()),
        ("Black Forest", set[int]()),
        ("Lake", set[int]()),
    ],
)
def test_a_gold_names_an_option(gold: str, right: set[int]) -> None:
    options = ("North (Atlantic)", "Baltic", "Black")

    assert chosen_by(gold, options, "In which sea is the island?") == right
