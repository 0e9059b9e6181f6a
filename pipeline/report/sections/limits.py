"""What the result does not say."""

from typing import Final

from pipeline.report.contents import Report
from pipeline.report.markdown import folded

_TEXT: Final = """\
- It is about these documents, these questions, this prompt and these days: other
  domains, languages and prompts may order the models differently, and providers change
  models without saying so.
- Intervals say how far another sample of such documents and questions could move a
  figure. They do not cover wrong gold answers, or a rule that misjudges.
- Lengths are counted in one tokenizer; a model whose own counts more tokens works
  nearer to its window than the axis says.
- Times hold for this client, its network, its concurrency and these hours."""


def render(report: Report) -> str:
    del report
    return folded("What this does not show", _TEXT)
