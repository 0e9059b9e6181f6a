"""Where to find what it takes to do it again."""

from typing import Final

from pipeline.report.contents import Report
from pipeline.report.markdown import folded, text

_TEXT: Final = """\
- `report.json`: every number of this page, with its interval, its n, its number of
  documents and its method ({schema}).
- `calls.parquet`: one row per planned call, with its answer, verdict and reason.
- `manifest.json`: versions, settings, seeds, prompt templates, and the hash of every
  document and of the question set.
- The run is named {run}, its questions {collection}, its corpus {corpus}. The same
  workspace gives this page again, byte for byte."""


def render(report: Report) -> str:
    return folded(
        "Reproduce",
        _TEXT.format(
            schema=report.schema_version,
            run=text(report.run, 100),
            collection=text(report.collection, 100),
            corpus=text(report.corpus, 100),
        ),
    )
