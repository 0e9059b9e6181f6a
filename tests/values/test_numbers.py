"""When two numbers are one answer, and when a text states no single one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.numbers import (
    in_unit,
    is_only_a_number,
    parse_number,
    same_number,
)

M = "USD million"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,577 million in 2018", "1577000000"),
        ("In 2018 it was $1,577 million (page 12).", "1577000000"),
        ("1,577 (note 4)", "1577"),
        ("item 7: 30.8%", "30.8"),
        ("On March 14, 2021 the rate was 4.2%", "4.2"),
        ("for FY2018, 3M's 10-K says $1,577", "1577"),
        ("FY 2018: 12.5", "12.5"),
        ("2018", "2018"),
        ("no. 4", "4"),
        ("page 12", "12"),
        ("$1.577 billion ($1,577 million)", "1577000000"),
        ("0.308 (30.8%)", "30.8"),
        ("5, that is 5", "5"),
        ("five", "5"),
        ("Twenty percent", "20"),
        ("twenty-five", "25"),
        ("ninety-nine", "99"),
        ("zero", "0"),
        ("about two million", "2000000"),
        ("three hundred", "300"),
        ("one hundred", "100"),
        ("A hundred and five", "105"),
        ("fifteen hundred", "1500"),
        ("two thousand, three hundred and forty-five", "2345"),
        ("three hundred thousand tonnes", "300000"),
        ("three hundred million", "300000000"),
        ("twenty five", "25"),
    ],
)
def test_the_one_number_of_an_answer_is_read(text: str, value: str) -> None:
    number = parse_number(text)

    assert number is not None
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "none",
        "between 5 and 7",
        "5-7",
        "5 or 7",
        "from 24.6% to 21.6%",
        "1577 1587 1597",
        "1 577 million",
        "3M",
        "Infinity",
        "-Infinity",
        "NaN",
        "9" * 10_000,
        "twentyfive",
        "one or two",
        "someone",
        "2017 and 2018",
        "first",
        "several hundred",
        "three hundreds",
        "one third",
        "3 hundred",
        "3 and a half",
        "3 1/2",
        "one hundred two hundred",
    ],
)
def test_none_or_several_numbers_are_no_answer(text: str) -> None:
    assert parse_number(text) is None


SAME = [
    ("1577", "1577", M),
    ("1,577", "$1577.00", M),
    ("$1,577", "$1577.00", M),
    ("$1.577 billion", "$1577.00", M),
    ("1,577 million", "$1577.00", M),
    ("1577000000", "$1577.00", M),
    ("$1,577,000,000", "$1577.00", M),
    ("USD 1.58bn", "$1577.00", M),
    ("1.577e9", "$1577.00", M),
    ("1577000 thousand", "1577", M),
    ("8.7", "$8.70", "USD billion"),
    ("$8,738 million", "$8.70", "USD billion"),
    ("8.738", "$8.70", "USD billion"),
    ("0.664", "0.66", None),
    ("0.655", "0.66", None),
    ("30.84%", "30.8%", None),
    ("30.8", "30.8%", "percent"),
    ("30.8%", "30.8", "%"),
    ("30.8%", "30.8", None),
    ("0.308", "30.8%", None),
    ("0.308", "30.8", "percent"),
    ("30.8%", "0.308", None),
    ("-2%", "-0.02", None),
    ("50 bps", "0.5%", None),
    ("0.5%", "50 bps", None),
    ("50", "50", "basis points"),
    ("0.5%", "50", "bps"),
    ("2.2 percentage points", "2.2%", None),
    ("(2.3)%", "-2.3%", None),
    ("a decline of 3%", "-3%", None),
    ("decreased by 3 %", "-3%", None),
    ("-3%", "a decline of 3%", None),
    ("net loss of $5 million", "-5", M),
    ("$5", "5", None),
    ("5 CAD", "$5", None),
    ("US$5", "$5", None),
    ("EUR 5 million", "5", "EUR million"),
    ("5 million", "5", "million tonnes"),
    ("1,000", "1000", "days"),
    ("2018", "2018", None),
    ("0", "0", None),
    ("0.04", "0.0", None),
    ("8.65", "$8.7", "USD billion"),
    ("4.6 million", "5", M),
    ("29.5%", "30%", None),
    ("3.01", "3", None),
    ("-0.665", "-0.67", None),
    ("1,580", "1577", None),
    ("$1,577 million", "$1577.00 million", None),
    ("27 percent", "27%", None),
    ("977,633", "977633", None),
    ("$161,886", "161886", None),
    ("approximately 1,577 million", "$1577.00", M),
    ("minus 5", "-5", None),
    ("1.577.000,50 EUR", "1577000.5", "EUR"),
]
DIFFERENT = [
    ("35", "3.5%", None),
    ("5", "-5", None),
    ("an increase of 12 %", "a decrease of 12 %", None),
    ("115k", "120k", None),
    ("1.577 thousand", "1577 thousand", None),
    ("1577", "1.577", None),
    ("1.577", "1577", None),
    ("1587", "1577", M),
    ("1577 billion", "1577", M),
    ("1577 thousand", "1577", M),
    ("1.577", "1577", M),
    ("$389 million", "$0.40", "USD billion"),
    ("15", "1577", None),
    ("2.3%", "(2.3)%", None),
    ("3%", "-3%", None),
    ("an increase of 3%", "-3%", None),
    ("an increase of 3%", "a decrease of 3%", None),
    ("-1577", "1577", M),
    ("0.308%", "30.8%", None),
    ("0.308%", "0.308", None),
    ("156%", "1.56", None),
    ("1.56", "156%", None),
    ("0.31", "30.8%", None),
    ("$30.8", "30.8%", None),
    ("30.8%", "$30.8", None),
    ("30.8%", "30.8", M),
    ("30.8 million", "30.8%", None),
    ("€5", "$5", None),
    ("EUR 5 million", "5", M),
    ("GBP 5", "EUR 5", None),
    ("2019", "2018", None),
    ("0.6", "0", None),
    ("0.4", "0", None),
    ("2.5", "3", None),
    ("3.5", "3", None),
    ("3.4", "3", None),
    ("$4.80", "$5", None),
    ("0.05", "0.0", None),
    ("0.665", "0.66", None),
    ("8.75", "$8.7", "USD billion"),
    ("30.5%", "30%", None),
    ("500", "50", "bps"),
    ("50%", "50 bps", None),
    ("5,000", "5", "days"),
]


@pytest.mark.parametrize(("given_text", "wanted", "unit"), SAME)
def test_the_same_number_said_otherwise_is_right(
    given_text: str, wanted: str, unit: str | None
) -> None:
    number, gold = parse_number(given_text), parse_number(wanted)

    assert number
    assert gold
    assert same_number(number, gold, unit=unit)


@pytest.mark.parametrize(("given_text", "wanted", "unit"), DIFFERENT)
def test_another_number_is_wrong_however_alike(
    given_text: str, wanted: str, unit: str | None
) -> None:
    number, gold = parse_number(given_text), parse_number(wanted)

    assert number
    assert gold
    assert not same_number(number, gold, unit=unit)


def test_the_tolerance_is_the_callers() -> None:
    near, gold = parse_number("1,600"), parse_number("1577")

    assert near
    assert gold
    assert not same_number(near, gold)
    assert same_number(near, gold, tolerance=Decimal("0.02"))


AS_ASKED = [
    ("0.66", "0.66", 2),
    ("0.6639", "0.66", 2),
    ("0.67", "0.66", 2),
    ("66.4%", "0.66", 2),
    ("7.8%", "7.9%", 1),
    ("0.079", "7.9%", 1),
    ("63.84", "63.86", 2),
    ("63.9", "63.86", 2),
    ("64", "63.86", 2),
    ("0", "0.00", 2),
    ("$1,577.40", "$1577.00", 2),
]
NOT_AS_ASKED = [
    ("0.68", "0.66", 2),
    ("0.7", "0.66", 2),
    ("0.03", "0.02", 2),
    ("65.2%", "65.4%", 1),
    ("64.09", "63.86", 2),
    ("64.0", "63.86", 2),
    ("63", "63.86", 2),
    ("3", "2", 0),
]


@pytest.mark.parametrize(
    ("given_text", "wanted", "places", "right"),
    [(*case, True) for case in AS_ASKED] + [(*case, False) for case in NOT_AS_ASKED],
)
def test_an_answer_is_held_to_the_precision_asked_for(
    given_text: str, wanted: str, places: int, *, right: bool
) -> None:
    number, gold = parse_number(given_text), parse_number(wanted)

    assert number
    assert gold
    assert same_number(number, gold, places=places) is right


def test_a_unit_completes_a_bare_number_and_no_other() -> None:
    bare, scaled = parse_number("1.577"), parse_number("1.577 million")

    assert bare
    assert scaled
    assert in_unit(bare, "USD billion").value == 1577000000
    assert in_unit(bare, "USD billion").currency == "USD"
    assert in_unit(bare, "apples") == bare
    assert in_unit(scaled, "USD billion") == scaled


@pytest.mark.parametrize(
    ("text", "alone"), [("$5 million", True), (" 5% ", True), ("Boeing 737", False)]
)
def test_only_a_number_has_nothing_beside_it(text: str, *, alone: bool) -> None:
    assert is_only_a_number(text) is alone


@given(st.text())
def test_no_text_breaks_the_parser(text: str) -> None:
    number = parse_number(text)

    assert number is None or same_number(number, number)


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from([None, M, "%", "bps"]))
def test_a_number_is_itself_in_any_unit(value: Decimal, unit: str | None) -> None:
    number = parse_number(str(value))

    assert number
    assert same_number(number, number, unit=unit)


@given(st.decimals(1, 10**9, places=2))
def test_a_number_is_never_its_opposite(value: Decimal) -> None:
    number, opposite = parse_number(str(value)), parse_number(f"-{value}")

    assert number
    assert opposite
    assert not same_number(number, opposite)


@pytest.mark.parametrize(
    "label",
    [
        *("no.", "Nos.", "#", "№", "number", "note", "Notes", "item", "items", "page"),
        *(
            "pages",
            "p.",
            "pp.",
            "table",
            "figure",
            "exhibit",
            "section",
            "chapter",
            "§",
        ),
        *("§§", "art.", "articles", "clause", "paragraph", "para.", "rule", "appendix"),
        *("annex", "schedule", "step", "line", "row", "FY", "fiscal", "fiscal year"),
    ],
)
def test_a_labelled_number_goes_by_beside_another(label: str) -> None:
    number = parse_number(f"42 boats, by {label} 7")
    assert number is not None
    assert number.value == 42


def test_a_number_after_another_word_does_not_go_by() -> None:
    assert parse_number("42 boats, by denote 7") is None
