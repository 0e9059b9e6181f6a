"""How far to trust the first screen, in one line."""

from pipeline.report import words
from pipeline.report.contents import Report, Sums
from pipeline.report.figures import data
from pipeline.report.markdown import paragraphs, text
from pipeline.report.sections.types import majority
from pipeline.report.sentences import LEXICAL


def render(report: Report) -> str:
    parts = [
        _resolves(report),
        _documents(report),
        _judged(report.sums),
        majority(report),
        _search(report),
        _for_reader(report),
        _warmed(report),
        _left_out(report),
    ]
    shown = " ".join(part for part in parts if part)
    return paragraphs(
        f"**How far to trust this.** {shown}",
        data(report, "accuracy", "The figures of the plot above"),
    )


def _resolves(report: Report) -> str:
    if report.resolves is None:
        return ""
    if report.resolves >= 1:
        return "This run is too small to tell two models apart."
    read = any(not family.baselines for family in report.families)
    where = "between two models" if read else "beside a baseline"
    return (
        f"This run can resolve differences {where} of about "
        f"{words.size(report.resolves)} points (four times in five)."
    )


def _documents(report: Report) -> str:
    known = report.models[0].accuracy if report.models else None
    if known is None:
        return ""
    counted = words.plural(known.n, "question")
    aside = (
        f"; {report.scope.unanswerable:,} more have no answer in the documents"
        * bool(report.scope.unanswerable)
    )
    where = words.plural(known.documents, "document")
    return f"Accuracy is over {counted} on {where}{aside}."


def _judged(sums: Sums | None) -> str:
    """Say where every planned call went: the counts add up, as in the outcomes."""
    if sums is None:
        return ""
    labels = (
        f", beside people the same verdict on {sums.labels_agreed:,} of "
        f"{sums.labels:,} answers" * bool(sums.labels)
    )
    counts = [
        f"{sums.by_rule:,} answered and judged by rule" * bool(sums.by_rule),
        f"{sums.by_judge:,} by a model, uncorrected{labels}" * bool(sums.by_judge),
        f"{sums.for_reader:,} answered and left to a reader" * bool(sums.for_reader),
        f"{sums.unscored:,} answered and not scored yet" * bool(sums.unscored),
        f"{sums.unanswered:,} without an answer" * bool(sums.unanswered),
        f"{sums.pending:,} pending" * bool(sums.pending),
        f"{sums.over_window:,} beyond the model's window" * bool(sums.over_window),
    ]
    shown = words.several([count for count in counts if count]) or "none was made"
    return f"Of {words.plural(sums.planned, 'planned call')}: {shown}."


def _for_reader(report: Report) -> str:
    if not report.scope.needs_reader:
        return ""
    return (
        f"{words.plural(report.scope.needs_reader, 'question')} left to a reader "
        "(`docqa score --judge` asks a model): in no percentage, for no model (see "
        "'Left out')."
    )


def _search(report: Report) -> str:
    """Say how to learn whether reading is worth more than looking words up."""
    models = {model.model for model in report.models}
    if LEXICAL in models or not any(
        m.accuracy and not m.baseline for m in report.models
    ):
        return ""
    return (
        f"No lexical search was asked beside the models: `-m {LEXICAL}` asks one, and "
        "costs nothing."
    )


def _warmed(report: Report) -> str:
    """Say where a run that is called cold was not."""
    met = [
        (text(model.model, 60), model.costs.cold_cached)
        for model in report.models
        if model.costs and model.costs.cold_cached
    ]
    if not met:
        return ""
    shown = words.several([f"{count:,} of {name}" for name, count in met])
    return (
        f"This run is called cold, but a provider's cache knew calls of it ({shown}): "
        "their times and costs are those of prompts read before."
    )


def _left_out(report: Report) -> str:
    sums = {one.kind: one.items for one in report.sums.left_out} if report.sums else {}
    lost = [
        (sums.get("row", 0), "row", "of the question file unusable"),
        (report.scope.left_out_questions, "question", "left out"),
        (report.scope.failed_files, "file", "not read"),
        (sums.get("prompt", 0), "prompt", "not built"),
    ]
    shown = [f"{words.plural(count, noun)} {how}" for count, noun, how in lost if count]
    return f"{words.several(shown)} (see below)." if shown else ""
