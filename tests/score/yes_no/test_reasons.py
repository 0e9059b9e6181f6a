"""A yes or no that rests on something else than the gold's does not meet it."""

import pytest

from pipeline.score.yes_no.reasons import contradicts

RIGHT, WRONG, UNCLEAR = "right", "wrong", "unclear"

ROSE = "Did profits rise in 2020?"
TALL = "Is the tower taller than the church?"
REPEALED = "Was the act repealed?"
BALANCE = "Does the club have a positive working balance?"
ASIA = "Did sales grow?"
TRIAL = "Did the trial meet its endpoint?"
LIMIT = "Is the sample below the limit?"
SIGNED = "Did Ann Smith sign the deed?"
STORES = "Is the chain growing?"


def found(question: str, gold: str, reply: str) -> str:
    other = contradicts(reply, gold, question)
    return RIGHT if other is None else WRONG if other.plain else UNCLEAR


@pytest.mark.parametrize(
    ("question", "gold", "reply", "expected"),
    [
        # the size of a change, and what it came to
        (ROSE, "Yes, by 5%.", "Yes, they rose by 9%.", WRONG),
        (ROSE, "Yes, they rose 5%.", "Yes, they rose 9%.", WRONG),
        (ROSE, "Yes, they rose 5%.", "Yes, they rose to 9%.", RIGHT),
        (ROSE, "Yes, to $21 million.", "Yes, they rose to $31 million.", WRONG),
        (ROSE, "Yes, from $2 to $3 a head.", "Yes, from $2 to $4 a head.", WRONG),
        (ROSE, "Yes, from $2 to $3 a head.", "Yes, from $1 to $3 a head.", RIGHT),
        (ROSE, "Yes, from $2 to $3 a head.", "Yes, to $3.10 a head.", RIGHT),
        (ROSE, "Yes, by 5%.", "Yes, gross profits rose by 9%.", UNCLEAR),
        (TALL, "Yes, it is 84 m tall.", "Yes, it is 23 m taller.", RIGHT),
        (STORES, "Yes, to 82 stores.", "Yes, its stores are up by 40.", RIGHT),
        (TALL, "Yes, it is 84 m tall.", "Yes, it is 23 m tall.", WRONG),
        # what follows from two figures
        (ROSE, "Yes, by $1 million.", "Yes, from $20 million to $21 million.", RIGHT),
        (ROSE, "Yes, by 25%.", "Yes, it rose from $40 to $50.", RIGHT),
        (ROSE, "Yes, by 25%.", "Yes, it rose by 30%, from $40 to $50.", RIGHT),
        (
            BALANCE,
            "Yes, its working balance was $500.",
            "Yes. Working balance = $1,200 - $700.",
            RIGHT,
        ),
        (STORES, "Yes, by 6 stores.", "Yes, by 4 stores, from 14 to 20.", WRONG),
        # what is printed more coarsely, or in another unit
        (BALANCE, "Yes, $1,561 million.", "Yes, it was $1.6 billion.", RIGHT),
        (BALANCE, "Yes, $1,561 million.", "Yes, it was $1.2 billion.", WRONG),
        (TALL, "Yes, it lasts 24 months.", "Yes, it lasts 2 years.", RIGHT),
        (TALL, "Yes, it lasts 24 months.", "Yes, it lasts 36 months.", WRONG),
        (TALL, "Yes, it lasts 24 months.", "Yes, 2 years, not 20 months.", RIGHT),
        (ROSE, "Yes, by 24 kg.", "Yes, by 30 cm.", RIGHT),
        (TALL, "Yes, it weighs 24 kg.", "Yes, it weighs it at 84 m.", RIGHT),
        # of one thing, by a name, a sign of equality or what is counted
        (TRIAL, "Yes, p = 0.003.", "Yes (p = 0.03).", WRONG),
        (TRIAL, "Yes, p = 0.003.", "Yes (n = 0.9, p = 0.03).", WRONG),
        (TRIAL, "Yes, p = 0.003.", "Yes (n = 0.03).", RIGHT),
        (TRIAL, "Yes, p = 0.003.", "Yes (p < 0.01).", RIGHT),
        (ASIA, "Yes, Asia 5% and Oz 2%.", "Yes, Asia 5%, Oz 3%.", WRONG),
        (ASIA, "Yes, Asia 5% and Oz 2%.", "Yes, Asia 5%, others 3%.", RIGHT),
        (
            STORES,
            "Yes, it has 12 new stores.",
            "Yes, it has 15 stores.",
            WRONG,
        ),
        (STORES, "Yes, it has 12 new stores.", "Yes, it has 15 vans.", RIGHT),
        (STORES, "Yes: 12 stores.", "Yes: 15 stores and 4 stores.", UNCLEAR),
        # a heading is no name, and a lone figure is of what is asked
        (
            BALANCE,
            "Yes, the working balance was $500.",
            "Yes. In sum: Working Balance = $900.",
            WRONG,
        ),
        (BALANCE, "Yes, $500.", "Yes, the balance was $900.", WRONG),
        (
            BALANCE,
            "Yes, its working balance was $500.",
            "Yes, it was $900. A seat costs $20.",
            WRONG,
        ),
        (BALANCE, "Yes, $500.", "Yes, its seats cost $900.", RIGHT),
        (BALANCE, "Yes, $500.", "Yes, it was $900 of $700.", WRONG),
        (BALANCE, "Yes.", "Yes, it was $900.", RIGHT),
        (LIMIT, "Yes, at 4.1 mg/L.", "Yes, at 4.1, and 7 mg/L in May.", RIGHT),
        # rates of one thing, and counts in words
        (BALANCE, "Yes, 2$ per seat paid.", "Yes. It was $9 per seat, or $400.", WRONG),
        (BALANCE, "Yes, 2$ per seat paid.", "Yes. It was $9 per van, or $400.", RIGHT),
        (BALANCE, "Yes, a fee of 2$ per seat.", "Yes, a fee of $9 per van.", RIGHT),
        (BALANCE, "Yes, 2$ per seat paid.", "Yes. It was $2.05 per seat.", RIGHT),
        (STORES, "Yes: two stores are new.", "Yes: five stores are new.", WRONG),
        (STORES, "Yes: two stores are new.", "Yes: two stores are new.", RIGHT),
        # "under" is a place as often as a measure
        (
            STORES,
            "Yes, with rents of 5% of its revenue.",
            "Yes, under the lease with rents of 25% of its revenue.",
            WRONG,
        ),
    ],
)
def test_the_figure_of_a_reason(
    question: str, gold: str, reply: str, expected: str
) -> None:
    assert found(question, gold, reply) == expected


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("Yes, from 36.2% to 38.9%.", "Yes.\n- FY19: 41.0%\n- FY20: 43.3%", WRONG),
        ("Yes, from 36.2% to 38.9%.", "Yes.\n- FY19: 36.2%\n- FY20: 43.3%", RIGHT),
        ("Yes, from 36.2% to 38.9%.", "Yes.\n- FY19: 36.9%\n- FY20: 43.3%", RIGHT),
        # more of them, of another size, or by words of other things
        ("Yes, it was 38.9%.", "Yes. Spring: 41.0%; autumn: 43.3%", RIGHT),
        ("Yes, it was 38.9%.", "Yes.\n- FY20: 1.1%", RIGHT),
        ("Yes, it was 38.9%.", "Yes, rents took 43.3%.", RIGHT),
        ("Yes, it was 38.9%.", "Yes, profits net of rents: 43.3%.", UNCLEAR),
        ("Yes, it was 38.9%.", "Yes, profits: 43.3%.", WRONG),
        ("Yes, p = 38.9%.", "Yes, r = 43.3%.", RIGHT),
        ("Yes, 12 vans.", "Yes, 15 seats.", RIGHT),
        ("Yes, in Rome 38.9%.", "Yes, in Oslo 43.3%.", UNCLEAR),
    ],
)
def test_all_figures_of_a_kind_stand_for_all_of_the_golds(
    gold: str, reply: str, expected: str
) -> None:
    assert found(ROSE, gold, reply) == expected


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("Yes: 39% and 35%.", "Yes: $26 million of seats.", UNCLEAR),
        ("Yes: 39% and 35%.", "Yes: profits grew.", RIGHT),
        ("Yes: 39%.", "Yes: $26 million of seats.", RIGHT),
        ("Yes: 25% on 4 vans.", "Yes: $40 million, then $50 million.", RIGHT),
        ("Yes: $58 and $66 a seat.", "Yes, it was about 12% lower.", RIGHT),
        ("Yes: 39% and 35%.", "Yes: 39% of $26 million.", RIGHT),
    ],
)
def test_figures_of_other_kinds_alone_bear_out_too_little(
    gold: str, reply: str, expected: str
) -> None:
    assert found(ROSE, gold, reply) == expected


def test_both_figures_are_named() -> None:
    other = contradicts("Yes, by $9 million.", "Yes, by $5 million.", ROSE)

    assert other
    assert other.why == "on another figure than the gold: $9 million, not $5 million"


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("Yes, in 1931.", "Yes, it was repealed in 1913.", WRONG),
        ("Yes, in 1931.", "Yes, in May 1931.", RIGHT),
        ("Yes, on 3 May 1931.", "Yes, in May 1931.", RIGHT),
        ("Yes, on 3 May 1931.", "Yes, on 4 May 1931.", WRONG),
        ("Yes, on 3 May 1931.", "Yes, on 4 May 1931, in force on 3 May 1931.", RIGHT),
        ("Yes. It lapsed on 3 May 1931.", "Yes, Ann saw 1901.", UNCLEAR),
        ("Yes, with 5 acts in 1931.", "Yes, with 5 acts in 1913.", RIGHT),
        ("Yes.", "Yes, in 1931.", RIGHT),
    ],
)
def test_the_date_of_a_reason(gold: str, reply: str, expected: str) -> None:
    assert found(REPEALED, gold, reply) == expected


def test_a_date_of_the_question_is_no_reason() -> None:
    asked = "Was the act repealed in 1931?"

    assert found(asked, "Yes, in May 1931.", "Yes, in 1931.") == RIGHT
    assert found(asked, "Yes, in May 1931.", "Yes, in June 1931.") == WRONG
    assert found(asked, "Yes, in May 1931.", "Yes, in 1931: June 1931.") == WRONG


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("Yes, by 5%.", "Yes: $4 in 2003 and $5 in 2004.", WRONG),
        ("Yes, by 5%.", "Yes: $4 in 2019 and $5 in 2003.", RIGHT),
        ("Yes, by 5%.", "Yes, as told in 2003.", RIGHT),
        ("Yes, by 5% over 2003.", "Yes: $4 in 2003.", RIGHT),
        ("Yes, as in all years.", "Yes: $4 in 2003 and $5 in 2004.", RIGHT),
    ],
)
def test_the_years_of_the_figures(gold: str, reply: str, expected: str) -> None:
    assert found(ROSE, gold, reply) == expected
    assert found("Do profits rise?", gold, reply) == RIGHT


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("Yes, before John Brown.", "Yes, at Leeds.", UNCLEAR),
        ("Yes, before John Brown.", "Yes, Mr Brown of Leeds saw it.", RIGHT),
        ("Yes, before John Brown.", "Yes, before a clerk.", RIGHT),
        ("Yes, before John Brown.", "Yes, Ann Smith did.", RIGHT),
        ("Yes, before John Brown.", "Yes, by the Deeds Act.", RIGHT),
        ("Yes, before John Brown.", "Yes, on a Monday in May.", RIGHT),
        ("Yes, before John Brown.", "Yes, with FAX.", RIGHT),
        ("Yes, before John Brown.", "Yes. Later she left.", RIGHT),
        ("Yes, before John Brown.", "Yes. Bob Reed saw it.", UNCLEAR),
        ("Yes, before a clerk.", "Yes, at Leeds.", RIGHT),
    ],
)
def test_the_names_of_a_reason(gold: str, reply: str, expected: str) -> None:
    assert found(SIGNED, gold, reply) == expected


def test_the_plainest_contradiction_is_told() -> None:
    other = contradicts(
        "Yes, they rose by 9% in Leeds.",
        "Yes, they rose by 5% in York.",
        "Did profits rise?",
    )

    assert other
    assert other.why == "on another figure than the gold: 9%, not 5%"
