"""Every pair of models on the same questions, lengths and depths."""

from pipeline.report import words
from pipeline.report.contents import Pair, PairVerdict, Report
from pipeline.report.markdown import paragraphs, table, text


def render(report: Report) -> str:
    if not report.pairs:
        return ""
    rows = [
        [
            f"{text(pair.model, 60)} minus {text(pair.other, 60)}",
            words.points(pair.difference),
            str(pair.difference.n) if pair.difference else "0",
            _verdict(pair, report.margin),
        ]
        for pair in report.pairs
    ]
    level = f"{report.pair_level * 100:.4g}"
    together = f", so that all {len(report.pairs)} hold together at 95 %"
    together = together if len(report.pairs) > 1 else ""
    layouts = ", same layouts" * report.compares_layouts
    return paragraphs(
        "## Paired differences",
        table(
            ["pair", "difference in points", "questions", "verdict"], rows, prose=(0, 3)
        ),
        f"Same questions, same lengths, same depths{layouts}. Each interval is at "
        f"{level} %{together}. 'Not resolved' is no finding that two models are alike.",
    )


def _verdict(pair: Pair, margin: float) -> str:
    if pair.difference is None:
        return "no question in common"
    match pair.verdict:
        case PairVerdict.BETTER:
            size = words.percent(pair.difference.estimate, pair.difference.n)
            name, shown = text(pair.model, 60), words.interval(pair.difference)
            return f"{name} better by {size.removesuffix(' %')} points {shown}"
        case PairVerdict.EQUIVALENT:
            return f"equivalent within {words.whole_points(margin)} points"
        case PairVerdict.NOT_RESOLVED:
            worst = words.whole_points(pair.not_worse_by or 0.0)
            return f"not resolved; neither is worse by more than {worst}"
