"""Periods are read from their beginning to their end, and compared by both."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.values.dates import PartialDate
from pipeline.values.periods import (
    Period,
    days_of,
    either_order,
    find_moments,
    in_year,
    parse_moment,
    same_moment,
    whole_years,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("from 1 March to 31 May 2021", "2021-03-01 to 2021-05-31"),
        ("1st of March through 31st of May 2021", "2021-03-01 to 2021-05-31"),
        ("January 1, 2019 through December 31, 2021", "2019-01-01 to 2021-12-31"),
        ("14 March 2021 until 2 May 2022", "2021-03-14 to 2022-05-02"),
        ("1 March 2019 to 28 February 2024", "2019-03-01 to 2024-02-28"),
        ("12-14 March 2021", "2021-03-12 to 2021-03-14"),
        ("12 to 14 March 2021", "2021-03-12 to 2021-03-14"),
        ("March 12-14, 2021", "2021-03-12 to 2021-03-14"),
        ("March 12 to May 14, 2021", "2021-03-12 to 2021-05-14"),
        ("March\u2013May 2021", "2021-03 to 2021-05"),
        ("May 2019 - June 2020", "2019-05 to 2020-06"),
        ("Q1 to Q3 2021", "2021-Q1 to 2021-Q3"),
        ("H1 2021 to H2 2022", "2021-H1 to 2022-H2"),
        ("between 2019 and 2021", "2019 to 2021"),
        ("between March and May 2021", "2021-03 to 2021-05"),
        ("2019-2021", "2019 to 2021"),
        ("fiscal 2019 to 2021", "2019 to 2021"),
        ("FY2019-FY2021", "2019 to 2021"),
        ("2018-19", "2018 to 2019"),
        ("FY2018/19", "2018 to 2019"),
        ("2009\u201310", "2009 to 2010"),
        ("Q1 2021, from January to March 2021", "2021-01 to 2021-03"),
    ],
)
def test_a_period_is_read_to_its_end(text: str, read: str) -> None:
    found = parse_moment(text)

    assert isinstance(found, Period)
    assert str(found) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2009-10", "2009-10"),
        ("sold 12 to 2021 people", "2021"),
        ("Nov to Jan 2021", "2021-01"),
        ("30 February to 31 May 2021", "2021-05-31"),
        ("2021 to 2019", None),
        ("2019 and 2021", None),
        ("2019-2021 and 2022", None),
        ("2019 to 2020, 2021 to 2022", None),
        ("soon", None),
    ],
)
def test_what_is_no_period_is_a_date_or_nothing(text: str, read: str | None) -> None:
    found = parse_moment(text)

    assert not isinstance(found, Period)
    assert (str(found) if found else None) == read


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("FY23", "FY2023"),
        ("FY'69 to FY68", "FY1969 to FY2068"),
        ("3Q22", "3Q2022"),
        ("Q3 FY'22", "Q3 FY2022"),
        ("1H23 and H2 23", "1H2023 and H2 2023"),
        ("March '21", "March 2021"),
        ("the '90s", "the 1990s"),
        ("14/03/21", "14/03/21"),
        ("Mar-21", "Mar-21"),
        ("$FY 23.5", "$FY 23.5"),
        ("FY2023", "FY2023"),
    ],
)
def test_a_short_year_is_written_out_where_it_can_be_nothing_else(
    text: str, written: str
) -> None:
    assert whole_years(text) == written


@pytest.mark.parametrize(
    ("answer", "gold", "same"),
    [
        ("1 March 2021 to 31 May 2021", "1 March to 31 May 2021", True),
        ("March to May 2021", "1 March to 31 May 2021", True),
        ("1 March to 31 May 2021", "March to May 2021", True),
        ("3 March 2019 to 5 May 2021", "2019-2021", True),
        ("January to March 2021", "Q1 2021", True),
        ("Q1 2021", "January to March 2021", True),
        ("1 January to 31 December 2020", "2020", True),
        ("January to June 2023", "H1 2023", True),
        ("2019-2020", "2019-2021", False),
        ("2020", "2019-2021", False),
        ("2019-2021", "2020", False),
        ("2019-2021", "3 March 2019 to 5 May 2021", False),
    ],
)
def test_periods_agree_by_their_ends(answer: str, gold: str, *, same: bool) -> None:
    found, wanted = parse_moment(answer), parse_moment(gold)

    assert found
    assert wanted
    assert same_moment(found, wanted) is same


def test_a_decade_has_ten_years_and_each_is_of_it() -> None:
    decade, year = parse_moment("1990s"), parse_moment("1995")

    assert decade
    assert year
    assert days_of(decade) == (date(1990, 1, 1), date(1999, 12, 31))
    assert same_moment(year, decade)
    assert not same_moment(decade, year)


def test_both_readings_of_a_day_are_given_where_there_are_two() -> None:
    found = either_order("on 03/04/2021, 13/04/2021, 4.4.2021 and 00/01/2021")

    assert found == [
        (
            "03/04/2021",
            frozenset(PartialDate(2021, month=m, day=7 - m) for m in (3, 4)),
        )
    ]


def test_a_day_is_put_into_the_year_that_is_meant() -> None:
    assert in_year("on 14 March, or March 15th", 2021) == (
        "on 14 March 2021, or March 15th 2021"
    )
    assert in_year("14 March 2019, March 15, 2020", 2021) == (
        "14 March 2019, March 15, 2020"
    )


@given(st.text() | st.text(alphabet="0123456789-/ QqMarchtoFY'"))
def test_no_text_breaks_the_reading_of_periods(text: str) -> None:
    found = find_moments(whole_years(text))

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(days_of(one.when)[0] <= days_of(one.when)[1] for one in found)


@pytest.mark.parametrize("piece", ["2021-", "12-", "March to ", "FY1", "1 to ", "'90s"])
def test_hostile_repetition_of_periods_is_read_in_bounded_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    assert len(find_moments(whole_years(text))) <= 60_000
