"""Whether the same question was answered alike every time it was asked."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report
from pipeline.report.figures import picture
from pipeline.report.markdown import paragraphs, table, text

_DEFINITION: Final = (
    "k of k right: the chance that k answers to one question are all right (pass^k). "
    "Flips: questions judged right and not right. Same answer: the repeats in one "
    "place gave one and the same value; same text: to the letter. At the headline's "
    "lengths, per {place} with two or more answers; the more repeats, the lower these "
    "fall."
)
_MOSTLY: Final = 0.5


def render(report: Report) -> str:
    known = [model for model in report.models if model.repeats]
    if report.scope.repeats < 2 or not known:  # noqa: PLR2004 - once is not again
        return ""
    return paragraphs(
        f"## Same question, asked {report.scope.repeats} times",
        picture(report, "consistency"),
        _table(known),
        _DEFINITION.format(place=_place(report)),
        words.everywhere(report),
        _spread(known),
    )


def _table(known: list[ModelReport]) -> str:
    ks = sorted({one.k for m in known if m.repeats for one in m.repeats.pass_k})
    ks = [k for k in ks if k in {2, ks[-1]}]
    header = ["model", *(f"{k} of {k} right" for k in ks)]
    header += ["flips", "same answer", "same text"]
    return table(header, [_row(model, ks) for model in known])


def _row(model: ModelReport, ks: list[int]) -> list[str]:
    found = model.repeats
    shares = {one.k: one.share for one in found.pass_k} if found else {}
    return [
        text(model.model, 60),
        *(words.with_interval(shares.get(k)) for k in ks),
        words.with_interval(found.flips if found else None),
        words.with_interval(found.same_answer if found else None),
        words.with_interval(found.same_text if found else None),
    ]


def _spread(known: list[ModelReport]) -> str:
    """Say whether asking again, or asking more, would narrow the intervals."""
    found = next(
        ((m, m.repeats.spread) for m in known if m.repeats and m.repeats.spread), None
    )
    if found is None:
        return ""
    model, spread = found
    lead = f"Of the uncertainty in the accuracy of {text(model.model, 60)}"
    asked = words.complement(spread.runs)
    if spread.runs < _MOSTLY:
        return (
            f"{lead}, {asked} is which questions were asked and of which documents, so "
            "more repeats would hardly narrow it; more documents would."
        )
    return (
        f"{lead}, {words.percent(spread.runs)} is that it answers otherwise when asked "
        "again, so more repeats would narrow it."
    )


def _place(report: Report) -> str:
    if report.compares_layouts:
        return "question, length, depth and layout"
    return "question, length and depth"
