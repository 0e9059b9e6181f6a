"""Units of one measure are converted, with their precision; others are not."""

from decimal import Decimal

import pytest

from pipeline.values.asked import unit_named
from pipeline.values.comparing import Comparison, compare
from pipeline.values.conversions import conversion
from pipeline.values.measures import parse_measure


@pytest.mark.parametrize(
    ("unit", "other", "one", "is_other"),
    [
        ("kilogram", "gram", "0.45", "450"),
        ("kilometre", "metre", "7.4", "7400"),
        ("mile", "kilometre", "1", "1.609344"),
        ("hectare", "metre2", "1.5", "15000"),
        ("metre3", "litre", "0.24", "240"),
        ("week", "day", "11", "77"),
        ("year", "month", "2", "24"),
        ("minute", "second", "1.5", "90"),
        ("kilowatt hour", "joule", "1", "3600000"),
        ("megapascal", "bar", "1.6", "16"),
        ("gibibyte", "mebibyte", "2", "2048"),
        ("celsius", "kelvin", "25", "298.15"),
        ("celsius", "fahrenheit", "25", "77"),
        ("fahrenheit", "celsius", "-40", "-40"),
    ],
)
def test_a_unit_is_so_much_of_another(
    unit: str, other: str, one: str, is_other: str
) -> None:
    way = conversion(unit, other)

    assert way is not None
    assert round(way.applied(Decimal(one)), 9) == Decimal(is_other)
    assert not way.about


def test_a_month_is_no_fixed_number_of_days() -> None:
    way = conversion("month", "day")

    assert way is not None
    assert way.about
    assert round(way.factor, 6) == Decimal("30.436875")


@pytest.mark.parametrize(
    ("unit", "other"),
    [("kilogram", "litre"), ("metre", "metre2"), ("box", "metre"), ("watt", "joule")],
)
def test_units_of_two_measures_are_not_converted(unit: str, other: str) -> None:
    assert conversion(unit, other) is None


@pytest.mark.parametrize(
    ("given", "gold", "unit", "expected"),
    [
        ("7,900 kg/ha", "7.9 t/ha", None, "same"),
        ("20 knots", "37 km/h", None, "same"),
        ("60 mph", "96.6 kph", None, "same"),
        ("5 imperial gallons", "22.7 litres", None, "same"),
        ("250 \u00b5g", "0.25 mg", None, "same"),
        ("1.5GB", "1536 MB", None, "same"),
        ("16", "1.6 MPa", "bar", "same"),
        ("$5 per kg", "$5 per litre", None, "another unit"),
        ("2.3 km", "2,318 m", None, "coarser"),
        ("2.4 km", "2,318 m", None, "another value"),
        ("90 days", "3 months", None, "another value"),
        ("1 month", "30 days", None, "another value"),
        ("12 months", "1 year", None, "same"),
        ("365 days", "1 year", None, "same"),
        ("24 m3/d", "1 m3/h", None, "same"),
        ("1 Ml/d", "1000 m3/d", None, "same"),
        ("250 megalitres", "250 ml", None, "another unit"),
        ("250 ML", "250 ml", None, "another unit"),
        ("250 Ml", "250 mL", None, "another unit"),
        ("250mL", "250 ml", None, "same"),
        ("250ML", "250 megalitres", None, "same"),
        ("0.25 l", "250 mL", None, "same"),
        ("450 kg", "450 g", None, "another unit"),
        ("12 people", "12 patients", None, "other words"),
        ("13 people", "12 patients", None, "another value"),
    ],
)
def test_a_measure_is_compared_in_the_unit_of_the_gold(
    given: str, gold: str, unit: str | None, expected: Comparison
) -> None:
    one, other = parse_measure(given), parse_measure(gold)

    assert one is not None
    assert other is not None
    assert compare(one, other, unit) == expected


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("At what altitude, in metres, is the hut?", "metres"),
        ("How many grams of sugar does it take?", "grams"),
        ("How fast is it in km/h?", "km/h"),
        ("What is the area in square kilometres?", "square kilometres"),
        ("What is the boiling point in degrees Celsius?", "degrees Celsius"),
        ("Who came in second place?", None),
        ("How many containers did she carry?", None),
        ("What was revenue in 2018?", None),
    ],
)
def test_a_question_names_the_unit_it_asks_for(question: str, unit: str | None) -> None:
    assert unit_named(question) == unit
