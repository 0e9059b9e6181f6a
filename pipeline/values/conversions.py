"""How much one unit is of another: 0.45 kg is 450 g, two years are 24 months.

Each unit is a factor of the base unit of its dimension. All are exact by definition,
but for the lengths of a month and a year, which are the Gregorian mean: 365.2425 days,
so that 365 days are a year within the tolerance, and 30 days are no month.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

_Factors: TypeAlias = Mapping[str, Decimal]

_LENGTHS: Final[Mapping[str, str]] = {  # in metres
    "metre": "1",
    "kilometre": "1e3",
    "decimetre": "1e-1",
    "centimetre": "1e-2",
    "millimetre": "1e-3",
    "micrometre": "1e-6",
    "nanometre": "1e-9",
    "mile": "1609.344",
    "nautical mile": "1852",
    "yard": "0.9144",
    "foot": "0.3048",
    "inch": "0.0254",
}
_AREAS: Final[Mapping[str, str]] = {  # in square metres
    "hectare": "1e4",
    "acre": "4046.8564224",
}
_VOLUMES: Final[Mapping[str, str]] = {  # in cubic metres
    "litre": "1e-3",
    "gigalitre": "1e6",
    "megalitre": "1e3",
    "kilolitre": "1",
    "hectolitre": "1e-1",
    "decilitre": "1e-4",
    "centilitre": "1e-5",
    "millilitre": "1e-6",
    "microlitre": "1e-9",
    "US gallon": "0.003785411784",
    "imperial gallon": "0.00454609",
    "barrel": "0.158987294928",
}
_DIMENSIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "mass": {  # in grams
        "gram": "1",
        "microgram": "1e-6",
        "milligram": "1e-3",
        "kilogram": "1e3",
        "tonne": "1e6",
        "short ton": "907184.74",
        "long ton": "1016046.9088",
        "pound weight": "453.59237",
        "ounce": "28.349523125",
        "stone": "6350.29318",
    },
    "time": {  # in seconds
        "second": "1",
        "millisecond": "1e-3",
        "microsecond": "1e-6",
        "minute": "60",
        "hour": "3600",
        "day": "86400",
        "week": "604800",
        "fortnight": "1209600",
        "month": "2629746",
        "quarter": "7889238",
        "year": "31556952",
        "decade": "315569520",
        "century": "3155695200",
    },
    "power": {  # in watts
        "watt": "1",
        "kilowatt": "1e3",
        "megawatt": "1e6",
        "gigawatt": "1e9",
        "terawatt": "1e12",
    },
    "energy": {  # in joules
        "joule": "1",
        "kilojoule": "1e3",
        "megajoule": "1e6",
        "gigajoule": "1e9",
        "calorie": "4.184",
        "kilocalorie": "4184",
        "watt hour": "3.6e3",
        "kilowatt hour": "3.6e6",
        "megawatt hour": "3.6e9",
        "gigawatt hour": "3.6e12",
        "terawatt hour": "3.6e15",
    },
    "pressure": {  # in pascals; psi to ten digits
        "pascal": "1",
        "hectopascal": "1e2",
        "kilopascal": "1e3",
        "megapascal": "1e6",
        "millibar": "1e2",
        "bar": "1e5",
        "atmosphere": "101325",
        "psi": "6894.757293",
    },
    "torque": {  # in newton metres; of 0.45359237 kg at 9.80665 m/s2 and 0.3048 m
        "newton metre": "1",
        "pound foot": "1.3558179483314004",
    },
    "frequency": {  # in hertz
        "hertz": "1",
        "kilohertz": "1e3",
        "megahertz": "1e6",
        "gigahertz": "1e9",
    },
    "data": {  # in bytes
        "byte": "1",
        "kilobyte": "1e3",
        "megabyte": "1e6",
        "gigabyte": "1e9",
        "terabyte": "1e12",
        "kibibyte": "1024",
        "mebibyte": "1048576",
        "gibibyte": "1073741824",
        "tebibyte": "1099511627776",
    },
}
_TEMPERATURES: Final[Mapping[str, tuple[Decimal, Decimal]]] = {
    "kelvin": (Decimal(1), Decimal(0)),
    "celsius": (Decimal(1), Decimal("273.15")),
    "fahrenheit": (Decimal(5) / 9, Decimal("459.67")),
}
"""How many kelvins a degree is, and how many such degrees zero is above none at all."""
_CALENDAR: Final = frozenset({"month", "quarter", "year", "decade", "century"})
"""What is no fixed number of days."""


class _Known(NamedTuple):
    dimension: str
    factor: Decimal
    above: Decimal = Decimal(0)


def _raised(factors: Mapping[str, str], power: int) -> dict[str, Decimal]:
    suffix = str(power) if power > 1 else ""
    return {name + suffix: Decimal(one) ** power for name, one in factors.items()}


def _decimals(factors: Mapping[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(factor) for name, factor in factors.items()}


_FACTORS: Final[Mapping[str, _Factors]] = {
    "length": _raised(_LENGTHS, 1),
    "area": _raised(_LENGTHS, 2) | _decimals(_AREAS),
    "volume": _raised(_LENGTHS, 3) | _decimals(_VOLUMES),
    **{name: _decimals(factors) for name, factors in _DIMENSIONS.items()},
}
_UNITS: Final[Mapping[str, _Known]] = {
    name: _Known(dimension, factor)
    for dimension, factors in _FACTORS.items()
    for name, factor in factors.items()
} | {name: _Known("temperature", *scale) for name, scale in _TEMPERATURES.items()}


class Conversion(NamedTuple):
    """Times a factor, plus a shift: 32 for what is Celsius in Fahrenheit."""

    factor: Decimal
    shift: Decimal = Decimal(0)
    about: bool = False
    """Whether the units are no fixed multiple of each other: months and days."""

    def applied(self, value: Decimal) -> Decimal:
        return value * self.factor + self.shift


def is_known(unit: str) -> bool:
    """Return whether this is the name of a unit of measure."""
    return unit in _UNITS


def conversion(unit: str, other: str) -> Conversion | None:
    """Return what makes a number of one unit one of the other, if that can be.

    >>> conversion("kilometre", "metre").applied(Decimal("7.4"))
    Decimal('7400.0')
    """
    one, two = _UNITS.get(unit), _UNITS.get(other)
    if one is None or two is None or one.dimension != two.dimension:
        return None
    factor = one.factor / two.factor
    about = (unit in _CALENDAR) != (other in _CALENDAR)
    return Conversion(factor, one.above * factor - two.above, about)
