"""A number is right when it is the gold at the gold's precision, or within 0.5 %.

A bare whole number is a count, an identifier or a year: only itself is right.

Where the question asks for a precision of its own, the answer is held to that.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from pipeline.records import Question
from pipeline.score.claimed.figures import Finding, Outcome, Sought, sought_by, weigh
from pipeline.score.claimed.finals import final_numbers, final_ranges
from pipeline.score.claimed.several import (
    adds_up,
    opens_a_range,
    said_again,
    two_guesses,
)
from pipeline.score.reading.clauses import both_ends
from pipeline.score.reading.reply import MAX_BARE_CHARS, Reply
from pipeline.score.verdicts.base import Judged, correct, incorrect, unscored
from pipeline.values.asked import asked_by
from pipeline.values.comparing import restates
from pipeline.values.measures import Measure, measures_in, parse_measure
from pipeline.values.numbers import incidental, looks_like_a_year
from pipeline.values.ranges import Range, parse_range, same_range
from pipeline.values.spelled import in_digits
from pipeline.values.stated import weighed
from pipeline.values.text import same_text, shorten

VERSION: Final = "number@8"

_MAYBE_A_FIGURE = re.compile(
    r"\d|n['\u2019]t\b|\b(?:not?|none|never|nothing|neither|nor|cannot|unable|lacks?"
    r"|missing|un(?:known|clear|available|specified|disclosed)|zero|nil|once|twice"
    r"|thrice|double|triple"
    r"|(?:half|third|quarter|dozen|hundred|thousand|million|billion)s?)\b",
    re.IGNORECASE,
)
"""Words that may be a figure, or say why there is none."""
_DIGIT = re.compile(r"\d")
_MOST_SHOWN: Final = 8


def judge(reply: Reply, question: Question) -> Judged:
    """Compare units, then values, whatever their scale words.

    A bare number is in the asked unit. A unit the reply states beside its answer goes
    before the question's, but what is no unit of the same measure is wrong. Prose is
    read for the figure it claims in the end. If it claims several, all must be right.
    What conflicts with no gold, but is none plainly, waits for a judge: several figures
    with a gold among them, fewer digits, another word for what is counted.
    """
    wanted = sought_by(question.text, question.answers, question.unit)
    if wanted.words and same_text(reply.field, wanted.words):
        return correct("the gold answer, as written", reply, question)
    if wanted.golds:
        found = _judge_number(reply, wanted)
    elif ranges := _ranges(question.answers):
        found = _judge_range(reply, wanted, ranges)
    else:
        return unscored("the gold answer is not one number", reply, question)
    if found.outcome == "unclear":
        return unscored(f"needs a judge: {found.reason}", reply, question)
    return (correct if found.outcome == "right" else incorrect)(
        found.reason, reply, question
    )


@lru_cache(maxsize=1024)
def _ranges(answers: tuple[str, ...]) -> list[Range]:
    """Return the golds that are ranges."""
    return [found for text in answers if (found := parse_range(text))]


def _judge_number(reply: Reply, sought: Sought) -> Finding:
    given = parse_measure(reply.field, reply.unit) if _is_short(reply) else None
    if given and (whole := _weighed_whole(given, sought)):
        return whole
    claimed = list(_claimed(reply, sought))
    if not claimed:
        return _without_figure(reply.field, sought)
    found = [weigh(one, sought, near=True) for one in claimed]
    if len({one.outcome for one in found}) > 1:
        return _disagreeing(claimed, found, sought)
    if found[0].outcome == "right":
        return _but_for_a_range(found[0], claimed[0])
    if exact := said_again(claimed[0], sought):
        return weigh(exact, sought, near=True)
    return _open_still(found[0], claimed, sought)


def _but_for_a_range(found: Finding, figure: Measure) -> Finding:
    if not opens_a_range(figure):
        return found
    return Finding("unclear", f"{found.reason}; but as one end of a range")


def _open_still(found: Finding, claimed: Sequence[Measure], sought: Sought) -> Finding:
    """Leave a wrong figure to a judge where the gold is said too, or in parts."""
    if found.outcome != "wrong":
        return found
    if other := _passed_over(claimed, sought):
        return Finding("unclear", f"{found.reason}, but says {other.printed} too")
    if adds_up(claimed, sought):
        return Finding("unclear", f"{found.reason}, but all it says adds up to it")
    return found


def _weighed_whole(given: Measure, sought: Sought) -> Finding | None:
    """Judge a figure that is all of an answer, unless it leaves that to its words."""
    whole = weigh(given, sought, near=False)
    if whole.outcome == "right":
        return _but_for_a_range(whole, given)
    return None if _leaves_to_words(given, sought) else whole


def _is_short(reply: Reply) -> bool:
    return reply.how != "prose" and len(reply.field) <= MAX_BARE_CHARS


def _leaves_to_words(given: Measure, sought: Sought) -> bool:
    """Return whether the only digits are a year or a label, and words may answer."""
    if looks_like_a_year(given.number) and any(
        looks_like_a_year(gold.number) for gold in sought.golds
    ):
        return False
    text = given.text
    return incidental(given.number, text) and in_digits(text) != text


def _claimed(reply: Reply, sought: Sought) -> Iterator[Measure]:
    groups = final_numbers(
        reply.field,
        sought.question,
        sought.kind,
        sought.unit,
        opens=reply.labelled,
    )
    for group in groups:
        yield from (one._replace(beside=reply.unit) for one in group)


def _without_figure(text: str, sought: Sought) -> Finding:
    """Only words that could be no figure, and do not say why, are plainly wrong."""
    unclear = _MAYBE_A_FIGURE.search(both_ends(text))
    outcome: Outcome = "unclear" if unclear else "wrong"
    return Finding(outcome, f"{sought.shown()}; claims no figure")


def _disagreeing(
    claimed: Sequence[Measure], found: Sequence[Finding], sought: Sought
) -> Finding:
    """Weigh several figures: what says the right one again in other units agrees."""
    both = list(zip(claimed, found, strict=True))
    right = [one for one, finding in both if finding.outcome == "right"]
    rest = [one for one, finding in both if finding.outcome != "right"]
    if right and all(any(restates(one, other) for other in right) for one in rest):
        return next(one for one in found if one.outcome == "right")
    several = "; ".join(repr(shorten(m.printed, 40)) for m in claimed[:_MOST_SHOWN])
    reason = f"{sought.shown()}; claims several figures, not all right: {several}"
    outcomes = {one.outcome for one in found}
    hedged = outcomes == {"right", "wrong"} and two_guesses(claimed)
    return Finding("wrong" if hedged else "unclear", reason)


def _passed_over(claimed: Sequence[Measure], sought: Sought) -> Measure | None:
    """Return a gold that a claiming sentence has beside what it was read to claim.

    A year that is the gold may be the answer, and what was read only beside it.
    """
    asked = asked_by(sought.question, sought.kind, sought.unit)
    for text in dict.fromkeys(one.text for one in claimed):
        years = [one for one in measures_in(text) if looks_like_a_year(one.number)]
        for figure in (*weighed(text, asked), *years):
            if sought.states(figure):
                return figure
    return None


def _judge_range(reply: Reply, sought: Sought, golds: Sequence[Range]) -> Finding:
    given = parse_range(reply.field, reply.unit) if _is_short(reply) else None
    found = [given] if given else final_ranges(reply.field, sought.question)
    if not found:
        return _without_range(reply.field, sought)
    unit, places = sought.unit_text, sought.places
    right = any(
        same_range(found[0], gold, unit, places, measured=sought.measured)
        for gold in golds
    )
    shown = " to ".join(end.printed for end in found[0])
    return Finding("right" if right else "wrong", f"{sought.shown()}; found {shown}")


def _without_range(text: str, sought: Sought) -> Finding:
    if _DIGIT.search(text):
        return Finding("wrong", f"{sought.shown()}; claims no range")
    return _without_figure(text, sought)
