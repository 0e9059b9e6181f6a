import pytest

from pipeline.score.metrics.base import NotDefinedError
from tests.score.metrics.scoring import score

EM, F1, SUBSTRING = (
    "helmet_exact_match",
    "helmet_f1",
    "helmet_substring_exact_match",
)
CHOICE = "helmet_choice_exact_match"
PLAIN = (EM, F1, SUBSTRING)
CITIES = ("Oslo", "Rome")


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("Paris", id="whole"),
        pytest.param("I looked.\nAnswer: Paris", id="after the word"),
        pytest.param("I looked. Answer: Paris\nas said", id="to the end of its line"),
        pytest.param("ANSWER:Paris", id="in any case"),
        pytest.param("Answer: answer: Paris", id="said twice"),
        pytest.param("Paris\nbecause of the tower", id="the first line"),
        pytest.param(" the Paris. ", id="normalised as SQuAD does"),
    ],
)
def test_the_better_of_the_whole_and_the_parsed_answer_counts(reply: str) -> None:
    assert [score(name, reply, "Paris") for name in PLAIN] == [1, 1, 1]


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("\nParis it is", id="an empty first line"),
        pytest.param("Answer:\nParis", id="nothing on the word's line"),
        pytest.param("Answer: answer: answer: Paris", id="thrice"),
        pytest.param("Answer: Rome\nAnswer: Paris", id="the first of two"),
        pytest.param("Reply: Paris", id="another word"),
    ],
)
def test_no_other_part_is_an_answer_by_itself(reply: str) -> None:
    assert score(EM, reply, "Paris") == 0
    assert score(SUBSTRING, reply, "Paris") == 1, "the whole answer contains it"


def test_the_word_before_the_answer_is_the_task_s() -> None:
    reply = "Sure.\nSummary: Paris"

    assert score(EM, reply, "Paris") == 0
    assert score(EM, reply, "Paris", system_template="Summary:") == 1
    with pytest.raises(NotDefinedError, match=r"after 'x\+'"):
        score(EM, reply, "Paris", system_template="x+")


@pytest.mark.parametrize(
    ("prediction", "gold", "expected"),
    [
        pytest.param("yes, in Paris", "yes", 0, id="a gold of yes has no part"),
        pytest.param("no", "no, in Rome", 0, id="nor has an answer of no"),
        pytest.param("noanswer", "noanswer at all", 0, id="nor one of noanswer"),
        pytest.param("Yes.", "yes", 1, id="the same when normalised"),
        pytest.param("not yes", "yes sir", 0.5, id="in longer texts it is a word"),
        pytest.param("", "the", 0, id="two without a word, which SQuAD calls the same"),
    ],
)
def test_f1_gives_no_part_of_yes_or_no(
    prediction: str, gold: str, expected: float
) -> None:
    assert score(F1, prediction, gold) == expected


def test_the_better_gold_counts_and_the_better_score_of_each_is_taken_alone() -> None:
    reply = "of Paris and Rome\nAnswer: Rome"

    assert score(F1, reply, "Berlin", "Rome") == 1
    assert score(EM, reply, "of Paris and Rome Answer Rome") == 1


def test_a_substring_is_looked_for_in_normalised_texts() -> None:
    assert score(SUBSTRING, "the U.S. won", "US") == 1
    assert score(SUBSTRING, "won", "US", "The") == 1, "an article is nothing, found"
    assert score(SUBSTRING, "US", "the US won") == 0, "the gold in the answer"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        pytest.param("B", 1, id="the letter alone"),
        pytest.param("Answer: B", 1, id="the letter parsed"),
        pytest.param("(B)", 1, id="the letter normalised"),
        pytest.param("it must be B. Rome, I think", 1, id="letter and text anywhere"),
        pytest.param("it must be b. rome", 1, id="in any case"),
        pytest.param("Rome", 0, id="the text alone"),
        pytest.param("B is right", 0, id="the letter among words"),
        pytest.param("A. Oslo", 0, id="another"),
    ],
)
def test_a_choice_is_its_letter_or_letter_and_text(reply: str, expected: int) -> None:
    assert score(CHOICE, reply, "Rome", choices=CITIES) == expected
    assert score(CHOICE, reply, "B", choices=CITIES) == expected


def test_a_choice_needs_options() -> None:
    with pytest.raises(NotDefinedError, match="has no options"):
        score(CHOICE, "B", "B")


def test_an_option_s_text_goes_before_a_letter() -> None:
    assert score(CHOICE, "A", "B", choices=("B", "A")) == 1


def test_ruler_recall_leaves_the_answer_as_it_is() -> None:
    assert score("helmet_ruler_recall", "a\tb", "A\tB", "c") == 0.5
    assert score("ruler_string_match_all", "a\tb", "A\tB", "c") == 0


@pytest.mark.parametrize("name", [*PLAIN, "helmet_ruler_recall"])
def test_without_a_gold_nothing_is_said(name: str) -> None:
    with pytest.raises(NotDefinedError, match=r"no (gold|reference)"):
        score(name, "Paris")
