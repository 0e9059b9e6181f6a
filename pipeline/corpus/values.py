"""How values are written, and read again. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, assert_never

from pipeline.corpus.facts import Value
from pipeline.corpus.relations import Shape


class Voice(StrEnum):
    """Who writes: each has its own forms."""

    FORMAL = "formal"
    """Contracts, policies, reports."""
    PLAIN = "plain"
    """Pages and runbooks that colleagues write for each other."""
    CHATTY = "chatty"
    """Letters and mail."""
    TERSE = "terse"
    """Logs, slides, notes of a meeting."""
    ROW = "row"
    """A row of a table, its cells parted by " ; "."""


_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
UNITS: Final[Mapping[str, tuple[str, ...]]] = {
    "m3/day": ("m3/day", "cubic metres a day"),
    "m3": ("m3", "cubic metres"),
    "ha": ("ha", "hectares"),
    "kWh": ("kWh",),
    "NTU": ("NTU",),
    "kW": ("kW",),
    "EUR": ("EUR", "euros"),
    "percent": ("%", "per cent"),
    "hours": ("h", "hours"),
    "members": ("members",),
    "days": ("days",),
    "mg/l": ("mg/l",),
}
"""Every unit of a relation: how it is written short, and in a sentence."""

_WHOLE: Final = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d+)(?!\d|[-.,]\d)"
_FIGURES: Final = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|[-.,]\d)"
"""Both are no part of a longer number, nor of a day: a row has several in line."""
_UPPER: Final = r"[A-Z][\w'\u2019-]*"
_DAY: Final = rf"\d{{1,2}} (?:{'|'.join(_MONTHS)}) \d{{4}}|\d{{4}}-\d\d-\d\d"
_MONTH: Final = rf"(?:{'|'.join(_MONTHS)}) \d{{4}}|\d{{4}}-\d\d(?!-)"
_PATTERNS: Final[Mapping[Shape, str]] = {
    Shape.MONEY: rf"(?:EUR )?{_WHOLE}(?: euros)?",
    Shape.DATE: _DAY,
    Shape.MONTH: _MONTH,
    Shape.WORDS: r"[a-z][^.;|?\d]*?",
    Shape.CODE: r"[A-Z][A-Z0-9]*(?:[-/][A-Z0-9]+)+",
    Shape.PERSON: rf"{_UPPER} {_UPPER}",
    Shape.COMPANY: rf"{_UPPER}(?: (?:&|and|{_UPPER}))*",
    Shape.PLACE: rf"{_UPPER}(?: {_UPPER})*",
    Shape.TITLE: rf"{_UPPER}(?: (?:of|and|{_UPPER}))*",
}


def pattern(shape: Shape, unit: str | None) -> str:
    """Return the regular expression of a value as any voice writes it."""
    if shape is not Shape.NUMBER:
        return f"(?:{_PATTERNS[shape]})"
    units = "|".join(map(re.escape, UNITS[unit])) if unit else "(?!)"
    return rf"(?:(?:{_FIGURES})(?: (?:{units}))?)"


def written(value: Value, shape: Shape, unit: str | None, voice: Voice) -> str:
    """Write a value as a voice has it; a row has no units, its head has them."""
    match shape:
        case Shape.MONEY:
            figures = f"{value:,}"
            if voice is Voice.ROW:
                return figures
            return f"{figures} euros" if voice is Voice.CHATTY else f"EUR {figures}"
        case Shape.NUMBER:
            return _measure(value, unit, voice)
        case Shape.DATE:
            return _day(value, voice)
        case Shape.MONTH:
            return _month(value, voice)
        case (
            Shape.WORDS
            | Shape.CODE
            | Shape.PERSON
            | Shape.COMPANY
            | Shape.PLACE
            | Shape.TITLE
        ):
            return str(value)
        case _:
            assert_never(shape)


def _measure(value: Value, unit: str | None, voice: Voice) -> str:
    figures = f"{value:,}"
    if voice is Voice.ROW or unit is None:
        return figures
    short, *long = UNITS[unit]
    return f"{figures} {long[0] if long and voice is not Voice.TERSE else short}"


def _day(value: Value, voice: Voice) -> str:
    if not isinstance(value, date):
        message = f"{value!r} is no day"
        raise TypeError(message)
    if voice in {Voice.ROW, Voice.TERSE}:
        return value.isoformat()
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _month(value: Value, voice: Voice) -> str:
    if not isinstance(value, date):
        message = f"{value!r} is no month"
        raise TypeError(message)
    if voice in {Voice.ROW, Voice.TERSE}:
        return f"{value:%Y-%m}"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def read(text: str, shape: Shape) -> Value:
    """Read what `pattern` matched."""
    match shape:
        case Shape.MONEY:
            return int(_figures(text))
        case Shape.NUMBER:
            figures = _figures(text)
            return int(figures) if figures.isdigit() else Decimal(figures)
        case Shape.DATE:
            return _read_day(text)
        case Shape.MONTH:
            return _read_month(text)
        case (
            Shape.WORDS
            | Shape.CODE
            | Shape.PERSON
            | Shape.COMPANY
            | Shape.PLACE
            | Shape.TITLE
        ):
            return text
        case _:
            assert_never(shape)


def _figures(text: str) -> str:
    found = re.search(_FIGURES, text)
    return found.group().replace(",", "") if found else text


def _read_day(text: str) -> date:
    if "-" in text:
        return date.fromisoformat(text)
    day, month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, int(day))


def _read_month(text: str) -> date:
    if "-" in text:
        return date.fromisoformat(f"{text}-01")
    month, year = text.split()
    return date(int(year), _MONTHS.index(month) + 1, 1)
