"""Dates are read as far as they are written, and compared as far as is asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.dates import (
    PartialDate,
    coarsenings,
    find_dates,
    is_only_a_date,
    parse_date,
    same_date,
)

DAY = PartialDate(2021, month=3, day=14)
MONTH = PartialDate(2021, month=3)
QUARTER = PartialDate(2022, quarter=3)
YEAR = PartialDate(2021)
HALF = PartialDate(2022, half=1)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2021-03-14", DAY),
        ("2021-03-14T10:00:00Z", DAY),
        ("2021/03/14", DAY),
        ("14 March 2021", DAY),
        ("14th of March, 2021", DAY),
        ("the 14 mar. 2021", DAY),
        ("14-Mar-2021", DAY),
        ("March 14, 2021", DAY),
        ("March 14th 2021", DAY),
        ("14/03/2021", DAY),
        ("03/14/2021", DAY),
        ("14.03.2021", DAY),
        ("3/3/2021", PartialDate(2021, month=3, day=3)),
        ("14 March 2021, in the first quarter of 2021", DAY),
        ("Mar 2021", MONTH),
        ("March of 2021", MONTH),
        ("2021-03", MONTH),
        ("12-14 March 2021", MONTH),
        ("12 to 14 March 2021", MONTH),
        ("Q3 2022", QUARTER),
        ("2022 Q3", QUARTER),
        ("2022-Q3", QUARTER),
        ("3Q 2022", QUARTER),
        ("Q3 FY2022", QUARTER),
        ("Q3 of fiscal 2022", QUARTER),
        ("FY2022 Q3", QUARTER),
        ("third quarter of 2022", QUARTER),
        ("2021", YEAR),
        ("in 2021.", YEAR),
        ("FY2021", YEAR),
        ("fiscal year 2021", YEAR),
        ("FY 2021", YEAR),
        ("the 14th day of March, 2021", DAY),
        ("March the 14th, 2021", DAY),
        ("2021年3月14日", DAY),
        ("2021年3月", MONTH),
        ("H1 2022", HALF),
        ("1H2022", HALF),
        ("H1 FY2022", HALF),
        ("FY2022 H1", HALF),
        ("first half of fiscal 2022", HALF),
        ("the 2020s", PartialDate(2020, decade=True)),
        ("the 2020's", PartialDate(2020, decade=True)),
    ],
)
def test_a_written_date_is_read(text: str, read: PartialDate) -> None:
    assert parse_date(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "03/04/2021",
        "14 March",
        "14/03/21",
        "3Q22",
        "31 February 2021",
        "2021-13-45",
        "29/02/2021",
        "$2,018",
        "2021%",
        "2021.5",
        "20210314",
        "2020 or 2021",
        "March 0, 2021",
        "2021-00-10",
        "2021年13月",
        "2018-2019",
        "14 March 2021 and 15 March 2021",
        "May",
        "1.5",
        "0000-00-00",
    ],
)
def test_what_no_calendar_can_place_is_no_date(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("given_text", "wanted", "same"),
    [
        ("14 March 2021", "2021-03-14", True),
        ("14 March 2021", "March 2021", True),
        ("14 March 2021", "Q1 2021", True),
        ("14 March 2021", "2021", True),
        ("August 2022", "Q3 2022", True),
        ("Q3 2022", "2022", True),
        ("FY2021", "2021", True),
        ("March 2021", "14 March 2021", False),
        ("2021", "March 2021", False),
        ("Q3 2022", "August 2022", False),
        ("October 2022", "Q3 2022", False),
        ("15 March 2021", "14 March 2021", False),
        ("2020", "2021", False),
        ("Q2 2022", "H1 2022", True),
        ("May 2022", "H1 2022", True),
        ("Q3 2022", "H1 2022", False),
        ("H1 2022", "2022", True),
        ("H1 2022", "2020s", True),
        ("2020s", "2022", False),
    ],
)
def test_dates_agree_at_the_golds_granularity(
    given_text: str, wanted: str, *, same: bool
) -> None:
    found, gold = parse_date(given_text), parse_date(wanted)

    assert found
    assert gold
    assert same_date(found, gold) is same


def test_every_date_of_a_passage_is_found_where_it_stands() -> None:
    text = "From 1 May 2019 to 2021-03-14; see also Q3 2022 and 1998."

    found = find_dates(text)

    assert [text[item.start : item.end] for item in found] == [
        "1 May 2019",
        "2021-03-14",
        "Q3 2022",
        "1998",
    ]
    assert [str(item.date) for item in found] == [
        "2019-05-01",
        "2021-03-14",
        "2022-Q3",
        "1998",
    ]


def test_only_a_date_has_nothing_beside_it() -> None:
    assert is_only_a_date(" 14 March 2021 ")
    assert not is_only_a_date("since 2021")


OPENINGS = (
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April"
    "|June|July|August|September|October|November|December|14 March|fiscal|fiscal year"
    "|FY|Q3|3Q|first quarter,|second quarter|third quarter"
    "|fourth quarter, of fiscal year"
)


@pytest.mark.parametrize("opening", OPENINGS.split("|"))
def test_a_date_is_found_from_its_first_character(opening: str) -> None:
    assert is_only_a_date(f"{opening} 2018")


def test_the_fiscal_year_before_a_quarter_belongs_to_the_date() -> None:
    assert is_only_a_date("of fiscal year 2018 Q3")
    assert is_only_a_date("of 2018 Q3")


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_calendar_date_is_read_back_from_iso(day: date) -> None:
    assert str(parse_date(day.isoformat())) == day.isoformat()


@given(st.text() | st.text(alphabet="0123456789-/. QqMarch14Y"))
def test_no_text_breaks_the_parser(text: str) -> None:
    assert all(0 <= d.start < d.end <= len(text) for d in find_dates(text))
    found = parse_date(text)
    assert found is None or found in coarsenings(found)


@pytest.mark.parametrize("piece", ["2021-", "1/1/", "Mar ", "14 ", "fiscal ", "9"])
def test_hostile_repetition_is_read_in_one_pass(piece: str) -> None:
    assert len(find_dates(piece * (300_000 // len(piece)))) <= 60_000
