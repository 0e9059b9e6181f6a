"""What each model was asked with, and where to find what it takes to do it again."""

from textwrap import fill
from typing import Final

from pipeline.report import words
from pipeline.report.asked import Request
from pipeline.report.contents import Report
from pipeline.report.markdown import bullets, code, folded, paragraphs, table, text

_FILES: Final = """\
- `report.json`: every number of this page, with its interval, its n, its number of
  documents and its method ({schema}).
- `calls.parquet`: one row per planned call, with its answer, verdict and reason.
- `manifest.json`: versions, settings, seeds, prompt templates, and the hash of every
  document and of the question set."""
_PLACEMENTS: Final = {
    "after": "after the documents",
    "before": "before the documents",
    "both": "before and after the documents",
}
_DEPTHS: Final = {
    "latin": "each question at one depth for each length",
    "full": "each question at every depth for each length",
}
_ARRANGEMENTS: Final = {
    "together": "",  # as ever
    "spread": "evidence in several pieces spread over the context",
}
_CACHES: Final = {
    "cold": "every prompt begins apart (cold)",
    "warm": "questions share contexts (warm: times and prices are with a cache)",
}
_NOT_SENT: Final = "not sent"
_REFUSED: Final = "not sent, refused"
_PARAMETERS: Final = {
    "temperature": "temperature",
    "top p": "top_p",
    "seed": "seed",
    "reasoning effort": "reasoning_effort",
}
_WIDTH: Final = 88


def render(report: Report) -> str:
    said = [*_design(report), *_again(report)]
    wrapped = [
        fill(line, _WIDTH - 2, subsequent_indent="  ", break_on_hyphens=False)
        for line in said
    ]
    return folded(
        "Reproduce",
        paragraphs(
            _requests(report),
            f"{_FILES.format(schema=report.schema_version)}\n{bullets(wrapped)}",
        ),
    )


def _requests(report: Report) -> str:
    """Return what each model was sent; a baseline is sent nothing."""
    baselines = {model.model for model in report.models if model.baseline}
    sent = [one for one in report.asked.requests if one.model not in baselines]
    if not sent:
        return ""
    header = ["model", *_PARAMETERS, "max output tokens", "further fields"]
    return paragraphs(
        "Each model was asked with:",
        table(header, [_row(one) for one in sent], prose=(0, len(header) - 1)),
    )


def _row(sent: Request) -> list[str]:
    most = sent.max_output_tokens
    return [
        text(sent.model, 60),
        *(_parameter(sent, name) for name in _PARAMETERS.values()),
        _NOT_SENT if most is None else f"{most:,}",
        text(sent.extra or "none", 200),
    ]


def _parameter(sent: Request, name: str) -> str:
    value = getattr(sent, name)
    if name in sent.dropped:
        return f"{_REFUSED} ({text(str(value), 40)})"
    return _NOT_SENT if value is None else text(str(value), 40)


def _design(report: Report) -> list[str]:
    asked = report.asked
    places = [_PLACEMENTS[name] for name in asked.placement if name in _PLACEMENTS]
    parts = [
        f"the question stands {', or '.join(places)}" if places else "",
        _DEPTHS.get(asked.depth_design or "", ""),
        _ARRANGEMENTS.get(asked.arrangement or "", ""),
        _CACHES.get(asked.cache or "", ""),
        f"depths {words.several([f'{depth:g}' for depth in report.depths])}"
        if report.depths
        else "",
        words.plural(report.scope.repeats, "repeat"),
        "" if asked.seed is None else f"seed {asked.seed}",
    ]
    return [f"Design: {'; '.join(part for part in parts if part)}."]


def _again(report: Report) -> list[str]:
    collection, corpus = text(report.collection, 100), text(report.corpus, 100)
    page = code(f"docqa report {report.run[:100]}")
    bench = code(f"docqa bench --name {report.run[:100]}")
    named = (
        f"The run is named {text(report.run, 100)}, its questions {collection}, its "
        f"corpus {corpus}."
    )
    commands = (
        f"{page} gives this page again from the same workspace, byte for byte; {bench} "
        "with the same settings asks what is missing, or everything where the "
        "workspace is empty."
    )
    return [named, commands]
