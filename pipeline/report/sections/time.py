"""How long an answer took: quantiles with intervals, time limits kept as limits."""

from typing import Final

from pipeline.report import words
from pipeline.report.contents import ModelReport, Report, Times
from pipeline.report.markdown import image, paragraphs, table, text

PLOT = "time.svg"
_DEFINITION: Final = """\
To the last token of the answer, the successful attempt alone. A call that hit its time
limit stays in as 'more than'. p90 takes 36 calls and p95 takes 72: with fewer, the
interval has no upper end, so none is printed. Intervals take calls as independent; if
they came in bursts they are too narrow."""


def render(report: Report) -> str:
    if not any(model.times for model in report.models):
        return ""
    rows = [_row(model, times) for model in report.models for times in model.times]
    return paragraphs(
        "## Time to answer",
        image(alt(report), PLOT),
        table(["model", "length", "n", "p50", "p90", "p95", "first token p50"], rows),
        _felt(report),
        _DEFINITION,
        _cached(report),
        _baselines(report),
        _disturbed(report),
    )


def alt(report: Report) -> str:
    """Return what the plot shows, for whoever cannot see it."""
    lines: list[str] = []
    for model in report.models:
        known = [t for t in model.times if t.p50.estimate is not None and not t.cached]
        if known:
            ends = dict.fromkeys((known[0], known[-1]))
            path = " to ".join(
                f"{_short(times)} at {words.length(times.length)}" for times in ends
            )
            lines.append(f"{text(model.model, 60)} {path}")
    return f"Median time to answer by context length: {'; '.join(lines) or 'none'}."


def _short(times: Times) -> str:
    more = "> " if times.p50.more_than else ""
    return more + words.seconds(times.p50.estimate or 0.0)


def _row(model: ModelReport, times: Times) -> list[str]:
    censored = f" ({times.p50.censored} cut off)" if times.p50.censored else ""
    return [
        text(model.model, 60) + (" (in process)" if model.baseline else ""),
        words.length(times.length) + ", cached" * times.cached,
        f"{times.p50.n:,}{censored}",
        words.time(times.p50),
        words.time(times.p90),
        words.time(times.p95),
        words.time(times.first_token_p50),
    ]


def _felt(report: Report) -> str:
    waits = [
        f"{text(model.model, 60)} {words.time(model.felt_p95)}"
        for model in report.models
        if model.felt_p95.n
    ]
    if not waits:
        return ""
    return (
        "What a user would have waited in 19 of 20 cases, retries included, over all "
        f"lengths (p95): {'; '.join(waits)}."
    )


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
    count = sum(times.disturbed for model in report.models for times in model.times)
    if not count:
        return ""
    return (
        f"{words.plural(count, 'answered call')} came in while this client's own event "
        "loop lagged: their times are included and may be too long."
    )
