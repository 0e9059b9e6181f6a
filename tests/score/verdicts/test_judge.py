"""The right answer is right in every dress, and nothing else is."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import RULES, UNSHOWN, judge, judge_without_evidence

NUMBER, TEXT, LIST = AnswerType.NUMBER, AnswerType.TEXT, AnswerType.LIST
CHOICE, DATE, BOOLEAN = AnswerType.CHOICE, AnswerType.DATE, AnswerType.BOOLEAN
FREE_TEXT, UNANSWERABLE = AnswerType.FREE_TEXT, AnswerType.UNANSWERABLE

RIGHT, WRONG = Verdict.CORRECT, Verdict.INCORRECT
ABSTAINED, UNSCORED = Verdict.ABSTAINED, Verdict.UNSCORED
REFUSED, MALFORMED = Verdict.REFUSED, Verdict.MALFORMED

CITIES = ("Lyon", "Paris", "New York", "York")


def question(
    answer_type: AnswerType,
    *answers: str,
    unit: str | None = None,
    choices: tuple[str, ...] = (),
) -> Question:
    return Question(
        id="q",
        collection="c",
        text="?",
        answers=answers,
        answer_type=answer_type,
        type_inferred=False,
        choices=choices,
        unit=unit,
    )


def verdict(answer: object, asked: Question, unit: str | None = None) -> Verdict:
    return judge(json.dumps({"answer": answer, "unit": unit}), asked)[1].verdict


@pytest.mark.parametrize(
    ("answer", "unit", "expected"),
    [
        (1577, None, RIGHT),
        ("$1.577 billion", None, RIGHT),
        ("1577", "USD million", RIGHT),
        ("1577", "USD", RIGHT),
        ("1.577", "USD billion", RIGHT),
        ("1577", "USD billion", WRONG),
        ("1577", "%", WRONG),
        ("1577", "EUR million", WRONG),
        ("between 1500 and 1577", None, WRONG),
        (["1577", "1587"], None, Verdict.UNSCORED),
        ("about fifteen hundred", None, WRONG),
        ("15", None, WRONG),
        ("9" * 10_000, None, Verdict.UNSCORED),
        ("Infinity", None, WRONG),
    ],
)
def test_a_number_is_judged_in_the_unit_asked(
    answer: object, unit: str | None, expected: Verdict
) -> None:
    asked = question(NUMBER, "$1577.00", unit="USD million")

    assert verdict(answer, asked, unit) is expected


def test_brackets_are_a_minus_even_where_words_look_alike() -> None:
    assert verdict("(2.3)%", question(NUMBER, "2.3%")) is WRONG
    assert verdict("(2.3)%", question(NUMBER, "-2.3%")) is RIGHT


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Ada Lovelace", RIGHT),
        ("the Countess!", RIGHT),
        ("It was Ada Lovelace.", RIGHT),
        (["Ada Lovelace"], RIGHT),
        ("Ada Lovelace or Alan Turing", WRONG),
        (["Ada Lovelace", "Alan Turing"], WRONG),
        ("Alan Turing", WRONG),
        ("Adamant", WRONG),
        ("\u202e\u200f!", MALFORMED),
    ],
)
def test_a_text_is_an_alias_or_names_only_one(
    answer: object, expected: Verdict
) -> None:
    assert verdict(answer, question(TEXT, "Ada Lovelace", "Countess")) is expected


def test_fifteen_is_not_in_1577() -> None:
    assert verdict("1577", question(TEXT, "15")) is WRONG


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Paris", RIGHT),
        ("paris.", RIGHT),
        ("B", RIGHT),
        ("b", RIGHT),
        ("(B)", RIGHT),
        ("B.", RIGHT),
        ("B)", RIGHT),
        ("2", RIGHT),
        ("Option B", RIGHT),
        ("B) Paris", RIGHT),
        ("B: the capital", RIGHT),
        ("**B**", RIGHT),
        ("`b`", RIGHT),
        ("**B)** Paris", RIGHT),
        ("B) **Paris**", RIGHT),
        ("B: either B or A", WRONG),
        ("B) or A)", WRONG),
        ("not B", WRONG),
        ("north of Paris", WRONG),
        ("It is Paris", RIGHT),
        ("A", WRONG),
        ("Lyon", WRONG),
        ("A) Paris", WRONG),
        ("Paris or Lyon", WRONG),
        ("A, B", WRONG),
        (["A", "B"], WRONG),
        ("not Paris", WRONG),
        ("A capital city", WRONG),
        ("Z", WRONG),
        ("9", WRONG),
        ("Berlin", WRONG),
    ],
)
@pytest.mark.parametrize("gold", ["Paris", "B", "(b)"])
def test_a_choice_is_its_text_or_its_label(
    answer: object, expected: Verdict, gold: str
) -> None:
    assert verdict(answer, question(CHOICE, gold, choices=CITIES)) is expected


def test_a_longer_option_is_not_the_shorter_one_within() -> None:
    assert verdict("in New York", question(CHOICE, "C", choices=CITIES)) is RIGHT
    assert verdict("in New York", question(CHOICE, "D", choices=CITIES)) is WRONG


def test_options_may_carry_their_own_labels() -> None:
    asked = question(CHOICE, "B) Paris", choices=("A) Lyon", "B) Paris"))

    assert verdict("Paris", asked) is RIGHT
    assert (
        verdict("A. Smith", question(CHOICE, "B", choices=("A. Smith", "J"))) is WRONG
    )


def test_where_options_are_numbers_a_number_is_no_label() -> None:
    asked = question(CHOICE, "10", choices=("10", "20", "1 or 2"))

    assert verdict("10", asked) is RIGHT
    assert verdict("1", asked) is WRONG


def test_a_choice_without_options_is_compared_as_text() -> None:
    assert verdict("paris", question(CHOICE, "Paris")) is RIGHT
    assert verdict("lyon", question(CHOICE, "Paris")) is WRONG
    assert verdict("lyon", question(CHOICE)) is UNSCORED
    assert verdict("lyon", question(CHOICE, "Rome", choices=CITIES)) is UNSCORED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("No", RIGHT),
        (False, RIGHT),
        ("No, although it grew, but yes in part", RIGHT),
        ("false", RIGHT),
        ("yes", WRONG),
        (True, WRONG),
        ("yes and no", WRONG),
        ("No or yes", WRONG),
        ("Nothing", WRONG),
        ("It is not so", RIGHT),
    ],
)
def test_a_boolean_is_its_first_word(answer: object, expected: Verdict) -> None:
    assert verdict(answer, question(BOOLEAN, "No. It fell by 2%.")) is expected


def test_a_boolean_gold_that_is_neither_is_not_held_against_a_model() -> None:
    assert verdict("yes", question(BOOLEAN, "perhaps")) is UNSCORED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (["EMEA", "the United States", "Research and Development"], RIGHT),
        ("United States; EMEA; Research and Development", RIGHT),
        ("- EMEA\n- Research and development\n- United States", RIGHT),
        ("EMEA, United States, Research and Development", RIGHT),
        (["United States, EMEA, Research and Development"], RIGHT),
        (["EMEA", "United States"], WRONG),
        (["EMEA", "United States", "Research and Development", "APAC"], WRONG),
        (["EMEA", "EMEA", "United States", "Research and Development"], WRONG),
        (["EMEA", "EMEA", "EMEA"], WRONG),
        ("EMEA", WRONG),
        ([f"item {n}" for n in range(10_000)], WRONG),
        (", ".join(f"item {n}" for n in range(10_000)), WRONG),
    ],
)
def test_a_list_has_every_item_and_no_other(answer: object, expected: Verdict) -> None:
    asked = question(LIST, "United States", "EMEA", "Research and Development")

    assert verdict(answer, asked) is expected


def test_items_that_are_numbers_or_dates_are_compared_as_such() -> None:
    asked = question(LIST, "$1,577 million", "14 March 2021", "Boeing 737")

    assert verdict(["2021-03-14", "Boeing 737", "1.577bn"], asked) is RIGHT
    assert verdict(["2021-03-14", "Airbus 737", "1.577bn"], asked) is UNSCORED
    assert verdict("1,577 and 1,373", question(LIST, "1577", "1373")) is RIGHT


def test_a_list_says_how_much_was_found() -> None:
    judged = judge('{"answer": ["a1", "b1", "x1"]}', question(LIST, "a1", "b1"))[1]

    assert judged.reason == (
        "2 of 2 items found, 2 of 3 given right; not wanted: 'x1'; in the answer"
    )


def test_a_list_of_one_is_not_split() -> None:
    assert verdict("Research and Development", question(LIST, "research")) is WRONG
    assert verdict("Salt and pepper", question(LIST, "salt and pepper")) is RIGHT


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("14 March 2021", RIGHT),
        ("March 2021", RIGHT),
        ("2021", WRONG),
        ("April 2021", WRONG),
        ("03/04/2021", RIGHT),
        ("03/03/2020", WRONG),
        ("soon", WRONG),
    ],
)
def test_a_date_is_as_fine_as_the_gold(answer: str, expected: Verdict) -> None:
    assert verdict(answer, question(DATE, "2021-03")) is expected


def test_an_explanation_no_rule_can_compare_waits_for_a_judge() -> None:
    asked = question(FREE_TEXT, "Because sales fell.")

    assert verdict("because sales fell", asked) is RIGHT
    _, judged, _ = judge('{"answer": "Of the weather."}', asked)
    assert judged.verdict is UNSCORED
    assert judged.reason.startswith("needs a judge: ")


@pytest.mark.parametrize("answer_type", [NUMBER, DATE, TEXT, LIST, CHOICE, BOOLEAN])
def test_a_gold_that_cannot_be_read_is_not_held_against_a_model(
    answer_type: AnswerType,
) -> None:
    assert verdict("x", question(answer_type)) is UNSCORED


@pytest.mark.parametrize("answer_type", [NUMBER, DATE])
def test_a_gold_of_words_is_matched_as_words(answer_type: AnswerType) -> None:
    asked = question(answer_type, "from 2% in 2020 to 3% in 2021")

    assert verdict("From 2% in 2020 to 3% in 2021.", asked) is RIGHT
    assert verdict("from 2% in 2020 to 4% in 2021", asked) is UNSCORED


@pytest.mark.parametrize("answer_type", set(AnswerType) - {UNANSWERABLE})
def test_saying_the_documents_do_not_say_is_abstaining(answer_type: AnswerType) -> None:
    version, judged, reply = judge(
        '{"answer": null, "status": "not_in_document"}', question(answer_type, "5")
    )

    assert judged.verdict is ABSTAINED
    assert version == RULES[answer_type].version
    assert reply.status == "not_in_document"


def test_of_what_is_not_there_only_saying_so_is_right() -> None:
    asked = question(UNANSWERABLE)

    assert judge("The documents do not say.", asked)[1].verdict is RIGHT
    _, judged, _ = judge('{"answer": "5"}', asked)
    assert judged.verdict is WRONG
    assert judged.reason == "answered although the documents do not say"


@pytest.mark.parametrize(
    ("answer", "expected", "reason"),
    [
        ("The documents do not say.", RIGHT, "says that the documents do not say"),
        ("5", WRONG, UNSHOWN),
        ("6", WRONG, "answered although the documents do not say"),
        (["5", "6"], WRONG, "answered although the documents do not say"),
    ],
)
def test_without_the_evidence_only_declining_is_right(
    answer: object, expected: Verdict, reason: str
) -> None:
    said = json.dumps({"answer": answer})

    version, judged, _ = judge_without_evidence(said, question(NUMBER, "5"))

    assert (judged.verdict, judged.reason) == (expected, reason)
    assert judged.wanted is None
    assert version == RULES[UNANSWERABLE].version


def test_a_gold_that_says_nothing_is_stated_is_declining_without_evidence() -> None:
    said, asked = '{"answer": "Not disclosed"}', question(TEXT, "Not disclosed")

    assert judge(said, asked)[1].verdict is RIGHT
    assert judge_without_evidence(said, asked)[1].verdict is RIGHT


@pytest.mark.parametrize("answer_type", list(AnswerType))
def test_a_reply_that_cannot_be_read_is_malformed_and_says_why(
    answer_type: AnswerType,
) -> None:
    _, judged, reply = judge("[" * 100_000, question(answer_type, "5"))

    assert judged.verdict is MALFORMED
    assert "no letter or digit" in judged.reason
    assert reply.status == "malformed"


@pytest.mark.parametrize("answer_type", list(AnswerType))
def test_a_reply_that_declines_is_refused(answer_type: AnswerType) -> None:
    _, judged, _ = judge("I can't help with that.", question(answer_type, "5"))

    assert judged.verdict is REFUSED


def test_signs_are_an_answer_where_the_gold_is_signs() -> None:
    assert verdict("+", question(TEXT, "+")) is RIGHT
    assert verdict("+", question(TEXT, "minus")) is MALFORMED


def test_words_of_refusing_are_an_answer_where_they_are_the_gold() -> None:
    said = "I refuse!"

    assert verdict(said, question(TEXT, said)) is RIGHT
    assert verdict(said, question(TEXT, "nothing")) is REFUSED


UNFIT = "What is the mean? If a mean is not meaningful here, state that and say why."


@pytest.mark.parametrize(
    ("asked", "said", "expected"),
    [
        (UNFIT, "The table lists no figures. A mean is not meaningful here.", RIGHT),
        (UNFIT, "The document does not state it.", ABSTAINED),
        (
            UNFIT,
            "The document does not state it. In some cases a mean is not meaningful.",
            ABSTAINED,
        ),
        (
            "What is the mean?",
            "The table lists no figures. A mean is not meaningful here.",
            ABSTAINED,
        ),
        (
            "What is the mean?",
            "The text does not state it. A mean is not meaningful here.",
            ABSTAINED,
        ),
        (
            UNFIT,
            "The text does not state it. A mean is not meaningful here.",
            RIGHT,
        ),
    ],
)
def test_being_told_that_it_makes_no_sense_answers_who_asked_for_it(
    asked: str, said: str, expected: Verdict
) -> None:
    of_means = question(FREE_TEXT, "Colours have none.")

    judged = judge(said, of_means.model_copy(update={"text": asked}))[1]

    assert judged.verdict is expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("Does the lease mention pets?", RIGHT),
        ("Are pets allowed?", ABSTAINED),
        ("Does the lease mention when pets are allowed?", RIGHT),
    ],
)
def test_what_a_text_does_not_say_answers_whether_it_says_so(
    asked: str, expected: Verdict
) -> None:
    of_pets = question(BOOLEAN, "No").model_copy(update={"text": asked})

    assert judge("The lease does not mention pets.", of_pets)[1].verdict is expected


def test_what_is_shown_of_an_answer_is_short() -> None:
    judged = judge(json.dumps({"answer": "x" * 100_000}), question(TEXT, "y" * 999))[1]

    assert judged.given
    assert judged.wanted
    assert max(len(judged.given), len(judged.wanted)) <= 300


questions = st.builds(
    question,
    st.sampled_from(AnswerType),
    st.text(max_size=20),
    choices=st.lists(st.text(max_size=5), max_size=4).map(tuple),
    unit=st.none() | st.sampled_from(["%", "USD million", "bps", "x"]),
)
answers = st.text() | st.lists(st.text(), max_size=4) | st.integers() | st.booleans()


@given(answers, questions)
def test_every_reply_to_every_question_has_a_verdict(
    answer: object, asked: Question
) -> None:
    version, judged, _ = judge(json.dumps({"answer": answer}), asked)

    assert version == RULES[asked.answer_type].version
    assert judged.verdict in set(Verdict)
    assert judged.reason


@given(answers, questions)
def test_without_the_evidence_every_answer_is_right_or_wrong(
    answer: object, asked: Question
) -> None:
    said = json.dumps({"answer": answer})

    judged = judge_without_evidence(said, asked)[1]

    assert judged.verdict in {RIGHT, WRONG, MALFORMED}
    if judged.reason == UNSHOWN:
        assert judge(said, asked)[1].verdict is RIGHT


@given(st.text(), questions)
def test_judging_twice_gives_the_same(text: str, asked: Question) -> None:
    assert judge(text, asked) == judge(text, asked)
