"""A range is read whole, and is another one where either end is."""

import pytest

from pipeline.values.ranges import parse_range, same_range


@pytest.mark.parametrize(
    ("given", "gold", "unit"),
    [
        ("5-7%", "5% to 7%", None),
        ("between 5 and 7", "5-7", None),
        ("from 5 to 7 per cent", "5 \u2013 7 %", None),
        ("$5 to $7 million", "$5-7 million", None),
        ("5 million to 7 million", "5-7", "million"),
        (
            "It is expected to be between $5 and 7 million in 2024.",
            "$5-$7 million",
            None,
        ),
        ("5 to about 7 tonnes", "5-7 tonnes", None),
    ],
)
def test_the_same_range_said_otherwise_is_the_same(
    given: str, gold: str, unit: str | None
) -> None:
    one, other = parse_range(given), parse_range(gold)

    assert one
    assert other
    assert same_range(one, other, unit)


@pytest.mark.parametrize(
    ("given", "gold"),
    [("5-8%", "5-7%"), ("4-7%", "5-7%"), ("5-7", "5-7 million"), ("\u20ac5-7", "$5-7")],
)
def test_another_end_scale_or_currency_is_another_range(given: str, gold: str) -> None:
    one, other = parse_range(given), parse_range(gold)

    assert one
    assert other
    assert not same_range(one, other, None)


@pytest.mark.parametrize(
    "text",
    ["5", "5 and 7", "5, 6 and 7", "5 or 7", "between 5, 6 and 7", "2019-2020", ""],
)
def test_what_has_not_two_ends_is_no_range(text: str) -> None:
    assert parse_range(text) is None
