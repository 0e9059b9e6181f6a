"""One pair of a `Comparison` in, its section of the page out. Pure."""

from collections.abc import Sequence
from typing import Final

from pipeline.compare import wording
from pipeline.compare.contents import Arm, Flip, Flips, Pair, Part, Quote, Side
from pipeline.records import Verdict
from pipeline.report import words
from pipeline.report.markdown import bullets, folded, inert, paragraphs, table, text

_MOST_NAMED: Final = 40
_PARTS: Final = {
    "closed-book": "closed-book",
    "gold-only": "evidence alone",
    "twins": "evidence removed: declined",
    "unanswerable": "unanswerable: declined",
}


def section(pair: Pair) -> str:
    return paragraphs(
        f"## {arm_name(pair.first)} → {arm_name(pair.second)}",
        _who(pair),
        _settings(pair),
        _parts(pair),
        _sides(pair),
        _flips(pair),
        _left_out(pair),
    )


def _who(pair: Pair) -> str:
    days = [
        f"{arm_name(arm)}: {_days(arm)}{_served(arm)}"
        for arm in (pair.first, pair.second)
    ]
    same = (
        "the same prompts in both, to the letter"
        if pair.same_prompts == pair.places
        else f"the same prompt in {pair.same_prompts:,} of {pair.places:,} places"
    )
    same = same if pair.places else "no place in common"
    holm = f" ({words.p_value(pair.p_holm)} by Holm)" if pair.p_holm != pair.p else ""
    p = "" if pair.p is None else f" p {words.p_value(pair.p)}{holm}."
    return f"{'; '.join(days)}. Paired as {pair.paired_by}; {same}.{p}"


def _days(arm: Arm) -> str:
    first, last = wording.day(arm.first_call), wording.day(arm.last_call)
    return first if first == last else f"{first} to {last}"


def _served(arm: Arm) -> str:
    others = [one for one in arm.served if one != arm.model.rpartition("/")[2]]
    return f", answered by {words.several([text(o, 60) for o in others])}" * bool(
        others
    )


def _settings(pair: Pair) -> str:
    if not pair.settings:
        return ""
    rows = [
        [text(s.name, 60), text(s.first, 60), text(s.second, 60)] for s in pair.settings
    ]
    header = ["asked differently", *_names(pair)]
    return table(header, rows, prose=(0, 1, 2))


def _parts(pair: Pair) -> str:
    rows = [
        [
            _part(part),
            words.with_interval(part.first),
            words.with_interval(part.second),
            words.points(part.difference),
            str(part.difference.n) if part.difference else "0",
        ]
        for part in pair.parts
    ]
    return table(["correct", *_names(pair), "change in points", "questions"], rows)


def _part(part: Part) -> str:
    return _PARTS.get(part.part) or f"at {words.length(part.length)}"


def _sides(pair: Pair) -> str:
    one, two = pair.sides
    rows = [
        ["wait, p50", words.time(one.wait_p50), words.time(two.wait_p50)],
        ["wait, p95", words.time(one.wait_p95), words.time(two.wait_p95)],
        ["a call", _price(one), _price(two)],
        [
            "a correct answer",
            words.usd_interval(one.cost_per_correct),
            words.usd_interval(two.cost_per_correct),
        ],
        [
            "without an answer",
            words.with_interval(one.unanswered),
            words.with_interval(two.unanswered),
        ],
    ]
    changes = [
        words.times_as(pair.time),
        words.NONE,
        words.times_as(pair.cost),
        words.NONE,
        words.points(pair.unanswered),
    ]
    rows = [[*row, change] for row, change in zip(rows, changes, strict=True)]
    return paragraphs(
        table(["at these places", *_names(pair), "change"], rows),
        "The change in wait is the typical factor of the time to answer, question by "
        "question; that of a call's price is of the same places.",
    )


def _price(side: Side) -> str:
    if side.priced == side.calls or side.call_usd is None:
        return words.usd(side.call_usd)
    return f"{words.usd(side.call_usd)} ({side.priced:,} of {side.calls:,} known)"


def _flips(pair: Pair) -> str:
    one, two = _names(pair)
    return paragraphs(
        f"**Flips**, at the same place: {_count(pair.gained)} right in {two} alone, "
        f"{_count(pair.lost)} right in {one} alone.",
        _quotes(pair.gained, f"right in {two} alone", (one, two)),
        _quotes(pair.lost, f"right in {one} alone", (one, two)),
    )


def _count(flips: Flips) -> str:
    questions = words.plural(len(flips.questions), "question")
    of = f" to {questions}" if flips.places else ""
    return f"{words.plural(flips.places, 'answer')}{of}"


def _quotes(flips: Flips, title: str, names: Sequence[str]) -> str:
    if not flips.questions:
        return ""
    quoted = {flip.question for flip in flips.quoted}
    others = [name for name in flips.questions if name not in quoted]
    shown = ", ".join(text(name, 60) for name in others[:_MOST_NAMED])
    more = len(others) - _MOST_NAMED
    rest = f"And {shown}" + (f", and {more:,} more." if more > 0 else ".")
    return paragraphs(
        *(
            folded(f"{title}: {inert(flip.text, 120)}", _quote(flip, names))
            for flip in flips.quoted
        ),
        rest if others else "",
    )


def _quote(flip: Flip, names: Sequence[str]) -> str:
    where = f"at {words.length(flip.length)}"
    where += "" if flip.depth is None else f", depth {flip.depth:g}"
    wanted = "; ".join(flip.wanted) or "nothing: the documents do not say"
    return bullets(
        [
            f"**Question** ({text(flip.question, 60)}, {where}): {text(flip.text)}",
            f"**Wanted:** {text(wanted)}",
            f"**{names[0]}:** {_said(flip.first)}",
            f"**{names[1]}:** {_said(flip.second)}",
        ]
    )


def _said(quote: Quote) -> str:
    if quote.ended == Verdict.ABSTAINED:
        said = quote.reason or "says that the documents do not say"
        return f"no answer: {text(said, 200)}"
    reason = f" ({text(quote.reason, 200)})" if quote.reason else ""
    said = f"{text(quote.said)}, " if quote.said else ""
    return f"{said}{quote.ended.replace('_', ' ')}{reason}"


def _left_out(pair: Pair) -> str:
    total = sum(one.places for one in pair.left_out)
    if not total:
        return ""
    rows = [[text(one.reason, 200), f"{one.places:,}"] for one in pair.left_out]
    return paragraphs(
        f"{pair.places:,} places are compared, {total:,} are left out:",
        table(["left out", "places"], rows),
    )


def _names(pair: Pair) -> tuple[str, str]:
    """Name the two as short as they can be told apart."""
    one, two = pair.first, pair.second
    if one.run != two.run:
        return wording.name(one.run), wording.name(two.run)
    return wording.name(one.model), wording.name(two.model)


def arm_name(arm: Arm) -> str:
    return f"{wording.name(arm.run)}: {wording.name(arm.model)}"
