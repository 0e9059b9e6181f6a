"""Every pair of models on the same questions, lengths and depths."""

from collections.abc import Sequence
from typing import Final

from pipeline.report import words
from pipeline.report.contents import Family, Pair, PairVerdict, Report
from pipeline.report.figures import picture
from pipeline.report.markdown import folded, paragraphs, table, text

_HEADER: Final = (
    *("pair", "difference in points", "questions", "Holm p", "verdict"),
    "more questions to resolve",
)
_NOT_RESOLVED: Final = (
    "The interval makes the verdict; it is the stricter of the two, and may hold 0 "
    "beside a small p. 'Not resolved' is no finding that two models are alike. More "
    "questions to resolve: about how many would narrow the interval to ±{margin} "
    "points, if they were like these."
)


_NARROW: Final = " 0: it is that narrow, and still holds 0 and reaches past the margin."


def render(report: Report) -> str:
    if not report.pairs:
        return ""
    rows = [_row(pair, report.asked.margin) for pair in report.pairs]
    layouts = ", same layouts" * report.compares_layouts
    return paragraphs(
        "## Paired differences",
        picture(report, "differences"),
        table(_HEADER, rows, prose=(0, 4)),
        f"Same questions, same lengths ({words.working(report)}), same "
        f"depths{layouts}. Holm p: by flips of whole documents, adjusted for all "
        f"pairs{_families(report)} "
        + _NOT_RESOLVED.format(margin=words.margin(report.asked.margin))
        + _NARROW * any(_open(pair) and pair.needed == 0 for pair in report.pairs),
        _by_length(report.pairs),
    )


def _row(pair: Pair, margin: float) -> list[str]:
    found = pair.difference
    needed = words.NONE if pair.needed is None else f"{pair.needed:,}"
    return [
        _name(pair),
        words.points(found, margin=margin),
        f"{found.n:,}" if found else "0",
        words.p_value(pair.p_holm),
        verdict(pair, margin),
        needed if _open(pair) else words.NONE,
    ]


def _open(pair: Pair) -> bool:
    return bool(pair.difference) and pair.verdict is PairVerdict.NOT_RESOLVED


def _families(report: Report) -> str:
    """Say at which level intervals are, and which of them hold together."""
    if len(report.families) == 1:
        return f". Each interval is {_together(report.families[0])}."
    shown = [_together(family) for family in report.families]
    return (
        " between models, and by themselves for those with a baseline. Each interval "
        f"between models is {shown[0]}; with a baseline, {shown[1]}."
    )


def _together(family: Family) -> str:
    many = f", so that all {family.pairs} hold together at 95 %" * (family.pairs > 1)
    return f"at {words.level(family.level)}{many}"


def _name(pair: Pair) -> str:
    return f"{text(pair.model, 60)} minus {text(pair.other, 60)}"


def _by_length(pairs: Sequence[Pair]) -> str:
    lengths = sorted({one.length for pair in pairs for one in pair.by_length})
    if len(lengths) < 2:  # noqa: PLR2004 - the same again
        return ""
    rows: list[list[str]] = []
    for pair in pairs:
        found = {one.length: one.difference for one in pair.by_length}
        rows.append([_name(pair), *(words.points(found.get(at)) for at in lengths)])
    return folded(
        "The same at each length: exploratory",
        paragraphs(
            table(["pair", *map(words.length, lengths)], rows),
            "In points. Each interval is at 95 % and holds by itself: of many, some "
            "leave 0 out by chance.",
        ),
    )


def verdict(pair: Pair, margin: float) -> str:
    if pair.difference is None:
        return "no question in common"
    match pair.verdict:
        case PairVerdict.BETTER:
            return f"{text(pair.model, 60)} better"
        case PairVerdict.EQUIVALENT:
            return f"equivalent within {words.margin(margin)} points"
        case PairVerdict.NOT_RESOLVED:
            worst = words.size(pair.not_worse_by or 0.0, pair.difference.n)
            return f"not resolved; neither is worse by more than {worst} points"
