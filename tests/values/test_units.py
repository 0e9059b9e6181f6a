from decimal import Decimal

import pytest

from pipeline.values.units import parse_unit, same_currency


@pytest.mark.parametrize(
    ("text", "family", "currency", "factor"),
    [
        ("USD million", "money", "USD", "1000000"),
        ("USD millions", "money", "USD", "1000000"),
        ("million USD", "money", "USD", "1000000"),
        ("in millions of US dollars", "money", "USD", "1000000"),
        ("$mn", "money", "$", "1000000"),
        ("$ mn", "money", "$", "1000000"),
        ("$m", "money", "$", "1000000"),
        ("$bn", "money", "$", "1000000000"),
        ("EURm", "money", "EUR", "1000000"),
        ("k EUR", "money", "EUR", "1000"),
        ("€ thousand", "money", "EUR", "1000"),
        ("USD per share", "money", "USD", "1"),
        ("%", "percent", None, "1"),
        ("percent", "percent", None, "1"),
        ("percentage points", "percent", None, "1"),
        ("bps", "percent", None, "0.01"),
        ("thousand tonnes", "plain", None, "1000"),
        ("m", "plain", None, "1"),
        ("days", "plain", None, "1"),
        ("", "plain", None, "1"),
        (None, "plain", None, "1"),
    ],
)
def test_a_unit_says_family_currency_and_factor(
    text: str | None, family: str, currency: str | None, factor: str
) -> None:
    unit = parse_unit(text)

    assert (unit.family, unit.currency) == (family, currency)
    assert unit.factor == Decimal(factor)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("USD", None, True),
        ("USD", "USD", True),
        ("$", "CAD", True),
        ("USD", "CAD", False),
        ("$", "EUR", False),
    ],
)
def test_a_bare_dollar_is_any_dollar(
    one: str, other: str | None, *, same: bool
) -> None:
    assert same_currency(one, other) is same
    assert same_currency(other, one) is same
