"""A few calls that did not end well, in full."""

from pipeline.report import words
from pipeline.report.contents import Report
from pipeline.report.markdown import bullets, folded, inert, paragraphs, text
from pipeline.report.rows import Loss


def render(report: Report) -> str:
    if not report.losses:
        return ""
    return paragraphs(
        f"### {words.plural(len(report.losses), 'real loss', 'real losses')}",
        "Of each kind the first in the run's own random order, language models before "
        "baselines; then the next of each.",
        *(folded(_summary(loss), _body(loss)) for loss in report.losses),
    )


def _summary(loss: Loss) -> str:
    where = f"at {words.length(loss.length)}" if loss.length else loss.condition.value
    depth = "" if loss.depth is None else f", depth {loss.depth:g}"
    return f"{inert(loss.kind)}: {inert(loss.model, 60)} {where}{depth}"


def _body(loss: Loss) -> str:
    wanted = "; ".join(loss.wanted) or "nothing: the documents do not say"
    lines = [
        ("Question", loss.question),
        ("Wanted", wanted),
        ("Given", loss.given or "no answer"),
        ("Cited", "; ".join(loss.cited) or "no page"),
        ("Evidence", "; ".join(loss.evidence) or "no page is known"),
        ("Reason", loss.reason or "none"),
    ]
    return bullets([f"**{name}:** {text(said)}" for name, said in lines])
