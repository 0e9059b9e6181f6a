"""Replies that were once judged wrongly, and their like: one table for each type."""

import json

import pytest

from pipeline.records import AnswerType, Question, Verdict
from pipeline.score.verdicts import judge

RIGHT, WRONG = Verdict.CORRECT, Verdict.INCORRECT
ABSTAINED, UNSCORED = Verdict.ABSTAINED, Verdict.UNSCORED
M, NO = "USD million", None


def judged(
    answer_type: AnswerType,
    gold: str | tuple[str, ...],
    reply: object,
    *,
    unit: str | None = None,
    choices: tuple[str, ...] = (),
    text: str = "?",
) -> tuple[Verdict, str]:
    question = Question(
        id="q",
        collection="c",
        text=text,
        answers=(gold,) if isinstance(gold, str) else gold,
        answer_type=answer_type,
        type_inferred=False,
        choices=choices,
        unit=unit,
    )
    said = json.dumps(reply if isinstance(reply, dict) else {"answer": reply})
    _, found, _ = judge(said, question)
    return found.verdict, found.reason


@pytest.mark.parametrize(
    ("gold", "unit", "reply"),
    [
        ("7.4 m", "m", "7.4m"),
        ("7.4 m", "m", "7.4 metres"),
        ("7.4", "m", "7.4M"),
        ("7.4", "m", {"answer": "7.4", "unit": "meters"}),
        ("7.4", NO, "7.4m"),
        ("7.5", "mm", "7.5mm"),
        ("7.5", "mm", "about 7.5 millimetres"),
        ("12 kg", NO, "12kg"),
        ("12", "kg", "12 kilograms of ammonia"),
        ("12", "tonnes", "12 t"),
        ("12", "tonnes", "12t"),
        ("12", "tonnes", "12 metric tons"),
        ("5 days", NO, "5"),
        ("5", NO, "5 days"),
        ("5", "days", "5 working days"),
        ("5", "days", "five days before the date"),
        ("36", "hours", "36h"),
        ("30", "minutes", "30 min"),
        ("35", "knots", "35 kn"),
        ("214000", "cubic metres", "214,000 m³ of soft material"),
        ("214000", "cubic metres", "214,000 cu. m"),
        ("214000", "cubic metres", "214\u202f000 cubic meters"),
        ("71", "mg/l", "71 mg/l over background"),
        ("71", "mg/l", "71"),
        ("11.85", "EUR per cubic metre", "EUR 11.85 per m3"),
        ("11.85", "EUR per cubic metre", "€11.85"),
        ("6000", "EUR", "EUR 6,000 per day"),
        ("4200", "GBP", "4,200 pounds"),
        ("4200", "lb", "4,200 pounds"),
        ("$4,200", NO, "4,200 dollars"),
        ("79.4", "per cent", "79.4%"),
        ("0.308", "ratio", "30.8%"),
        ("1.57", "x", "1.57 times"),
        ("24300", NO, "24.3k"),
        ("49900", "tonnes", "49.9k tonnes"),
        ("5200000", NO, "5.2M"),
        ("5200000", "tonnes", "5.2m tonnes"),
        ("1577", M, "1577m"),
        ("1577", M, "$1.577b"),
        ("22", "household forms", "22 forms"),
        ("540", "kg", {"answer": "540", "unit": "none"}),
        ("3", NO, "three"),
        ("300", "tonnes", "three hundred tonnes"),
    ],
)
def test_a_number_in_its_unit_is_right(
    gold: str, unit: str | None, reply: object
) -> None:
    assert judged(AnswerType.NUMBER, gold, reply, unit=unit)[0] is RIGHT


@pytest.mark.parametrize(
    ("gold", "unit", "reply"),
    [
        ("7.4 m", "m", "7.4 km"),
        ("7.4 m", "m", "7.4km"),
        ("7.4 m", "m", "7.4 feet"),
        ("7.4 m", "m", {"answer": "7.4", "unit": "ft"}),
        ("7.4", "m", {"answer": "7.4 ft", "unit": "m"}),
        ("7.4", "m", "7.4 square metres"),
        ("7.4", "km", "7.4m"),
        ("5 days", NO, "5 weeks"),
        ("5 days", NO, "five weeks"),
        ("5", "days", "5%"),
        ("12 kg", NO, "12 tonnes"),
        ("12", "kg", "12t"),
        ("$4,200", NO, "4,200 pounds"),
        ("$4,200", NO, "4,200 days"),
        ("12", "kg", "$12"),
        ("$5", NO, "€5"),
        ("11.85", "EUR per cubic metre", "EUR 11.85 per tonne"),
        ("71", "mg/l", "71 mg/kg"),
        ("79.4", "per cent", "79.4 days"),
    ],
)
def test_a_number_in_another_unit_is_wrong_and_says_so(
    gold: str, unit: str | None, reply: object
) -> None:
    verdict, reason = judged(AnswerType.NUMBER, gold, reply, unit=unit)

    assert verdict is WRONG
    assert reason.endswith("another unit")


@pytest.mark.parametrize(
    ("gold", "unit", "reply"),
    [
        ("7400000", "m", "7.4m"),
        ("7.4", NO, "7.4M"),
        ("7.4", NO, "7.4k"),
        ("3", NO, "2.5"),
        ("3", NO, "3.5"),
        ("0", NO, "0.4"),
        ("3", NO, "three hundred"),
        ("1", NO, "one hundred"),
        ("12", NO, "not 12"),
        ("12", NO, "It isn't 12."),
        ("12", NO, "more than 12"),
        ("12", NO, "over about 12"),
        ("12", NO, "<12"),
    ],
)
def test_a_number_that_is_not_the_gold_is_wrong(
    gold: str, unit: str | None, reply: object
) -> None:
    assert judged(AnswerType.NUMBER, gold, reply, unit=unit)[0] is WRONG


@pytest.mark.parametrize(
    ("gold", "reply", "text"),
    [
        ("more than 12", "more than 12", "?"),
        ("15000", "Up to EUR 15,000", "Up to what sum in EUR could he order?"),
        ("35", "at most 35 knots", "What is the wind limit?"),
        ("16950", "It allows up to 16,950 m3 per day.", "The licensed capacity?"),
        ("16950", "It must not exceed 16,950 m3 per day.", "What is the maximum?"),
        ("12", "Not in note 3; it was 12", "?"),
        ("12", "before tax, it was 12", "?"),
        ("Not disclosed", "Not disclosed", "?"),
    ],
)
def test_a_bound_is_right_where_it_was_asked_for(
    gold: str, reply: str, text: str
) -> None:
    assert judged(AnswerType.NUMBER, gold, reply, text=text)[0] is RIGHT


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("14 March 2021", RIGHT),
        ("on 14 March 2021", RIGHT),
        ("By 14 March 2021", RIGHT),
        ("no later than 14 March 2021", RIGHT),
        ("not until 14 March 2021", RIGHT),
        ("not 14 March 2021", WRONG),
        ("It was not on 14 March 2021.", WRONG),
        ("after 14 March 2021", WRONG),
        ("some day after the 14 March 2021", WRONG),
        ("before 14 March 2021", WRONG),
        ("earlier than 14 March 2021", WRONG),
    ],
)
def test_a_date_is_not_its_bound_or_its_denial(reply: str, expected: Verdict) -> None:
    assert judged(AnswerType.DATE, "2021-03-14", reply)[0] is expected


def test_a_bound_of_a_date_is_right_where_gold_or_question_have_it() -> None:
    date = AnswerType.DATE

    assert judged(date, "2019", "before 2019")[0] is WRONG
    assert judged(date, "before 2019", "before 2019")[0] is RIGHT
    assert judged(date, "2019", "after 2019", text="After what year?")[0] is RIGHT


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("Ada Lovelace", RIGHT),
        ("It was Ada Lovelace.", RIGHT),
        ("The answer is Ada Lovelace", RIGHT),
        ("the mother of Ada Lovelace", WRONG),
        ("Charles Babbage with Ada Lovelace", WRONG),
        ("anyone other than Ada Lovelace", WRONG),
        ("It cannot be Ada Lovelace", WRONG),
    ],
)
def test_a_name_stands_among_words_that_name_nothing(
    reply: str, expected: Verdict
) -> None:
    assert judged(AnswerType.TEXT, "Ada Lovelace", reply)[0] is expected


@pytest.mark.parametrize(
    ("gold", "reply"),
    [
        ("Iceland", "It cannot be Iceland"),
        ("North", "North Korea"),
        ("Marrowick", "Lower Marrowick"),
        ("approved", "failed to be approved"),
        ("C++", "C"),
        ("C#", "C++"),
    ],
)
def test_a_name_inside_another_is_wrong(gold: str, reply: str) -> None:
    assert judged(AnswerType.TEXT, gold, reply)[0] is WRONG


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("No", RIGHT),
        ("No.", RIGHT),
        ("**No**", RIGHT),
        ("No it did not", RIGHT),
        ("No - the levy ended", RIGHT),
        ("No, the documents do not say that.", RIGHT),
        ("No. There is no mention of it.", RIGHT),
        ("N", RIGHT),
        ("n.", RIGHT),
        ("Yes, no change was made", WRONG),
        ("No answer", ABSTAINED),
        ("n/a", ABSTAINED),
        ("No information is given", ABSTAINED),
        ("No mention in the documents", ABSTAINED),
        ("No one objected, so yes", WRONG),
        ("no-one", WRONG),
        ("Yes/No", WRONG),
        ("yes, no", WRONG),
        ("No / yes", WRONG),
        ("N objections", WRONG),
        ("Yes", WRONG),
    ],
)
def test_a_no_is_a_word_of_its_own(reply: str, expected: Verdict) -> None:
    assert judged(AnswerType.BOOLEAN, "no", reply)[0] is expected


def test_yes_and_no_together_are_neither() -> None:
    reasons = {
        judged(AnswerType.BOOLEAN, gold, reply)[1]
        for gold in ("yes", "no")
        for reply in ("Yes/No", "yes, no", "No / yes")
    }

    assert reasons == {"says both yes and no"}


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        (("A", "B"), ["A", "B"], RIGHT),
        (("A", "B"), ["B"], WRONG),
        (("A", "B"), "A and B", RIGHT),
        (("A",), "A", RIGHT),
        (("A", "B"), "A, B and C", WRONG),
        (("B", "C"), "B, C and A", WRONG),
        (("B", "C"), "A, B and C", WRONG),
        (("B",), "A, B", WRONG),
        (("B",), "A and B", WRONG),
        (("Hepatitis A", "B"), "Hepatitis A and B", RIGHT),
        (("Lyon", "Paris"), "Lyon and Paris and Rome", WRONG),
        (("A",), ["**A**"], RIGHT),
        (("A",), "B", WRONG),
        (("C++", "C#"), ["C#", "C++"], RIGHT),
        (("C++", "C#"), ["C", "C#"], WRONG),
        (("1", "2"), ["1.4", "2"], WRONG),
        (("None",), "None", RIGHT),
    ],
)
def test_an_item_without_a_letter_to_spare_is_an_item(
    gold: tuple[str, ...], reply: object, expected: Verdict
) -> None:
    assert judged(AnswerType.LIST, gold, reply)[0] is expected


def test_items_are_counted_in_the_unit_stated() -> None:
    reply = {"answer": ["5", "10"], "unit": "weeks"}

    assert judged(AnswerType.LIST, ("5", "10"), reply, unit="days")[0] is WRONG
    assert judged(AnswerType.LIST, ("5.0", "10"), reply, unit="weeks")[0] is RIGHT


OPTIONS = ("A first thing", "C#", "C++", "None", "Go")


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("A first thing", "**A**", RIGHT),
        ("A first thing", "A) A first thing", RIGHT),
        ("A first thing", "A: either A or B", WRONG),
        ("A first thing", "A) or B)", WRONG),
        ("C++", "C++", RIGHT),
        ("C++", "**C++**", RIGHT),
        ("C++", "It is C++", RIGHT),
        ("C#", "C++", WRONG),
        ("C#", "C", WRONG),
        ("None", "None", RIGHT),
        ("Go", "None", WRONG),
        ("Go", "Unknown", ABSTAINED),
    ],
)
def test_a_choice_is_a_label_or_the_whole_option(
    gold: str, reply: str, expected: Verdict
) -> None:
    assert judged(AnswerType.CHOICE, gold, reply, choices=OPTIONS)[0] is expected


def test_c_is_no_name_of_c_plus_plus() -> None:
    choices = ("C++", "C#")

    assert judged(AnswerType.CHOICE, "C++", "C", choices=choices)[0] is WRONG
    assert judged(AnswerType.CHOICE, "C++", "C")[0] is WRONG


@pytest.mark.parametrize(
    "reply",
    [
        "There is no information about this in the provided documents.",
        "This is not mentioned.",
        "None",
        "No information available",
        "N/A",
        "Unknown",
    ],
)
def test_an_ordinary_abstention_is_no_hallucination(reply: str) -> None:
    assert judged(AnswerType.UNANSWERABLE, (), reply)[0] is RIGHT
    assert judged(AnswerType.TEXT, "Ada", reply)[0] is ABSTAINED


@pytest.mark.parametrize("answer_type", [AnswerType.TEXT, AnswerType.DATE])
def test_a_gold_that_sounds_like_an_abstention_is_compared_first(
    answer_type: AnswerType,
) -> None:
    asked = ("Not disclosed", "2021")
    stated = {"answer": "Not disclosed", "status": "not_in_document"}

    assert judged(answer_type, asked, "Not disclosed.")[0] is RIGHT
    assert judged(answer_type, asked, "Not stated")[0] is UNSCORED
    assert judged(answer_type, asked, stated)[0] is ABSTAINED
