"""The question, what the run was, and the verdict in sentences."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import Outcomes, Report
from pipeline.report.markdown import bullets, paragraphs, plain, text
from pipeline.report.sentences import verdict

_MISSING: Final = ("failed", "truncated", "refused", "filtered", "pending")
_MOST_WARNED: Final = 4


def render(report: Report) -> str:
    return paragraphs(
        f"# Which model should answer questions over {_corpus(report)}?",
        _run(report),
        _banner(report),
        "## Verdict",
        bullets(verdict(report)),
    )


def _corpus(report: Report) -> str:
    name = plain(report.corpus).rstrip("/").rsplit("/", 1)[-1]
    return text(name or "these documents", 80)


def _run(report: Report) -> str:
    scope, days = report.scope, _days(report)
    lengths = report.lengths_built
    parts = [
        f"**Run** {text(report.run, 100)}",
        words.plural(scope.documents, "document"),
        words.plural(scope.questions, "question"),
        f"{words.plural(len(lengths), 'context length')}, {words.span(lengths)} tokens"
        if lengths
        else "",
        words.plural(scope.repeats, "repeat") if scope.repeats > 1 else "",
        words.plural(len(report.models), "model"),
        words.plural(report.outcomes.planned, "call") + (f", {days}" if days else ""),
    ]
    return " · ".join(part for part in parts if part)


def _days(report: Report) -> str:
    scope = report.scope
    if not scope.first_day or not scope.last_day:
        return ""
    first, last = text(scope.first_day), text(scope.last_day)
    return first if first == last else f"{first} to {last}"


def _banner(report: Report) -> str:
    """Warn where more is missing than the run tolerates, in all or for one model."""
    parts = [(text(m.model, 80), m.outcomes) for m in report.models]
    if len(parts) > 1:
        parts.insert(0, ("all models", report.outcomes))
    over = [
        f"{name}: {o.missing:,} of {o.planned:,} planned calls ({_missing(o)})"
        for name, o in parts
        if o.due and o.missing > report.asked.tolerated_missing * o.due
    ]
    if not over:
        return ""
    shown = words.percent(report.asked.tolerated_missing)
    more = "; and others" if len(over) > _MOST_WARNED else ""
    return (
        f"> **Incomplete: more than {shown} of the calls are missing.** "
        f"{'; '.join(over[:_MOST_WARNED])}{more}. Calls that are pending or not scored "
        "yet are in no percentage, nor is a model that never answered; all the others "
        "count as not correct."
    )


def _missing(outcomes: Outcomes) -> str:
    counts = {name: getattr(outcomes, name) for name in _MISSING}
    shown = [f"{name} {count:,}" for name, count in counts.items() if count]
    if outcomes.unscored > outcomes.for_reader:
        shown.append("and some not scored yet" if shown else "not scored yet")
    return ", ".join(shown)
