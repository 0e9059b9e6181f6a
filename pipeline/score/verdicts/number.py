"""A number is right when it is the gold at the gold's precision, or within 0.5 %.

Where the question asks for a precision of its own, the answer is held to that.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.records import Question
from pipeline.score.finals import final_numbers, final_ranges
from pipeline.score.reply import Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.bounds import limited, ruled_out
from pipeline.values.measures import Comparison, Measure, compare, parse_measure
from pipeline.values.numbers import ROUNDING, TOLERANCE, in_unit
from pipeline.values.ranges import Range, parse_range, same_range
from pipeline.values.rounding import places_asked
from pipeline.values.stated import Kind, alternatives
from pipeline.values.text import same_text, shorten
from pipeline.values.units import parse_unit

VERSION: Final = "number@3"

_SHOWN: Final = 70
"""Of a sentence, around its figure, in a reason."""
_NEAR: Final = 40
"""How far before a figure in prose a denial or a bound is looked for."""


def judge(reply: Reply, question: Question) -> Judged:
    """Compare units, then values, whatever their scale words.

    A bare number is in the asked unit. A unit the reply states beside its answer goes
    before the question's, but another unit than the question's is wrong. Prose is read
    for the figure it claims in the end. If it claims several, all must be right; if
    only some are, and nothing says which is meant, nobody has scored it.
    """
    golds = {text: parse_measure(text) for text in question.answers}
    if same_text(reply.field, (text for text, gold in golds.items() if not gold)):
        return correct("the gold answer, as written", reply, question)
    if wanted := [gold for gold in golds.values() if gold]:
        return _judge_number(reply, question, wanted)
    if spans := [found for text in golds if (found := parse_range(text))]:
        return _judge_range(reply, question, spans)
    return unscored("the gold answer is not one number", reply, question)


def _judge_number(reply: Reply, question: Question, golds: list[Measure]) -> Judged:
    given = None if reply.how == "prose" else parse_measure(reply.field, reply.unit)
    if given:
        verdict, reason = _compared(given, golds, question, near=False)
        return (correct if verdict else incorrect)(reason, reply, question)
    claimed = list(_claimed(reply, question, golds[0]))
    if not claimed:
        return incorrect(f"{_wanted(question)}; claims no figure", reply, question)
    found = [_compared(m, golds, question, near=True) for m in claimed]
    rights = {right for right, _ in found}
    if len(rights) == 1:
        return (correct if True in rights else incorrect)(found[0][1], reply, question)
    several = "; ".join(f"{_printed(m)!r}" for m in claimed)
    reason = f"{_wanted(question)}; claims several figures, not all right: {several}"
    if reply.how != "prose" or alternatives(claimed):
        return incorrect(reason, reply, question)
    return unscored(f"{reason}: a reader must say which is meant", reply, question)


def _claimed(reply: Reply, question: Question, gold: Measure) -> Iterator[Measure]:
    for group in final_numbers(reply.field, question.text, _kind(question, gold)):
        yield from (replace(figure, beside=reply.unit) for figure in group)


def _kind(question: Question, gold: Measure) -> Kind | None:
    """Say which kind of figure answers; `None` leaves it to the question's words."""
    for family in (parse_unit(question.unit).family, gold.number.family):
        if family != "plain":
            return family
    return "plain" if gold.unit.of else None


def _compared(
    given: Measure, golds: Sequence[Measure], question: Question, *, near: bool
) -> tuple[bool, str]:
    """Return whether a figure is a gold, and all that shows it."""
    places = places_asked(question.text)
    outcomes: dict[Comparison, Measure] = {
        compare(given, gold, question.unit, places): gold for gold in reversed(golds)
    }
    words = _bound(given, question, near=near) if "same" in outcomes else None
    gold = outcomes.get("same", golds[0])
    found = f"{_wanted(question, gold)}; found {_shown(given, near=near)}"
    if words:
        return False, f"{found}: a bound or a denial: {words!r}"
    if "same" not in outcomes and "another unit" in outcomes:
        return False, f"{found}: another unit"
    how = _how(given, gold, question, places, right="same" in outcomes)
    return "same" in outcomes, f"{found}; {how}"


def _bound(given: Measure, question: Question, *, near: bool) -> str | None:
    text, start, end = given.text, given.number.start, given.number.end
    if near and (cut := max(0, start - _NEAR)):
        text, start, end = text[cut:], start - cut, end - cut
    return ruled_out(text, start, question.text, question.answers) or limited(
        text, start, end, question.text, question.answers
    )


def _how(
    given: Measure,
    gold: Measure,
    question: Question,
    places: int | None,
    *,
    right: bool,
) -> str:
    off = _off(given, gold, question.unit)
    rule = f"{100 * TOLERANCE.normalize():f} %"
    if places is not None:
        rule = f"{places} decimals as asked, or {100 * ROUNDING.normalize():f} %"
    if off == 0 and right:
        return f"equal ({rule})"
    share = "" if off is None else f"off by {off:.2%}, "
    return f"{share}within {rule}" if right else f"{share}not the gold value ({rule})"


def _off(given: Measure, gold: Measure, unit: str | None) -> Decimal | None:
    """Return the smallest relative difference in any frame, for show."""
    wanted = in_unit(gold.number, unit).value
    if not wanted:
        return None
    value = in_unit(given.number, given.beside).value
    frames = (1, parse_unit(unit).factor, Decimal("0.01"), 100)
    return min(abs(value * frame / wanted - 1) for frame in frames)


def _wanted(question: Question, gold: Measure | None = None) -> str:
    text = gold.text if gold else question.answers[0]
    unit = f" {question.unit}" if question.unit else ""
    return f"gold {shorten(text, 40)}{unit}"


def _printed(figure: Measure) -> str:
    return figure.text[figure.number.start : figure.number.end]


def _shown(figure: Measure, *, near: bool) -> str:
    printed = shorten(_printed(figure), 40)
    if figure.beside:
        return f"{printed} in {shorten(figure.beside, 40)!r}"
    if not near:
        return repr(shorten(figure.text.strip(), 60))
    return f"{printed} in {shorten(_around(figure), 2 * _SHOWN)!r}"


def _around(figure: Measure) -> str:
    start = max(0, figure.number.start - _SHOWN)
    return ("…" if start else "") + figure.text[start : figure.number.end + _SHOWN]


def _judge_range(reply: Reply, question: Question, golds: Sequence[Range]) -> Judged:
    places = places_asked(question.text)
    given = parse_range(reply.field, reply.unit)
    found = [given] if given else final_ranges(reply.field, question.text)
    if not found:
        return incorrect(f"{_wanted(question)}; claims no range", reply, question)
    right = any(same_range(found[0], gold, question.unit, places) for gold in golds)
    shown = " to ".join(map(_printed, found[0]))
    reason = f"{_wanted(question)}; found {shown}"
    return (correct if right else incorrect)(reason, reply, question)
