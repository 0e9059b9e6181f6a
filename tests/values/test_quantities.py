"""What a text prints becomes a value, or is left alone because it is a name."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.quantities import find_numbers

READ = [
    ("1577", "1577"),
    ("1,577", "1577"),
    ("1.577", "1.577"),
    ("1,577.00", "1577"),
    ("1.577,00", "1577"),
    ("1.577.000", "1577000"),
    ("1.577.000,50 EUR", "1577000.5"),
    ("1,577,000.50", "1577000.5"),
    ("12,34,567", "1234567"),
    ("1\u00a0577\u00a0000", "1577000"),
    ("1\u202f577,5", "1577.5"),
    ("1'577'000", "1577000"),
    ("1\u2019577", "1577"),
    ("1,5", "1.5"),
    ("1577,25", "1577.25"),
    ("0,308", "0.308"),
    (".66", "0.66"),
    ("0.66", "0.66"),
    ("1.5e9", "1500000000"),
    ("1.577E+09", "1577000000"),
    ("2e-3", "0.002"),
    ("$1577.00", "1577"),
    ("$ 0.55", "0.55"),
    ("0.01$", "0.01"),
    ("€5", "5"),
    ("5 €", "5"),
    ("£1.2m", "1200000"),
    ("¥500", "500"),
    ("₹5 crore", "50000000"),
    ("Rs. 3 lakh", "300000"),
    ("USD 1.58bn", "1580000000"),
    ("USD1.58bn", "1580000000"),
    ("EUR 12", "12"),
    ("12 EUR", "12"),
    ("12 euros", "12"),
    ("5 million dollars", "5000000"),
    ("$1.577 billion", "1577000000"),
    ("$1,577 million", "1577000000"),
    ("$1,577 millions", "1577000000"),
    ("$1.577-billion", "1577000000"),
    ("1,577 (in millions)", "1577000000"),
    ("$302,578 in thousands", "302578000"),
    ("US$1.577bn", "1577000000"),
    ("1.577 bn", "1577000000"),
    ("1577mn", "1577000000"),
    ("1577 mln", "1577000000"),
    ("1577mm", "1577000000"),
    ("1577m", "1577000000"),
    ("1577M", "1577000000"),
    ("$3M", "3000000"),
    ("$3 M", "3000000"),
    ("40M", "40000000"),
    ("1.5B", "1500000000"),
    ("$1.2T", "1200000000000"),
    ("1.2 trillion", "1200000000000"),
    ("1.2tn", "1200000000000"),
    ("120k", "120000"),
    ("120K", "120000"),
    ("5 thousand", "5000"),
    ("1,577\nmillion", "1577000000"),
    ("30.8%", "30.8"),
    ("30.8 %", "30.8"),
    ("30.8\uff05", "30.8"),
    ("30.8 percent", "30.8"),
    ("30.8 per cent", "30.8"),
    ("30.8 pct", "30.8"),
    ("2.2 percentage points", "2.2"),
    ("2.2pp", "2.2"),
    ("220 bps", "2.2"),
    ("220 basis points", "2.2"),
    ("1 bp", "0.01"),
    ("-5", "-5"),
    ("\u22125", "-5"),
    ("\u20135%", "-5"),
    ("-$1561M", "-1561000000"),
    ("$-5", "-5"),
    ("$ -5", "-5"),
    ("minus 3%", "-3"),
    ("negative 3 %", "-3"),
    ("minus HK$ .5", "-0.5"),
    ("negative HK$ .5", "-0.5"),
    ("(2.3)%", "-2.3"),
    ("(2.3%)", "-2.3"),
    ("(2.3) %", "-2.3"),
    ("$(1,577)", "-1577"),
    ("($1,577)", "-1577"),
    ("($1,577 million)", "-1577000000"),
    ("$(1,577) million", "-1577000000"),
    ("(1,577)", "-1577"),
    ("about half (50%)", "50"),
    ("Smith (2018)", "2018"),
    ("approximately 5", "5"),
    ("about $5", "5"),
    ("~5%", "5"),
    ("\u22485", "5"),
    ("+5%", "5"),
    ("9.5x", "9.5"),
    ("9.5 times", "9.5"),
    ("65 years", "65"),
    ("1,577.", "1577"),
    ("1,577, as stated", "1577"),
    ("the 737", "737"),
    ("\uff11\uff15", "15"),
    ("- 5", "5"),
]

NAMES = [
    "September 12",
    "12 September 2018",
    "FY2018",
    "FY18",
    "Q3",
    "H1",
    "3M",
    "3M's capex",
    "10K",
    "8K",
    "10-K",
    "10-Q",
    "3-year",
    "12-month",
    "COVID-19",
    "GPT-4",
    "777X",
    "1st",
    "2nd",
    "3rd",
    "14th",
    "1,577th",
    "5G",
    "x5",
    "3M_2018_10K",
    "v1.2",
    "1.2.3",
    "192.168.0.1",
    "1,2,3",
    "3/4",
    "12/31/2018",
    "2:1",
    "10:30",
    "2018-12-31",
    "March 14, 2021",
    "14 March 2021",
    "Dec. 31",
    "Infinity",
    "NaN",
    "1,57,7",
    "1.577,0.5",
    "",
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_printed_number_is_read(text: str, value: str) -> None:
    assert [number.value for number in find_numbers(text)] == [Decimal(value)]


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "family", "currency", "scale", "decimals"),
    [
        ("$1.577 billion", "money", "$", "billion", 3),
        ("US$ 5", "money", "USD", None, 0),
        ("5.00 million euros", "money", "EUR", "million", 2),
        ("RMB 5", "money", "CNY", None, 0),
        ("A$5bn", "money", "AUD", "billion", 0),
        ("30.8%", "percent", None, None, 1),
        ("220 bps", "percent", None, None, 2),
        ("1,577k", "plain", None, "thousand", 0),
        ("1.5e1", "plain", None, None, 0),
    ],
)
def test_what_is_said_beside_the_digits_is_kept(
    text: str, family: str, currency: str | None, scale: str | None, decimals: int
) -> None:
    (number,) = find_numbers(text)

    assert (number.family, number.currency) == (family, currency)
    assert (number.scale, number.decimals) == (scale, decimals)


def test_the_mantissa_is_the_number_as_printed() -> None:
    (number,) = find_numbers("$1.577 billion")

    assert number.mantissa == Decimal("1.577")


def test_a_table_row_is_read_cell_by_cell() -> None:
    row = "Net income\n \n$\n5,363 \n$\n4,869 \n$\n(5,058)\n \n"

    assert [int(n.value) for n in find_numbers(row)] == [5363, 4869, -5058]


def test_both_ends_of_a_range_are_read() -> None:
    assert [int(n.value) for n in find_numbers("5-7, or 8\u20139")] == [5, 7, 8, 9]


@given(st.text() | st.text(alphabet="0123456789.,'()-$€%kKmMbn eE\u2212 million"))
def test_spans_lie_inside_the_text_and_never_overlap(text: str) -> None:
    found = find_numbers(text)

    edges = [edge for number in found for edge in (number.start, number.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(number.value.is_finite() for number in found)


@given(st.integers(-(10**12), 10**12))
def test_grouping_does_not_change_a_number(value: int) -> None:
    assert [n.value for n in find_numbers(f"{value:,}")] == [value]


@pytest.mark.parametrize("digits", [28, 10_000, 1_000_000])
def test_a_number_too_long_to_hold_exactly_is_none(digits: int) -> None:
    assert find_numbers("9" * digits) == []


def test_the_longest_number_is_held_exactly() -> None:
    (number,) = find_numbers("9" * 27 + " trillion")

    assert number.mantissa == Decimal("9" * 27)


@pytest.mark.parametrize(
    "piece", ["(", "$ ", "-", "1,", "1'", "1.1,", "Mar ", "1/", "e1", "minus ", "1 m"]
)
def test_hostile_repetition_is_read_in_one_pass(piece: str) -> None:
    # A pattern that went back over the text would not end within the test's timeout.
    assert len(find_numbers(piece * (300_000 // len(piece)))) <= 150_000
