"""Whether one figure that a reply claims is the gold one, with all that shows it."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from pipeline.values.asked import Kind, asks_a_measure, unit_named
from pipeline.values.bounds import limited, ruled_out
from pipeline.values.comparing import Comparison, best_of, compare, exact_only
from pipeline.values.directions import opposed
from pipeline.values.measures import Measure, parse_measure
from pipeline.values.numbers import (
    ROUNDING,
    TOLERANCE,
    in_unit,
    incidental,
    looks_like_a_year,
    share_off,
)
from pipeline.values.rounding import calculates, places_asked
from pipeline.values.spelled import in_digits, spells
from pipeline.values.text import shorten
from pipeline.values.unit_names import (
    UnitSaid,
    is_measured,
    same_unit,
    unit_said,
)
from pipeline.values.units import parse_unit

Outcome: TypeAlias = Literal["right", "unclear", "wrong"]

_SHOWN: Final = 70
"""Of a sentence, around its figure, in a reason."""
_NEAR: Final = 40
"""How far before a figure in prose a denial or a bound is looked for."""
_ROUGHLY = re.compile(
    r"(?:\b(?:about|around|approximately|approx\.?|roughly|nearly|almost|some|circa|ca?\.)"
    r"\s|[~\u2248]\s?)[$\u20ac\u00a3]?$",
    re.IGNORECASE,
)
_ROUND = re.compile(r"[1-9][\d,]*?([0,]*0)(?![\d.,])")
_LOOK_BACK: Final = 20
_LITTLE: Final = Decimal("0.01")
"""So much rounding on the way may cost."""
_SLIP: Final = Decimal("0.02")
"""Up to so much people do not agree."""
_OF_OTHERS: Final[Mapping[Comparison, tuple[Outcome, str]]] = {
    "other words": ("unclear", "the number is right, of what is unclear"),
    "another unit": ("wrong", "another unit"),
}
_HALF: Final = Decimal("0.5")
_LEAST_SHOWN: Final = Decimal("0.0001")
_MOST_PARTS: Final = 10
"""Of the gold: from there on a percentage tells nobody anything."""
_MOST_TIMES: Final = 1_000_000
_TOLERATED: Final = f"{(100 * TOLERANCE).normalize():f} %"
_ROUNDED: Final = f"{(100 * ROUNDING).normalize():f} %"


class Finding(NamedTuple):
    outcome: Outcome
    """Unclear: it may be the gold put otherwise, which a judge must say."""
    reason: str


class Sought(NamedTuple):
    """The figure asked for: the question, and what its gold answers state."""

    question: str
    answers: tuple[str, ...]
    golds: Sequence[Measure]
    words: Sequence[str]
    """Those of the gold answers that are no number."""
    unit_given: str | None
    """The unit that the question's record gives."""
    unit_text: str | None
    """What a bare number is in: that, or the unit that the question's words name."""
    unit: UnitSaid
    kind: Kind | None
    """Which kind of figure answers; `None` leaves it to the question's words."""
    places: int | None
    """To how many decimals an answer is asked for."""
    measured: bool
    """Whether the question's words ask for money, percent or a scale."""

    def comparison(self, given: Measure, gold: Measure) -> Comparison:
        """Compare, allowing fewer digits but where the question has them reckoned."""
        found = self._compared(given, gold)
        if found == "another value" and (rough := _in_round_figures(given)):
            found = self._compared(rough, gold)
        if found == "coarser" and calculates(self.question):
            return "another value"
        return found

    def _compared(self, given: Measure, gold: Measure) -> Comparison:
        unit, places, measured = self.unit_text, self.places, self.measured
        return compare(given, gold, unit, places, measured=measured)

    def exact(self, gold: Measure) -> bool:
        return not self.measured and exact_only(gold, self.unit_text)

    def nearest(self, given: Measure) -> tuple[Comparison, Measure]:
        """Return the gold that a figure comes nearest to, the first of several."""
        found: list[Comparison] = [self.comparison(given, gold) for gold in self.golds]
        best = best_of(found)
        return best, self.golds[found.index(best)]

    def states(self, given: Measure) -> bool:
        return self.nearest(given)[0] == "same"

    def shown(self, gold: Measure | None = None) -> str:
        text, unit = gold.text if gold else self.answers[0], self.unit_given
        beside = f" {unit}" if unit and not _says(text, gold, unit) else ""
        return f"gold {shorten(text, 40)}{beside}"


@lru_cache(maxsize=1024)
def sought_by(question: str, answers: tuple[str, ...], unit: str | None) -> Sought:
    """Read what a question asks for; its golds are those answers that are a number."""
    read = [(text, _gold(text)) for text in answers]
    golds = [gold for _, gold in read if gold]
    named = unit or unit_named(question)
    said = golds[0].unit if golds and golds[0].unit.of else unit_said(named)
    return Sought(
        question=question,
        answers=answers,
        golds=golds,
        words=[text for text, gold in read if not gold],
        unit_given=unit,
        unit_text=named,
        unit=said,
        kind=_kind(named, golds, said),
        places=places_asked(question),
        measured=asks_a_measure(question),
    )


def _gold(text: str) -> Measure | None:
    """Read "three in 2021" as three: a gold has no words that only go by."""
    gold = parse_measure(text)
    if gold and incidental(gold.number, gold.text) and spells(gold.text):
        return parse_measure(in_digits(gold.text) or "") or gold
    return gold


def _kind(named: str | None, golds: Sequence[Measure], unit: UnitSaid) -> Kind | None:
    families: list[Kind] = [
        parse_unit(named).family,
        *(gold.number.family for gold in golds[:1]),
    ]
    for family in families:
        if family != "plain":
            return family
    return "plain" if unit.of else None


def _says(text: str, gold: Measure | None, unit: str) -> bool:
    """Return whether a gold says its unit itself, so that it need not be shown again.

    >>> _says("7.4 m", None, "m"), _says("7.4", None, "m")
    (True, False)
    """
    before, found, after = text.casefold().rpartition(unit.casefold().strip())
    if found and not before[-1:].isalnum() and not after.strip(" ."):
        return True
    said, known = unit_said(unit), parse_unit(unit)
    scale = gold.number.scale if gold else None
    return bool(gold and gold.unit.of == said.of and said.of and known.scale == scale)


def weigh(given: Measure, sought: Sought, *, near: bool) -> Finding:
    """Hold one figure against the golds; near: of prose only what stands around it."""
    found, gold = sought.nearest(given)
    reason = f"{sought.shown(gold)}; found {_shown(given, near=near)}"
    if known := _OF_OTHERS.get(found):
        return Finding(known[0], f"{reason}; {known[1]}")
    if found in {"same", "another value"} and _is_a_step_beside(given, gold, sought):
        return Finding("unclear", f"{reason}; one step beside, as asked for")
    how = _how(given, gold, sought, right=found == "same")
    if found == "another value":
        return Finding("wrong", f"{reason}; {how}")
    if against := _against(given, gold, sought, near=near):
        outcome, words = against
        return Finding(outcome, f"{reason}; {words}")
    if found == "coarser":
        return Finding("unclear", f"{reason}; perhaps the gold value in fewer digits")
    return Finding("right", f"{reason}; {how}")


def _is_a_step_beside(given: Measure, gold: Measure, sought: Sought) -> bool:
    """Tell a slip in the last decimal asked for that is no longer little.

    7.8 % for 7.9 % may come of rounding on the way, or of another figure.
    """
    off = None if sought.places is None else _off(given, gold, sought)
    if sought.places is None or off is None or not _LITTLE < off <= _SLIP:
        return False
    steps = off * abs(gold.number.mantissa).scaleb(sought.places)
    return _HALF < round(steps, 6) <= 1


def _in_round_figures(given: Measure) -> Measure | None:
    """Return "about 1,600" as it is meant: to the nearest hundred."""
    number = given.number
    start = number.start
    digits = _ROUND.match(given.printed.lstrip("$\u20ac\u00a3 "))
    lead = given.text[max(0, start - _LOOK_BACK) : start]
    if number.decimals or digits is None or not _ROUGHLY.search(lead):
        return None
    return given._replace(number=number._replace(decimals=-digits[1].count("0")))


def _against(
    given: Measure, gold: Measure, sought: Sought, *, near: bool
) -> tuple[Outcome, str] | None:
    """Return what around a gold value takes it back, or at least does not give it."""
    text, start, end = given.text, given.number.start, given.number.end
    if near and (cut := max(0, start - _NEAR)):
        text, start, end = text[cut:], start - cut, end - cut
    if words := ruled_out(text, start, sought.question, sought.answers):
        return "wrong", f"a bound or a denial: {words!r}"
    if words := limited(text, start, end, sought.question, sought.answers):
        return "unclear", f"only a limit: {words!r}"
    if gold.number.direction is None and gold.number.value > 0:
        said = text if near else given.text
        if opposed(sought.question, said):
            return "wrong", "the opposite direction"
    return None


def _how(given: Measure, gold: Measure, sought: Sought, *, right: bool) -> str:
    off, exact = _off(given, gold, sought), sought.exact(gold)
    rule = "exact, as a bare whole number" if exact else _TOLERATED
    if sought.places is not None:
        rule = f"{sought.places} decimals as asked, or {_ROUNDED}"
    elif _are_years(given, gold):
        exact, rule = True, "exact, as a year"
    if off == 0 and right:
        return f"equal ({rule})"
    share = "" if off is None else f"off by {_percent(off)}, "
    if not right:
        return f"{share}not the gold value ({rule})"
    rounds = exact and sought.places is None
    return f"{share}{'rounds to it' if rounds else f'within {rule}'}"


def _are_years(given: Measure, gold: Measure) -> bool:
    return all(
        looks_like_a_year(one.number) and not is_measured(one.unit)
        for one in (given, gold)
    )


def _percent(off: Decimal) -> str:
    """Show a part of the gold, or many times it: never nothing, nor a row of digits."""
    if off >= _MOST_PARTS:
        many = f"{off:,.0f}" if off < _MOST_TIMES else "over a million"
        return f"{many} times the gold"
    return "less than 0.01%" if 0 < off < _LEAST_SHOWN else f"{off:.2%}"


def _off(given: Measure, gold: Measure, sought: Sought) -> Decimal | None:
    """Return the smallest relative difference in any reading, for show."""
    said = given.unit if given.unit.of else unit_said(given.beside)
    if not same_unit(said, sought.unit):
        return None
    number = in_unit(given.number, given.beside)
    return share_off(number, gold.number, sought.unit_text)


def _shown(figure: Measure, *, near: bool) -> str:
    printed = shorten(figure.printed, 40)
    if figure.beside:
        return f"{printed} in {shorten(figure.beside, 40)!r}"
    if not near:
        return repr(shorten(figure.text.strip(), 60))
    return f"{printed} in {shorten(_around(figure), 2 * _SHOWN)!r}"


def _around(figure: Measure) -> str:
    start = max(0, figure.number.start - _SHOWN)
    return ("…" if start else "") + figure.text[start : figure.number.end + _SHOWN]
