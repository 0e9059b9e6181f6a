"""A yes or no is read from what a reply comes to, and from the figure it rests on."""

import pytest

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge

RIGHT, WRONG = Verdict.CORRECT, Verdict.INCORRECT
ABSTAINED, UNSCORED = Verdict.ABSTAINED, Verdict.UNSCORED

VALID = "Is the will still valid?"
CASH = "Does the club have positive working capital?"
ROSE = "Did the fare rise?"


def judged(asked: str, gold: str, said: str) -> tuple[Verdict, str]:
    question = Question(
        id="q",
        collection="c",
        text=asked,
        answers=(gold,),
        answer_type=AnswerType.BOOLEAN,
        type_inferred=False,
    )
    found = judge(said, question)[1]
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("asked", "said", "expected", "reason"),
    [
        (VALID, "Yes, it was never revoked.", RIGHT, "opens with yes"),
        (VALID, "**Answer:** yes", RIGHT, "opens with yes"),
        (VALID, "The answer is: no.", WRONG, "concludes with no"),
        (VALID, "Based on clause 2, yes, it stands.", RIGHT, "concludes with yes"),
        (VALID, "It was revoked in 1931. Therefore, no.", WRONG, "concludes with no"),
        (VALID, "Nobody revoked it. So, yes: it stands.", RIGHT, "concludes with yes"),
        (
            VALID,
            "In 1931 it was void. In short, the answer to this would be yes.",
            RIGHT,
            "concludes with yes",
        ),
        (VALID, "It is.", RIGHT, "says in short yes"),
        (VALID, "It isn't.", WRONG, "says in short no"),
        (VALID, "Certainly not", WRONG, "says in short no"),
        (VALID, "Indeed", RIGHT, "says in short yes"),
        (VALID, "I don't think so.", WRONG, "says in short no"),
        (VALID, "No way!", WRONG, "says in short no"),
        (VALID, "Not yet.", WRONG, "opens with no"),
        (
            VALID,
            "Not in 1931, but now.",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (VALID, "A son sued. Therefore it is not.", WRONG, "concludes with no"),
        (VALID, "A son sued. Yes, it stands.", RIGHT, "concludes with yes"),
        (VALID, "In short, no Ann Lee did not revoke it.", WRONG, "concludes with no"),
        (VALID, "In short, yes Ann Lee did.", RIGHT, "concludes with yes"),
        (
            VALID,
            "A son sued. So no will of hers stands.",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (VALID, "The will is valid.", RIGHT, "states yes"),
        (VALID, "The will is void.", WRONG, "states the like of no"),
        (
            VALID,
            "The will is void, says the son. In conclusion, the will is valid.",
            RIGHT,
            "states yes",
        ),
        (
            VALID,
            (
                "The will is valid. The court holds that a will is not valid unsigned. "
                "The will was not valid in 1931."
            ),
            RIGHT,
            "states yes",
        ),
        (
            VALID,
            (
                "The deed does not mention that the will is valid. However, the will "
                "is "
                "not void."
            ),
            RIGHT,
            "states the like of yes",
        ),
        (VALID, "Yes/No", WRONG, "says both yes and no"),
        (
            VALID,
            "Perhaps",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (VALID, "It was revoked. So: no.", WRONG, "concludes with no"),
        (VALID, "N \u2013 it was revoked.", WRONG, "opens with no"),
        (VALID, "It isn't: he revoked it.", WRONG, "says in short no"),
        (VALID, "There is.", RIGHT, "says in short yes"),
        (VALID, "**Answer:** not valid.\n\nHe revoked it.", WRONG, "states no"),
        (
            VALID,
            "N. Smith revoked it.",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (
            VALID,
            "The son disputes what was signed.",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (
            VALID,
            "The deed does not say.",
            ABSTAINED,
            "says that the documents do not say",
        ),
        (CASH, "The working capital was negative.", WRONG, "states the like of no"),
        (CASH, "The working capital was -$1.5 million.", WRONG, "figures out as no"),
        (CASH, "The working capital was $1.5 million.", RIGHT, "figures out as yes"),
        (
            CASH,
            "The working capital was $1.5 million. He holds 2 seats.",
            RIGHT,
            "figures out as yes",
        ),
        (
            CASH,
            "The club keeps its working capital in a bank.",
            UNSCORED,
            "needs a judge: says neither yes nor no",
        ),
        (
            CASH.replace("positive", "negative"),
            "The working capital was -$1.5 million.",
            RIGHT,
            "figures out as yes",
        ),
    ],
)
def test_a_yes_is_read_where_it_is_said(
    asked: str, said: str, expected: Verdict, reason: str
) -> None:
    assert judged(asked, "Yes", said) == (expected, reason)


@pytest.mark.parametrize(
    ("gold", "said", "expected"),
    [
        ("Yes. The fare rose by 5%.", "Yes, the fare rose by 5%.", RIGHT),
        ("Yes. The fare rose by 5%.", "Yes, the fare rose by 9%.", WRONG),
        ("Yes. The fare rose by 5%.", "Yes, the fare rose.", RIGHT),
        ("Yes. The fare rose by 5%.", "Yes, the bus fare was 9% of a wage.", RIGHT),
        ("Yes. The fare rose by 5%.", "Yes, it rose, with wages up by 9%.", RIGHT),
        ("Yes. The fare rose by 5%.", "Yes, the fare rose by $9.", RIGHT),
        ("Yes. The base fare was $12.", "Yes, the base fare was $10.", WRONG),
        ("Yes. The base fare was $12.", "Yes, the base fare was $10, now $12.", RIGHT),
        ("Yes. The base fare was $12.", "Yes, the base fare was $10 and so on.", WRONG),
        ("Yes. It was 30 trips.", "Yes, they ran 40 trips.", WRONG),
        ("Yes. The base fare was $12.", "Yes, the base fare was $12.40.", UNSCORED),
        ("Yes. It was 30 trips.", "Yes, they ran 40 buses.", RIGHT),
        ("Yes. The base fare rose in 1931.", "Yes, the base fare rose in 1930.", WRONG),
        ("Yes. The fare rose, said Ann.", "Yes, the fare rose, said Bob.", UNSCORED),
        ("Yes. The base fare was $12.", "No, the base fare was $12.", WRONG),
    ],
)
def test_the_figure_a_yes_rests_on_is_not_another(
    gold: str, said: str, expected: Verdict
) -> None:
    assert judged(ROSE, gold, said)[0] is expected


def test_a_reply_without_the_word_is_read_by_the_reason_of_the_gold() -> None:
    gold = "Yes, a mean of 7.4 mg/L against 10 mg/L"

    assert judged("Is the mean low?", gold, "7.4 mg/L against 10 mg/L.") == (
        RIGHT,
        "says neither yes nor no, but states 7.4 and 10",
    )
    assert judged("Is the mean low?", gold, "8.9 mg/L against 10 mg/L.")[0] is UNSCORED


def test_two_figures_alone_do_not_say_which_way_it_went() -> None:
    gold = "Yes, from 7.4 mg/L to 10 mg/L"

    assert judged("Did it rise?", gold, "10 mg/L, after 7.4 mg/L.")[0] is UNSCORED
    assert judged("Did it do?", gold, "10 mg/L, after 7.4 mg/L.")[0] is RIGHT


def test_a_word_of_an_instruction_is_not_asked_about() -> None:
    asked = "Did the fare rise? If it is unclear, state that."

    assert judged(asked, "No", "The log does not state the fare.")[0] is not RIGHT
    assert (
        judged("Does the log state the fare?", "No", "It does not state it.")[0]
        is RIGHT
    )


def test_figures_of_the_question_are_no_reason() -> None:
    asked = "Did the base fare rise above $10?"

    assert judged(asked, "Yes. The base fare was $12.", "Yes, above $10.")[0] is RIGHT
    assert (
        judged(asked, "Yes. The base fare was $12.", "Yes, the base fare was $10.")[0]
        is RIGHT
    )


def test_a_denial_that_names_no_source_is_a_no() -> None:
    asked = "Was the patient given aspirin?"

    assert judged(asked, "No", "She was not given aspirin.")[0] is RIGHT
    assert judged(asked, "No", "The chart does not say.")[0] is ABSTAINED


def test_a_long_reply_about_something_else_is_wrong() -> None:
    other = "The harbour master keeps the keys of the gate in a box of oak. " * 6

    assert judged("Does the lease of the flat allow pets?", "Yes", other) == (
        WRONG,
        "says nothing about what is asked",
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The fare rose. Please check the report of the club.", UNSCORED),
        ("The fare rose. The log does not say whether the fare rose.", UNSCORED),
        ("The fare rose. The log does not state this.", UNSCORED),
        ("The fare rose. The log does not explicitly say so.", UNSCORED),
        ("The fare rose. The log does not give enough information.", UNSCORED),
        ("The fare rose. The new fare is not given.", UNSCORED),
        ("The fare rose. The rate is not given.", RIGHT),
        ("The fare rose. The log does not state the reason.", RIGHT),
        ("The fare rose. The exact cause is not specified.", RIGHT),
        ("The fare went up. Please check the report of the club.", UNSCORED),
        ("Please check the report of the club. The fare rose.", RIGHT),
        ("Yes, the fare rose. Please check the report of the club.", RIGHT),
    ],
)
def test_who_ends_by_sending_elsewhere_may_only_have_supposed(
    said: str, expected: Verdict
) -> None:
    assert judged(ROSE, "Yes", said)[0] is expected


def test_who_says_both_is_not_right_by_the_reason_of_the_gold() -> None:
    gold = "No, the conductor paid nothing."

    assert judged(ROSE, gold, "The conductor paid nothing.")[0] is RIGHT
    assert judged(ROSE, gold, "Yes and no: the conductor paid nothing.")[0] is UNSCORED
