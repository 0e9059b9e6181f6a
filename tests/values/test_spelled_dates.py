"""What an answer spells out of a date is put in figures, and nothing else is."""

import pytest

from pipeline.values.spelled_dates import clock_times, in_figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("the fourth of April, 1995", "4 April, 1995"),
        ("on the fourteenth day of March 1803", "on 14 March 1803"),
        ("April the twenty-first, 2001", "April 21, 2001"),
        ("the last day of February 2024", "29 February 2024"),
        ("Christmas Eve 1914", "24 December 1914"),
        ("New Year\u2019s Day, 1732", "1 January 1732"),
        ("Christmas's Eve 1914", "24 December 1914"),
        ("nineteen seventy-nine", "1979"),
        ("seventeen hundred and six", "1706"),
        ("nineteen oh five", "1905"),
        ("two thousand and five", "2005"),
        ("twenty twenty-one", "2021"),
        ("the eighteen-forties", "the 1840s"),
        ("the fifties", "the 1950s"),
        ("in 1853, thus in the fifties", "in 1853, thus in the 1850s"),
        ("9/2031", "2031-09"),
        ("in '64", "in 1964"),
    ],
)
def test_days_years_and_decades_are_put_in_figures(text: str, figures: str) -> None:
    assert in_figures(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "the second witness",
        "a man in his fifties",
        "14/9/2031",
        "13/2031",
        "the '64 vintage",
        "twenty-one ships",
        "the last day of the fair",
        "Christmas came early",
    ],
)
def test_other_words_stay_as_they_are(text: str) -> None:
    assert in_figures(text) == text


def test_the_century_is_the_nearest() -> None:
    assert in_figures("in '64", 1871) == "in 1864"
    assert in_figures("in '02", 1998) == "in 2002"


def test_times_of_day_are_minutes() -> None:
    assert clock_times("noon, 12 p.m. or 12:00") == {720}
    assert clock_times("midnight, 12 a.m. or 24:00") == {0}
    assert clock_times("4:05 pm and 16.05") == {965}
    assert clock_times("16 ships of 1605") == frozenset()


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("Noon", 720), ("by midday", 720), ("at Midnight", 0), ("3pm", 900)),
        *(("3 P.M.", 900), ("9 a.m.", 540), ("15:30", 930), ("3.30pm", 930)),
    ],
)
def test_each_way_to_name_a_time_is_read_alone(text: str, minutes: int) -> None:
    assert clock_times(text) == {minutes}
