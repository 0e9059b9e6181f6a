"""A passage that states the answer is found; an answer without a form is not sought."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import AnswerType, Question
from pipeline.values.leaks import facts_of, facts_state, gold_of, prepare, states

M = "USD million"
NUMBER, TEXT, LIST = AnswerType.NUMBER, AnswerType.TEXT, AnswerType.LIST
CHOICE, DATE = AnswerType.CHOICE, AnswerType.DATE


@pytest.mark.parametrize(
    ("passage", "answer", "unit"),
    [
        ("capex of $1.577 billion", "1577", M),
        ("capex of 1,577", "1577", M),
        ("capex \n(1,577) \n(1,373)", "$1577.00", M),
        ("1,577,000 thousand", "1577", M),
        ("in thousands: 1,577,000", "1577", M),
        ("$1,577,000,000", "1577", M),
        ("1.577 bn", "$1,577 million", None),
        ("8.7", "$8.70", "USD billion"),
        ("8,700", "$8.70", "USD billion"),
        ("$8 billion", "8", "USD billion"),
        ("up 30.8%", "30.8%", None),
        ("growth (in %) 30.8", "30.8", "percent"),
        ("9 percent", "9%", None),
        ("90 basis points", "0.9%", None),
        ("fell (2.3)%", "-2.3%", None),
        ("1,577 million units", "1577", None),
        ("0.66", "0.66", None),
        ("about 65 years", "65", None),
    ],
)
def test_a_number_leaks_in_any_of_its_forms(
    passage: str, answer: str, unit: str | None
) -> None:
    assert states(passage, NUMBER, [answer], unit)


@pytest.mark.parametrize(
    ("passage", "answer", "unit"),
    [
        ("15779 and 11,577", "1577", M),
        ("1.578 billion", "1577", M),
        ("1577 thousand-fold, FY1577", "15770", None),
        ("8 pages, 80 lines", "8", "USD billion"),
        ("9 pages", "9%", None),
        ("9 pages", "9", None),
        ("FY2018", "2018", None),
        ("", "1577", M),
    ],
)
def test_another_number_is_no_leak(passage: str, answer: str, unit: str | None) -> None:
    assert not states(passage, NUMBER, [answer], unit)


@pytest.mark.parametrize(
    ("passage", "answer_type", "answers", "leaks"),
    [
        ("She was ADA\nLovelace, countess", TEXT, ["Ada Lovelace"], True),
        ("by Lovelace", TEXT, ["Ada Lovelace", "Lovelace"], True),
        ("Adamant", TEXT, ["Ada"], False),
        ("total 1577", TEXT, ["15"], False),
        ("彼は東京都に住む", TEXT, ["東京"], True),
        ("a b c", TEXT, ["x"], False),
        ("EMEA and APAC grew", LIST, ["United States", "EMEA"], True),
        ("the US grew", LIST, ["US", "EMEA"], False),
        ("on 14 March 2021", DATE, ["2021-03-14"], True),
        ("on 14 March 2021", DATE, ["March 2021"], True),
        ("on 14 March 2021", DATE, ["2021"], True),
        ("in FY2021", DATE, ["2021"], True),
        ("in March 2021", DATE, ["2021-03-14"], False),
        ("over $2,021", DATE, ["2021"], False),
        ("since the first moon landing", DATE, ["the first moon landing"], True),
        ("several of them", NUMBER, ["several of them"], True),
        ("yes, true", AnswerType.BOOLEAN, ["yes"], False),
        ("it rained", AnswerType.FREE_TEXT, ["it rained"], False),
        ("it rained", AnswerType.UNANSWERABLE, ["it rained"], False),
    ],
)
def test_a_passage_leaks_by_the_type_of_the_answer(
    passage: str, answer_type: AnswerType, answers: list[str], *, leaks: bool
) -> None:
    assert states(passage, answer_type, answers) is leaks


def test_a_choice_leaks_as_the_text_of_its_option() -> None:
    options = ("Lyon", "Paris")

    assert states("He lived in Paris.", CHOICE, ["B"], choices=options)
    assert states("He lived in Paris.", CHOICE, ["Paris"], choices=options)
    assert not states("Plan B in Lyon", CHOICE, ["(B)"], choices=options)


@pytest.mark.parametrize(
    ("answer_type", "answers", "unit", "checkable"),
    [
        (NUMBER, ["9"], None, False),
        (NUMBER, ["9"], "USD", False),
        (NUMBER, ["9"], M, True),
        (NUMBER, ["9%"], None, True),
        (NUMBER, ["9.5"], None, True),
        (NUMBER, ["12"], None, True),
        (AnswerType.BOOLEAN, ["yes"], None, False),
        (AnswerType.FREE_TEXT, ["because"], None, False),
        (AnswerType.UNANSWERABLE, [], None, False),
        (LIST, ["US", "UK"], None, False),
        (TEXT, ["Ada"], None, True),
        (DATE, ["2021"], None, True),
    ],
)
def test_what_cannot_be_checked_says_so(
    answer_type: AnswerType, answers: list[str], unit: str | None, *, checkable: bool
) -> None:
    assert prepare(answer_type, answers, unit).checkable is checkable


def test_a_passage_is_read_once_for_all_questions() -> None:
    facts = facts_of("Capex was $1.577 billion (1,577), up 30.8% on 14 March 2021.")

    assert Decimal(1577000000) in facts.numbers
    assert Decimal("30.8") in facts.percents
    for answer_type, answer in [
        (NUMBER, "$1,577 million"),
        (NUMBER, "30.8%"),
        (DATE, "Q1 2021"),
        (TEXT, "capex"),
    ]:
        question = Question(
            id="q",
            collection="c",
            text="?",
            answers=(answer,),
            answer_type=answer_type,
            type_inferred=False,
        )
        assert facts_state(facts, gold_of(question))


@given(st.text(), st.sampled_from(AnswerType), st.lists(st.text(), max_size=3))
def test_no_text_breaks_the_check(
    passage: str, answer_type: AnswerType, answers: list[str]
) -> None:
    gold = prepare(answer_type, answers)

    assert facts_state(facts_of(passage), gold) in {True, False}
    assert gold.checkable or not facts_state(facts_of(passage), gold)


@given(st.text(), st.text(), st.from_regex(r"[b-z]{4,9}", fullmatch=True))
def test_a_text_leaks_wherever_it_stands(before: str, after: str, answer: str) -> None:
    assert states(f"{before}\n| {answer} |\n{after}", TEXT, [answer])
