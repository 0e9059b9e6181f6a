"""The first screen: question, verdict, one table, one plot, how far to trust it."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Outcomes, PairVerdict, Report
from pipeline.report.markdown import bullets, image, paragraphs, plain, table, text
from pipeline.report.sections.types import majority
from pipeline.report.sentences import (
    comparison,
    lexical,
    over_length,
    silence,
    unanswerable,
)

MOST_ROWS: Final = 8
PLOT: Final = "accuracy.svg"
_MISSING: Final = ("failed", "truncated", "refused", "filtered", "pending")
_ACCURACY: Final = (
    "Accuracy: answerable questions in context, {span} tokens; a failed call is not "
    "correct. Brackets: 95 % intervals, clustered by document. p95 wait: retries "
    "included."
)
_LAYOUTS: Final = " All layouts together: see 'Layout'."


def render(report: Report) -> str:
    sentences = [
        sentence
        for sentence in (
            comparison(report),
            silence(report),
            over_length(report),
            lexical(report),
            unanswerable(report),
        )
        if sentence
    ]
    shown = paragraphs(bullets(sentences), _table(report))
    return paragraphs(
        f"# Which model should answer questions over {_corpus(report)}?",
        _run(report),
        _banner(report),
        "## Verdict",
        shown,
        _notes(report, few=words.FEW in shown),
        image(alt(report), PLOT) if report.models else "",
        _trust(report),
    )


def alt(report: Report) -> str:
    """Return what the plot shows, for whoever cannot see it."""
    lines: list[str] = []
    for model in report.models:
        known = [(c.length, c.accuracy) for c in model.by_length if c.accuracy]
        if known:
            ends = dict.fromkeys((known[0], known[-1]))
            path = " to ".join(
                f"{words.percent(found.estimate, found.n)} at {words.length(length)}"
                for length, found in ends
            )
            lines.append(f"{text(model.model, 60)} {path}")
    return f"Accuracy by context length: {'; '.join(lines) or 'nothing to show'}."


def _corpus(report: Report) -> str:
    name = plain(report.corpus).rstrip("/").rsplit("/", 1)[-1]
    return text(name or "these documents", 80)


def _run(report: Report) -> str:
    scope, days = report.scope, _days(report)
    parts = [
        f"**Run** {text(report.run, 100)}",
        words.plural(scope.documents, "document"),
        words.plural(scope.questions, "question"),
        f"contexts of {words.span(report.lengths_built)} tokens"
        if report.lengths_built
        else "",
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
    parts = [("all models", report.outcomes)]
    parts += [(text(m.model, 80), m.outcomes) for m in report.models]
    over = [
        f"{name}: {o.missing:,} of {o.due:,} calls ({_missing(o)})"
        for name, o in parts
        if o.due and o.missing > report.asked.tolerated_missing * o.due
    ]
    if not over:
        return ""
    shown = words.percent(report.asked.tolerated_missing)
    more = f"; and {len(over) - 4} more" if len(over) > 4 else ""  # noqa: PLR2004
    return (
        f"> **Incomplete: more than {shown} of the calls are missing.** "
        f"{'; '.join(over[:4])}{more}. Calls that are pending or not scored yet are in "
        "no percentage, nor is a model that never answered; all the others count as "
        "not correct."
    )


def _missing(outcomes: Outcomes) -> str:
    counts = {name: getattr(outcomes, name) for name in _MISSING}
    counts["not scored yet"] = outcomes.unscored - outcomes.for_reader
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count)


def _table(report: Report) -> str:
    if not report.models:
        return ""
    built = report.lengths_built
    ends = list(dict.fromkeys((built[:1], built[-1:])))
    lengths = [end[0] for end in ends if end]
    header = ["model", "accuracy", *(f"at {words.length(n)}" for n in lengths)]
    header += ["wrong answers", "abstained", "closed-book", "p95 wait"]
    return table(header, [_row(report, m, lengths) for m in report.models[:MOST_ROWS]])


def _row(report: Report, model: ModelReport, lengths: list[int]) -> list[str]:
    at = {cell.length: cell for cell in model.by_length}
    mark = " ≈" if model.model in level_with_first(report) else ""
    return [
        text(model.model, 60) + mark,
        words.headline(model.accuracy, model),
        *(words.cell(at[length]) for length in lengths),
        words.with_interval(model.wrong),
        words.with_interval(model.abstained),
        words.cell(model.closed_book),
        words.short_time(model.felt_p95),
    ]


def level_with_first(report: Report) -> set[str]:
    """Return the models that nothing separates from the first row, it included."""
    if not report.models:
        return set()
    first = report.models[0].model
    return {
        name
        for pair in report.pairs
        if first in (pair.model, pair.other)
        and pair.difference
        and pair.verdict is not PairVerdict.BETTER
        for name in (pair.model, pair.other)
    }


def _notes(report: Report, *, few: bool) -> str:
    if not report.models:
        return ""
    notes = [
        _ACCURACY.format(span=words.span(report.lengths_built))
        + _LAYOUTS * report.compares_layouts
    ]
    if level_with_first(report):
        notes.append("≈ not separated from the first row.")
    if few:
        notes.append(f"{words.FEW} few documents, fewer than 8: read with care.")
    for model in report.models[:MOST_ROWS]:
        if model.lengths and model.lengths != report.lengths_built:
            shown = words.several([words.length(n) for n in model.lengths])
            notes.append(f"{text(model.model, 60)}: figures at {shown} only.")
    if (hidden := len(report.models) - MOST_ROWS) > 0:
        notes.append(f"{words.plural(hidden, 'more model')} below.")
    if any(model.baseline for model in report.models):
        notes.append("Baselines are programs that run in process, no language models.")
    return " ".join(notes)


def _trust(report: Report) -> str:
    parts = list[str]()
    if report.resolves is not None:
        parts.append(
            "This run can resolve differences between two models of about "
            f"{words.whole_points(report.resolves)} points."
        )
    if report.models and report.models[0].accuracy:
        documents = report.models[0].accuracy.documents
        parts.append(f"Intervals rest on {words.plural(documents, 'document')}.")
    parts.append(_judged(report))
    parts.append(majority(report))
    if report.scope.needs_reader:
        parts.append(
            f"{words.plural(report.scope.needs_reader, 'question')} asked and left to "
            "a reader (`docqa score --judge` asks a model): in no percentage."
        )
    parts.append(_warmed(report))
    parts.append(_left_out(report))
    shown = " ".join(part for part in parts if part)
    return f"**How far to trust this.** {shown}"


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
    counts = {
        kind: sum(row.items for row in report.left_out if row.kind == kind)
        for kind in ("row", "prompt")
    }
    lost = [
        (counts["row"], "row", "of the question file unusable"),
        (report.scope.left_out_questions, "question", "left out"),
        (report.scope.failed_files, "file", "not read"),
        (counts["prompt"], "prompt", "not built"),
    ]
    shown = [f"{words.plural(count, noun)} {how}" for count, noun, how in lost if count]
    return f"{words.several(shown)} (see below)." if shown else ""


def _judged(report: Report) -> str:
    """Say where every planned call went: the counts add up, as in the outcomes."""
    ended = report.outcomes
    rules = sum(one.judges for one in report.scorers if one.kind == "rule")
    by_models = sum(one.judged for one in report.scorers if one.kind == "judge")
    by_rule = ended.judged - by_models
    unscored, window = ended.unscored - ended.for_reader, ended.over_window
    counts = [
        f"{by_rule:,} answered and judged by rule ({words.plural(rules, 'rule')})",
        f"{by_models:,} answered and judged by models (see below)" * bool(by_models),
        f"{ended.for_reader:,} answered and left to a reader",
        f"{unscored:,} answered and not scored yet" * bool(unscored),
        f"{ended.unanswered:,} without an answer that a rule could judge",
        f"{ended.pending:,} pending" * bool(ended.pending),
        f"{window:,} beyond the model's window" * bool(window),
    ]
    shown = words.several([count for count in counts if count])
    return f"Of {words.plural(ended.planned, 'planned call')}: {shown}."
