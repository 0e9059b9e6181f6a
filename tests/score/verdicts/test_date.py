"""A reply says one date in the end, and its reason shows which and where."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, UNSCORED = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
SIGNED = "When was the lease signed?"
EFFECTIVE = "When did the lease take effect?"
BOTH = "The lease was signed on 14 March 2021 and took effect on 1 April 2021."
LONG = "The annexes say a good deal about how the parties came to agree on it. " * 5


def verdict(reply: object, gold: str, text: str = "?") -> Verdict:
    return judged(reply, asked(AnswerType.DATE, gold, text=text)).verdict


@pytest.mark.parametrize(
    ("reply", "gold", "text"),
    [
        (BOTH, "2021-03-14", SIGNED),
        (BOTH, "2021-04-01", EFFECTIVE),
        (f"{LONG * 200} {BOTH}", "2021-04-01", EFFECTIVE),
        ("It was not 2019 but 2020.", "2020", "In what year?"),
        ("It happened in 1969, **not** in 1968.", "1969", "?"),
        (f"{LONG}So it was signed on 14 March 2021.", "2021-03-14", SIGNED),
        (f"{LONG}**Answer:** 14 March 2021. {LONG}", "2021-03-14", SIGNED),
        ("Signed: 14 March 2021. Valid until: 3 May 2022.", "2021-03-14", SIGNED),
        (
            "- Drafted: 3 January 2021\n- Signed: 14 March 2021\n- Ends: 4 May 2026",
            "2021-03-14",
            SIGNED,
        ),
        (
            "The merger announced in 2019 closed in 2020.",
            "2020",
            "In what year did the merger announced in 2019 close?",
        ),
        (
            "The firm, founded in 2019, went public in 2021.",
            "2021",
            "In what year did the firm go public?",
        ),
        (f"The file of 3 May 2022 has annexes. {LONG}{BOTH}", "2021-03-14", SIGNED),
        ("Sunday, March 14, 2021, at 10 a.m.", "2021-03-14", "?"),
        ("the first half of fiscal 2023", "H1 FY2023", "?"),
        ("1H23", "H1 FY2023", "?"),
        ("the '90s", "1990s", "In which decade?"),
    ],
)
def test_the_date_that_was_asked_for_is_right(reply: str, gold: str, text: str) -> None:
    assert verdict(reply, gold, text) is RIGHT


@pytest.mark.parametrize(
    ("reply", "gold", "text"),
    [
        (BOTH, "2021-04-01", SIGNED),
        (BOTH, "2021-03-14", EFFECTIVE),
        (BOTH, "2021-05-01", "?"),
        (f"{LONG}So it was signed on 15 March 2021.", "2021-03-14", SIGNED),
        (f"Of 14 March 2021. {LONG}Answer: 15 March 2021.", "2021-03-14", SIGNED),
        ("2019 or 2020", "2020", "In what year?"),
        (f"Either 2019 or 2020, I think. {LONG}", "2020", "In what year?"),
        ("The lease was signed in 2021.", "2021-03-14", SIGNED),
        ("20 March 2021", "2021-03-14", "?"),
        ("the 1990s", "1995", "?"),
        (["14 March 2021", "15 March 2021"], "2021-03-14", "?"),
        (f"{LONG}It was signed after 14 March 2021.", "2021-03-14", SIGNED),
    ],
)
def test_another_date_is_wrong_whatever_else_is_mentioned(
    reply: object, gold: str, text: str
) -> None:
    assert verdict(reply, gold, text) is WRONG


def test_prose_with_the_gold_among_dates_that_nothing_tells_apart_is_left_open() -> (
    None
):
    listing = "See 2019, 2020, 2021 and 14 March 2021. " * 8

    found = judged(listing, asked(AnswerType.DATE, "2021-03-14", text=SIGNED))

    assert found.verdict is UNSCORED
    assert found.reason == (
        "needs a reader: gold 2021-03-14; found several dates: 2019, 2020, 2021-03-14"
    )
    assert verdict(listing, "2021-03-15", SIGNED) is WRONG


@pytest.mark.parametrize(
    ("reply", "gold", "expected"),
    [
        ("March 1, 2021 - May 31, 2021", "from 1 March to 31 May 2021", RIGHT),
        ("It ran from March to May 2021.", "from 1 March to 31 May 2021", RIGHT),
        ("March 2021", "from 1 March to 31 May 2021", WRONG),
        ("fiscal 2019 to 2021", "2019-2021", RIGHT),
        ("FY19-FY21", "2019-2021", RIGHT),
        ("2019 to 2020", "2019-2021", WRONG),
        ("He was chair from 2015 until 2018.", "2016", WRONG),
        ("fiscal year 2020", "1 January 2020 to 31 December 2020", RIGHT),
    ],
)
def test_a_period_is_right_from_end_to_end(
    reply: str, gold: str, expected: Verdict
) -> None:
    assert verdict(reply, gold) is expected


def test_of_a_period_the_end_that_is_asked_for_is_a_date() -> None:
    reply = "The lease runs from 1 March 2019 to 28 February 2024."

    assert verdict(reply, "2019-03-01", "When does the lease start?") is RIGHT
    assert verdict(reply, "2024-02-28", "When does the lease end?") is RIGHT
    assert verdict(reply, "2024-02-28", "When does the lease start?") is WRONG
    assert verdict(reply, "2019-03-01", "When is the lease?") is WRONG


def test_the_gold_decides_which_reading_of_a_day_is_meant() -> None:
    found = judged("03/04/2021", asked(AnswerType.DATE, "2021-04-03"))

    assert found.verdict is RIGHT
    assert found.reason == (
        "gold 2021-04-03; found '03/04/2021', which one of its two readings is"
    )
    assert verdict("03/04/2021", "2021-03-04") is RIGHT
    assert verdict("03/04/2021", "2021-05-04") is WRONG
    assert verdict("03/04/2021 or 05/06/2021", "2021-03-04") is WRONG


def test_a_day_without_a_year_is_of_the_year_in_the_question() -> None:
    assert verdict("on March 14th", "2021-03-14", "When in 2021?") is RIGHT
    assert verdict("on March 15th", "2021-03-14", "When in 2021?") is WRONG
    assert verdict("on March 14th", "2021-03-14", "When?") is UNSCORED
    assert verdict("on March 15th", "2021-03-14", "When?") is WRONG


def test_a_gold_without_a_year_agrees_with_any() -> None:
    assert verdict("March 14", "14 March") is RIGHT
    assert verdict("March 14, 2021", "14 March") is RIGHT
    assert verdict("March 15, 2021", "14 March") is WRONG
    assert verdict("soon", "Easter") is UNSCORED


@pytest.mark.parametrize(
    ("reply", "gold", "text"),
    [
        ("It sailed on the third of June, 1887.", "1887-06-03", "When did it sail?"),
        ("It was in '64 that the mill shut.", "1964", "In which year?"),
        ("in '64", "1864", "In which year did the mill shut?"),
        ("In 1872 and again in 1876, so in the seventies.", "1870s", "Which decade?"),
        (
            "It opened on 3 May 1901, and shut in 1950. \u2192 3 May 1901",
            "1901-05-03",
            "?",
        ),
        ("Argued 3 May 1901; decided 9 June 1901.", "1901-05-03", "When was argument?"),
        ("3 May 1901 at noon", "12 p.m. on 3 May 1901", "When?"),
        ("October to December 2020", "Q2 FY2021 (October to December 2020)", "?"),
        ("Q2 of FY2021", "Q2 FY2021 (October to December 2020)", "?"),
    ],
)
def test_a_date_in_other_words_is_the_same(reply: str, gold: str, text: str) -> None:
    assert verdict(reply, gold, text) is RIGHT


@pytest.mark.parametrize(
    ("reply", "gold"),
    [
        ("It was in spring, as the log has it.", "1887-06-03"),
        ("Early in June 1887, on Whit Monday.", "1887-06-03"),
        ("3 May 1901 at 4 p.m.", "noon on 3 May 1901"),
        ("It was long before 1850, says the log.", "1792"),
        ("3 May 1901, then 5 May 1901", "1901-05-05"),
        ("January to March 2021", "Q1 FY2021 (July to September 2020)"),
    ],
)
def test_what_is_no_other_date_is_left_to_a_judge(reply: str, gold: str) -> None:
    found = judged(reply, asked(AnswerType.DATE, gold, text="When did it sail?"))

    assert found.verdict is UNSCORED
    assert found.reason.startswith(("needs a judge: ", "needs a reader: "))


def test_a_reason_shows_gold_and_finding_and_where() -> None:
    found = judged(BOTH, asked(AnswerType.DATE, "2021-04-01", text=SIGNED))

    assert found.reason.startswith(
        "gold 2021-04-01; found 2021-03-14 in 'The lease was"
    )


@pytest.mark.parametrize(
    "piece", ["2021-03-14 ", "2021", "from 1 March to ", "1/1/2021\n", "Answer: 2021. "]
)
def test_hostile_dates_have_a_verdict_in_bounded_time(piece: str) -> None:
    reply = piece * (1_000_000 // len(piece))

    assert verdict(reply, "2021-03-15", SIGNED) in {WRONG, UNSCORED}
