"""Where the gold is a code, nothing but the code is right."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG, OPEN = Verdict.CORRECT, Verdict.INCORRECT, Verdict.UNSCORED
ABSTAINED = Verdict.ABSTAINED
WHICH = "Which asset failed?"
VOUCHERS = ("V-319989", "V-320001", "V-320004")


@pytest.mark.parametrize(
    ("gold", "reply", "expected"),
    [
        ("S-6074-2", "S-6074-3", WRONG),
        ("S-6074-2", "s\u20136074\u20132", RIGHT),
        ("S-6074-2", "asset S-6074-2 at Braldforce", RIGHT),
        ("S-6074-2", "asset S-6074-3 at Braldforce", WRONG),
        ("S-6074-2", "asset S-6074-2 (order WO-1182)", RIGHT),
        ("S-6074-2", "the asset after S-6074-2", OPEN),
        ("S-6074-2", "the asset after S-6074-3", OPEN),
        ("S-6074-2", "not S-6074-2", WRONG),
        ("S-6074-2", "S-6074-2 and S-6074-3", OPEN),
        ("S-6074-2", "S-6074-2, not S-6074-3 or S-6074-4", OPEN),
        ("S-6074-2", "S-6074-2 or S-6074-3", WRONG),
        ("S-6074-2", "S-6074-1 to S-6074-3", OPEN),
        ("S-6074-2", "S-6074", OPEN),
        ("S-6074-2", "T-6074-2", OPEN),
        ("S-6074-2", "S-6074-2.1", OPEN),
        ("V-319989", "voucher V-319989 to the payee Ann Lee", RIGHT),
        ("V-319989", "voucher V-319988 to the payee Ann Lee", WRONG),
        ("V-319989", "319989", OPEN),
        ("V319989", "voucher V319989 for coal", RIGHT),
        ("C/2018/2393", "C / 2018 / 2393", RIGHT),
        ("C/2018/2393", "C/2018/2394", WRONG),
        ("C/2018/2393", "Decision C/2018/2393 of the board", RIGHT),
        ("C/2018/2393", "Decision P/2018/11 of the board", WRONG),
        ("SG155/2018/07", "SG155/2018/08", WRONG),
        ("6074-2", "6074-3", WRONG),
        ("2018/393", "2018/394", WRONG),
        ("COVID-19", "COVID-19 vaccine", OPEN),
    ],
)
def test_a_short_answer_is_held_to_the_code(
    gold: str, reply: str, expected: Verdict
) -> None:
    question = asked(AnswerType.TEXT, gold, text=WHICH)

    assert judged([reply], question).verdict is expected


def test_a_code_has_its_alias() -> None:
    question = asked(AnswerType.TEXT, "S-6074-2", "S-6074-9", text=WHICH)

    assert judged(["asset S-6074-9 at Braldforce"], question).verdict is RIGHT


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("The affected asset is S-6074-2, located at Braldforce.", RIGHT),
        ("The affected asset is S-6074-3, located at Braldforce.", WRONG),
        ("S-6074-3 was looked at, but the asset that failed was S-6074-2.", RIGHT),
        ("S-6074-2 was looked at, but the asset that failed was S-6074-3.", OPEN),
        ("The asset that failed is in S-6074-3, says the log.", OPEN),
        ("The asset that was mended is S-6074-3; the pump failed.", OPEN),
        ("The asset that failed was the neighbour and is near S-6074-3.", OPEN),
        ("The assets that are named there were S-6074-3, S-6074-4.", OPEN),
        ("The asset that failed is S-6074-3 by its name S-6074-2.", RIGHT),
    ],
)
def test_prose_is_read_for_the_code_it_claims(reply: str, expected: Verdict) -> None:
    question = asked(AnswerType.TEXT, "S-6074-2", text=WHICH)

    assert judged(reply, question).verdict is expected


@pytest.mark.parametrize(
    ("reply", "expected", "credit"),
    [
        ("V-319989, V-320001 and V-320004", RIGHT, 1),
        ("V-319989, V-320001 and V-320005", WRONG, 2 / 3),
        (["V-319989 (Ann)", "voucher V-320001 to Bo", "V-320004"], RIGHT, 1),
        (["V-319989", "vouchers V-320001, V-320009", "V-320004"], OPEN, 2 / 3),
        (["V-319989", "the one before V-320001", "V-320004"], OPEN, 2 / 3),
        ("- V-319989 for coal\n- V-320001 paid to Bo\n- V-320004", RIGHT, 1),
        ("| Voucher | Payee |\n|--|--|\n| A | Ann |\n| B | Bo |", WRONG, 0),
        ("They are those paid to Ann Lee, to Bo and to Cy.", WRONG, 0),
        ("319989, 320001, 320004", OPEN, 0),
        ("V-319989 to V-320004", OPEN, 0),
        ("Ann's were not paid, and Bo's were.", OPEN, 0),
        ("I could not find any voucher for May.", ABSTAINED, None),
    ],
)
def test_a_list_of_codes_is_met_by_its_codes_alone(
    reply: object, expected: Verdict, credit: float | None
) -> None:
    question = asked(AnswerType.LIST, *VOUCHERS, text="Which vouchers were paid?")

    found = judged(reply, question)

    assert found.verdict is expected
    assert found.credit == (None if credit is None else pytest.approx(credit))
    assert found.reason.startswith("needs a judge: ") is (expected is OPEN)


def test_one_missing_and_one_too_many_are_wrong_with_credit() -> None:
    question = asked(AnswerType.LIST, "V-1", "V-2", "V-3", text="Which vouchers?")

    found = judged("V-1, V-2 and V-9", question)

    assert found.verdict is WRONG
    assert found.credit == pytest.approx(2 / 3)


def test_codes_that_nobody_cut_are_cut() -> None:
    question = asked(AnswerType.LIST, "; ".join(VOUCHERS), text="Which vouchers?")

    assert judged("Those paid to Ann, to Bo, to Cy", question).verdict is WRONG


def test_what_has_another_name_is_no_code() -> None:
    question = asked(AnswerType.LIST, "CO2", "N2O", "CH4", text="Which gases?")

    found = judged("carbon dioxide, nitrous oxide and methane", question)

    assert found.verdict is OPEN
