"""How long an answer took: quantiles with intervals, time limits kept as limits."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, Times
from pipeline.report.figures import picture
from pipeline.report.markdown import folded, paragraphs, table, text

_DEFINITION: Final = (
    "The successful attempt alone. A call that hit its time limit stays in as 'more "
    "than'. p90 takes 36 calls, p95 takes 72 and p99 takes 368: with fewer, the "
    "interval has no upper end, so none is printed. Intervals take calls as "
    "independent; if they came in bursts they are too narrow."
)


def render(report: Report) -> str:
    if not any(model.times for model in report.models):
        return ""
    rows = [_row(model, times) for model in report.models for times in model.times]
    header = ["model", "length", "n", "p50", "p90", "p95", "p99", "first token p50"]
    return paragraphs(
        "## Time to answer",
        picture(report, "time"),
        _felt(report),
        _baselines(report),
        folded(
            "Quantiles at every length",
            paragraphs(
                table(header, rows), _DEFINITION, _cached(report), _disturbed(report)
            ),
        ),
    )


def _felt(report: Report) -> str:
    """Return what a user waits, and how often the right answer comes in time."""
    limit = next((m.within.seconds for m in report.models if m.within), None)
    header = ["model", "calls", "p95 wait, retries included"]
    header += [] if limit is None else [f"right within {words.seconds(limit)}"]
    rows = [
        [
            text(model.model, 60),
            f"{model.felt_p95.n:,}",
            words.time(model.felt_p95),
            *([] if limit is None else [_within(model)]),
        ]
        for model in report.models
        if model.felt_p95.n
    ]
    if not rows:
        return ""
    return paragraphs(
        table(header, rows),
        f"What a user would have waited in 19 of 20 cases, {words.working(report)}, to "
        "the last token of the answer.",
    )


def _within(model: ModelReport) -> str:
    found = model.within.share if model.within else None
    return words.with_hits(found) if found else words.NONE


def _row(model: ModelReport, times: Times) -> list[str]:
    censored = f" ({times.p50.censored:,} cut off)" if times.p50.censored else ""
    return [
        text(model.model, 60) + (" (in process)" if model.baseline else ""),
        words.length(times.length) + ", cached" * times.cached,
        f"{times.p50.n:,}{censored}",
        words.time(times.p50),
        words.time(times.p90),
        words.time(times.p95),
        words.time(times.p99) if times.p99 else words.NONE,
        words.time(times.first_token_p50),
    ]


def _cached(report: Report) -> str:
    if not any(times.cached for model in report.models for times in model.times):
        return ""
    return (
        "'Cached' are calls of whose prompts the provider's cache knew more than a "
        "twentieth. They are apart from the rest, in no plot and in no wait above."
    )


def _baselines(report: Report) -> str:
    if not any(model.baseline for model in report.models):
        return ""
    return (
        "Baselines run in process: their times are those of a small program on this "
        "machine, over no network, and compare with nothing else here."
    )


def _disturbed(report: Report) -> str:
    found = [
        f"{times.disturbed:,} of {text(model.model, 60)} at "
        f"{words.length(times.length)}"
        for model in report.models
        for times in model.times
        if times.disturbed
    ]
    if not found:
        return ""
    return (
        "Answers that came in while this client's own event loop lagged are included "
        f"and may be too long: {words.several(found)}."
    )
