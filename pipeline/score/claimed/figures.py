"""Whether one figure that a reply claims is the gold one, with all that shows it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from pipeline.values.asked import Kind, unit_named
from pipeline.values.bounds import limited, ruled_out
from pipeline.values.comparing import Comparison, best_of, compare
from pipeline.values.directions import opposed
from pipeline.values.measures import Measure, parse_measure
from pipeline.values.numbers import ROUNDING, TOLERANCE, in_unit
from pipeline.values.rounding import calculates, places_asked
from pipeline.values.text import shorten
from pipeline.values.unit_names import UnitSaid, same_unit, unit_said
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
_HUNDREDTH: Final = Decimal("0.01")
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
    unit_given: str | None
    """The unit that the question's record gives."""
    unit_text: str | None
    """What a bare number is in: that, or the unit that the question's words name."""
    unit: UnitSaid
    kind: Kind | None
    """Which kind of figure answers; `None` leaves it to the question's words."""
    places: int | None
    """To how many decimals an answer is asked for."""

    def comparison(self, given: Measure, gold: Measure) -> Comparison:
        """Compare, allowing fewer digits but where the question has them reckoned."""
        found = compare(given, gold, self.unit_text, self.places)
        if found == "another value" and (rough := _in_round_figures(given)):
            found = compare(rough, gold, self.unit_text, self.places)
        if found == "coarser" and calculates(self.question):
            return "another value"
        return found

    def nearest(self, given: Measure) -> tuple[Comparison, Measure]:
        """Return the gold that a figure comes nearest to, the first of several."""
        found: list[Comparison] = [self.comparison(given, gold) for gold in self.golds]
        best = best_of(found)
        return best, self.golds[found.index(best)]

    def states(self, given: Measure) -> bool:
        return self.nearest(given)[0] == "same"

    def shown(self, gold: Measure | None = None) -> str:
        text = gold.text if gold else self.answers[0]
        unit = f" {self.unit_given}" if self.unit_given else ""
        return f"gold {shorten(text, 40)}{unit}"


@lru_cache(maxsize=1024)
def sought_by(question: str, answers: tuple[str, ...], unit: str | None) -> Sought:
    """Read what a question asks for; its golds are those answers that are a number."""
    golds = [gold for text in answers if (gold := parse_measure(text))]
    named = unit or unit_named(question)
    said = golds[0].unit if golds and golds[0].unit.of else unit_said(named)
    return Sought(
        question=question,
        answers=answers,
        golds=golds,
        unit_given=unit,
        unit_text=named,
        unit=said,
        kind=_kind(named, golds, said),
        places=places_asked(question),
    )


def _kind(named: str | None, golds: Sequence[Measure], unit: UnitSaid) -> Kind | None:
    families: list[Kind] = [
        parse_unit(named).family,
        *(gold.number.family for gold in golds[:1]),
    ]
    for family in families:
        if family != "plain":
            return family
    return "plain" if unit.of else None


def weigh(given: Measure, sought: Sought, *, near: bool) -> Finding:
    """Hold one figure against the golds; near: of prose only what stands around it."""
    found, gold = sought.nearest(given)
    reason = f"{sought.shown(gold)}; found {_shown(given, near=near)}"
    if found == "other words":
        return Finding("unclear", f"{reason}; the number is right, of what is unclear")
    if found == "another unit":
        return Finding("wrong", f"{reason}; another unit")
    how = _how(given, gold, sought, right=found == "same")
    if found == "another value":
        return Finding("wrong", f"{reason}; {how}")
    if against := _against(given, gold, sought, near=near):
        outcome, words = against
        return Finding(outcome, f"{reason}; {words}")
    if found == "coarser":
        return Finding("unclear", f"{reason}; perhaps the gold value in fewer digits")
    return Finding("right", f"{reason}; {how}")


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
    off = _off(given, gold, sought)
    rule = _TOLERATED
    if sought.places is not None:
        rule = f"{sought.places} decimals as asked, or {_ROUNDED}"
    if off == 0 and right:
        return f"equal ({rule})"
    share = "" if off is None else f"off by {off:.2%}, "
    return f"{share}within {rule}" if right else f"{share}not the gold value ({rule})"


def _off(given: Measure, gold: Measure, sought: Sought) -> Decimal | None:
    """Return the smallest relative difference in any frame, for show."""
    unit = sought.unit_text
    wanted = in_unit(gold.number, unit).value
    said = given.unit if given.unit.of else unit_said(given.beside)
    if not wanted or not same_unit(said, sought.unit):
        return None
    value = in_unit(given.number, given.beside).value
    frames = (Decimal(1), parse_unit(unit).factor, _HUNDREDTH, Decimal(100))
    return min(abs(value * frame / wanted - 1) for frame in frames)


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
