"""A sentence says yes or no by the question's own words, or by their opposites."""

import pytest

from pipeline.score.asked import asked, stem
from pipeline.score.polarity import off_topic, says

GREW = "Did the catch increase in 1931?"
PETS = "Does the lease allow pets?"
SAFE = "Is the bridge safe for trucks?"
DEBT = "Has the debt ratio improved?"
SAME = "Was there any change in the crew's pay?"
FIRM = "Is this the balance of a high growth firm?"
TALL = "Is the north tower taller than the south tower?"


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        (GREW, "The catch increased in 1931.", True),
        (GREW, "The catch rose in 1931.", True),
        (GREW, "The catch fell in 1931.", False),
        (GREW, "The catch did not increase.", False),
        (GREW, "The catch did not decline.", True),
        (GREW, "The catch not only rose but doubled.", True),
        (GREW, "An increase of the catch was not observed.", None),
        (GREW, "In 1931 an increase of the catch was not observed.", False),
        (GREW, "The catch increased in 1930 but decreased in 1931.", None),
        (GREW, "The price of oil increased.", None),
        (GREW, "If the catch increased, the price would fall.", None),
        (GREW, "To see if the catch rose, we look at the log.", None),
        (GREW, "The catch may also increase.", None),
        (GREW, "Did the catch increase?", None),
        (GREW, "Higher (never lower) was the catch.", True),
        (PETS, "Pets are permitted.", True),
        (PETS, "The lease forbids pets.", False),
        (PETS, "Strictly prohibited", False),
        (PETS, "No pets", None),
        (PETS, "The lease leaves open whether pets are allowed.", None),
        (SAFE, "The inspector called the bridge unsafe for trucks.", False),
        (SAFE, "The bridge is safe for trucks, as was shown.", True),
        (DEBT, "The debt ratio rose.", None),
        (DEBT, "The debt ratio improved.", True),
        ("Has the yield improved?", "The yield rose.", True),
        (SAME, "The crew's pay fell.", True),
        (SAME, "The crew's pay remained the same.", False),
        ("Is the crew's pay the same?", "The crew's pay fell.", False),
        (FIRM, "It is the balance of a high-growth firm.", True),
        (FIRM, "It is not the balance of a high-growth firm.", False),
        (
            FIRM,
            "The balance is more like that of a farm than a high growth firm.",
            False,
        ),
        (FIRM, "It is the balance of a farm rather than a high growth firm.", False),
        (FIRM, "The firm has grown.", None),
        (FIRM, "It declined to be the balance of a high growth firm.", None),
        (TALL, "The north tower is taller than the south tower.", True),
        (TALL, "The north tower is not taller than the south tower.", False),
        (TALL, "The south tower is taller than the north tower.", None),
        ("Is the vaccine effective?", "The vaccine was ineffective.", False),
        ("Is the vaccine effective?", "The vaccine was not ineffective.", True),
        ("Is the vaccine effective?", "The vaccine was effective.", True),
        ("Are the scores available?", "The scores are unavailable.", False),
        ("Did the CEO attend the dinner?", "She was absent from the dinner.", False),
        ("Did he not pay the rent?", "He paid the rent.", None),
        ("Did he pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent?", "He failed to pay the rent.", False),
        ("Did he pay the rent (in 1931)?", "He paid the rent.", True),
        ("Based on the log, did he pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent based on the log?", "He paid the rent.", True),
        ("Did he really pay the rent?", "He paid the rent.", True),
        ("Did he pay the rent?", "He refused to pay the rent.", None),
        ("Did he?", "He did so.", None),
    ],
)
def test_a_sentence_says_yes_or_no_or_neither(
    question: str, sentence: str, expected: bool | None
) -> None:
    said = says(sentence, asked(question))

    assert (said.yes if said else None) is expected


def test_the_question_s_own_word_is_literal() -> None:
    own = says("The catch increased.", asked(GREW))
    other = says("The catch rose.", asked(GREW))

    assert own
    assert other
    assert (own.literal, other.literal) == (True, False)


@pytest.mark.parametrize(
    "words",
    [
        ("improve", "improving", "improved", "improvement", "improvements"),
        ("accelerate", "accelerated", "accelerating"),
        ("cyclical", "cyclicality"),
        ("survive", "survived"),
        ("paid", "pay", "pays"),
        ("permit", "permits", "permitted", "permitting"),
        ("pass", "passed", "passing"),
        ("consistent", "consistently", "consistency"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_other_words_have_other_stems() -> None:
    assert stem("positive") != stem("position")
    assert stem("rent") == "rent"


def test_a_long_reply_about_something_else_is_off_topic() -> None:
    other = "The harbour master keeps the keys of the gate in a box of oak. " * 6

    assert off_topic(other, PETS)
    assert not off_topic(other + "Pets are welcome.", PETS)
    assert off_topic(other * 3 + "A pets shop.", "Does the lease of 1931 allow pets?")
    assert not off_topic("He keeps the keys of the gate.", PETS)
    assert off_topic("A box", PETS)
