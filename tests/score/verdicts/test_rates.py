"""Rates whose time is abbreviated, and spans of time in several units."""

import pytest

from pipeline.records import AnswerType, Verdict
from tests.score.verdicts.asking import asked, judged

RIGHT, WRONG = Verdict.CORRECT, Verdict.INCORRECT


@pytest.mark.parametrize(
    ("unit", "given"),
    [
        ("m3/day", "450 m3/d"),
        ("m\u00b3/d", "450 cubic metres per day"),
        ("m3/d", "450 m^3 per d"),
        ("m3/day", "450 m3 d-1"),
        ("l/s", "450 litres per second"),
        ("l/s", "450 l s\u207b\u00b9"),
        ("l/s", "450 lps"),
        ("MWh/a", "450 MWh per year"),
        ("t/y", "450 t/yr"),
        ("MWh/a", "450 MWh p.a."),
        ("Ml/d", "450 megalitres per day"),
        ("vehicles/d", "450 vehicles per day"),
        ("EUR/a", "EUR 450 per year"),
        ("m3/d", "18.75 m3/h"),
    ],
)
def test_a_rate_may_abbreviate_its_time(unit: str, given: str) -> None:
    question = asked(AnswerType.NUMBER, "450", unit=unit)

    assert judged(given, question).verdict is RIGHT
    assert judged(f"It is {given}.", question).verdict is RIGHT


@pytest.mark.parametrize(
    ("unit", "given"),
    [
        ("m3/d", "450 m3/s"),
        ("m3/d", "450 m3 s-1"),
        ("MWh/a", "450 MWh/month"),
        ("MWh/a", "450 MWh per day"),
        ("MWh/a", "450 MW/a"),
        ("mg/l", "450 mg/d"),
        ("mg/l", "450 mg/dl"),
    ],
)
def test_a_rate_of_another_time_or_thing_is_wrong(unit: str, given: str) -> None:
    question = asked(AnswerType.NUMBER, "450", unit=unit)

    assert judged(given, question).verdict is WRONG


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        ("1 year", "12 months", RIGHT),
        ("18 months", "a year and a half", RIGHT),
        ("18 months", "1 year 6 months", RIGHT),
        ("14 days", "2 weeks", RIGHT),
        ("1 year", "365 days", RIGHT),  # within 0.5 %
        ("1 month", "30 days", WRONG),
        ("30 days", "one month", WRONG),
        ("3 months", "90 days", WRONG),
        ("1 month", "4 weeks", WRONG),
    ],
)
def test_a_month_is_no_number_of_days(gold: str, given: str, expected: Verdict) -> None:
    assert judged(given, asked(AnswerType.NUMBER, gold)).verdict is expected
