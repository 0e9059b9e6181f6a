"""Dates that an answer puts in words, put in figures: "the fourth of April, 1995".

Like `pipeline.values.periods` this reads answers, where a date is expected, and not
documents: "nineteen seventy-nine" is a year here, "9/2031" a month, "the fifties" are
a decade and not degrees.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from typing import Final

from pipeline.values.dates import MONTHS

_ONES: Final = "one two three four five six seven eight nine"
_TEENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_DECADES: Final = (
    "twenties thirties forties fifties sixties seventies eighties nineties"
)
_NUMBERS: Final[Mapping[str, int]] = {
    word: value for value, word in enumerate(f"{_ONES} {_TEENS}".split(), start=1)
} | {word: 10 * place for place, word in enumerate(_TENS.split(), start=2)}
_DECADE: Final[Mapping[str, int]] = {
    word: 10 * place for place, word in enumerate(_DECADES.split(), start=2)
}
_FIRST_NINE: Final = "first second third fourth fifth sixth seventh eighth ninth"
_ORDINALS: Final[Mapping[str, int]] = (
    {
        word: day
        for day, word in enumerate(
            f"{_FIRST_NINE} tenth eleventh twelfth thirteenth fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth twentieth".split(),
            start=1,
        )
    }
    | {
        f"{tens} {word}": day
        for tens, after in (("twenty", 20), ("thirty", 30))
        for day, word in enumerate(_FIRST_NINE.split(), start=after + 1)
        if day <= 31  # noqa: PLR2004  # days in a month
    }
    | {"thirtieth": 30}
)
_NAMED_DAYS: Final[Mapping[str, str]] = {
    "new year": "1 January",
    "christmas": "25 December",
    "christmas eve": "24 December",
    "new year eve": "31 December",
}
"""Days that the calendar fixes, by their names without "day" and possessives."""


def _any(words: str) -> str:
    return "|".join(words.split())


_ORDINAL = "|".join(
    sorted((w.replace(" ", r"[\s-]") for w in _ORDINALS), key=len, reverse=True)
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR: Final = r"[12]\d{3}(?![\w])"
_SMALL = rf"(?:(?:{_any(_TENS)})(?:[\s-](?:{_any(_ONES)}))?|{_any(_TEENS)})"
_CENTURY = "fifteen|sixteen|seventeen|eighteen|nineteen|twenty"
_SPELLED_YEAR = re.compile(
    rf"\b(?:(?P<century>{_CENTURY})[\s-](?:(?:oh?|nought)[\s-](?P<oh>{_any(_ONES)})"
    rf"|(?P<hundred>hundred)(?:\s(?:and\s)?(?P<more>{_SMALL}|{_any(_ONES)}))?"
    rf"|(?P<decade>{_any(_DECADES)})|(?P<rest>{_SMALL}))"
    rf"|two[\s-]thousand(?:\s(?:and\s)?(?P<since>{_SMALL}|{_any(_ONES)}))?)\b",
    re.IGNORECASE,
)
_SPELLED_DECADE = re.compile(
    rf"\b(?P<before>(?:the|early|late|mid)[\s-])(?P<decade>{_any(_DECADES)})\b",
    re.IGNORECASE,
)
_DAY_OF = re.compile(
    rf"\b(?:the\s)?(?P<day>{_ORDINAL})(?:\sday)?\s(?:of\s)?(?P<month>{_MONTH})\b",
    re.IGNORECASE,
)
_OF_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_ORDINAL})\b", re.IGNORECASE
)
_LAST_DAY = re.compile(
    rf"\b(?:the\s)?(?:very\s)?last\sday\s(?:of|in)\s(?P<month>{_MONTH})\.?,?\s(?:of\s)?"
    rf"(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_NAMED_DAY = re.compile(
    r"\b(?P<day>(?:new\syear|christmas)(?:['\u2019]?s)?(?:\seve)?)(?:\sday)?"
    rf"(?:,|\sof|\sin)?\s(?P<year>{_YEAR})",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    r"(?<![\w./-])(?P<month>0?[1-9]|1[0-2])/(?P<year>[12]\d{3})(?![\w/]|\.\d)"
)
_BARE_YEAR = re.compile(
    r"\b(?P<before>(?:in|of|since|by|during|until|from|around|about)\s)['\u2019]"
    r"(?P<year>\d\d)(?![\w'\u2019%]|[.,]\d)",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SPELLING: Final = frozenset(
    f"{_DECADES} {' '.join(_ORDINALS)} {_CENTURY.replace('|', ' ')} two last christmas"
    " new".split()
)
"""Words without one of which a text spells nothing of a date out."""
_WORD_END = re.compile(r"[\s,.'\u2019-]+")
_IN_DIGITS = re.compile(r"['\u2019]\d|\d/\d")
_MAY_BE_CLOCK = re.compile(r"[nm\d:](?:(?<=n)oon|(?<=m)id|(?<=\d)\s?[ap]|(?<=:)\d)")
_CLOCK = re.compile(
    r"\b(?:(?P<noon>noon|midday)|(?P<midnight>midnight)"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b"
    r"|(?P<hours>[01]?\d|2[0-4]):(?P<minutes>[0-5]\d))",
    re.IGNORECASE,
)


def in_figures(text: str, near: int = 1970) -> str:
    """Put figures for the days, years and decades that a text spells out.

    A year or a decade without its century ("in '64", "the fifties") is the one nearest
    to a year.

    >>> in_figures("on the fourteenth day of March, nineteen seventy-nine")
    'on 14 March, 1979'
    """
    if not may_spell(text):
        return text
    text = _SPELLED_YEAR.sub(_year, text)
    text = _BARE_YEAR.sub(
        lambda m: f"{m['before']}{_nearest(int(m['year']), near)}", text
    )
    text = _LAST_DAY.sub(_last_day, text)
    text = _NAMED_DAY.sub(_named_day, text)
    text = _DAY_OF.sub(lambda m: f"{_ordinal(m['day'])} {m['month']}", text)
    text = _OF_DAY.sub(lambda m: f"{m['month']} {_ordinal(m['day'])}", text)
    text = _MONTH_AND_YEAR.sub(lambda m: f"{m['year']}-{int(m['month']):02}", text)
    known = _ANY_YEAR.search(text)
    near = int(known[0]) if known else near
    return _SPELLED_DECADE.sub(
        lambda m: f"{m['before']}{_nearest(_DECADE[m['decade'].casefold()], near)}s",
        text,
    )


def may_spell(text: str) -> bool:
    if _IN_DIGITS.search(text):
        return True
    return not _SPELLING.isdisjoint(_WORD_END.split(text.lower()))


def _nearest(of_century: int, near: int) -> int:
    year = near - near % 100 + of_century
    return min((year - 100, year, year + 100), key=lambda each: abs(each - near))


def clock_times(text: str) -> frozenset[int]:
    """Return the times of day that a text names, in minutes after midnight."""
    if not _MAY_BE_CLOCK.search(text.lower()):
        return frozenset()
    return frozenset(map(_minutes, _CLOCK.finditer(text)))


def _minutes(match: re.Match[str]) -> int:
    if match["noon"]:
        return 12 * 60
    if match["midnight"]:
        return 0
    if match["half"]:
        hour = int(match["hour"]) % 12 + 12 * (match["half"].casefold() == "p")
        return hour * 60 + int(match["minute"] or 0)
    return int(match["hours"]) % 24 * 60 + int(match["minutes"])


def _year(match: re.Match[str]) -> str:
    if not match["century"]:
        return str(2000 + _number(match["since"]))
    century = 100 * _number(match["century"])
    if match["decade"]:
        return f"{century + _DECADE[match['decade'].casefold()]}s"
    return str(century + sum(map(_number, match.group("oh", "more", "rest"))))


def _number(words: str | None) -> int:
    parts = re.split(r"[\s-]", words.casefold()) if words else []
    return sum(_NUMBERS[part] for part in parts)


def _ordinal(words: str) -> int:
    return _ORDINALS[re.sub(r"[\s-]", " ", words.casefold())]


def _last_day(match: re.Match[str]) -> str:
    year, month = int(match["year"]), match["month"]
    return f"{monthrange(year, MONTHS[month.casefold()])[1]} {month} {year}"


def _named_day(match: re.Match[str]) -> str:
    day = re.sub(r"['\u2019]s\b|(?<=year)s\b", "", match["day"].casefold())
    return f"{_NAMED_DAYS[' '.join(day.split())]} {match['year']}"
