"""A reply chooses one option by label, text or both, and never by an article."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
CITIES = ("Lyon", "Paris", "New York", "York")
LONG = "The annexes say a good deal about how the parties came to agree on it. " * 5


def verdict(reply: object, gold: str = "B", text: str = "Which city?") -> Verdict:
    question = asked(AnswerType.CHOICE, gold, text=text, choices=CITIES)
    return judged(reply, question).verdict


@pytest.mark.parametrize(
    "reply",
    [
        "The answer is (B)",
        "The correct answer is (B) Paris.",
        "**The correct answer is (B)**",
        "The answer to the question is B.",
        "The correct option is B - Paris",
        "I would go with B.",
        "Option B: Paris",
        "**B**",
        "[B]",
        r"$\boxed{B}$",
        r"Thus we get \boxed{\text{B}}",
        f"A is likely. {LONG}" + r"\boxed{(B)}",
        "B, because A is wrong",
        "B because A is wrong",
        "B. The report says that the capital was chosen.",
        "B: the capital",
        "B is the correct answer, not A.",
        "(A) is wrong. (B) is right.",
        "Let me think. (A) is wrong. (C) is wrong. (D) is wrong.\n\nB",
        "Option A is incorrect since it burned. Therefore, B.",
        "First I thought the answer is A. But then I see that the answer is B.",
        f"{LONG}\n\n**Answer: B**\n\nThis is so since A is far away.",
        "A. Lyon: wrong\nB. Paris: right\nC. New York: wrong\n\nThe answer is B.",
        "**A)** Lyon is wrong\n**B)** Paris is right\nSo it is Paris.",
        "After checking, option B matches the text best.",
        f"{LONG} Of all the labels **B)** is the one that I find.",
        "The treaty was signed in Paris, not in Lyon.",
        "Unlike Lyon, the city of Paris saw the signing.",
        "It was signed in Paris; Lyon is not mentioned anywhere.",
        "Paris is correct, because Lyon was occupied and New York far away.",
        f"{LONG} Thus the treaty was signed in Paris.",
        f"Is it A? {LONG * 200} The answer is B.",
        f"The answer is B. {LONG * 200} So much for it.",
        ["B"],
        ["Answer: b"],
    ],
)
def test_the_option_that_a_reply_chooses_is_its_answer(reply: object) -> None:
    assert verdict(reply) is RIGHT


@pytest.mark.parametrize(
    "reply",
    [
        "The answer is A",
        "The correct answer is (C)",
        "A, because B is wrong",
        "The answer is not B.",
        "Both B and C are correct",
        "B and C are both correct.",
        "The answer is A or B",
        "The answer is (A) and (B)",
        "B, C",
        "B: either B or A",
        "B/C",
        "A. Lyon or B. Paris",
        "B) Lyon",
        "The answer is (B) Lyon.",
        "The answer is B, that is New York",
        "The treaty was signed in Lyon, not in Paris.",
        "It isn't Paris, it is the old town of Lyon, they say.",
        ["A", "B"],
        "Lyon or Paris",
        "The facts speak for Paris, hence A.",
        "Both ends of the line lie far apart, so the right option is C.",
        "Where the river bends \u2192 A",
    ],
)
def test_another_choice_or_several_are_wrong(reply: object) -> None:
    assert verdict(reply) is WRONG


@pytest.mark.parametrize("gold", ["A", "I"])
def test_an_article_or_a_pronoun_is_no_label(gold: str) -> None:
    letters = tuple(f"word{n}" for n in range(10))
    replies = (
        "A company was named here at first sight, it seems to me.",
        "I think that all of it was built long before any of these.",
        "The answer is A company that nobody has ever heard of before.",
    )
    question = asked(AnswerType.CHOICE, gold, choices=letters)

    assert {judged(reply, question).verdict for reply in replies} == {OPEN}


@pytest.mark.parametrize(
    "reply",
    [
        "A large town, and nothing else of note is told here.",
        "I think that B-grade towns are none of this question's business.",
        "It was signed in Lyon and later on again in Paris.",
        "the capital of France",
        "north of Paris",
    ],
)
def test_words_that_choose_nothing_are_left_to_a_judge(reply: str) -> None:
    found = judged(reply, asked(AnswerType.CHOICE, "B", choices=CITIES))

    assert found.verdict is OPEN
    assert found.reason.startswith("needs a judge: ")


def test_a_longer_option_is_not_the_shorter_within_it() -> None:
    reply = "It was signed in the city of New York, as the annex says."

    assert verdict(reply, "C") is RIGHT
    assert verdict(reply, "D") is WRONG


def test_a_question_for_the_wrong_option_is_answered_by_denying_it() -> None:
    question = "Which of these is not a capital?"

    assert verdict("Paris is not a capital, as far as I see.", "B", question) is RIGHT
    assert verdict("(B) is incorrect, the rest is true.", "B", question) is RIGHT
    assert verdict("(B) is incorrect, the rest is true.") is WRONG


def test_the_first_of_two_that_are_neither_is_turned_down_too() -> None:
    said = "It is neither the side of Paris nor that of Lyon."
    assert verdict(said, "B") is WRONG
    assert verdict(f"{said[:-1]}, it is New York, by the log.", "C") is RIGHT


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The correct answer is (C)", RIGHT),
        ("The correct answer is C", RIGHT),
        ("(C) as the annex says", RIGHT),
        ("The correct answer is (D), not (C)", WRONG),
        ("C) and D)", WRONG),
        ("Because of C the thing is A.", WRONG),
    ],
)
def test_without_options_the_labels_are_compared(reply: str, expected: Verdict) -> None:
    assert judged(reply, asked(AnswerType.CHOICE, "C")).verdict is expected


def test_where_options_are_numbers_a_number_in_prose_is_no_label() -> None:
    question = asked(AnswerType.CHOICE, "20", choices=("10", "20", "30"))

    assert judged("The answer is 20", question).verdict is RIGHT
    assert judged("The answer is 2", question).verdict is WRONG


def test_a_reason_shows_gold_and_choice_and_where() -> None:
    question = asked(AnswerType.CHOICE, "B", choices=CITIES)
    reasons = {
        "A": "gold B; found A as the whole answer",
        "The answer is C": "gold B; found C by its label",
        "B) Lyon": "gold B; found A and B as label and text",
        "They all met in Lyon then.": "gold B; found A in 'They all met in Lyon then.'",
        "They all met elsewhere.": "needs a judge: gold B; names none of the options",
    }

    found = {reply: judged(reply, question).reason for reply in reasons}

    assert found == reasons


@pytest.mark.parametrize(
    "piece", ["(B) ", "B or A, ", "Answer: B ", "**A) ", "Paris ", "option A is wrong "]
)
def test_hostile_choices_have_a_verdict_in_bounded_time(piece: str) -> None:
    assert verdict(piece * (1_000_000 // len(piece))) in {RIGHT, WRONG, OPEN}


CROPS = "Which crop followed the peas? A) Barley B) White clover C) Sugar beet D) Flax"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("C", RIGHT),
        (r"\boxed{C}", RIGHT),
        ("Sugar beet (two years)", RIGHT),
        ("Sugar beet: 40 acres, as a note says", RIGHT),
        ("A sugar beet crop", RIGHT),
        ("Beets of sugar followed after those peas had been lifted.", RIGHT),
        ("Sugar beet followed the peas; flax was grown on the lower field.", RIGHT),
        ("Barley", WRONG),
        ("Barley was sown there, as the diary tells.", WRONG),
        ("E", WRONG),
        ("Mangolds", OPEN),
        ("Flax followed the beans; there was white clover and sugar beet.", OPEN),
    ],
)
def test_options_are_read_from_the_text_of_the_question(
    reply: str, expected: Verdict
) -> None:
    question = asked(AnswerType.CHOICE, "C) Sugar beet", text=CROPS)

    assert judged(reply, question).verdict is expected
